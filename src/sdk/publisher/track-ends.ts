import type { Track } from '../../ports/track.ts'
import type { Client } from '../base/client.ts'

/**
 * A browser tells of tracks one by one: the SDK waits so long for the others that go with it (recorded:
 * `webrtc/published/track-ended-all`, 125 ms at most).
 */
const settlingMs = 100

export interface TrackEndsHost {
  readonly client: Client
  /** The tracks that there are. */
  tracks(): readonly Track[]
  /** A track says that it has ended, whether others go with it or not. */
  lost(track: Track): void
  /** It has ended, and another one goes on. */
  oneEnded(track: Track): void
  allEnded(): void
}

const hasEnded = ({ readyState }: Track): boolean => readyState === 'ended'

/** Hears when the tracks of a publisher end by themselves: what `stop()` ends says nothing, as in a browser. */
export class TrackEnds {
  readonly #host: TrackEndsHost
  #listeners: Map<Track, () => void> = new Map()

  constructor(host: TrackEndsHost) {
    this.#host = host
  }

  /** Listens to the tracks that there are now, and to no others. */
  watch(): void {
    this.stop()
    for (const track of this.#host.tracks()) {
      const listener = (): void => this.#hear(track)
      track.addEventListener?.('ended', listener)
      this.#listeners.set(track, listener)
    }
  }

  stop(): void {
    for (const track of [...this.#listeners.keys()]) this.#forget(track)
  }

  #forget(track: Track): void {
    const listener = this.#listeners.get(track)
    if (listener !== undefined) track.removeEventListener?.('ended', listener)
    this.#listeners.delete(track)
  }

  #hear(track: Track): void {
    this.#host.lost(track)
    this.#host.client.clock.after(settlingMs, () => this.#tell(track), {
      what: 'the other tracks that may have ended with one',
      kind: 'work',
    })
  }

  #tell(track: Track): void {
    if (this.#listeners.size === 0) return
    if (this.#host.tracks().every(hasEnded)) {
      this.stop()
      this.#host.allEnded()
    } else {
      this.#forget(track)
      this.#host.oneEnded(track)
    }
  }
}
