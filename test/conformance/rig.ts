import type { PageWindow } from '../../src/dom/page/page-window.ts'
import type { Json, JsonObject } from './recorded-case.ts'

/**
 * The port between the conformance runner and what it tests: one fresh world with an `OT` in it.
 *
 * Order of use: every configuration call (`service.*`, `http.*`, `browser.*`, for what `given` says), then the first read of `OT`,
 * then calls and steps. A method that cannot do what it is asked throws `NotSupported`.
 */
export interface Rig {
  /** The object under test; dialect `sdk`, credentials `any`, a page that sees uncaught errors. */
  readonly OT: object
  readonly clock: RigClock
  /** The page's document, or null while the rig runs without one: then nothing about the page is compared. */
  readonly document: Document | null
  readonly service: RigService
  readonly http: RigHttp
  readonly browser: RigBrowser
  readonly requests: RigRequests
  /** How many sessions, publishers and subscribers the SDK's registries hold. */
  registry(): RegistrySizes
  /** Whether an error is of the SDK's own error class (described as `OT.Error`). */
  isSdkError(error: unknown): boolean
  /** Called when the SDK registers an object: before `initPublisher` or `subscribe` returns. */
  onObject(listener: (kind: 'publisher' | 'subscriber', object: object) => void): void
  /** Called for what the page would see as a window error; rejections and errors that escape to the process are seen without it. */
  onPageError(listener: (type: PageErrorType, error: unknown) => void): void
  /** Stops every timer and forgets the world. */
  dispose(): void | Promise<void>
}

/** What a page sees of an error that nobody caught. */
export type PageErrorType = 'error' | 'unhandledrejection'

/** Makes a rig in a page of its own. */
export type CreateRig = (page: RigPage) => Rig | Promise<Rig>

/** The page that the runner lays out for each case. */
export interface RigPage {
  readonly window: PageWindow
  readonly document: Document
}

/** Virtual time. Nothing moves but by `advance`. */
export interface RigClock {
  /** Milliseconds of virtual time. */
  now(): number
  /** Runs what comes due one by one, each in a turn of its own, microtasks drained after each; ends `ms` later. */
  advance(ms: number): Promise<void>
  /** Called before every timer callback and every delivered message, before anything else of it runs. */
  beforeTask(listener: () => void): void
}

export interface RegistrySizes {
  readonly sessions: number
  readonly publishers: number
  readonly subscribers: number
}

/** What the SDK asked for since the page was loaded (setup included). */
export interface RigRequests {
  /** Requests to the messaging server, as `<resource>.<method>`. */
  messages(): readonly string[]
  /** HTTP requests: `config`, `sessionInfo`. */
  http(): readonly string[]
  /** The virtual time at which each websocket was opened. */
  socketsOpenedAt(): readonly number[]
}

export type Role = 'none' | 'subscriber' | 'publisher' | 'publisheronly' | 'moderator'
export type PublishMode =
  | 'announced'
  | 'never'
  | 'jsep'
  | 'jsepAfterCreated'
  | 'jsepNoAnswer'
  | 'jsepNoCreated'
  | 'jsepBadAnswer'
  | 'jsepEmptyAnswer'
  | 'jsepNoCandidates'
export type SubscribeMode = 'never' | 'jsep' | 'badOffer' | 'noCandidates'

/** People and streams that are in the session before the own client connects. */
export interface RemotePeople {
  readonly connections: readonly { readonly id: string }[]
  readonly streams: readonly RemoteStream[]
}

export interface RemoteStream {
  readonly id: string
  readonly connection: string
  readonly video: boolean
  readonly audio: boolean
}

export interface Archive {
  readonly id: string
  readonly name?: string
  readonly status?: string
}

/** A status reply to a request; `none`: never answered; `200x`: handled as usual. */
export interface Reply {
  readonly status: string
  readonly reason?: string
  readonly delayMs?: number
}

/** What opening a websocket leads to. */
export type SocketBehaviour =
  | 'accept'
  | 'refuse'
  | 'refuseSlow'
  | 'hang'
  | 'throw'
  | { readonly closeAfterOpen: number }

/** The messaging service: how it behaves (`given.server`), and what it does (server steps). */
export interface RigService {
  /** The API key that sessions belong to; default: the recorder's. */
  partner(apiKey: string): void
  role(role: Role): void
  remote(people: RemotePeople): void
  archives(archives: readonly Archive[]): void
  reconnection(enabled: boolean): void
  p2p(enabled: boolean): void
  muteOnEntry(enabled: boolean): void
  publish(mode: PublishMode): void
  subscribe(mode: SubscribeMode): void
  createdDelay(ms: number): void
  answerOnce(enabled: boolean): void
  /** What an offered remote stream really carries. */
  media(kind: 'audio' | 'video'): void
  /** Sockets of several sessions are kept apart. */
  sessions(apart: boolean): void
  sourceStreamId(id: string): void
  /** Replies to one kind of request: one per request, the last repeats. */
  replies(request: string, replies: readonly Reply[]): void
  /** What opening a websocket leads to: one per attempt, the last repeats. */
  socket(behaviours: readonly SocketBehaviour[]): void

