import { Fifo } from '../kernel/fifo.ts'
import type { Road } from './road.ts'

export interface LaneParts<T> {
  readonly road: Pick<Road, 'send'>
  /** Whether nothing gets through at this moment; what does not is not lost. */
  readonly isHeld: () => boolean
  readonly arrived: (message: T) => void
}

/** The messages of one line in one direction, in their order; what is held up goes on when the line does. */
export class Lane<T> {
  readonly #parts: LaneParts<T>
  readonly #messages: Fifo<T> = new Fifo()
  #expected = 0

  constructor(parts: LaneParts<T>) {
    this.#parts = parts
  }

  send(what: string, message: T): void {
    this.#messages.add(message)
    this.#expect(what)
  }

  /** Lets a message that has arrived through, or holds it up behind the others. */
  admit(message: T): void {
    if (this.#parts.isHeld()) this.#messages.add(message)
    else this.#parts.arrived(message)
  }

  /** Lets what was held up go on its way again. */
  goOn(): void {
    for (let behind = this.#messages.size - this.#expected; behind > 0; behind--) this.#expect('what was held up')
  }

  /** Everything that has not arrived, taken out: it will not. */
  takeAll(): readonly T[] {
    return this.#messages.takeAll()
  }

  #expect(what: string): void {
    this.#expected++
    this.#parts.road.send(what, () => this.#arrive())
  }

  // Each arrival brings the first, so that what was held up and what came behind it keep their order.
  #arrive(): void {
    this.#expected--
    if (this.#parts.isHeld()) return
    const message = this.#messages.take()
    if (message === undefined) return
    this.goOn()
    this.#parts.arrived(message)
  }
}
