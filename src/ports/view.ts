import type { VideoType } from '../wire/records.ts'
import type { ElementEvents, ElementTrouble, MediaHooks, PlayAnswer } from './media-element.ts'
import type { Media } from './track.ts'

export type InsertMode = 'replace' | 'after' | 'before' | 'append'

/** The wishes of a publisher or subscriber for its place in the page. */
export interface WidgetRequest {
  readonly kind: 'publisher' | 'subscriber'
  /** As the application gave it: an element, the id of one, or nothing. */
  readonly target: unknown
  readonly insertMode: InsertMode
  readonly insertDefaultUI: boolean
  readonly width: unknown
  readonly height: unknown
  /** `cover` or `contain`; any other text ends up in a class name all the same (recorded: `OT.initPublisher/property/fitMode-invalid`). */
  readonly fitMode: string
  readonly mirror: boolean
  readonly name: string
  readonly initials: string
  readonly showControls: boolean
  readonly videoType: VideoType
  readonly style: Readonly<Record<string, unknown>>
  /** An id for the element where its target has none. */
  readonly fallbackId: string
  /** Whether there is sound to mute; without it there is no mute button (recorded: `OT.initPublisher/property/audioSource-null`). Default true. */
  readonly hasAudio?: boolean
}

/** Why a subscriber shows an error in place of its picture. */
export type WidgetFailure = 'network' | 'stream-limit' | 'encryption' | 'time-out'

/** The state that a widget shows. */
export interface WidgetState {
  readonly loading: boolean
  readonly audioOnly: boolean
  readonly audioMuted: boolean
  /** The content gives way to an error text, for good. */
  readonly failed: boolean
  /** The reason that the text gives; set together with `failed`. Default `network`. */
  readonly failure: WidgetFailure
  readonly audioBlocked: boolean
  /** False takes the name bar and the buttons away, for good: a publisher whose publishing failed (recorded: `session.publish/server-stream-create-400`). */
  readonly controls: boolean
  readonly archiving: boolean
  /** The picture is off because the network does not carry it. */
  readonly videoDisabled: boolean
  /** The picture is about to be turned off because the network does not carry it. */
  readonly videoWarning: boolean
  /** How far the picture is turned, in degrees; undefined where the stream does not say. */
  readonly orientation: 0 | 90 | 180 | 270 | undefined
}

/** The part of the page that belongs to one publisher or subscriber. */
export interface Widget {
  readonly element: HTMLElement | undefined
  readonly id: string
  readonly videoElement: HTMLVideoElement | undefined
  /** The media element, as far as a test author lets things go wrong with it. */
  readonly media: MediaHooks
  /** Shows media in the media element; throws what the browser throws when the element refuses it. */
  show(media: Media, events: ElementEvents, trouble?: ElementTrouble): void
  /** Takes the media element away; the widget stays (recorded: `session.disconnect/sessionDisconnected-preventDefault`). */
  hide(): void
  /** Tries again to play with the sound that was blocked. */
  unblock(answer: PlayAnswer): void
  /** Loudness from 0 to 100; 0 mutes. */
  setVolume(percent: number): void
  update(change: Partial<WidgetState>): void
  setStyle(style: Readonly<Record<string, unknown>>): void
  /** The person pressed the mute button. */
  onMuteToggle(toggled: (muted: boolean) => void): void
  /** The person pressed the picture, which is when the SDK tries blocked sound again. */
  onPress(pressed: () => unknown): void
  /** A still picture as base64, or null where there is none. */
  capture(): string | null
  videoSize(): { readonly width: number; readonly height: number } | undefined
  /** Takes it out of the page; `whole`: with everything that is in it. */
  remove(how?: 'whole'): void
}

/** The page, as the SDK uses it; headless, a page in which nothing is seen. */
export interface View {
  /** Whether a text names an element of the page. */
  has(id: string): boolean
  isElement(value: unknown): value is HTMLElement
  create(request: WidgetRequest): Widget
  /** Tells the person what the browser must be able to do (`OT.upgradeSystemRequirements`); one dialog at most. */
  showRequirements(): void
  /** Takes away whatever the view has put into the page. */
  clear(): void
}
