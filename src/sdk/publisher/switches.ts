import type { TellingMoment } from '../../contract/operations.ts'
import type { Client } from '../base/client.ts'
import { errorOf } from '../base/fail.ts'
import { answering, ask, tell } from '../base/gate.ts'
import { promised } from '../base/promises.ts'
import type { PublisherCamera } from './camera.ts'
import type { PublisherModel } from './model.ts'
import type { SentTracks } from './sent-tracks.ts'

/** Turns sound, picture and captions of a publisher on and off. */
export class PublisherSwitches {
  readonly #model: PublisherModel
  readonly #sent: SentTracks
  readonly #camera: PublisherCamera
  #whenPublished: (() => void)[] = []

  constructor(model: PublisherModel, sent: SentTracks, camera: PublisherCamera) {
    this.#model = model
    this.#sent = sent
    this.#camera = camera
  }

  get #client(): Client {
    return this.#model.client
  }

  setAudio(value: unknown): void {
    this.#sent.audio = value
    this.#sent.refresh()
  }

  /** The promise form fails before the publisher is published. */
  setAudioLater(value: unknown): Promise<undefined> {
    return answering(this.#model, () => {
      const problem =
        ask(this.#client, 'Publisher.publishAudio') ??
        (this.#model.session === null ? 'Publisher.publishAudio/not-published' : null)
      if (problem !== null) throw errorOf(this.#client, problem)
      if (this.#sent.audio !== value) this.setAudio(value)
      return undefined
    })
  }

  /** A handler hears of nothing that changes without an argument, and of what changed with `undefined` (recorded: `publisher.publishVideo/unpublished-*`). */
  setVideo(value: unknown, completion: unknown): void {
    const { client } = this.#model
    const failure = ask(client, 'Publisher.publishVideo', {}, 'media:get-user-media')
    const hear = (moment: TellingMoment, ...args: readonly unknown[]): void =>
      void tell(client, 'Publisher.publishVideo', moment, completion, ...args)
    if (failure === null && this.#sent.video === value) {
      client.clock.after(0, () => hear('unchanged'), { what: 'the answer to publishVideo()', kind: 'work' })
      return
    }
    const done = failure === null ? this.#setVideo(value) : Promise.reject(errorOf(client, failure))
    done.then(
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
        this.#sent.setCaptions(Boolean(value))
        done(null, undefined)
      }
      if (this.#model.isPublished) set()
      else this.#whenPublished.push(set)
    })
  }

  /** The publisher is published: what waited for it goes on. */
  published(): void {
    for (const run of this.#whenPublished.splice(0)) run()
  }

  #setVideo(value: unknown): Promise<void> {
    this.#sent.video = value
    const done = this.#camera.setOn(Boolean(value))
    this.#sent.refresh()
    return done
  }
}
