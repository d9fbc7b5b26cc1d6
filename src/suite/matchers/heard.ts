import { type Reached, reached } from '../../author/hearing.ts'
import type { Simulator } from '../../author/simulator.ts'
import { type Channel, channels } from '../../contract/failure-row.ts'
import { findFailure } from '../../contract/failures.ts'
import { demandFailureClaim } from './known-error.ts'
import { kindOf, type MatcherResult, resultOf, type Story } from './result.ts'

const isChannel = (value: unknown): value is Channel => channels.some((channel) => channel === value)

// By its shape: a package that is imported and required is there twice.
const isSimulator = (value: unknown): value is Pick<Simulator, 'journal'> =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'heardOf') === 'function'

/** @throws RangeError for what is no channel, or one that does not carry the failure. */
function demandChannel(channel: unknown, carried: readonly Channel[]): asserts channel is Channel | undefined {
  if (channel === undefined || (isChannel(channel) && carried.includes(channel))) return
  throw new RangeError(
    `toHaveHeard() cannot ask for the channel ${JSON.stringify(channel)}. The failure is told over: ${carried.join(', ') || 'nothing'}.`,
  )
}

function whatCame(found: Reached | null, wanted: Channel | undefined): string {
  if (found === null) return 'Nothing brought it about: no call or object of the application came that far.'
  const heard = [...new Set(found.heard.map(({ over }) => over))].join(', ')
  if (heard === '') return 'It came about, and no function of the application was given it.'
  return wanted === undefined ? `It was heard over ${heard}.` : `It was heard over ${heard}, and not over ${wanted}.`
}

/**
 * Whether the application was given a failure, over a channel where one is named.
 *
 * @throws TypeError for what is no simulator; RangeError for what is no failure, or a channel that does not carry it.
 */
export function toHaveHeard(story: Story, received: unknown, failureId: unknown, over?: unknown): MatcherResult {
  if (!isSimulator(received)) {
    throw new TypeError(
      `toHaveHeard() takes a simulator, and this is ${kindOf(received)}. Write: expect(simulator).toHaveHeard('Session.connect/expired-token').`,
    )
  }
  demandFailureClaim(failureId, 'toHaveHeard')
  demandChannel(over, findFailure(failureId).channels)
  const found = reached(received.journal, failureId)
  const pass = found?.heard.some((one) => over === undefined || one.over === over) === true
  const what = `The application should ${pass ? 'not ' : ''}have heard of ${failureId}${over === undefined ? '' : ` over ${over}`}.`
  return resultOf(pass, story, pass ? what : `${what}\n${whatCame(found, over)}`)
}
