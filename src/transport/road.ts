import type { Clock } from '../kernel/clock.ts'
import { Fifo } from '../kernel/fifo.ts'
import type { Random } from '../kernel/random.ts'
import type { Conditions } from './conditions.ts'

export interface RoadParts {
  readonly clock: Clock
  readonly random: Random
  readonly conditions: Pick<Conditions, 'latency'>
}

/** One direction between a client and the service: everything takes its time, and nothing overtakes. */
export class Road {
  readonly #parts: RoadParts
  #last = 0
  #underway: Fifo<() => void> = new Fifo()

  constructor(parts: RoadParts) {
    this.#parts = parts
  }

  /** Runs `arrive` once the latency has passed, in a turn of its own, behind all that was sent before. */
  send(what: string, arrive: () => void): void {
    const { clock } = this.#parts
    const underway = this.#underway
    underway.add(arrive)
    this.#last = Math.max(this.#last, clock.now() + this.#latency())
    // Whatever comes due, the first goes first: the host's timers may let two of the same time change places.
    clock.after(this.#last - clock.now(), () => underway.take()?.(), { what, kind: 'work' })
  }

  /** Runs `arrive` after a delay on top of the latency; it does not hold up what is sent behind it. */
  sendSlowly(what: string, delayMs: number, arrive: () => void): void {
    const underway = this.#underway
    const run = (): void => {
      if (underway === this.#underway) arrive()
    }
    this.#parts.clock.after(this.#latency() + delayMs, run, { what, kind: 'work' })
  }

  /** Forgets what is on its way. */
  clear(): void {
    this.#underway.takeAll()
    this.#underway = new Fifo()
    this.#last = 0
  }

  #latency(): number {
    const { random, conditions } = this.#parts
    const [least, most] = conditions.latency
    return most > least ? least + random.next() * (most - least) : least
  }
}
