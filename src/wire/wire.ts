import type { ArchiveRecord, ChannelChange, ConnectionRecord, StreamRecord } from '../backend/state.ts'
import type { Permission } from '../contract/roles.ts'

/** What a client asks of the service over its messaging connection, by the vocabulary's names. Plain data. */
export type Command =
  | { readonly method: 'connection.create' }
  | { readonly method: 'connection.delete'; readonly connectionId: string }
  | { readonly method: 'stream.create'; readonly stream: StreamRecord; readonly encrypted: boolean }
  | { readonly method: 'stream.delete'; readonly streamId: string; readonly reason: string }
  | { readonly method: 'stream.update'; readonly streamId: string; readonly muted: boolean }
  | {
      readonly method: 'stream_channel.update'
      readonly streamId: string
      readonly channelId: string
      readonly change: ChannelChange
    }
  | { readonly method: 'session.update'; readonly muted: boolean; readonly except: readonly string[] }
  | {
      readonly method: 'subscriber.create'
      readonly streamId: string
      readonly subscriberId: string
      readonly encrypted: boolean
    }
  | { readonly method: 'subscriber.delete'; readonly subscriberId: string }
  | { readonly method: 'subscriber_channel.update'; readonly subscriberId: string; readonly change: ChannelChange }
  | { readonly method: 'signal.signal'; readonly signal: SignalContents; readonly to: string | null }
  | MediaCommand

/** Steps of the negotiation of media, which travel like every other request. */
export type MediaMethod =
  | 'stream.offer'
  | 'stream.candidate'
  | 'subscriber.offer'
  | 'subscriber.answer'
  | 'subscriber.candidate'

/** A step of negotiation: which stream it is about, and which subscriber, where there is one. */
export type MediaCommand = {
  readonly [Name in MediaMethod]: {
    readonly method: Name
    readonly streamId: string
    readonly subscriberId: string | null
    /** The path has to be found anew: the connection is new, or was restarted. */
    readonly fresh: boolean
  }
}[MediaMethod]

export type RequestName = Command['method']

export interface SignalContents {
  readonly type: string | null
  readonly data: string | null
}

/** What a client learns when it joins. */
export interface JoinedSession {
  readonly connection: ConnectionRecord
  readonly permissions: readonly Permission[]
  readonly connections: readonly ConnectionRecord[]
  readonly streams: readonly StreamRecord[]
  readonly archives: readonly ArchiveRecord[]
  readonly muted: boolean
}

/** The answer to a command. `joined` comes with an accepted `connection.create` alone. */
export interface Reply {
  readonly status: string
  readonly reason?: string
  readonly joined?: JoinedSession
}

