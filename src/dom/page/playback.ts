import type { Clock, PageWait, Timer } from '../../kernel/time/clock.ts'
import type { ElementEvents, ElementTrouble, MediaHooks, PlayAnswer } from '../../ports/media-element.ts'
import type { ElementConditions } from './element-conditions.ts'

/** From an element's getting its media to the error or the end that was arranged for it, in milliseconds (as recorded). */
const troubleAfterMs = 30

/** How long the SDK waits for something to be seen before it goes on without, in milliseconds (recorded: `webrtc/subscribe/video-element-never-loads`). */
const loadingLimitMs = 5000

/** The media that an element was given to play. */
export interface Playing {
  readonly hasTracks: boolean
  readonly hasSound: boolean
  /** The element plays for real and tells by itself when it has loaded. */
  readonly loadsByItself: boolean
  readonly events: ElementEvents
  /** The troubles of this element, besides those of all elements of its page. */
  readonly trouble?: ElementTrouble | undefined
}

/** An event of an element that the page is shown. */
export type ElementNews = 'loaded' | 'error' | 'ended' | 'paused'

export interface PlaybackSettings {
  readonly clock: Clock
  readonly kind: 'publisher' | 'subscriber'
  readonly conditions: ElementConditions
  /** Called before the SDK is told. */
  readonly announce?: (news: ElementNews, code?: number) => void
}

/** The life of one media element as the SDK sees it: it loads, fails, ends, or may not play with sound. */
export class Playback implements MediaHooks {
  readonly #settings: PlaybackSettings
  #playing: Playing | null = null
  #hasLoaded = false
  #neverLoads = false
  #blocksSound = false
  #refusal: { readonly name: string; readonly evenMuted: boolean } | null = null
  #timers: Timer[] = []
  /** The page is loading the media. */
  #loading: PageWait | undefined

  constructor(settings: PlaybackSettings) {
    this.#settings = settings
  }

  get isPlaying(): boolean {
    return this.#playing !== null
  }

  get refusesSound(): boolean {
    return this.#refusal !== null
  }

  /** The element was given media. What was arranged for it comes to pass on the clock. */
  begin(playing: Playing): void {
    this.stop()
    const { conditions, kind } = this.#settings
    const trouble = { ...conditions.holdingFor(kind), ...playing.trouble }
    const { error, neverLoads, ended, playRejects, evenMuted } = trouble
    this.#blocksSound = trouble.blocksSound === true
    this.#playing = playing
    this.#hasLoaded = false
    this.#neverLoads = error !== undefined || neverLoads === true
    this.#refusal = playRejects === undefined ? null : { name: playRejects, evenMuted: evenMuted === true }
    const loaded = (): void => this.loaded()
    if (error !== undefined) this.#after(troubleAfterMs, () => this.fail(error))
    else if (neverLoads === true || !playing.hasTracks) this.#after(loadingLimitMs, loaded)
    else if (playing.loadsByItself) this.#loading = this.#settings.clock.awaitPage(this.#name, loaded)
    else this.#after(0, loaded)
    if (ended === true) this.#after(troubleAfterMs, () => this.end())
  }

  /** Nothing more is heard of the media that the element had. */
  stop(): void {
    this.#cancelAll()
    this.#playing = null
  }

  /** A real element says that it has loaded; one that was told never to load is not believed. */
  heardLoading(): void {
    if (!this.#neverLoads) this.loaded()
  }

  /** There is something to see, or to hear. */
  loaded(): void {
    const playing = this.#playing
    if (playing === null || this.#hasLoaded) return
    this.#hasLoaded = true
    this.#loading?.end()
    this.#settings.announce?.('loaded')
    playing.events.loaded()
    if (this.#soundIsRefused) this.#after(0, () => this.block())
  }

  fail(code: number): void {
    const playing = this.#playing
    if (playing === null) return
    if (!this.#hasLoaded) this.#giveUpLoading()
    this.#settings.announce?.('error', code)
    playing.events.failed(code)
  }

  end(): void {
    const playing = this.#playing
    if (playing === null) return
    this.#settings.announce?.('ended')
    playing.events.ended()
  }

  pause(): void {
    this.#settings.announce?.('paused')
  }

  block(): void {
    this.#playing?.events.blocked()
  }

  refusePlayback(name = 'NotAllowedError', { evenMuted = false }: { readonly evenMuted?: boolean } = {}): void {
    this.#refusal = { name, evenMuted }
  }

  allowPlayback(): void {
    this.#refusal = null
  }

  /** Tries to play with sound. */
  unblock(answer: PlayAnswer): void {
    const refusal = this.#refusal
    const message = 'The media element was told to refuse playback.'
    this.#after(0, () => (refusal === null ? answer.played() : answer.refused({ name: refusal.name, message })))
  }

  // An element that plays neither with sound nor without is not called blocked (recorded: `webrtc/subscribe/play-rejected-even-muted`).
  get #soundIsRefused(): boolean {
    const refused = this.#blocksSound || (this.#refusal !== null && !this.#refusal.evenMuted)
    return refused && this.#settings.kind === 'subscriber' && this.#playing?.hasSound === true
  }

  #giveUpLoading(): void {
    this.#neverLoads = true
    this.#cancelAll()
  }

  #cancelAll(): void {
    this.#loading?.end()
    for (const timer of this.#timers.splice(0)) this.#settings.clock.cancel(timer)
  }

  get #name(): string {
    return `the media element of a ${this.#settings.kind}`
  }

  #after(delayMs: number, run: () => void): void {
    this.#timers.push(this.#settings.clock.after(delayMs, run, { what: this.#name, kind: 'work' }))
  }
}
