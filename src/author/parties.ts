import type { MediaHooks } from '../ports/media-element.ts'
import type { Track } from '../ports/track.ts'
import type { Side } from '../sdk/base/media-conditions.ts'
import type { FallbackStage, QualityGauge } from '../sdk/media/quality.ts'
import type { OTRegistry } from '../sdk/ot/init-session.ts'
import type { PublisherModel } from '../sdk/publisher/model.ts'
import type { SubscriberModel } from '../sdk/subscriber/model.ts'

/** Whose media something happens to; what is left out does not matter. */
export interface MediaTarget {
  readonly of?: Side
  /** The id of the stream that is sent or received. */
  readonly stream?: string
}

/** A publisher or subscriber, as far as its media goes. */
export interface Party {
  readonly side: Side
  readonly streamId: string | undefined
  readonly hooks: MediaHooks
  readonly tracks: readonly Track[]
  readonly gauge: QualityGauge
  /** Its camera gives pictures of another size. */
  readonly resized: () => void
  readonly fallBack: (stage: FallbackStage) => void
}

const commonOf = ({ streamId, widget, media }: PublisherModel | SubscriberModel): Omit<Party, 'side' | 'gauge'> => ({
  streamId,
  hooks: widget.media,
  tracks: media?.getTracks() ?? [],
  resized: () => {},
  fallBack: () => {},
})

const publisherParty = (model: PublisherModel): Party => ({
  ...commonOf(model),
  side: 'publisher',
  gauge: model.outgoing.quality,
  resized: () => model.isDestroyed || model.hooks.resized(),
  fallBack: (stage) => model.hooks.fallBack(stage),
})

const subscriberParty = (model: SubscriberModel): Party => ({
  ...commonOf(model),
  side: 'subscriber',
  gauge: model.incoming.quality,
})

/** The publishers and subscribers of a client that are meant, publishers first. */
export function parties(registry: OTRegistry, target: MediaTarget): readonly Party[] {
  const { of, stream } = target
  const all = [
    ...[...registry.publishers].map(({ _model }) => publisherParty(_model)),
    ...[...registry.subscribers].map(({ _model }) => subscriberParty(_model)),
  ]
  return all.filter(
    ({ side, streamId }) => (of === undefined || of === side) && (stream === undefined || stream === streamId),
  )
}
