import type { IceState } from '../base/media-conditions.ts'

/** The meaning of a path's state for a subscriber. */
type Meaning = 'connected' | 'disconnected' | 'destroyed'

const meanings: Readonly<Partial<Record<IceState, Meaning>>> = {
  new: 'disconnected',
  checking: 'disconnected',
  connected: 'connected',
  completed: 'connected',
  disconnected: 'disconnected',
  failed: 'destroyed',
}

export interface IceWatchHost {
  isRelayed(): boolean
  isSocketConnected(): boolean
  /** The path is gone: it is to be sought anew. */
  restart(): void
  /** The path has failed, and will be given up soon. */
  failing(): void
  /** The events that the application hears: `connected`, `disconnected`. */
  announce(what: 'connected' | 'disconnected'): void
  /** Whether the picture is to give way to the sign of loading. */
  loading(loading: boolean): void
}

/**
 * The meanings that a subscriber gives to the states of its path. States that mean the same are one: a path that was sought and is
 * disconnected before it ever stood changes nothing (recorded: `webrtc/subscribe/ice-disconnected-before-loaded`).
 */
export class IceWatch {
  readonly #host: IceWatchHost
  #meaning: Meaning | null = null
  #lastReported: Meaning = 'disconnected'

  constructor(host: IceWatchHost) {
    this.#host = host
  }

  get isFailed(): boolean {
    return this.#meaning === 'destroyed'
  }

  became(state: IceState): void {
    const meaning = meanings[state]
    if (meaning === undefined || meaning === this.#meaning) return
    this.#meaning = meaning
    if (state === 'disconnected' && !this.#host.isRelayed()) this.#host.restart()
    // Between two clients a failed path may come back: nothing is told of it (recorded: `webrtc/relayed/subscribed-ice-failed`).
    if (state === 'failed' && this.#host.isRelayed()) return
    if (state === 'failed' && this.#host.isSocketConnected()) this.#host.failing()
    this.#host.loading(meaning !== 'connected')
    if (this.#lastReported !== meaning && meaning !== 'destroyed') this.#host.announce(meaning)
    this.#lastReported = meaning
  }
}
