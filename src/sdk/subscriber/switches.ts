/**
 * Sound, picture and captions of a subscriber, as the application turns them on and off; the service turns the picture off where
 * the network does not carry it.
 */

import { lostRequests } from '../../contract/endings.ts'
import { turnsLater } from '../../kernel/thenable.ts'
import { doNothing } from '../../kernel/values.ts'
import type { ChannelChange } from '../../wire/records.ts'
import { SdkEvent } from '../base/events.ts'
import { errorOf } from '../base/fail.ts'
import { ask, demandUnarmed, refuse } from '../base/gate.ts'
import type { Failure } from '../base/ot-error.ts'
import { asFlag } from '../base/properties.ts'
import type { CaptionsLanguageCode } from '../surface/properties.ts'
import { isLanguage } from './caption-languages.ts'
import type { SubscriberModel } from './model.ts'

type Done = (error?: Failure) => void

type Switch = 'audio' | 'video'

const noHandler: Done = () => {}

/** The SDK's promises are behind one another before a call is answered (recorded: `live/programs/volume-and-statistics-at-once`). */
const answerAfter = (turns: number, done: Done): void => void turnsLater(turns - 1).then(() => done())

/** From a call of `subscribeToAudio()` to its answer: its connection, all connections, the answer (read; observed: random programs, `media:20481129:505` and `709`). */
const turnsOfAudio = 3

/** The reason in the event of `subscribeToVideo()`, by the reason that was given. */
const eventReasons: Readonly<Record<string, string>> = { auto: 'quality', publishVideo: 'publishVideo' }

/** A call that waits until the stream is received; a later one takes its place. */
interface Waiting {
  readonly run: () => void
  readonly overridden: () => void
}

const overriddenFailures = {
  audio: 'Subscriber.subscribeToAudio/overridden',
  video: 'Subscriber.subscribeToVideo/overridden',
} as const

/** Turns sound, picture and captions of a subscriber on and off, here alone. */
export class SubscriberSwitches {
  readonly #model: SubscriberModel
  #waiting: Map<Switch, Waiting> = new Map()
  #audio: boolean
  #video: boolean
  #volume: number
  #volumeBefore = 100
  /** The service has turned the picture off, because the network does not carry it. */
  #suspended = false
  /** The service was the last to turn the picture off: it is told when the service turns it on again. */
  #isOffByQuality = false
  #captions: boolean
  #language: CaptionsLanguageCode | null | undefined
  #changed: () => void = doNothing

