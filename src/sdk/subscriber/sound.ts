import type { CaptureProblem } from '../../ports/devices.ts'
import type { Widget } from '../../ports/view.ts'
import type { Client } from '../base/client.ts'
import type { Listeners } from '../base/listeners.ts'

/** The subscriber that is to be heard. */
export interface SoundHost {
  readonly client: Client
  readonly facade: Listeners
  readonly widget: Widget
}

/** Whether a subscriber is heard, where the browser refuses to play sound until the person has done something. */
export class SubscriberSound {
  readonly #host: SoundHost
  #isRefused = false
  #isThere = false

  constructor(host: SoundHost) {
    this.#host = host
  }

  get isBlocked(): boolean {
    return this.#isRefused && this.#isThere
  }

  /** Playback with sound was refused. */
  refused(): void {
    if (this.#isRefused) return
    this.#isRefused = true
    this.#tell()
  }

  /** The subscriber is there: a refusal is told now, not before (recorded: `webrtc/subscribe/play-rejected-*`). */
  isThere(): void {
    if (this.#isThere) return
    this.#isThere = true
    this.#tell()
  }

  /** Tries to play with sound again; what the browser refuses it with, or null. */
  unblock(done: (problem: CaptureProblem | null) => void): void {
    if (!this.isBlocked) return done(null)
    this.#host.widget.unblock({
      played: () => {
        this.#isRefused = false
        this.#host.widget.update({ audioBlocked: false })
        this.#host.facade._trigger('audioUnblocked')
        done(null)
      },
      refused: done,
    })
  }

  #tell(): void {
    if (!this.isBlocked) return
    this.#host.widget.update({ audioBlocked: true })
    this.#host.facade._trigger('audioBlocked')
  }
}
