import { expect, test, vi } from 'vitest'
import { createSimulator } from '../author/simulator.ts'
import { watchWorlds } from '../author/watchers.ts'
import { TestWatch } from './test-watch.ts'
import { Worlds } from './worlds.ts'

test('two versions of the package in a file fail each test, with what to look at', () => {
  const lists = new Map<string, Set<unknown>>()
  vi.stubGlobal(Symbol.for('fake-opentok/watchers'), lists)
  const worlds = new Worlds(createSimulator())
  const watch = new TestWatch(worlds)
  watchWorlds({ made: () => {}, ending: () => {} })
  lists.set('0.0.9', new Set())
  watch.begin('a test')
  expect(watch.end().error).toMatch(
    /^Two versions of fake-opentok are loaded in this test file: .* and 0\.0\.9\. .* Run "npm ls fake-opentok", and install one version\.$/,
  )
  worlds.stop()
})