/** What happened in a session, as clients are told it. Plain data. */
export type Fact =
  | { readonly is: 'connection.created'; readonly connection: ConnectionRecord }
  | { readonly is: 'connection.deleted'; readonly connectionId: string; readonly reason: string }
  | { readonly is: 'stream.created'; readonly stream: StreamRecord }
  | { readonly is: 'stream.deleted'; readonly streamId: string; readonly reason: string }
  | {
      readonly is: 'channel.updated'
      readonly streamId: string
      readonly channelId: string
      readonly change: ChannelChange
    }
  | { readonly is: 'session.muted'; readonly active: boolean; readonly except: readonly string[] }
  | { readonly is: 'stream.muted'; readonly streamId: string; readonly active: boolean }
  | { readonly is: 'signal'; readonly from: string | null; readonly signal: SignalContents }
  | { readonly is: 'archive.created'; readonly archive: ArchiveRecord }
  | { readonly is: 'archive.updated'; readonly archiveId: string; readonly status: string }
  | {
      readonly is: 'caption'
      readonly streamId: string
      readonly from: string
      readonly text: string
      readonly isFinal: boolean
    }
  | {
      readonly is: 'subscriber.offered'
      readonly subscriberId: string
      readonly streamId: string
      readonly quality: OfferQuality
    }
  | {
      readonly is: 'stream.answered'
      readonly streamId: string
      readonly subscriberId: string | null
      readonly quality: OfferQuality
    }
  | { readonly is: 'stream.trickled'; readonly streamId: string; readonly subscriberId: string | null }
  | {
      readonly is: 'subscriber.answered'
      readonly subscriberId: string
      readonly streamId: string
      readonly quality: OfferQuality
    }
  | { readonly is: 'subscriber.trickled'; readonly subscriberId: string; readonly streamId: string }
  | { readonly is: 'subscriber.gone'; readonly subscriberId: string; readonly streamId: string }
  | { readonly is: 'subscriber.videoDisabled'; readonly streamId: string; readonly active: boolean }
  | { readonly is: 'offer.requested'; readonly streamId: string; readonly subscriberId: string | null }
  | { readonly is: 'stream.accepted'; readonly stream: StreamRecord }
  | { readonly is: 'stream.withdrawn'; readonly streamId: string }
  | {
      readonly is: 'subscriber.accepted'
      readonly subscriberId: string
      readonly streamId: string
      readonly connectionId: string
    }
  | { readonly is: 'subscriber.withdrawn'; readonly subscriberId: string }
  | { readonly is: 'notification'; readonly reason: string }

/** Whether a description that the service sends can be used: `bad` is garbage, `empty` is missing. */
export type OfferQuality = 'good' | 'bad' | 'empty'

export type FactName = Fact['is']

/** Who is told a fact. */
export type Audience =
  | { readonly to: 'all' }
  | { readonly to: 'only'; readonly connectionId: string }
  | { readonly to: 'except'; readonly connectionId: string }
  /** The service keeps it to itself. */
  | { readonly to: 'nobody' }

export interface RoutedFact {
  readonly fact: Fact
  readonly audience: Audience
}

/** A message from a client: a numbered command, or a ping. */
export type ClientMessage =
  | { readonly kind: 'command'; readonly id: number; readonly command: Command }
  | { readonly kind: 'ping' }

/** A message to a client. */
export type ServerMessage =
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'pong' }

/** The requests a client makes before it opens its messaging connection, and the report of an issue. */
export interface HttpRequest {
  readonly what: 'config' | 'sessionInfo' | 'logging'
  readonly apiKey: string
  readonly sessionId: string
  readonly token: string
}

export type HttpAnswer =
  | { readonly kind: 'response'; readonly status: number; readonly body: string }
  | { readonly kind: 'network-failure'; readonly offline?: boolean }

/** How a client introduces itself when it opens its messaging connection. */
export interface Hello {
  readonly clientId: string
  readonly sessionId: string
  readonly token: string
  readonly apiKey: string
  /** The connection that the client has already, where it only changes its line. */
  readonly resumes: string | null
}

/** What the messaging connection tells its client. */
export interface SocketHandlers {
  opened(): void
  message(message: ServerMessage): void
  /** `code` is null when it failed without ever having been open. */
  closed(code: number, clean: boolean, wasOpen: boolean): void
}

export interface Socket {
  /** Lets the line go without a goodbye: the service is not told. */
  abandon(): void
  send(message: ClientMessage): void
  close(): void
}

/** What the service sees on the media path, which is not the messaging connection: the media of a stream arrives. */
export interface MediaArrival {
  readonly sessionId: string
  readonly connectionId: string
  readonly streamId: string
  /** What its frames are encrypted with from now on, where that is something. */
  readonly key?: string
}

/** One client's way to the service; what a transport provides. An answer may come at any later time, or never. */
export interface Link {
  /** The media of a published stream flows to the service. */
  media(arrival: MediaArrival): void
  http(request: HttpRequest, answer: (answer: HttpAnswer) => void): void
  /** @throws TypeError where a socket cannot even be made. */
  openSocket(hello: Hello, handlers: SocketHandlers): Socket
}
