export type Listener = (event: unknown) => unknown

interface Entry {
  readonly listener: Listener
  readonly context: unknown
  readonly once: boolean
  called: boolean
}

/** The reaction to an exception that a listener throws. */
export type OnListenerError = (error: unknown, type: string) => void

/**
 * Listeners by event type, called in the order in which they were added.
 *
 * A listener that throws stops the later listeners of that dispatch, and the caller never sees it (recorded:
 * `events/throwing-listener-stops-later-listeners`, `read/events/handler-exceptions`).
 */
export class Emitter {
  /** Made with the first listener: most streams never have one. */
  #entries: Map<string, Entry[]> | undefined
  readonly #onError: OnListenerError

  constructor(onError: OnListenerError) {
    this.#onError = onError
  }

  add(type: string, listener: Listener, context: unknown, once: boolean): void {
    this.#entries ??= new Map()
    this.#entries.set(type, [...(this.#entries.get(type) ?? []), { listener, context, once, called: false }])
  }

  /** Takes out one listener: of those that were added with the same context, the last (recorded: `fixtures/facts/listeners.json`). */
  removeOne(type: string, listener: Listener, context: unknown): void {
    const entries = this.#entries?.get(type) ?? []
    const last = entries.filter((entry) => entry.listener === listener && entry.context === context).at(-1)
    if (last !== undefined) this.#keep(type, (entry) => entry !== last)
  }

  /** Takes out all listeners of a type; without a type, all of them. */
  remove(type?: string): void {
    if (type === undefined) this.#entries = undefined
    else this.#entries?.delete(type)
  }

  has(type: string): boolean {
    return this.#entries?.has(type) === true
  }

  /** How many listeners a type has. */
  count(type: string): number {
    return this.#entries?.get(type)?.length ?? 0
  }

  /**
   * Calls the listeners that stand at this moment, those without a context on this emitter: an application's `this` is not the object
   * that dispatches (recorded: `fixtures/facts/listeners.json`); false when one of them threw. One that is meant to be called once has
   * its turn in one dispatch alone, where dispatches are nested.
   */
  emit(type: string, args: readonly unknown[]): boolean {
    const entries = this.#entries?.get(type)
    if (entries === undefined) return true
    for (const entry of entries) {
      if (entry.once && entry.called) continue
      entry.called = true
      if (entry.once) this.#keep(type, (other) => other !== entry)
      try {
        Reflect.apply(entry.listener, entry.context ?? this, args)
      } catch (error) {
        this.#onError(error, type)
        return false
      }
    }
    return true
  }

  #keep(type: string, stays: (entry: Entry) => boolean): void {
    const left = this.#entries?.get(type)?.filter(stays) ?? []
    if (left.length === 0) this.#entries?.delete(type)
    else this.#entries?.set(type, left)
  }
}
