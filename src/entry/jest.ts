/**
 * For Jest: named in `setupFilesAfterEnv`, it resets every world after each test, adds the matchers, and fails a test
 * that asked for a failure that never struck. Its exports are for the tests themselves.
 */

import fs from 'node:fs'
import { afterAll, afterEach, test as base, beforeEach, expect } from '@jest/globals'
import { simulator } from '../simulator.ts'
import { runScenario, type ScenarioBody } from '../suite/scenarios/run-scenario.ts'
import { type EachScenarioArguments, scenarioCases } from '../suite/scenarios/scenario-cases.ts'
import { hostOver } from '../suite/scenarios/scenario-files.ts'
import { createSuite, type Suite } from '../suite/suite.ts'
import { tellSurface } from '../suite/surface/tested.ts'
import { endTest } from '../suite/test-ended.ts'
import type { SuiteOptions } from '../suite/test-watch.ts'
import type { UnmetName } from '../suite/unmet-report.ts'
import { handOver } from './jest/handed-over.ts'
import { endedTest } from './jest/running-test.ts'

export type { Unmet } from '../author/unmet.ts'
export { type DialectCase, type EachFailureOptions, eachDialect, eachFailure, type FailureCase } from '../suite/each.ts'
export type { EventClaim } from '../suite/matchers/event-claim.ts'
export type { Completion } from '../suite/matchers/failing.ts'
export type { OpenTokMatchers } from '../suite/matchers/matcher-types.ts'
export type { Expectations } from '../suite/scenarios/expectations.ts'
export type { ScenarioBody, ScenarioTest } from '../suite/scenarios/run-scenario.ts'
export type { EachScenarioOptions, ScenarioSource } from '../suite/scenarios/scenario-cases.ts'
export type { SuiteOptions } from '../suite/test-watch.ts'
export type { UnmetName } from '../suite/unmet-report.ts'

const suite: Suite = createSuite(simulator)

expect.extend({ ...suite.matchers })
beforeEach(() => suite.watch.begin(expect.getState().currentTestName ?? ''))
afterEach(() => endTest(suite.watch, { ...endedTest(), name: expect.getState().currentTestName ?? '' }))
afterAll(() => handOver({ path: expect.getState().testPath ?? '', record: tellSurface(suite.watch.surface) }))

/** The matchers, for an `expect` of one's own: `expect.extend(matchers)`. The set-up file has added them to Jest's. */
export const matchers: Suite['matchers'] = suite.matchers

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
 * @param source Patterns of paths, relative to the folder in which the run began; or scenarios by their names.
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
  for (const one of scenarioCases(args, hostOver(fs, process.cwd()))) {
    base(one.name, () => runScenario(simulator, one, body))
  }
}
