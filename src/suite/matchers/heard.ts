import { type Hearing, type Reached, reached } from '../../author/hearing.ts'
import type { Simulator } from '../../author/simulator.ts'
import { findFailure, isOfRest } from '../../contract/failures.ts'
import { demandFailureClaim } from './known-error.ts'
import { kindOf, type MatcherResult, resultOf, type Story } from './result.ts'

type Over = Hearing['over']
type HearingWorld = Pick<Simulator, 'journal' | 'heardOf'>

// A simulator is known by its shape, because a package that is both imported and required has two classes.
const isSimulator = (value: unknown): value is HearingWorld =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'heardOf') === 'function'

/** @throws RangeError for a text that is no channel, or a channel that does not carry the failure. */
function demandChannel(channel: unknown, carried: readonly Over[]): void {
  if (channel === undefined || carried.some((one) => one === channel)) return
  throw new RangeError(
    `toHaveHeard() cannot ask for the channel ${JSON.stringify(channel)}. The failure is told over: ${carried.join(', ') || 'nothing'}.`,
  )
}

function whatCame(found: Reached | null, wanted: unknown): string {
  if (found === null) return 'Nothing brought it about: no call or object of the application came that far.'
  const heard = [...new Set(found.heard.map(({ over }) => over))].join(', ')
  if (heard === '') return 'It came about, and no function of the application was given it.'
  return wanted === undefined
    ? `It was heard over ${heard}.`
    : `It was heard over ${heard}, and not over ${String(wanted)}.`
}

/** The fate of a failure of the catalogue, or of a failure of HTTP, which the world itself looks up. */
function reachedIn(simulator: HearingWorld, failureId: unknown, over: unknown): Reached | null {
  if (typeof failureId === 'string' && isOfRest(failureId)) {
    demandChannel(over, ['response'])
    const heard = simulator.heardOf(failureId)
    return heard.length === 0 ? null : { failure: failureId, times: heard.length, heard }
  }
  demandFailureClaim(failureId, 'toHaveHeard')
  demandChannel(over, findFailure(failureId).channels)
  return reached(simulator.journal, failureId)
}

/**
 * Whether the application was given a failure, over a channel where one is named.
 *
 * @throws TypeError for a value that is no simulator, RangeError for a text that is no failure, or a channel that does not carry
 * it.
 */
export function toHaveHeard(story: Story, received: unknown, failureId: unknown, over?: unknown): MatcherResult {
  if (!isSimulator(received)) {
    throw new TypeError(
      `toHaveHeard() takes a simulator, and this is ${kindOf(received)}. Write: expect(simulator).toHaveHeard('Session.connect/expired-token').`,
    )
  }
  const found = reachedIn(received, failureId, over)
  const pass = found?.heard.some((one) => over === undefined || one.over === over) === true
  const what = `The application should ${pass ? 'not ' : ''}have heard of ${failureId}${over === undefined ? '' : ` over ${over}`}.`
  return resultOf(pass, story, pass ? what : `${what}\n${whatCame(found, over)}`)
}
