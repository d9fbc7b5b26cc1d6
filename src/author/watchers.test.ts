import { afterEach, expect, test, vi } from 'vitest'
import { createSimulator } from '../simulator.ts'

const slots = ['fake-opentok/watchers', 'fake-opentok/places'].map((name) => Symbol.for(name))

afterEach(() => {
  for (const slot of slots) Reflect.deleteProperty(globalThis, slot)
  vi.restoreAllMocks()
})

test('two versions in one process are told once, with the places of both', () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
  for (const slot of slots) Reflect.deleteProperty(globalThis, slot)
  const [watchers, places] = slots
  if (watchers === undefined || places === undefined) throw new Error('No slots.')
  Reflect.set(globalThis, watchers, new Map([['0.0.9', new Set()]]))
  Reflect.set(globalThis, places, new Map([['0.0.9', '/elsewhere/node_modules/fake-opentok/dist/simulator.js']]))
  createSimulator()
  createSimulator()
  expect(warned.mock.calls.flat()).toEqual([
    expect.stringMatching(
      /two versions are loaded: 0\.0\.9 \(\/elsewhere\/.*simulator\.js\) and 0\.1\.0 \(.*watchers\.ts.*\)\. What a test arms/,
    ),
  ])
})
