import type { Observation } from '../conformance/observation.ts'
import type { Phase } from '../conformance/phase-log.ts'
import {
  isJsonObject,
  type Json,
  type JsonObject,
  type RecordedCase,
  type RecordedEntry,
  type RecordedThen,
} from '../conformance/recorded-case.ts'

const shownAfterMs = 900
const roundedToMs = 100

/** Where real browser media is at work, the vocabulary tells sync from later, and no more. */
const mediaAreas = /^(?:live-|ends-)?(?:initPublisher|OT|publisher|subscriber)\b/

const dialogs = ['accessDialogOpened', 'accessDialogClosed']

/** Writes what was observed of the real SDK as the recordings write it. */
export function asRecorded(recorded: RecordedCase, observed: Observation): RecordedThen {
  const coarse = mediaAreas.test(recorded.area) || recorded.given.media !== undefined
  const outcome = observed.outcome === null ? {} : coarsened(observed.outcome, coarse)
  return {
    ...outcome,
    ...(observed.and.length === 0 ? {} : { and: observed.and }),
    ...(observed.after.length === 0 ? {} : { after: observed.after }),
    events: observed.events.map(({ facts, phase, atMs }) =>
      entryOf(recorded, facts, coarse ? coarsePhase(phase) : phase, atMs),
    ),
    state: observed.state,
    ...(observed.http.length === 0 ? {} : { http: observed.http }),
    ...(recorded.given.server?.socket === undefined ? {} : socketsOf(observed.socketsOpenedAtMs)),
  }
}

const mostSocketsListed = 12

const socketsOf = (openedAtMs: readonly number[]): Pick<RecordedThen, 'socketsOpenedAtMs' | 'socketsOpened'> => ({
  socketsOpenedAtMs: openedAtMs.slice(0, mostSocketsListed).map(Math.round),
  ...(openedAtMs.length > mostSocketsListed ? { socketsOpened: openedAtMs.length } : {}),
})

function entryOf(recorded: RecordedCase, facts: JsonObject, phase: string, atMs: number): RecordedEntry {
  const controlled = recorded.given.media?.getUserMedia !== undefined
  return {
    ...facts,
    ...(dialogs.includes(String(facts.type)) && !controlled ? { timingDependent: true } : {}),
    phase,
    ...(atMs > shownAfterMs ? { afterMs: Math.round(atMs / roundedToMs) * roundedToMs } : {}),
  }
}

const coarsePhase = (phase: Phase): string => (phase === 'sync' ? phase : 'async')

function coarsened(outcome: JsonObject, coarse: boolean): JsonObject {
  if (!coarse) return outcome
  const { completion, promise } = outcome
  return { ...outcome, completion: withCoarseTimings(completion), promise: withCoarseTiming(promise) }
}

function withCoarseTimings(completion: Json | undefined): Json | undefined {
  if (!isJsonObject(completion) || !Array.isArray(completion.invocations)) return completion
  const invocations: readonly Json[] = completion.invocations
  return { ...completion, invocations: invocations.map((one) => withCoarseTiming(one) ?? null) }
}

function withCoarseTiming(facts: Json | undefined): Json | undefined {
  if (!isJsonObject(facts) || facts.timing === undefined) return facts
  return { ...facts, timing: facts.timing === 'sync' ? 'sync' : 'async' }
}
