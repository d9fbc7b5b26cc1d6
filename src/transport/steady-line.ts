import type { Port } from './port.ts'

/** A message with its number, or the word that everything up to a number was heard. */
export type Numbered<T> = { readonly n: number; readonly message: T } | { readonly heard: number }

/** How many messages are heard before the other end is told so. */
const heardAtOnce = 32

/**
 * Messages that all arrive, once and in their order, whichever ports they go over one after the other: what the other end has
 * not heard is kept, and sent again over the next port.
 */
export class SteadyLine<Out, In> {
  readonly #hear: (message: In) => void
  #port: Port | null = null
  #sent: { readonly n: number; readonly message: Out }[] = []
  #last = 0
  #heard = 0
  #acknowledged = 0

  constructor(hear: (message: In) => void) {
    this.#hear = hear
  }

  /** The number of the last message that was heard. */
  get heard(): number {
    return this.#heard
  }

  /** How many messages the other end may not have heard. */
  get unheard(): number {
    return this.#sent.length
  }

  send(message: Out): void {
    const numbered = { n: ++this.#last, message }
    this.#sent.push(numbered)
    this.#port?.send(numbered)
  }

  /** Goes on over another port, whose other end has heard everything up to a number. */
  goOn(port: Port, heard: number): void {
    this.#forget(heard)
    this.#port = port
    for (const numbered of this.#sent) port.send(numbered)
  }

  /** The port is gone: what is sent is kept. */
  pause(): void {
    this.#port = null
  }

  receive(numbered: Numbered<In>): void {
    if ('heard' in numbered) return this.#forget(numbered.heard)
    if (numbered.n !== this.#heard + 1) return
    this.#heard = numbered.n
    if (this.#heard - this.#acknowledged >= heardAtOnce) this.#tellHeard()
    this.#hear(numbered.message)
  }

  #tellHeard(): void {
    this.#acknowledged = this.#heard
    this.#port?.send({ heard: this.#heard })
  }

  #forget(heard: number): void {
    const first = this.#sent.findIndex(({ n }) => n > heard)
    this.#sent = first < 0 ? [] : this.#sent.slice(first)
  }
}
