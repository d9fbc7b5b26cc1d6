import { eventDifferences } from './compare-events.ts'
import { show, type ValueRules, valueDifferences } from './compare-values.ts'
import { nearCount, nearTime, type Rules, rulesFor } from './looseness.ts'
import type { Observation } from './observation.ts'
import type { JsonObject, RecordedCase, RecordedOutcome, RecordedThen } from './recorded-case.ts'

const mostSocketsListed = 12

/** Lists where a replay differs from the recording; nothing: it conforms. */
export function compare(recorded: RecordedCase, observed: Observation): readonly string[] {
  const { then } = recorded
  const times = rulesFor(recorded)
  const rules: ValueRules = { mediaTurns: false, headless: observed.headless }
  // The recorder wrote `async` into the log and the first call alone; the turns of the other calls are real media's all the same.
  const laterRules: ValueRules = { ...rules, mediaTurns: (then.events ?? []).some(({ phase }) => phase === 'async') }
  return [
    ...observed.troubles,
    ...outcomeDifferences(then, observed.outcome, '', rules),
    ...listOutcomes(then.and, observed.and, 'and', laterRules),
    ...listOutcomes(then.after, observed.after, 'after', laterRules),
    ...eventDifferences(then.events ?? [], observed.events, { ...rules, times }),
    ...valueDifferences(then.state ?? {}, observed.state, 'state', rules),
    ...requestDifferences(then, observed, times),
  ]
}

function listOutcomes(
  recorded: readonly (RecordedOutcome | null)[] | undefined,
  observed: readonly (JsonObject | null)[],
  path: string,
  rules: ValueRules,
): readonly string[] {
  if (recorded === undefined) return []
  return recorded.flatMap((one, index) => outcomeDifferences(one, observed[index] ?? null, `${path}[${index}]`, rules))
}

function outcomeDifferences(
  recorded: RecordedOutcome | null,
  observed: JsonObject | null,
  path: string,
  rules: ValueRules,
): readonly string[] {
  const { throws, returns, completion, promise } = recorded ?? {}
  const facts = throws === undefined ? null : { throws, returns, completion, promise }
  return valueDifferences(facts, observed, path, rules)
}

function requestDifferences(then: RecordedThen, observed: Observation, times: Rules): readonly string[] {
  return [
    ...(then.sent === undefined ? [] : setDifferences(then.sent, observed.sent, 'sent')),
    ...(then.http === undefined ? [] : setDifferences(then.http, observed.http, 'http')),
    ...(then.socketsOpenedAtMs === undefined ? [] : socketDifferences(then, observed.socketsOpenedAtMs, times)),
  ]
}

function setDifferences(recorded: readonly string[], observed: readonly string[], path: string): readonly string[] {
  const expected = new Set(recorded)
  const actual = new Set(observed)
  return [
    ...[...expected].filter((one) => !actual.has(one)).map((one) => `${path}: recorded ${show(one)}, never asked here`),
    ...[...actual].filter((one) => !expected.has(one)).map((one) => `${path}: not recorded, but asked: ${show(one)}`),
  ]
}

function socketDifferences(then: RecordedThen, observed: readonly number[], times: Rules): readonly string[] {
  const listed = then.socketsOpenedAtMs ?? []
  const total = then.socketsOpened ?? listed.length
  const near = listed.every((at, index) => nearTime(at, observed[index] ?? Number.NaN, times))
  const enough = total > mostSocketsListed ? nearCount(total, observed.length) : total === observed.length
  if (near && enough) return []
  const got = `${observed.length}, at ${show(observed.slice(0, mostSocketsListed))}`
  return [`socketsOpenedAtMs: recorded ${total}, at ${show(listed)}, got ${got}`]
}