  remoteJoin(id: string): void
  remoteLeave(id: string, reason: string): void
  remotePublish(id: string, connection: string): void
  remoteUnpublish(id: string, reason: string): void
  remoteSubscribe(connection: string): void
  remoteUnsubscribe(connection: string): void
  streamChannel(id: string, channel: string, content: JsonObject): void
  kick(reason: string, closeCode: number | null): void
  unpublishOwn(reason: string): void
  muteSession(active: boolean): void
  muteOwnStream(active: boolean): void
  /** The service says of the own stream whether it is in a recording. */
  streamArchiving(active: boolean): void
  archive(id: string, name: string): void
  archiveUpdate(id: string, status: string): void
  signal(from: string, type: string | null, data: Json | undefined): void
  caption(stream: string, from: string): void
  /** Somebody's words on the own stream. */
  captionOwn(): void
  disableVideo(stream: string, active: boolean): void
  warnOfVideo(stream: string, active: boolean): void
  /** Closes the socket; without a code as a lost connection does. */
  drop(code: number | null, clean: boolean): void
  /** What opening a websocket leads to from now on. */
  mode(behaviour: SocketBehaviour): void
  /** Stops answering, or answers again. */
  silent(on: boolean): void
  reply(to: string, reply: Reply): void
  generateOffer(): void
  notification(reason: string): void
}

/** An answer to an HTTP request. `json: '@ok'` is the normal body, with `fields` changed. */
export interface HttpAnswer {
  readonly status?: number
  readonly body?: string
  readonly json?: Json
  readonly fields?: JsonObject
  readonly contentType?: string
  readonly delayMs?: number
  /** The request fails in the network, for this reason. */
  readonly abort?: string
  /** The request is never answered. */
  readonly hang?: boolean
}

/** HTTP behaviour (`given.http`); a list is consumed one per request, the last repeats. */
export interface RigHttp {
  sessionInfo(answers: readonly HttpAnswer[]): void
  sessionInfoFields(fields: JsonObject): void
  sessionProperties(properties: JsonObject): void
  config(answers: readonly HttpAnswer[]): void
  logging(answers: readonly HttpAnswer[]): void
}

export type Side = 'publisher' | 'subscriber'
export type TrackKind = 'video' | 'audio'
export type UserMedia = { readonly reject: string } | 'pending' | 'slow' | 'slowReject' | 'missing' | 'anyDevice'
export type DisplayMedia = { readonly reject: string } | 'canvas' | 'missing' | 'pending'

export interface Device {
  readonly kind: string
  readonly label?: string
  readonly deviceId?: string
}

/** A media element event: `play` with an error name (rejects) or null (works again). */
export type ElementEvent =
  | { readonly what: 'error'; readonly code: number }
  | { readonly what: 'ended' | 'pause' }
  | { readonly what: 'play'; readonly rejects: string | null; readonly evenMuted: boolean }

/** The browser: stubs (`given.media`, `given.offline`) and what happens in it (steps). */
export interface RigBrowser {
  offline(): void
  getUserMedia(behaviour: UserMedia): void
  getDisplayMedia(behaviour: DisplayMedia): void
  devices(devices: readonly Device[]): void
  enumerateReject(name: string): void
  /** Method failures of peer connections, as the vocabulary writes them; null: none from now on. */
  peerConnection(stub: JsonObject | 'missing' | 'throws' | null): void
  videoElement(stub: JsonObject): void
  replaceTrack(stub: JsonObject | 'missing'): void
  setSinkId(stub: JsonObject | 'missing'): void
  /** An extension for screen sharing: it can be registered, and is not there. */
  screenExtension(stub: 'not-installed'): void
  /** The page: its browser's name, and whether it came by https. */
  page(page: { readonly userAgent?: string; readonly secure?: boolean }): void
  /** An event of the window, such as `pagehide`. */
  pageEvent(type: string): void
  encodedStreams(stub: 'missing'): void
  codecCapabilities(stub: 'missing'): void

  /** Sets the reported ICE state and fires the event. */
  ice(state: string, of: Side): void
  elementEvent(event: ElementEvent, of: Side): void
  /** The device goes away: tracks stopped, then the event is fired on each. */
  track(event: 'ended' | 'mute', kind: TrackKind | 'all', of: Side): void
  /** What the decryption of every subscriber's media reports: `ok` or a failure. */
  decryption(outcome: string): void
  peerClosed(of: Side): void
  deviceChange(): void

  /** A value for the argument token `$track`. */
  mediaTrack(kind: TrackKind): object
  /** A value for the argument token `$mediaStream`: an empty stream. */
  mediaStream(): object
}
