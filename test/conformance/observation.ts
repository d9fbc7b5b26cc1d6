import type { LogEntry } from './phase-log.ts'
import type { JsonObject } from './recorded-case.ts'

/** What a replay led to: the facts that the recordings have, of our side. */
export interface Observation {
  /** `throws`, `returns`, `completion`, `promise` of `when`; null when it is no call. */
  readonly outcome: JsonObject | null
  readonly and: readonly JsonObject[]
  readonly after: readonly (JsonObject | null)[]
  readonly events: readonly LogEntry[]
  readonly state: JsonObject
  readonly sent: readonly string[]
  readonly http: readonly string[]
  readonly socketsOpenedAtMs: readonly number[]
  /** Whether there was no page: then nothing about the page is compared. */
  readonly headless: boolean
  /** What kept the runner from replaying the case faithfully. */
  readonly troubles: readonly string[]
}
