/** How often the SDK looks at the quality of media: a look after a change, several changes in one. */

import type { Timer } from '../../kernel/time/clock.ts'
import type { Client } from '../base/client.ts'

/** The SDK looks at the picture each second while somebody listens (read: the SDK's source). */
export const pictureLookMs = 1000

/** The SDK works out a score every other second (read: the SDK's source). */
export const scoreLookMs = 2000

/** A look at the statistics that is due some time after something has changed: several changes before it are one. */
export class QualityLook {
  readonly #client: Client
  readonly #ms: number
  readonly #look: () => void
  #timer: Timer | undefined

  constructor(client: Client, ms: number, look: () => void) {
    this.#client = client
    this.#ms = ms
    this.#look = look
  }

  /** Something has changed. */
  wake(): void {
    this.#timer ??= this.#client.clock.after(this.#ms, () => this.#run(), {
      what: 'the next look at the quality of media',
      kind: 'work',
    })
  }

  stop(): void {
    this.#client.clock.cancel(this.#timer)
    this.#timer = undefined
  }

  #run(): void {
    this.#timer = undefined
    this.#look()
  }
}
