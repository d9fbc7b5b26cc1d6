import { type Deferred, deferred } from '../../kernel/thenable.ts'

interface Running {
  readonly on: boolean
  readonly done: Promise<void>
}

interface Waiting extends Deferred<void> {
  on: boolean
}

/**
 * A switch that is turned by one call at a time. A call that wants what the one under way wants ends with it, and so does the one that waits;
 * of others, one waits, and it wants what was wanted last (read: the source of the SDK; recorded: `live/programs/publishVideo-on-and-off-at-once`).
 */
export class LatestCall {
  readonly #turn: (on: boolean) => Promise<void>
  #running: Running | null = null
  #waiting: Waiting | null = null

  constructor(turn: (on: boolean) => Promise<void>) {
    this.#turn = turn
  }

  call(on: boolean): Promise<void> {
    if (this.#running === null) return this.#run(on)
    if (on === this.#running.on) {
      this.#waiting?.resolve(this.#running.done)
      this.#waiting = null
      return this.#running.done
    }
    this.#waiting ??= { ...deferred<void>(), on }
    this.#waiting.on = on
    return this.#waiting.promise
  }

  #run(on: boolean): Promise<void> {
    const done = this.#turn(on).finally(() => this.#settled())
    this.#running = { on, done }
    return done
  }

  #settled(): void {
    const waiting = this.#waiting
    this.#running = null
    this.#waiting = null
    if (waiting !== null) waiting.resolve(this.#run(waiting.on))
  }
}
