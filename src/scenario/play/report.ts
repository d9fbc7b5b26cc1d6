import type { Dialect } from '../../contract/dialect.ts'
import type { ScenarioProblem } from '../scenario.ts'
import type { Heard, HeardError } from './driver.ts'

/** The result of a step. */
export type StepOutcome = 'failed' | 'succeeded' | 'unanswered' | 'done'

export interface StepReport {
  readonly step: number
  /** The act: `Session.connect`, `wait 3s`, `network offline`. */
  readonly what: string
  readonly outcome: StepOutcome
  readonly error: HeardError | null
  /** How the failure was heard, in order; empty unless it failed. */
  readonly channels: readonly string[]
}

/** The result of playing a scenario. */
export interface PlayReport {
  readonly title: string
  readonly failure: string | null
  readonly dialect: Dialect
  readonly passed: boolean
  /** Expectations that were not met. */
  readonly problems: readonly ScenarioProblem[]
  /** Probable mistakes that fail nothing: entries that never came about, a file that expects nothing. */
  readonly warnings: readonly ScenarioProblem[]
  readonly steps: readonly StepReport[]
  readonly heard: readonly Heard[]
  /** The failures that the SDK's objects have raised, by id, in order. */
  readonly raised: readonly string[]
  /** How much time of the world has passed, in milliseconds. */
  readonly elapsedMs: number
}
