import type { WatchedWorld } from '../../author/watchers.ts'
import { nextTurn } from '../../kernel/time/wall-clock.ts'
import { claimWords, demandFailureClaim, isMeant, saidBy, saidWords } from './known-error.ts'
import { kindOf, type MatcherResult, resultOf, type Story } from './result.ts'

/**
 * A completion handler, as `toFailWith()` hands one to the function that it is given.
 *
 * @example await expect((done: Completion) => session.connect(token, done)).toFailWith('Session.connect/expired-token')
 */
export type Completion = (error?: unknown, ...values: readonly unknown[]) => void

type Call = (done: Completion) => unknown

/** The outcome of a call or a promise. */
type Outcome =
  | { readonly is: 'failed'; readonly error: unknown }
  | { readonly is: 'succeeded' }
  | { readonly is: 'unanswered'; readonly why: string }

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function'

const isCall = (value: unknown): value is Call => typeof value === 'function'

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/** The calls of a mock function of any runner; null: it is none. */
function mockCalls(value: unknown): readonly unknown[] | null {
  if (typeof value !== 'function') return null
  const mock: unknown = Reflect.get(value, 'mock')
  const calls: unknown = typeof mock === 'object' && mock !== null ? Reflect.get(mock, 'calls') : null
  return isList(calls) ? calls : null
}

const ofPromise = (promise: PromiseLike<unknown>): Promise<Outcome> =>
  Promise.resolve(promise).then(
    (): Outcome => ({ is: 'succeeded' }),
    (error: unknown): Outcome => ({ is: 'failed', error }),
  )

const ofError = (error: unknown): Outcome =>
  error === undefined || error === null ? { is: 'succeeded' } : { is: 'failed', error }

// Of several calls the first that was given an error counts: later ones are of later attempts.
async function ofMock(mock: unknown, worlds: readonly WatchedWorld[]): Promise<Outcome> {
  if (mockCalls(mock)?.length === 0) await quiet(worlds)
  const calls = mockCalls(mock) ?? []
  if (calls.length === 0)
    return { is: 'unanswered', why: 'The mock function was never called, and nothing is left to happen.' }
  const errors = calls.map((args) => (isList(args) ? args[0] : undefined))
  return ofError(errors.find((error) => error !== undefined && error !== null))
}

/** How many turns of the host an application may take between one call of the SDK and the next. */
const patience = 20

const turn = (): Promise<void> => new Promise((done) => nextTurn(done))

async function quiet(worlds: readonly WatchedWorld[]): Promise<Outcome> {
  for (let passed = 0; passed < patience; passed++) {
    await turn()
    for (const world of worlds) await world.settled().catch(() => {})
  }
  return { is: 'unanswered', why: 'The completion handler was never called, and nothing is left to happen.' }
}

async function ofCall(call: Call, worlds: () => readonly WatchedWorld[]): Promise<Outcome> {
  let answer: (outcome: Outcome) => void = () => {}
  const answered = new Promise<Outcome>((resolve) => {
    answer = resolve
  })
  try {
    const given = call((error) => answer(ofError(error)))
    if (call.length === 0 && isThenable(given)) return await ofPromise(given)
  } catch (error) {
    return { is: 'failed', error }
  }
  if (call.length === 0)
    return { is: 'unanswered', why: 'The function took no completion handler, and gave no promise.' }
  return Promise.race([answered, quiet(worlds())])
}

function outcomeOf(received: unknown, worlds: () => readonly WatchedWorld[]): Promise<Outcome> | Outcome {
  if (isThenable(received)) return ofPromise(received)
  if (mockCalls(received) !== null) return ofMock(received, worlds())
  if (isCall(received)) return ofCall(received, worlds)
  if (saidBy(received) !== null) {
    throw new TypeError(
      `toFailWith() waits for the promise itself, and this is ${kindOf(received)}. Leave out ".rejects": await expect(promise).toFailWith('Session.connect/expired-token').`,
    )
  }
  throw new TypeError(
    `toFailWith() takes a promise, a function that makes a call, or a mock that was passed as completion handler; this is ${kindOf(received)}. Write: await expect((done) => session.connect(token, done)).toFailWith('Session.connect/expired-token').`,
  )
}

function whatCame(outcome: Outcome): string {
  if (outcome.is === 'unanswered') return outcome.why
  if (outcome.is === 'succeeded') return 'The call succeeded.'
  const said = saidBy(outcome.error)
  return said === null ? `The call failed with ${kindOf(outcome.error)}.` : `The call failed with ${saidWords(said)}.`
}

/**
 * Whether a promise is rejected, or a completion handler called, with the error of a failure. A function is called with a handler;
 * of a mock function the calls are read.
 *
 * @throws TypeError for a value that is neither a promise nor a function, RangeError for an id that no failure has.
 */
export async function toFailWith(
  { story, worlds }: { readonly story: Story; readonly worlds: () => readonly WatchedWorld[] },
  received: unknown,
  claim: unknown,
): Promise<MatcherResult> {
  demandFailureClaim(claim, 'toFailWith')
  const outcome = await outcomeOf(received, worlds)
  const said = outcome.is === 'failed' ? saidBy(outcome.error) : null
  const pass = said !== null && isMeant(said, claim)
  return resultOf(
    pass,
    story,
    `The call should ${pass ? 'not ' : ''}fail with ${claimWords(claim)}.\n${whatCame(outcome)}`,
  )
}
