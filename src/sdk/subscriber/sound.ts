import type { CaptureProblem } from '../../ports/devices.ts'
import type { Widget } from '../../ports/view.ts'
import type { Listeners } from '../base/listeners.ts'

/** Whether a subscriber is heard, where the browser refuses to play sound until the person has done something. */
export class SubscriberSound {
  readonly #facade: Listeners
  readonly #widget: Widget
  #isRefused = false
  #isThere = false

  constructor(facade: Listeners, widget: Widget) {
    this.#facade = facade
    this.#widget = widget
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
    this.#widget.unblock({
      played: () => {
        this.#isRefused = false
        this.#widget.update({ audioBlocked: false })
        this.#facade._trigger('audioUnblocked')
        done(null)
      },
      refused: done,
    })
  }

  #tell(): void {
    if (!this.isBlocked) return
    this.#widget.update({ audioBlocked: true })
    this.#facade._trigger('audioBlocked')
  }
}
