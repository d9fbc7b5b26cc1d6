type State<T> =
  | { readonly is: 'pending' }
  | { readonly is: 'resolved'; readonly value: T }
  | { readonly is: 'rejected'; readonly error: unknown }

const microtask = (run: () => void): void => void Promise.resolve().then(run)

/** Called once for each rejection that nobody listened to when a microtask had passed. */
export type OnUnheard = (error: unknown) => void

/**
 * The promise that the SDK's methods return: not the page's own `Promise`, and silent, so that a rejection nobody
 * handles is not reported to the page (recorded: `native: false`, no `unhandledrejection` in the `-unhandled` cases).
 */
export class SilentPromise<T> implements Promise<T> {
  #state: State<T> = { is: 'pending' }
  #waiting: (() => void)[] = []
  #heard = false
  readonly [Symbol.toStringTag]: string = 'Promise'

  constructor(start: (resolve: (value: T) => void, reject: (error: unknown) => void) => void, onUnheard?: OnUnheard) {
    start(
      (value) => this.#settle({ is: 'resolved', value }),
      (error) => {
        this.#settle({ is: 'rejected', error })
        if (onUnheard !== undefined) microtask(() => this.#heard || onUnheard(error))
      },
    )
  }

  #settle(state: State<T>): void {
    if (this.#state.is !== 'pending') return
    this.#state = state
    for (const wake of this.#waiting.splice(0)) microtask(wake)
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
    return new SilentPromise<A | B>((resolve, reject) => {
      this.#whenSettled(() => {
        try {
          adopt(react(this.#state, onResolved, onRejected), resolve, reject)
        } catch (error) {
          reject(error)
        }
      })
    })
  }

  catch<B = never>(onRejected?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(null, onRejected)
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.then(
      (value) => {
        onFinally?.()
        return value
      },
      (error) => {
        onFinally?.()
        throw error
      },
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

function adopt<T>(value: T | PromiseLike<T>, resolve: (value: T) => void, reject: (error: unknown) => void): void {
  if (isThenable(value)) value.then(resolve, reject)
  else resolve(value)
}

function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}

/** A promise with its ends in hand. */
export interface Deferred<T> {
  readonly promise: SilentPromise<T>
  readonly resolve: (value: T) => void
  readonly reject: (error: unknown) => void
}

export function deferred<T>(onUnheard?: OnUnheard): Deferred<T> {
  let ends: Pick<Deferred<T>, 'resolve' | 'reject'> | undefined
  const promise = new SilentPromise<T>((resolve, reject) => {
    ends = { resolve, reject }
  }, onUnheard)
  return { promise, resolve: (value) => ends?.resolve(value), reject: (error) => ends?.reject(error) }
}
