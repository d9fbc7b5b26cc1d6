import { type Clock, whilePageAnswers } from '../../kernel/time/clock.ts'
import type { ElementEvents, ElementTrouble, MediaHooks, PlayAnswer } from '../../ports/media-element.ts'
import type { Media } from '../../ports/track.ts'
import type { WidgetState } from '../../ports/view.ts'
import { pictureOf, stillPicture } from '../devices/still-picture.ts'
import type { ElementConditions } from './element-conditions.ts'
import { type PageWindow, refusalToBind } from './page-window.ts'
import { type ElementNews, Playback } from './playback.ts'
import { bindMedia, createVideo, type PictureSize, setMuted } from './video-element.ts'

export interface PageMediaSettings {
  readonly document: Document
  readonly window: PageWindow
  readonly clock: Clock
  readonly kind: 'publisher' | 'subscriber'
  readonly conditions: ElementConditions
  /** Where the video element goes; it need not be in the page. */
  readonly container: HTMLElement
  /** The class of the video element; none without the default UI. */
  readonly className: string | null
  /** Whether an element that plays for real tells when it has loaded, rather than the clock. */
  readonly loadsByItself: boolean
}

const domEvents: Readonly<Record<ElementNews, readonly string[]>> = {
  loaded: ['loadedmetadata', 'loadeddata', 'playing'],
  error: ['error'],
  ended: ['ended'],
  paused: ['pause'],
}

/** The media element of one widget: a real video element, and what can go wrong with it. */
export class PageMedia implements MediaHooks {
  readonly #settings: PageMediaSettings
  readonly #model: Playback
  #video: HTMLVideoElement | undefined
  #media: Media | null = null
  #plays = false
  #announcing = false
  #lies = false
  #blockedVolume: number | null = null

  constructor(settings: PageMediaSettings) {
    const { clock, kind, conditions } = settings
    this.#settings = settings
    this.#model = new Playback({ clock, kind, conditions, announce: (news, code) => this.#announce(news, code) })
  }

  get element(): HTMLVideoElement | undefined {
    return this.#video
  }

  /** The media that the element shows. */
  get media(): Media | null {
    return this.#media
  }

  /** Shows media, in the same element as before if there is one. */
  show(media: Media, events: ElementEvents, trouble?: ElementTrouble): void {
    const { window, conditions, kind } = this.#settings
    const { bindThrows } = { ...conditions.holdingFor(kind), ...trouble }
    const video = this.#video ?? this.#create()
    if (bindThrows !== undefined) {
      this.hide()
      throw refusalToBind(window, bindThrows)
    }
    this.#plays = bindMedia(video, media, window)
    this.#media = media
    this.#model.begin({
      hasTracks: media.getTracks().length > 0,
      hasSound: media.getAudioTracks().length > 0,
      loadsByItself: this.#settings.loadsByItself && this.#plays && media.getVideoTracks().length > 0,
      events: { ...events, blocked: () => this.#blocked(video, events) },
      trouble,
    })
    if (this.#plays) this.#play(video)
  }

  /** Takes the media element away. */
  hide(): void {
    this.#model.stop()
    const video = this.#video
    this.#video = undefined
    this.#media = null
    this.#blockedVolume = null
    if (video === undefined) return
    video.srcObject = null
    video.remove()
  }