  constructor(model: SubscriberModel, properties: Readonly<Record<string, unknown>>) {
    const { audioVolume, subscribeToAudio, subscribeToVideo, subscribeToCaptions, captionsTranslationLanguage } =
      properties
    this.#model = model
    this.#audio = asFlag(subscribeToAudio)
    this.#video = asFlag(subscribeToVideo)
    this.#volume = volumeOf(audioVolume) ?? (this.#audio ? 100 : 0)
    // A subscriber without sound begins with its button pressed (observed: `connected:20270303:10` of the random programs).
    if (!this.#audio || this.#volume === 0) model.widget.update({ audioMuted: true })
    this.#captions = subscribeToCaptions === true
    this.#language = isLanguage(captionsTranslationLanguage) ? captionsTranslationLanguage : undefined
  }

  /** `changed` is called when something is turned on or off. */
  whenChanged(changed: () => void): void {
    this.#changed = changed
  }

  /** Whether the application wants the sound, be there any or not. */
  get wantsAudio(): boolean {
    return this.#audio
  }

  get hasAudio(): boolean {
    return this.#audio && this.#model.stream?.hasAudio === true
  }

  get hasVideo(): boolean {
    return this.#video && !this.#suspended && this.#model.stream?.hasVideo === true
  }

  get volume(): number {
    return this.#volume
  }

  /** The volume before it was 0. */
  get volumeBefore(): number {
    return this.#volumeBefore
  }

  /** Whether captions are asked for; a subscriber that is destroyed cannot say (observed: `media:20300607:16` of the random programs). */
  get captions(): boolean {
    this.#demandLife()
    return this.#captions
  }

  /** Undefined until the stream is received, where none was given (seen in Chromium, in no recording). */
  get language(): CaptionsLanguageCode | null | undefined {
    this.#demandLife()
    return this.#language
  }

  /** Its media is offered for the first time: a subscriber that tests the network is not heard (read; recorded: `live/media/volume-of-a-network-test`). */
  offered(): void {
    if (this.#model.testsNetwork) this.#putVolume(0)
  }

  /** The stream is received: the switches take effect, and what waited for it goes on. */
  received(): void {
    this.#language ??= null
    this.#showVolume()
    this.#enable('audio', this.#audio)
    this.#enable('video', this.#video)
    const { widget, stream } = this.#model
    if (!this.#video || stream?.hasVideo !== true) widget.update({ audioOnly: true })
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { run } of waiting) run()
  }

  /** It has come to its end: what waited is never answered, by a later call neither (observed: `connected:20450201:210`). */
  finished(): void {
    this.#waiting.clear()
  }

  /** A picture that is on again is not shown where it is turned off here; one that is off is not waited for. */
  streamChanged(): void {
    const { widget, stream, incoming } = this.#model
    if (!this.#video || this.#suspended) widget.update({ audioOnly: true })
    if (stream?.hasVideo === false) incoming.withoutPicture()
  }

  /**
   * The service turns the picture off, because the network does not carry it, or on again. Off is told each time; on is told each time,
   * unless the application has turned the picture off or on itself since (recorded: `live/picture/*`). Before the stream
   * is received nothing is told of a picture that its publisher sends: the widget alone shows it (observed: `connected:20320418:92`,
   * `connected:20410223:92`), and no picture is waited for.
   */
  suspend(suspended: boolean): void {
    const { widget, stream, facade, isLoaded } = this.#model
    if (!isLoaded && stream?.hasVideo === true) {
      if (suspended && this.#model.isAnswered) this.#model.incoming.withoutPicture()
      if (suspended && this.#model.isAnswered) widget.update({ audioOnly: true })
      return
    }
    if (suspended) this.#isOffByQuality = true
    else if (!this.#isOffByQuality || !this.#video) {
      this.#suspended = false
      return
    }
    if (suspended !== this.#suspended) {
      this.#suspended = suspended
      widget.update({ videoDisabled: suspended, audioOnly: suspended || stream?.hasVideo !== true })
      this.#enable('video', !suspended && this.#video)
      this.#report({ active: !suspended })
    }
    const type = suspended ? 'videoDisabled' : 'videoEnabled'
    facade.dispatchEvent(new SdkEvent(type, false, { reason: 'quality' }))
  }

  /** From 0 to 100; what is no number is refused, which the promise form alone tells. */
  setVolume(requested: unknown, done: Done = noHandler): void {
    const volume = volumeOf(requested)
    const armed = ask(this.#model.client, 'Subscriber.setAudioVolume')
    if (armed !== null || volume === undefined) {
      return done(refuse(this.#model, armed ?? 'Subscriber.setAudioVolume/invalid-volume'))
    }
    const isAnother = volume !== this.#volume
    this.#putVolume(volume)
    const unmutes = volume > 0 && !this.#audio
    if (unmutes) this.#setAudio(true)
    answerAfter(isAnother ? (unmutes ? 3 : 2) : 1, done)
  }

  #putVolume(volume: number): void {
    if (this.#volume > 0) this.#volumeBefore = this.#volume
    this.#volume = volume
    this.#showVolume()
  }

  /** The button of the sound says whether there is any (recorded: `live/programs/subscribeToAudio-off-while-subscribing`). */
  #showVolume(): void {
    this.#model.widget.setVolume(this.#volume)
    this.#model.widget.update({ audioMuted: this.#volume === 0 })
  }

  setAudio(value: unknown, reason: unknown, done: Done = noHandler): void {
    const armed = ask(this.#model.client, 'Subscriber.subscribeToAudio')
    if (armed !== null) return done(refuse(this.#model, armed))
    this.#whenReceived('audio', reason, done, () => {
      const on = asFlag(value)
      if (on !== this.#audio) this.setVolume(on ? this.#volumeBefore : 0)
      this.#setAudio(on)
      answerAfter(turnsOfAudio, done)
    })
  }

  /** Each call is told by an event, one that changes nothing included. */
  setVideo(value: unknown, reason: unknown, done: Done = noHandler): void {
    const armed = ask(this.#model.client, 'Subscriber.subscribeToVideo')
    if (armed !== null) return done(refuse(this.#model, armed))
    this.#whenReceived('video', reason, done, () => {
      const on = asFlag(value)
      const { stream, media, widget, facade, isDestroyed } = this.#model
      // A picture that went is never turned on or off, nor is the call answered (observed: `live/programs/switches-of-a-destroyed-subscriber`).
      if (isDestroyed) return
      if (!on) this.#model.incoming.withoutPicture()
      const tracks = media?.getVideoTracks() ?? []
      this.#suspended = false
      this.#isOffByQuality = false
      widget.update({ audioOnly: !on || stream?.hasVideo !== true || media === null, videoDisabled: false })
      if (stream?.hasVideo === true && tracks.length === 0) {
        return done(refuse(this.#model, 'Subscriber.subscribeToVideo/no-picture'))
      }
      if (on !== this.#video) this.#report({ active: on })
      this.#video = on
      this.#enable('video', on)
      const eventReason = eventReasons[String(reason)] ?? 'subscribeToVideo'
      if (reason !== 'loading')
        facade.dispatchEvent(new SdkEvent(on ? 'videoEnabled' : 'videoDisabled', false, { reason: eventReason }))
      // The answer comes a turn behind what is refused beside it (observed: `media:20450201:27`, `media:20450201:315`).
      answerAfter(1, done)
    })
  }

  setCaptions(value: unknown): Promise<undefined> {
    demandUnarmed(this.#model.client, 'Subscriber.subscribeToCaptions')
    this.#captions = asFlag(value)
    return this.#ask({ captions: this.#captions })
  }

  setLanguage(language: unknown): void {
    const { client } = this.#model
    demandUnarmed(client, 'Subscriber.setCaptionsTranslationLanguage')
    if (language !== null && !isLanguage(language)) {
      throw errorOf(client, 'Subscriber.setCaptionsTranslationLanguage/invalid-language')
    }
    this.#demandLife()
    this.#language = language
    this.#report({ captions: this.#captions })
  }

  /** Captions go with the subscriber (observed: `live/programs/captions-language-after-destroy`). */
  #demandLife(): void {
    if (this.#model.isDestroyed) throw new TypeError('The subscriber is destroyed, and has no captions.')
  }

  /**
   * Before the stream is received a call waits; after the end of the subscriber it waits for ever (recorded:
   * `subscriber.subscribeToAudio/still-subscribing`, `ends/subscriber-subscribeToAudio-promise/same-turn/unsubscribe`). A call with
   * a reason, whatever it is, waits for nothing (seen in Chromium, in no recording). A subscriber whose element has failed is not shown any more,
   * and a call waits for ever (observed: `live/programs/switches-of-a-failed-element`).
   */
  #whenReceived(which: Switch, reason: unknown, done: Done, run: () => void): void {
    if ((this.#model.isLoaded && !this.#model.elementHasFailed) || reason) return run()
    this.#waiting.get(which)?.overridden()
    const overridden = (): void => done(refuse(this.#model, overriddenFailures[which]))
    this.#waiting.set(which, { run, overridden })
  }

  #setAudio(on: boolean): void {
    this.#audio = on
    this.#enable('audio', on)
    this.#report({ active: on })
  }

  #enable(kind: Switch, on: boolean): void {
    this.#changed()
    for (const track of this.#model.media?.getTracks() ?? []) if (track.kind === kind) track.enabled = on
  }

  #report(change: ChannelChange): void {
    this.#model.session?.request({ method: 'subscriber_channel.update', subscriberId: this.#model.id, change })
  }

  #ask(change: ChannelChange): Promise<undefined> {
    const { client, session, id: subscriberId } = this.#model
    if (session === null) throw errorOf(client, 'Subscriber.subscribeToCaptions/destroyed')
    return new Promise((resolve, reject) => {
      const lost = (): true => {
        reject(errorOf(client, lostRequests['Subscriber.subscribeToCaptions'].failure))
        return true
      }
      session.request({ method: 'subscriber_channel.update', subscriberId, change }, () => resolve(undefined), lost)
    })
  }
}

function volumeOf(value: unknown): number | undefined {
  const volume = Number.parseInt(String(value), 10)
  return Number.isNaN(volume) ? undefined : Math.max(0, Math.min(100, volume))
}
