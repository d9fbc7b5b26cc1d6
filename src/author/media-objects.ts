/** The publishers and subscribers that a verb of `simulator.media` is about. */

import { demandEffect } from '../kernel/effect.ts'
import type { MediaHooks } from '../ports/media-element.ts'
import type { Track } from '../ports/track.ts'
import type { Side } from '../sdk/base/media-conditions.ts'
import type { FallbackStage, QualityGauge } from '../sdk/media/network-quality.ts'
import type { OTRegistry } from '../sdk/ot/init-session.ts'
import type { PublisherModel } from '../sdk/publisher/model.ts'
import type { SubscriberModel } from '../sdk/subscriber/model.ts'

/** The media that an act is about; a key that is left out does not matter. */
export interface MediaTarget {
  readonly of?: Side
  /** The id of the stream that is sent or received. */
  readonly stream?: string
}

/** A publisher or subscriber, as far as its media goes. */
export interface MediaObject {
  readonly side: Side
  readonly streamId: string | undefined
  readonly hooks: MediaHooks
  readonly tracks: readonly Track[]
  /** Whether the browser plays it without its sound. */
  readonly isBlocked: boolean
  readonly gauge: QualityGauge
  /** Its camera gives pictures of another size. */
  readonly resized: () => void
  /** Gives whether anything came of it. */
  readonly fallBack: (stage: FallbackStage) => boolean
}

const commonOf = ({
  streamId,
  widget,
  media,
}: PublisherModel | SubscriberModel): Omit<MediaObject, 'side' | 'gauge'> => ({
  streamId,
  hooks: widget.media,
  tracks: media?.getTracks() ?? [],
  isBlocked: false,
  resized: () => {},
  fallBack: () => false,
})

const ofPublisher = (model: PublisherModel): MediaObject => ({
  ...commonOf(model),
  side: 'publisher',
  gauge: model.outgoing.quality,
  resized: () => model.isDestroyed || model.hooks.resized(),
  fallBack: (stage) => model.hooks.fallBack(stage),
})

const ofSubscriber = (model: SubscriberModel): MediaObject => ({
  ...commonOf(model),
  side: 'subscriber',
  gauge: model.incoming.quality,
  isBlocked: model.isAudioBlocked,
})

const lacks: Readonly<Record<Side | 'both', string>> = {
  publisher: 'this client has no publisher at this time. Call OT.initPublisher() first.',
  subscriber: 'this client has no subscriber at this time. Call session.subscribe() first.',
  both: 'this client has no publisher and no subscriber at this time. Call OT.initPublisher() or session.subscribe() first.',
}

function lackOf({ of, stream }: MediaTarget, all: readonly MediaObject[]): string {
  if (stream === undefined) return lacks[of ?? 'both']
  const streams = all.flatMap(({ streamId }) => streamId ?? [])
  const whose = of ?? 'publisher or subscriber'
  return `no ${whose} of this client has the stream ${JSON.stringify(stream)}. The streams of its publishers and subscribers: ${streams.join(', ') || 'none'}.`
}

/** A verb about publishers and subscribers, as it is looked up and noted. */
export interface MediaVerb {
  /** Such as `media.quality.codec`. */
  readonly name: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly target: MediaTarget
  /** The reason that is given where none of those that are meant can act. */
  readonly lack: string
}

interface MediaVerbParts {
  readonly client: { readonly registry: OTRegistry }
  readonly note: (what: string, detail: Readonly<Record<string, unknown>>) => void
}

/**
 * The publishers and subscribers that a verb is about and that can do what it asks for; the verb is noted in the journal.
 *
 * @throws NoEffect where there is none.
 */
export function actorsOf(
  { client, note }: MediaVerbParts,
  { name, detail, target, lack }: MediaVerb,
  isAble: (object: MediaObject) => boolean,
): readonly MediaObject[] {
  const found = demandEffect(name, mediaObjects(client.registry, target, name).filter(isAble), lack)
  note(name, { ...detail, ...target })
  return found
}

/**
 * The publishers and subscribers of a client that are meant, publishers first.
 *
 * @throws NoEffect where there is none.
 */
export function mediaObjects(registry: OTRegistry, target: MediaTarget, verb: string): readonly MediaObject[] {
  const { of, stream } = target
  const all = [
    ...[...registry.publishers].map(({ _model }) => ofPublisher(_model)),
    ...[...registry.subscribers].map(({ _model }) => ofSubscriber(_model)),
  ]
  const meant = all.filter(
    ({ side, streamId }) => (of === undefined || of === side) && (stream === undefined || stream === streamId),
  )
  return demandEffect(verb, meant, lackOf(target, all))
}
