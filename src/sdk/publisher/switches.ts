import type { TellingMoment } from '../../contract/operations.ts'
import type { Client } from '../base/client.ts'
import { errorOf } from '../base/fail.ts'
import { answering, ask, tell } from '../base/gate.ts'
import { promised } from '../base/promises.ts'
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
    return answering(this.#core, async () => {
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
    const { client } = this.#core
    const failure = ask(client, 'Publisher.publishVideo', {}, 'media:get-user-media')
    const hear = (moment: TellingMoment, ...args: readonly unknown[]): void =>
      void tell(client, 'Publisher.publishVideo', moment, completion, ...args)
    if (failure === null && this.#sends.video === value) return this.#later(() => hear('unchanged'))
    const turned = failure === null ? this.#turn(value) : Promise.reject(errorOf(client, failure))
    turned.then(
      () => hear('succeeded', undefined),
      (error: unknown) => hear('failed', error),
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
}
