type State<T> =
  | { readonly is: 'pending' }
  | { readonly is: 'resolved'; readonly value: T }
  | { readonly is: 'rejected'; readonly error: unknown }

/** Reactions to promises that wait for their turn, in order. */
const jobs: (() => void)[] = []
let isAwaited = false

/**
 * The SDK's promises have a queue of their own, which is emptied in one microtask of the page, together with all that comes of it (observed:
 * `live/programs/promises-of-one-turn`).
 */
function microtask(run: () => void): void {
  jobs.push(run)
  awaitTurn()
}

function awaitTurn(): void {
  if (isAwaited) return
  isAwaited = true
  void Promise.resolve().then(emptyJobs)
}

function emptyJobs(): void {
  try {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) job()
  } finally {
    isAwaited = false
    // A job that throws takes no other with it.
    if (jobs.length > 0) awaitTurn()
  }
}

/**
 * Called once for each rejection that has no listener after a microtask; `isHeard` tells whether it has one by now. An `await`
 * starts to listen one microtask later.
 */
export type OnUnheard = (error: unknown, isHeard: () => boolean) => void

/** The listeners of a promise's rejection. */
export interface Ear {
  /** Called where nobody listens. */
  readonly unheard?: OnUnheard
  /** Called with the error for each rejection handler that it reaches, anywhere along the chain; an `await` has one. */
  readonly heard?: (error: unknown) => void
  /** Runs each reaction to the promise, anywhere along the chain. */
  readonly within?: (run: () => void) => void
}

type Resolve<T> = (value: T | PromiseLike<T>) => void
type Reject = (error: unknown) => void

/**
 * The promise that the SDK's methods return: not the page's own `Promise`, and silent, so that a rejection nobody
 * handles is not reported to the page (recorded: `native: false`, no `unhandledrejection` in the `-unhandled` cases).
 * In all else it does as promises do.
 *
 * @example
 * const answer = await new SilentPromise((resolve) => resolve(1))
 */
export class SilentPromise<T> implements Promise<T> {
  #state: State<T> = { is: 'pending' }
  #waiting: (() => void)[] = []
  #heard = false
  #ear: Ear | undefined
  readonly [Symbol.toStringTag]: string = 'Promise'

  constructor(start: (resolve: Resolve<T>, reject: Reject) => void, ear?: Ear) {
    this.#ear = ear
    const { resolve, reject } = this.#ends()
    try {
      start(resolve, reject)
    } catch (error) {
      reject(error)
    }
  }

  // The first call of either end decides; a thenable that is given gets a pair of ends of its own.
  #ends(): { resolve: Resolve<T>; reject: Reject } {
    let decided = false
    const decide = (end: () => void): void => {
      if (decided) return
      decided = true
      end()
    }
    return {
      resolve: (value) => decide(() => this.#resolve(value)),
      reject: (error) => decide(() => this.#settle({ is: 'rejected', error })),
    }
  }

  #resolve(value: T | PromiseLike<T>): void {
    if (!isObject(value)) return this.#settle({ is: 'resolved', value })
    const { resolve, reject } = this.#ends()
    try {
      if (Object.is(value, this))
        throw new TypeError('A promise cannot wait for itself. Resolve it with something else.')
      const then: unknown = Reflect.get(value, 'then')
      if (value instanceof SilentPromise && then === SilentPromise.prototype.then) this.#follow(value, resolve, reject)
      else if (isThen<T>(then)) then.call(value, resolve, reject)
      else this.#settle({ is: 'resolved', value: passOn<T>(value) })
    } catch (error) {
      reject(error)
    }
  }

