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

/** The result of a verb: data as it is, and an object with verbs of its own at a distance. */
type RemoteValue<Value> = AllPlain<Value> extends true ? Value : Remote<Value>

type RemoteMember<Member> = Member extends (...args: infer Args) => infer Result
  ? AllPlain<Args> extends true
    ? (...args: Args) => Promise<RemoteValue<Awaited<Result>>>
    : never
  : AllPlain<Member> extends true
    ? () => Promise<Member>
    : Remote<Member>

/**
 * Something in the page, reached from the test: each verb is called with data that can travel, and gives a promise; a property of
 * the page's object is read by a call.
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
  /** The number of the object that the page keeps; null: the simulator. */
  readonly from: number | null
  readonly path: readonly string[]
  readonly args: readonly unknown[]
}

/** The answer: data, or the number of the object that the page keeps. */
export type RemoteAnswer = { readonly value: unknown } | { readonly kept: number }

const nowhere = (): void => {}

/** Makes something that sends its calls to the page; `path` leads to it there. */
function remoteAt(
  send: (call: RemoteCall) => Promise<RemoteAnswer>,
  from: number | null,
  path: readonly string[],
): object {
  return new Proxy(nowhere, {
    // JavaScript reads "then" of an awaited value; no object in the page has a verb of that name.
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
