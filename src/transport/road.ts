import { Fifo } from '../kernel/fifo.ts'
import type { Random } from '../kernel/random.ts'
import type { Clock, Timer, Traveller, Wait } from '../kernel/time/clock.ts'
import type { Conditions } from './conditions.ts'

export interface RoadParts {
  readonly clock: Clock
  readonly random: Random
  readonly conditions: Pick<Conditions, 'latency'>
}

const arrivalsOf = (underway: Fifo<() => void>) => (): void => underway.take()?.()

/** The wait of the message that was sent last: what goes to many clients has one for all. */
let latest: Wait = { what: '', kind: 'work' }

function waitFor(what: string): Wait {
  if (latest.what !== what) latest = { what, kind: 'work' }
  return latest
}

/** One direction between a client and the service: everything takes its time, and nothing overtakes. */
export class Road implements Traveller {
  /** With what it goes; the clock's own note. */
  turn: Timer | undefined
  readonly #clock: Clock
  readonly #random: Random
  readonly #conditions: RoadParts['conditions']
  #last = 0
  /** Nothing was sent since the beginning: there is nothing to forget. */
  #isUnused = true
  #underway: Fifo<() => void> = new Fifo()
  /** The message that was sent first arrives first: the host's timers may let two of the same time change places. */
  #arrive: () => void = arrivalsOf(this.#underway)

  constructor({ clock, random, conditions }: RoadParts) {
    this.#clock = clock
    this.#random = random
    this.#conditions = conditions
  }

  /** Runs `arrive` once the latency has passed, in a turn of its own, behind all that was sent before. */
  send(what: string, arrive: () => void): void {
    this.#clock.after(this.#add(arrive), this.#arrive, waitFor(what))
  }

  /** As `send`, but what goes to other clients at the same time may share the turn. */
  sendAlong(what: string, arrive: () => void): void {
    this.#clock.alongside(this.#add(arrive), this.#arrive, waitFor(what), this)
  }

  /** Runs `arrive` after a delay on top of the latency; it does not hold up what is sent behind it. */
  sendSlowly(what: string, delayMs: number, arrive: () => void): void {
    this.#isUnused = false
    const underway = this.#underway
    const run = (): void => {
      if (underway === this.#underway) arrive()
    }
    this.#clock.after(this.#latency() + delayMs, run, { what, kind: 'work' })
  }

  /** Forgets what is on its way. */
  clear(): void {
    if (this.#isUnused) return
    this.#isUnused = true
    this.#underway.takeAll()
    this.#underway = new Fifo()
    this.#arrive = arrivalsOf(this.#underway)
    this.#last = 0
    this.turn = undefined
  }

  /** Puts something behind what is underway, and says how long it takes. */
  #add(arrive: () => void): number {
    const now = this.#clock.now()
    this.#underway.add(arrive)
    this.#isUnused = false
    const then = now + (this.#conditions.latency[1] > 0 ? this.#latency() : 0)
    if (then > this.#last) this.#last = then
    return this.#last - now
  }

  #latency(): number {
    const { 0: least, 1: most } = this.#conditions.latency
    return most > least ? least + this.#random.next() * (most - least) : least
  }
}
