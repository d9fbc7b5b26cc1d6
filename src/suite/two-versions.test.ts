import { afterEach, expect, test } from 'vitest'
import { createSimulator } from '../author/simulator.ts'
import { watchWorlds } from '../author/watchers.ts'
import { TestWatch } from './test-watch.ts'
import { Worlds } from './worlds.ts'

const slot = Symbol.for('fake-opentok/watchers')
afterEach(() => void Reflect.deleteProperty(globalThis, slot))

test('two versions of the package in a file fail each test, with what to look at', () => {
  Reflect.deleteProperty(globalThis, slot)
  const worlds = new Worlds(createSimulator())
  const watch = new TestWatch(worlds)
  watchWorlds({ made: () => {}, ending: () => {} })
  const lists: unknown = Reflect.get(globalThis, slot)
  if (!(lists instanceof Map)) throw new Error('Nobody watches.')
  lists.set('0.0.9', new Set())
  watch.begin('a test')
  expect(watch.end().error).toMatch(
    /^Two versions of fake-opentok are loaded in this test file: .* and 0\.0\.9\. .* Run "npm ls fake-opentok", and install one version\.$/,
  )
  worlds.stop()
})
