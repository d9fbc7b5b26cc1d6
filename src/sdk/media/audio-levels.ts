import { createRandom } from '../../kernel/random.ts'
import type { Timer } from '../../kernel/time/clock.ts'
import type { Client } from '../base/client.ts'
import { SdkEvent } from '../base/events.ts'
import type { Listeners } from '../base/listeners.ts'

/** The SDK looks before each picture that a browser paints: about 60 times a second. */
const intervalMs = 17

const eventName = 'audioLevelUpdated'

/** How often the journal notes a level of one object, in milliseconds: all of them would soon be all that it has. */
const notedEveryMs = 1000

/** How quickly an imagined voice rises and falls, and how seldom it pauses. */
const voice = { rest: 0.3, smoothness: 0.85 } as const

/**
 * How loud one publisher or subscriber is, from 0 to 1, and 0 while nobody speaks; looked at only while somebody listens (read: the
 * SDK's source).
 */
export class AudioLevels {
  readonly #client: Client
  readonly #facade: Listeners
  readonly #loudness: () => number
  #next: (() => number) | null = null
  #level = 0
  #notedAt = Number.NEGATIVE_INFINITY
  #timer: Timer | undefined

  constructor(client: Client, facade: Listeners, loudness: () => number) {
    this.#client = client
    this.#facade = facade
    this.#loudness = loudness
  }

  /** Somebody may have begun to listen. */
  wake(): void {
    if (this.#timer !== undefined || this.#facade.listenerCount(eventName) === 0) return
    this.#timer = this.#client.clock.after(intervalMs, () => this.#tell(), {
      what: 'the next audio level',
      kind: 'calendar',
      recurring: true,
    })
  }

  stop(): void {
    this.#client.clock.cancel(this.#timer)
    this.#timer = undefined
  }

  #tell(): void {
    this.#timer = undefined
    if (this.#facade.listenerCount(eventName) === 0) return
    const event = new SdkEvent(eventName, false, { audioLevel: this.#sample() })
    this.#facade._dispatchAs(eventName, event, this.#isToBeNoted() ? undefined : null)
    this.wake()
  }

  #isToBeNoted(): boolean {
    const now = this.#client.clock.now()
    if (now - this.#notedAt < notedEveryMs) return false
    this.#notedAt = now
    return true
  }

  // A voice pauses now and then, and does not jump.
  #sample(): number {
    this.#next ??= numbersOf(this.#client.random.hex(8))
    const aim = this.#next()
    const loudness = this.#loudness()
    const target = aim > voice.rest ? (0.5 + this.#next() / 2) * loudness : 0
    this.#level = loudness === 0 ? 0 : this.#level * voice.smoothness + target * (1 - voice.smoothness)
    return this.#level
  }
}

function numbersOf(seed: string): () => number {
  const random = createRandom(seed)
  return () => random.next()
}
