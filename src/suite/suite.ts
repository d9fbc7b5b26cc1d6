import type { WatchedWorld } from '../author/watchers.ts'
import { createMatchers, type SuiteMatchers } from './matchers/matchers.ts'
import { TestWatch } from './test-watch.ts'
import { Worlds } from './worlds.ts'

/** The parts that an entrance for a test runner uses. */
export interface Suite {
  readonly worlds: Worlds
  readonly watch: TestWatch
  readonly matchers: SuiteMatchers
}

/** Looks after the worlds of a realm, `first` among them, for a test runner. */
export function createSuite(first: WatchedWorld): Suite {
  const worlds = new Worlds(first)
  return { worlds, watch: new TestWatch(worlds), matchers: createMatchers(() => worlds.busy) }
}
