import type { SignalContents } from './commands.ts'
import type { ArchiveRecord, ChannelChange, ConnectionRecord, StreamRecord } from './records.ts'

/** An event in a session, as clients are told it. Plain data. */
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
  /** The stream is part of a recording that runs, or of none any more. */
  | { readonly is: 'stream.archiving'; readonly streamId: string; readonly active: boolean }
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
  | { readonly is: 'subscriber.videoWarned'; readonly streamId: string; readonly active: boolean }
  | {
      readonly is: 'offer.requested'
      readonly streamId: string
      /** The subscriber of a relayed session that the media goes to; null: the router. */
      readonly subscriberId: string | null
      /** The connection of that subscriber. */
      readonly subscriberConnectionId: string | null
    }
  | { readonly is: 'stream.accepted'; readonly stream: StreamRecord }
  | { readonly is: 'stream.withdrawn'; readonly streamId: string }
  | {
      readonly is: 'subscriber.accepted'
      readonly subscriberId: string
      readonly streamId: string
      readonly connectionId: string
    }
  | { readonly is: 'subscriber.withdrawn'; readonly subscriberId: string }
  | {
      /** The network of a connection carries its media, or does not any more: what others of them see of a path, or of its end. */
      readonly is: 'media.carried'
      readonly connectionId: string
      /** Its subscribers, by their ids, for those who send to them in a relayed session. */
      readonly subscriberIds: readonly string[]
      readonly carried: boolean
    }
  | { readonly is: 'notification'; readonly reason: string }

/** Whether a description that the service sends can be used: `bad` is garbage, `empty` is missing. */
export type OfferQuality = 'good' | 'bad' | 'empty'

export type FactName = Fact['is']

/** The clients that are told a fact. */
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
