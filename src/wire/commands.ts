import type { ChannelChange, StreamRecord } from './records.ts'

/** A request of a client to the service over its messaging connection, by the vocabulary's names. Plain data. */
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

/** An act of the service in a session, of its own accord or because an application's server asks for it. Plain data. */
export type ServiceAct =
  /** A signal of the service: its `from` is null. */
  | { readonly act: 'signal'; readonly signal: SignalContents; readonly to: string | null }
  | { readonly act: 'forceDisconnect'; readonly connectionId: string }
  | { readonly act: 'muteStream'; readonly streamId: string }
  /** With `active: false` it lifts the muting; streams that are muted stay so. */
  | { readonly act: 'muteAll'; readonly active: boolean; readonly except: readonly string[] }
