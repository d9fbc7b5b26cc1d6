import type { Simulator } from '../../simulator.ts'

/** Whether a value can travel between the test and the page: plain data, without a function in it. */
type IsPlain<T> = T extends (...args: never[]) => unknown
  ? false
  : T extends readonly (infer One)[]
    ? IsPlain<One>
    : T extends object
      ? false extends { [Key in keyof T]-?: IsPlain<T[Key]> }[keyof T]
        ? false
        : true
      : true

type AllPlain<T> = [IsPlain<T>] extends [true] ? true : false

/** What a verb gives: data as it is, and anything with verbs of its own at a distance. */
type RemoteValue<Value> = AllPlain<Value> extends true ? Value : Remote<Value>

type RemoteMember<Member> = Member extends (...args: infer Args) => infer Result
  ? AllPlain<Args> extends true
    ? (...args: Args) => Promise<RemoteValue<Awaited<Result>>>
    : never
  : AllPlain<Member> extends true
    ? () => Promise<Member>
    : Remote<Member>

/**
 * Something in the page, reached from the test: each verb is called with data that can travel, and gives a promise; what the
 * page has as a property is read by a call.
 */
export type Remote<T> = {
  readonly [Key in keyof T as Key extends `_${string}` ? never : Key extends string ? Key : never]: RemoteMember<T[Key]>
}

/** The verbs of a simulator that make sense from outside of its page. */
type RemoteVerb =
  | 'armed'
  | 'circumstances'
  | 'clock'
  | 'credentials'
  | 'devices'
  | 'dialect'
  | 'disarm'
  | 'fail'
  | 'heardOf'
  | 'hold'
  | 'journal'
  | 'media'
  | 'network'
  | 'reset'
  | 'room'
  | 'settled'
  | 'toScenario'
  | 'unmet'

/** The simulator of a page, reached from the test. */
export type RemoteSimulator = Remote<Pick<Simulator, RemoteVerb>>

/** A call that travels to the page: the verbs on the way, and the arguments of the last one. */
export interface RemoteCall {
  /** What was kept in the page, by its place there; null: the simulator. */
  readonly from: number | null
  readonly path: readonly string[]
  readonly args: readonly unknown[]
}

/** What came back: data, or the place of what was kept in the page. */
export type RemoteAnswer = { readonly value: unknown } | { readonly kept: number }

const nowhere = (): void => {}

/** Makes something that sends its calls to the page; `path` leads to it there. */
function remoteAt(
  send: (call: RemoteCall) => Promise<RemoteAnswer>,
  from: number | null,
  path: readonly string[],
): object {
  return new Proxy(nowhere, {
    // What is awaited is asked for "then", which nothing in the page is called.
    get: (_, key) => (typeof key === 'symbol' || key === 'then' ? undefined : remoteAt(send, from, [...path, key])),
    apply: async (_, _self, args: readonly unknown[]) => {
      const answer = await send({ from, path, args })
      return 'kept' in answer ? remoteAt(send, answer.kept, []) : answer.value
    },
  })
}

/** The simulator of a page, whose calls `send` carries there. */
export const remoteSimulator = (send: (call: RemoteCall) => Promise<RemoteAnswer>): RemoteSimulator =>
  // A proxy has every member that the type says: each becomes a call in the page.
  remoteAt(send, null, []) as RemoteSimulator
