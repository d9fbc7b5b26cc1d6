import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'

test('a copy of the package that is loaded beside another finds the same default world', async () => {
  const { simulator } = await import('../simulator.ts')
  vi.resetModules()
  const copy = await import('../simulator.ts')
  expect(copy.simulator).toBe(simulator)
  expect((await import('../index.ts')).default).toBe(simulator.OT)
  expect(copy.createSimulator()).not.toBe(simulator)
})

test('the name under which it is found says the version of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  expect(Object.getOwnPropertySymbols(globalThis)).toContain(Symbol.for(`fake-opentok/simulator@${version}`))
})
