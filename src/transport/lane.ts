import { Fifo } from '../kernel/fifo.ts'
import type { Conditions } from './conditions.ts'
import type { Road } from './road.ts'

export interface LaneParts<T> {
  readonly road: Pick<Road, 'send' | 'sendAlong'>
  /** Whether what goes to others at the same time may arrive in the same turn. */
  readonly along: boolean
  /** `silent`: nothing gets through at this moment; what does not is not lost. */
  readonly conditions: Pick<Conditions, 'silent'>
  readonly arrived: (message: T) => void
}

/** The messages of one line in one direction, in their order; what is held up goes on when the line does. */
export class Lane<T> {
  readonly #road: LaneParts<T>['road']
  readonly #along: boolean
  readonly #conditions: LaneParts<T>['conditions']
  readonly #arrived: (message: T) => void
  readonly #messages: Fifo<T> = new Fifo()
  #expected = 0
  /** Whether something may have been held up that is not on its way again. */
  #isBehind = false

  constructor({ road, along, conditions, arrived }: LaneParts<T>) {
    this.#road = road
    this.#along = along
    this.#conditions = conditions
    this.#arrived = arrived
  }

  send(what: string, message: T): void {
    this.#messages.add(message)
    this.#expect(what)
  }

  /** Lets a message that has arrived through, or holds it up behind the others. */
  admit(message: T): void {
    if (this.#conditions.silent) this.#holdUp(message)
    else this.#arrived(message)
  }

  #holdUp(message: T): void {
    this.#messages.add(message)
    this.#isBehind = true
  }

  /** Lets what was held up go on its way again. */
  goOn(): void {
    this.#isBehind = false
    for (let behind = this.#messages.size - this.#expected; behind > 0; behind--) this.#expect('what was held up')
  }

  /** Everything that has not arrived, taken out: it will not. */
  takeAll(): readonly T[] {
    return this.#messages.takeAll()
  }

  #expect(what: string): void {
    this.#expected++
    if (this.#along) this.#road.sendAlong(what, this.#arrive)
    else this.#road.send(what, this.#arrive)
  }

  // Each arrival brings the first, so that what was held up and what came behind it keep their order.
  readonly #arrive = (): void => {
    this.#expected--
    if (this.#conditions.silent) {
      this.#isBehind = true
      return
    }
    const message = this.#messages.take()
    if (message === undefined) return
    if (this.#isBehind) this.goOn()
    this.#arrived(message)
  }
}
