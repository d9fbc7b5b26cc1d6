import { align, type Pair } from './align.ts'
import { show, type ValueRules, valueDifferences } from './compare-values.ts'
import { nearTime, type Rules, sameTurn } from './looseness.ts'
import type { LogEntry } from './phase-log.ts'
import type { JsonObject, RecordedEntry } from './recorded-case.ts'

/** How the log is compared. */
export interface EventRules extends ValueRules {
  readonly times: Rules
}

/** Facts that were first looked at on 2026-11-27: recordings of an earlier day say nothing of them. */
const laterFacts = ['deniedTitle', 'deniedCode', 'deniedDevice'] as const

/** Recorded of an entry but not one of its facts. */
const aboutTheEntry = ['phase', 'afterMs', 'timingDependent'] as const

/** Lists where the log differs from the recorded one: entries missing, added, out of order, or with other facts. */
export function eventDifferences(
  recorded: readonly RecordedEntry[],
  observed: readonly LogEntry[],
  rules: EventRules,
): readonly string[] {
  const pairs = align(recorded, observed, (left, right) => labelOf(left) === labelOf(right.facts))
  return pairs.flatMap((pair, index) => pairDifferences(pair, `events[${index}]`, rules))
}

function pairDifferences(
  { left, right }: Pair<RecordedEntry, LogEntry>,
  path: string,
  rules: EventRules,
): readonly string[] {
  if (left === null) return right === null ? [] : [`${path} ${labelOf(right.facts)}: not recorded, but happened`]
  if (right === null) {
    return left.timingDependent === true ? [] : [`${path} ${labelOf(left)}: recorded, but did not happen here`]
  }
  return entryDifferences(left, right, `${path} ${labelOf(left)}`, rules)
}

function entryDifferences(left: RecordedEntry, right: LogEntry, path: string, rules: EventRules): readonly string[] {
  const differences = valueDifferences(factsOf(left), asRecordedThen(left, right.facts), path, rules)
  const turn = sameTurn(left.phase, right.phase, rules.mediaTurns)
    ? []
    : [`${path} phase: recorded ${show(left.phase)}, got ${show(right.phase)}`]
  const time = nearTime(left.afterMs, right.atMs, rules.times)
    ? []
    : [`${path} afterMs: recorded ${left.afterMs ?? 'at most 900'}, got ${right.atMs}`]
  return [...differences, ...turn, ...time]
}

const asRecordedThen = (recorded: RecordedEntry, facts: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(facts).filter(([key]) => recorded[key] !== undefined || !laterFacts.some((later) => later === key)),
  )

const factsOf = (entry: RecordedEntry): JsonObject =>
  Object.fromEntries(Object.entries(entry).filter(([key]) => !aboutTheEntry.some((one) => one === key)))

/** What an entry is called: its mark, or the object and type of its event. */
export const labelOf = (facts: JsonObject): string =>
  facts.mark === undefined ? `${facts.on}.${facts.type}` : `[${facts.mark}]`
