import type { Client } from '../base/client.ts'
import { offerPaceMs } from './timing.ts'

/** Offers to the subscribers of one session, which the SDK takes one at a time (read: ten a second). */
export class OfferPace {
  readonly #client: Client
  #waiting: (() => void)[] = []
  #running = false

  constructor(client: Client) {
    this.#client = client
  }

  /** Takes an offer when its turn has come. */
  add(take: () => void): void {
    this.#waiting.push(take)
    if (this.#running) return
    this.#running = true
    this.#wait()
  }

  #wait(): void {
    const takeNext = (): void => {
      const take = this.#waiting.shift()
      take?.()
      if (take === undefined) this.#running = false
      else this.#wait()
    }
    this.#client.clock.after(offerPaceMs, takeNext, { what: 'the next offer to a subscriber', kind: 'work' })
  }
}
