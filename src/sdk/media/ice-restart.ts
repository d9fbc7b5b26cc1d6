import type { Timer } from '../../kernel/time/clock.ts'
import type { Client } from '../base/client.ts'
import { restartDelayMs, restartMemoryMs } from './timing.ts'

/**
 * When ICE is restarted: some seconds after it was demanded, at once where that is the second time within ten seconds, and
 * not at all where the path comes back before (recorded: `webrtc/published/ice-disconnected-*`).
 */
export class IceRestart {
  readonly #client: Client
  readonly #isConnected: () => boolean
  readonly #makeOffer: () => void
  #needed = false
  #fresh = false
  #neededAt = Number.NEGATIVE_INFINITY
  #timer: Timer | undefined

  /** `makeOffer` makes an offer with which the path is sought anew. */
  constructor(client: Client, isConnected: () => boolean, makeOffer: () => void) {
    this.#client = client
    this.#isConnected = isConnected
    this.#makeOffer = makeOffer
  }

  /** The path is to be sought anew. Where it stands, the next disconnection within ten seconds will do it. */
  demand(): void {
    if (this.#needed) return
    this.#needed = true
    const now = this.#client.clock.now()
    const recently = now - this.#neededAt < restartMemoryMs
    this.#neededAt = now
    if (this.#isConnected()) this.#wait(restartMemoryMs, () => this.settle())
    else if (recently) this.#offer()
    else this.#wait(restartDelayMs, () => this.#offer())
  }

  /** Waits anew, where a restart is due; whether one is. */
  again(): boolean {
    if (this.#needed) this.#wait(restartDelayMs, () => this.#offer())
    return this.#needed
  }

  /** There is nothing to restart any more. */
  settle(): void {
    this.#needed = false
    this.#client.clock.cancel(this.#timer)
  }

  /** Whether the offer that is being made is to restart ICE; asked once for each. */
  take(): boolean {
    const fresh = this.#fresh || this.#needed
    this.#fresh = false
    this.settle()
    return fresh
  }

  close(): void {
    this.settle()
  }

  #offer(): void {
    this.#fresh = true
    this.#makeOffer()
  }

  #wait(delayMs: number, run: () => void): void {
    this.#client.clock.cancel(this.#timer)
    this.#timer = this.#client.clock.after(delayMs, run, { what: 'a restart of ICE', kind: 'calendar' })
  }
}