  /** Loudness from 0 to 100; while playback is blocked it is kept for later. */
  setVolume(percent: number): void {
    if (this.#blockedVolume !== null) this.#blockedVolume = percent
    else if (this.#video !== undefined) this.#makeHeard(this.#video, percent)
  }

  /** Tries to play with the sound that was blocked. */
  unblock(answer: PlayAnswer): void {
    const video = this.#video
    const volume = this.#blockedVolume ?? 100
    this.#blockedVolume = null
    if (video === undefined) return answer.played()
    this.#makeHeard(video, volume)
    this.#model.unblock({
      played: () => (this.#plays ? this.#playForReal(video, answer) : answer.played()),
      refused: (problem) => {
        this.#mute(video)
        answer.refused(problem)
      },
    })
  }

  /** The picture's size; undefined without an element, 0 by 0 without a picture. */
  size(): PictureSize | undefined {
    if (this.#video === undefined) return undefined
    const { videoWidth, videoHeight } = this.#video
    return this.#lies ? { width: videoHeight, height: videoWidth } : { width: videoWidth, height: videoHeight }
  }

  /** A still picture as base64; null where there is none. */
  capture(): string | null {
    const video = this.#video
    if (video === undefined || this.#media === null || this.#media.getVideoTracks().length === 0) return null
    return this.#plays ? pictureOf(video) : stillPicture
  }

  /** Turns the picture, for a camera that is held sideways. */
  turn(orientation: WidgetState['orientation']): void {
    this.#lies = orientation === 90 || orientation === 270
    if (this.#video === undefined || orientation === undefined) return
    this.#video.style.transform = `rotate(${orientation === 0 ? 0 : 360 - orientation}deg)`
  }

  get isPlaying(): boolean {
    return this.#model.isPlaying
  }

  get refusesSound(): boolean {
    return this.#model.refusesSound
  }

  fail(code: number): void {
    this.#model.fail(code)
  }

  end(): void {
    this.#model.end()
  }

  pause(): void {
    this.#model.pause()
  }

  refusePlayback(name?: string, options?: { readonly evenMuted?: boolean }): void {
    this.#model.refusePlayback(name, options)
  }

  allowPlayback(): void {
    this.#model.allowPlayback()
  }

  block(): void {
    this.#model.block()
  }

  #create(): HTMLVideoElement {
    const { document, container, className, kind } = this.#settings
    const video = createVideo(document)
    if (className !== null) video.className = className
    if (kind === 'publisher') setMuted(video, true)
    container.append(video)
    this.#listen(video)
    this.#video = video
    return video
  }

  #listen(video: HTMLVideoElement): void {
    const hear = (type: string, run: () => void): void =>
      video.addEventListener(type, () => {
        if (!this.#announcing && this.#video === video) run()
      })
    hear('loadeddata', () => this.#model.heardLoading())
    hear('error', () => this.#model.fail(video.error?.code ?? 0))
    hear('ended', () => this.#model.end())
  }

  // The page hears of it as it would of a real element, and before the SDK does.
  #announce(news: ElementNews, code: number | undefined): void {
    if (news === 'error') this.#setError(code ?? 0)
    if (news === 'loaded' && this.#plays) return
    for (const type of domEvents[news]) this.#dispatch(type)
  }

  #setError(code: number): void {
    if (this.#video === undefined) return
    Object.defineProperty(this.#video, 'error', { configurable: true, value: { code, message: '' } })
  }

  #dispatch(type: string): void {
    this.#announcing = true
    try {
      this.#video?.dispatchEvent(new this.#settings.window.Event(type))
    } finally {
      this.#announcing = false
    }
  }

  #blocked(video: HTMLVideoElement, events: ElementEvents): void {
    if (this.#blockedVolume === null) this.#mute(video)
    events.blocked()
  }

  #makeHeard(video: HTMLVideoElement, percent: number): void {
    video.volume = Math.min(100, Math.max(0, percent)) / 100
    setMuted(video, percent === 0)
  }

  #mute(video: HTMLVideoElement): void {
    this.#blockedVolume = video.muted ? 0 : video.volume * 100
    setMuted(video, true)
  }

  #play(video: HTMLVideoElement): void {
    if (!this.#settings.loadsByItself) return void playing(video).catch(() => playSilently(video))
    const hasSound = (this.#media?.getAudioTracks().length ?? 0) > 0
    this.#playing(video).catch(() => {
      if (this.#video !== video || video.muted) return
      this.#mute(video)
      this.#playing(video).then(
        () => hasSound && this.#model.block(),
        () => {},
      )
    })
  }

  #playing(video: HTMLVideoElement): Promise<void> {
    return whilePageAnswers(this.#settings.clock, 'a media element to play', playing(video))
  }

  #playForReal(video: HTMLVideoElement, answer: PlayAnswer): void {
    this.#playing(video).then(
      () => answer.played(),
      (error: unknown) => {
        this.#mute(video)
        answer.refused(
          error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: '' },
        )
      },
    )
  }
}

// jsdom gives no promise back.
const playing = (video: HTMLVideoElement): Promise<void> => Promise.resolve(video.play())

/** The picture moves although the page refuses the sound; nothing is told of it. */
function playSilently(video: HTMLVideoElement): void {
  setMuted(video, true)
  playing(video).catch(() => {})
}
