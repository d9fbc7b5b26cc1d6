import { firstClientId } from '../../author/client.ts'
import { findFailure, isFailureId } from '../../contract/failures.ts'
import { type EventTarget, eventTargets } from '../../kernel/journal/anchor.ts'
import type { JournalEntry } from '../../kernel/journal/entry.ts'
import { codeOrNull, textOrNull } from '../../kernel/values.ts'
import type { Heard } from '../../scenario/play/driver.ts'
import { isCall, isRequest, type Scenario } from '../../scenario/scenario.ts'

const targets: ReadonlyMap<string, EventTarget> = new Map(
  eventTargets.map((target) => [`${firstClientId} ${target}`, target]),
)

function eventIn({ kind, who, what, detail, at }: JournalEntry): Heard | undefined {
  const on = kind === 'event' ? targets.get(who) : undefined
  if (on === undefined) return undefined
  if (what !== 'exception') return { kind: 'event', on, type: what, reason: textOrNull(detail['reason']), at }
  return { kind: 'exception', on, code: codeOrNull(detail['code']), error: null, at }
}

const prefix = 'rest/'

/** The operation or the request that an entry of the journal answers; undefined where it answers none. */
function answeredBy({ kind, who, what }: JournalEntry): string | undefined {
  if (kind === 'reply' && who === 'server') return what
  if (kind === 'error' && who === firstClientId && isFailureId(what)) return findFailure(what).operation
  return undefined
}

/** The steps of a file that ask for the same, in the order in which their answers are taken: those that should fail first. */
function stepsOf({ steps = [], expect = [] }: Scenario): ReadonlyMap<string, number[]> {
  const fails = new Set(expect.flatMap((one) => ('fails' in one && one.step !== undefined ? [one.step] : [])))
  const found = new Map<string, number[]>()
  for (const [index, step] of steps.entries()) {
    const operation = isCall(step) ? step.call : isRequest(step) ? `${prefix}${step.request}` : undefined
    if (operation === undefined) continue
    const numbers = found.get(operation) ?? []
    found.set(operation, [...numbers, index + 1])
  }
  for (const [operation, numbers] of found) {
    if (operation.startsWith(prefix)) continue
    found.set(operation, [...numbers.filter((one) => fails.has(one)), ...numbers.filter((one) => !fails.has(one))])
  }
  return found
}

/**
 * The events that the objects of the application dispatched, and the answers that the journal tells of, in their order: failures of
 * calls, and all answers to requests over HTTP. The application makes its own calls: each failure answers the next step of its
 * operation. A call that succeeds leaves no answer in the journal.
 */
export function heardIn(entries: readonly JournalEntry[], scenario: Scenario): readonly Heard[] {
  const open = stepsOf(scenario)
  return entries.flatMap((entry): readonly Heard[] => {
    const event = eventIn(entry)
    if (event !== undefined) return [event]
    const operation = answeredBy(entry)
    const step = operation === undefined ? undefined : open.get(operation)?.shift()
    if (step === undefined) return []
    const { at, what, detail } = entry
    if (entry.kind === 'error') {
      return [
        {
          kind: 'completion',
          step,
          at,
          error: { name: textOrNull(detail['name']) ?? what, code: codeOrNull(detail['code']) },
        },
      ]
    }
    const { status } = detail
    if (status === 'none') return []
    return [
      {
        kind: 'response',
        step,
        at,
        status: typeof status === 'number' ? status : null,
        body: '',
        whole: true,
        error: null,
      },
    ]
  })
}
