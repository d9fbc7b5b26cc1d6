import { expect, test, vi } from 'vitest'
import { createSimulator } from '../simulator.ts'

test('two versions in one process are told once, with the places of both', () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.stubGlobal(Symbol.for('fake-opentok/watchers'), new Map([['0.0.9', new Set()]]))
  const elsewhere = '/elsewhere/node_modules/fake-opentok/dist/simulator.js'
  vi.stubGlobal(Symbol.for('fake-opentok/places'), new Map([['0.0.9', elsewhere]]))
  createSimulator()
  createSimulator()
  expect(warned.mock.calls.flat()).toEqual([
    expect.stringMatching(
      /two versions are loaded: 0\.0\.9 \(\/elsewhere\/.*simulator\.js\) and 0\.1\.0 \(.*watchers\.ts.*\)\. What a test arms/,
    ),
  ])
})
