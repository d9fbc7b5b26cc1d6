import type { Client } from '../base/client.ts'
import { errorOf } from '../base/fail.ts'
import { ask } from '../base/gate.ts'
import { heeding } from '../base/hearing.ts'
import { isCompletion, promised, silently } from '../base/promises.ts'
import type { PublisherCamera } from './camera.ts'
import type { PublisherCore } from './core.ts'
import type { PublisherSends } from './sends.ts'

/** Turns sound, picture and captions of a publisher on and off. */
export class PublisherSwitches {
  readonly #core: PublisherCore
  readonly #sends: PublisherSends
  readonly #camera: PublisherCamera
  #whenPublished: (() => void)[] = []

  constructor(core: PublisherCore, sends: PublisherSends, camera: PublisherCamera) {
    this.#core = core
    this.#sends = sends
    this.#camera = camera
  }

  get #client(): Client {
    return this.#core.client
  }

  setAudio(value: unknown): void {
    this.#sends.audio = value
    this.#sends.refresh()
  }

  /** The promise form fails before the publisher is published. */
  setAudioLater(value: unknown): Promise<undefined> {
    return silently(this.#client, async () => {
      const problem =
        ask(this.#client, 'Publisher.publishAudio') ??
        (this.#core.session === null ? 'Publisher.publishAudio/not-published' : null)
      if (problem !== null) throw errorOf(this.#client, problem)
      if (this.#sends.audio !== value) this.setAudio(value)
      return undefined
    })
  }

  /** A handler hears of nothing that changes without an argument, and of what changed with `undefined` (recorded). */
  setVideo(value: unknown, completion: unknown): void {
    const handler = isCompletion(completion) ? heeding(this.#client, completion) : () => {}
    const failure = ask(this.#client, 'Publisher.publishVideo', {}, 'media:get-user-media')
    if (failure === null && this.#sends.video === value) return this.#later(() => handler())
    const turned = failure === null ? this.#turn(value) : Promise.reject(errorOf(this.#client, failure))
    turned.then(
      () => this.#safely(() => handler(undefined)),
      (error: unknown) => this.#safely(() => handler(error)),
    )
  }

  setVideoLater(value: unknown): Promise<undefined> {
    return promised(this.#client, (done) => this.setVideo(value, (error?: Error) => done(error, undefined)))
  }

  /** Waits until the publisher is published (recorded: `publisher.publishCaptions/unpublished`). */
  setCaptions(value: unknown): Promise<undefined> {
    return promised(this.#client, (done) => {
      const set = (): void => {
        this.#sends.setCaptions(Boolean(value))
        done(null, undefined)
      }
      if (this.#core.isPublished) set()
      else this.#whenPublished.push(set)
    })
  }

  /** The publisher is published: what waited for it goes on. */
  published(): void {
    for (const run of this.#whenPublished.splice(0)) run()
  }

  #turn(value: unknown): Promise<void> {
    this.#sends.video = value
    const turned = this.#camera.turn(Boolean(value))
    this.#sends.refresh()
    return turned
  }

  #later(run: () => void): void {
    this.#client.clock.after(0, run, { what: 'the answer to publishVideo()', kind: 'work' })
  }

  #safely(run: () => void): void {
    try {
      run()
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown)
      this.#client.journal.add('uncaught', this.#client.id, 'Publisher.publishVideo', { message, by: 'completion' })
    }
  }
}