  // One of our own that is handed on is heard where this one is: handing on is no handler.
  #follow(other: SilentPromise<T>, resolve: Resolve<T>, reject: Reject): void {
    this.#ear ??= other.#passOn
    other.#whenSettled(() => {
      if (other.#state.is === 'rejected') reject(other.#state.error)
      else if (other.#state.is === 'resolved') resolve(other.#state.value)
    })
  }

  /** The listeners of a promise behind this one. */
  get #passOn(): Ear {
    return {
      heard: (error) => this.#ear?.heard?.(error),
      within: (run) => {
        const within = this.#ear?.within
        if (within === undefined) run()
        else within(run)
      },
    }
  }

  #settle(state: Exclude<State<T>, { is: 'pending' }>): void {
    this.#state = state
    for (const wake of this.#waiting.splice(0)) microtask(wake)
    const tell = this.#ear?.unheard
    if (state.is !== 'rejected' || tell === undefined) return
    microtask(() => this.#heard || tell(state.error, () => this.#heard))
  }

  #whenSettled(react: () => void): void {
    this.#heard = true
    if (this.#state.is === 'pending') this.#waiting.push(react)
    else microtask(react)
  }

  // biome-ignore lint/suspicious/noThenProperty: a thenable is what this is.
  then<A = T, B = never>(
    onResolved?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#react(onResolved, onRejected, typeof onRejected === 'function')
  }

  #react<A, B>(
    onResolved: ((value: T) => A | PromiseLike<A>) | null | undefined,
    onRejected: ((error: unknown) => B | PromiseLike<B>) | null | undefined,
    hears: boolean,
  ): Promise<A | B> {
    const start = (resolve: Resolve<A | B>, reject: Reject): void => {
      const decide = (): void => {
        try {
          if (hears && this.#state.is === 'rejected') this.#ear?.heard?.(this.#state.error)
          resolve(react(this.#state, onResolved, onRejected))
        } catch (error) {
          reject(error)
        }
      }
      this.#whenSettled(() => {
        const within = this.#ear?.within
        if (within === undefined) decide()
        else within(decide)
      })
    }
    return new SilentPromise<A | B>(start, this.#passOn)
  }

  catch<B = never>(onRejected?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(null, onRejected)
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    if (typeof onFinally !== 'function') return this.then()
    const afterwards = (): Promise<void> => new SilentPromise<void>((resolve) => resolve(onFinally()))
    return this.#react(
      (value: T) => afterwards().then(() => value),
      (error) =>
        afterwards().then(() => {
          throw error
        }),
      false,
    )
  }
}

function react<T, A, B>(
  state: State<T>,
  onResolved: ((value: T) => A | PromiseLike<A>) | null | undefined,
  onRejected: ((error: unknown) => B | PromiseLike<B>) | null | undefined,
): A | B | PromiseLike<A | B> {
  if (state.is === 'rejected') {
    if (typeof onRejected === 'function') return onRejected(state.error)
    throw state.error
  }
  if (state.is === 'pending')
    throw new Error('A promise reacted before it was settled. This is a fault of fake-opentok: please report it.')
  if (typeof onResolved === 'function') return onResolved(state.value)
  return passOn<A>(state.value)
}

// Without an onResolved handler, A is T by the signature of `then`; the type system cannot see it.
const passOn = <A>(value: unknown): A => value as A

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'

type Then<T> = (this: unknown, resolve: Resolve<T>, reject: Reject) => unknown

const isThen = <T>(value: unknown): value is Then<T> => typeof value === 'function'

/** Resolves with nothing after so many turns of the SDK's promises, all of them in one microtask of the page. */
export function turnsLater(count: number): SilentPromise<undefined> {
  let promise = new SilentPromise<undefined>((resolve) => resolve(undefined))
  for (let turn = 0; turn < count; turn += 1) promise = promise.then(() => undefined) as SilentPromise<undefined>
  return promise
}

/** A promise with its ends in hand. */
export interface Deferred<T> {
  readonly promise: SilentPromise<T>
  readonly resolve: Resolve<T>
  readonly reject: Reject
}

/** Makes a promise that its owner settles. */
export function deferred<T>(ear?: Ear): Deferred<T> {
  let ends: Pick<Deferred<T>, 'resolve' | 'reject'> | undefined
  const promise = new SilentPromise<T>((resolve, reject) => {
    ends = { resolve, reject }
  }, ear)
  return { promise, resolve: (value) => ends?.resolve(value), reject: (error) => ends?.reject(error) }
}

/** A promise that never settles. Each caller has one of its own: a common one would keep all that wait for it. */
export const never = (): Promise<never> => new Promise(() => {})
