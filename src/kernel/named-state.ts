/** The states of one kind of object, and the states that may follow each of them. */
export type Transitions<Name extends string> = Readonly<Record<Name, readonly Name[]>>

/**
 * The state of one object: a name that changes by `become` alone.
 *
 * @example const media = new NamedState('the media of a publisher', mediaTransitions, 'asked')
 */
export class NamedState<Name extends string> {
  readonly #owner: string
  readonly #transitions: Transitions<Name>
  #name: Name
  #previous: Name

  constructor(owner: string, transitions: Transitions<Name>, first: Name) {
    this.#owner = owner
    this.#transitions = transitions
    this.#name = first
    this.#previous = first
  }

  get name(): Name {
    return this.#name
  }

  /** The state before this one; the first state where there was none. */
  get previous(): Name {
    return this.#previous
  }

  /** Whether the state is one of these. */
  is(...names: readonly Name[]): boolean {
    return names.includes(this.#name)
  }

  /**
   * Changes the state; the state that it has already changes nothing.
   *
   * @throws Error where the table of transitions does not have this one.
   */
  become(next: Name): void {
    if (next === this.#name) return
    if (!this.#transitions[this.#name].includes(next)) {
      throw new Error(
        `Internal error of fake-opentok: ${this.#owner} cannot change from "${this.#name}" to "${next}". ` +
          `From "${this.#name}" it can change to: ${this.#transitions[this.#name].join(', ') || 'no other state'}. ` +
          'This is a mistake in fake-opentok, not in your test: please report it with the test that shows it.',
      )
    }
    this.#previous = this.#name
    this.#name = next
  }
}
