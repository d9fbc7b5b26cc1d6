/**
 * For Vitest: named in `setupFiles`, it resets every world after each test, adds the matchers, and fails a test that
 * asked for a failure that never struck. Its exports are for the tests themselves.
 */

import { afterAll, afterEach, test as base, beforeEach, expect, type TestAPI } from 'vitest'
import { simulator } from '../simulator.ts'
import {
  type BuilderFixtures,
  builderFixtures,
  type ObjectFixtures,
  type OpenTokFixtures,
  objectFixtures,
} from '../suite/fixtures.ts'
import { runScenario, type ScenarioBody } from '../suite/scenarios/run-scenario.ts'
import { type EachScenarioArguments, scenarioCases } from '../suite/scenarios/scenario-cases.ts'
import { type FileHost, hostOver } from '../suite/scenarios/scenario-files.ts'
import { createSuite, type Suite } from '../suite/suite.ts'
import { taskKey, tellSurface } from '../suite/surface/tested.ts'
import { type EndedTest, endTest } from '../suite/test-ended.ts'
import type { SuiteOptions } from '../suite/test-watch.ts'
import type { UnmetName } from '../suite/unmet-report.ts'

export type { Unmet } from '../author/unmet.ts'
export { type DialectCase, type EachFailureOptions, eachDialect, eachFailure, type FailureCase } from '../suite/each.ts'
export type { OpenTokFixtures } from '../suite/fixtures.ts'
export type { EventClaim } from '../suite/matchers/event-claim.ts'
export type { Completion } from '../suite/matchers/failing.ts'
export type { OpenTokMatchers } from '../suite/matchers/matcher-types.ts'
export type { Expectations } from '../suite/scenarios/expectations.ts'
export type { ScenarioBody, ScenarioTest } from '../suite/scenarios/run-scenario.ts'
export type { EachScenarioOptions, ScenarioSource } from '../suite/scenarios/scenario-cases.ts'
export type { SuiteOptions } from '../suite/test-watch.ts'
export type { UnmetName } from '../suite/unmet-report.ts'

const suite: Suite = createSuite(simulator)

/**
 * The files of the process in which the tests run; null in a browser. Not imported from `node:fs`: a browser would not load
 * the set-up file then.
 */
function filesOfProcess(): FileHost | null {
  if (typeof process === 'undefined' || typeof process.getBuiltinModule !== 'function') return null
  return hostOver(process.getBuiltinModule('node:fs'), process.cwd())
}

interface OwnSuite {
  readonly name: string
  readonly suite?: OwnSuite | undefined
}

/** The task of Vitest, as far as its name and its end matter. */
interface OwnTask {
  readonly name: string
  readonly suite?: OwnSuite | undefined
  readonly file: { readonly meta: object }
  readonly result?:
    | { readonly state: string; readonly errors?: readonly { readonly message: string }[] | undefined }
    | undefined
}

/** The result of a test that has just run, as Vitest tells it. */
const endedTask = ({ result }: OwnTask): EndedTest => ({
  failed: result?.state === 'fail',
  messages: (result?.errors ?? []).map(({ message }) => message),
})

/** The name of a test with those of the suites that it is in. Vitest 3 does not tell it. */
function nameOf({ name, suite: parent }: OwnSuite): string {
  return parent === undefined || parent.name === '' ? name : `${nameOf(parent)} > ${name}`
}

let file: OwnTask['file'] | null = null

expect.extend({ ...suite.matchers })
beforeEach(({ task }) => {
  file = task.file
  suite.watch.begin(nameOf(task))
})
afterEach(({ task }) => endTest(suite.watch, endedTask(task)))
afterAll(() => {
  if (file !== null) Object.assign(file.meta, { [taskKey]: tellSurface(suite.watch.surface) })
})

/** The matchers, for an `expect` of one's own: `expect.extend(matchers)`. The set-up file has added them to Vitest's. */
export const matchers: Suite['matchers'] = suite.matchers

/** The fixtures for the object form, beside those of one's own: `test.extend(fixtures)`. */
export const fixtures: ObjectFixtures = objectFixtures(simulator)

/** The fixtures for the builder form of Vitest 4.1: `test.extend('simulator', fixture.simulator)`. */
export const fixture: BuilderFixtures = builderFixtures(simulator)

/**
 * Vitest's `test` with the fixtures `simulator`, `OT` and `room`.
 *
 * @example
 * test('a full session is told to the person', async ({ simulator, room }) => {
 *   room.setRules({ maxConnections: 0 })
 * })
 */
export const test: TestAPI<OpenTokFixtures> = base.extend<OpenTokFixtures>(fixtures)

/**
 * Sets the options of the suite, for the test files to which the set-up file belongs.
 *
 * @throws RangeError for an option that is none, or cannot be; nothing is changed then.
 *
 * @example
 * configure({ unmet: { hold: 'error', timeline: 'off' } })
 */
export const configure = (...args: readonly [options: SuiteOptions]): void => suite.watch.configure(...args)

/**
 * Lets something stay unmet in the test that runs: the id of a failure that may never strike, an operation whose answer may
 * stay held, or an entry such as `timeline[0]`.
 *
 * @throws RangeError for a text that names no failure, operation or entry.
 *
 * @example
 * simulator.fail('Session.publish/ice-failed')
 * allowUnmet('Session.publish/ice-failed') // the application may give up before it publishes
 */
export const allowUnmet = (...args: readonly [what: UnmetName]): void => suite.watch.allow(...args)

/**
 * Makes a test of each scenario: the world is brought into its circumstances, and the test runs the application in it. A
 * test that fails prints the sequence picture of what happened.
 *
 * @param source Patterns of paths, relative to the folder in which the run began; in a browser, what
 * `import.meta.glob('./scenarios/*.json', { eager: true, import: 'default' })` gives.
 * @throws RangeError for an argument that cannot be, for a pattern that names no file, and where no scenario is picked.
 *
 * @example
 * eachScenario('scenarios/**\/*.json', {}, async ({ simulator, expectations, play }) => {
 *   await joinCall(simulator.credentials())
 *   await play()
 *   expectations.verify()
 * })
 */
export function eachScenario(...args: EachScenarioArguments<ScenarioBody>): void {
  const [, , body] = args
  for (const one of scenarioCases(args, filesOfProcess())) {
    base(one.name, () => runScenario(simulator, one, body))
  }
}
