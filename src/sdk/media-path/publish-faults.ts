import type { FailureId } from '../../contract/failures.ts'
import { findFailure } from '../../contract/failures.ts'
import { type FaultPoint, mediaPoint } from '../../contract/fault-points.ts'
import type { Client } from '../client.ts'
import { armed } from '../fail.ts'
import type { ElementIdentity } from './element.ts'

/** What an armed failure does to a publisher at the moment in which it asks the service for a stream. */
export type PublishStrike =
  /** The element that shows its media fails soon. */
  | { readonly kind: 'element'; readonly code: number }
  /** The element has failed already, and nobody noticed. */
  | { readonly kind: 'broken' }
  /** All tracks end soon. */
  | { readonly kind: 'ended' }
  /** The microphone gives nothing, and the media arrives nowhere. */
  | { readonly kind: 'no-sound' }
  /** Its connection fails, in a way of which only the documentation knows. */
  | { readonly kind: 'documented'; readonly failure: FailureId }
  /** It fails at once. */
  | { readonly kind: 'fails'; readonly failure: FailureId }

const capturePoints: readonly FaultPoint[] = ['media:constraints', 'media:get-display-media', 'media:get-user-media']

const publishPoints: readonly FaultPoint[] = [
  'media:element',
  'media:element-bind',
  'media:tracks',
  'media:microphone',
  'client:documented',
]

function armedAt(
  client: Client,
  operation: string,
  points: readonly FaultPoint[],
  { streamId, name }: Omit<ElementIdentity, 'operation'>,
): FailureId | null {
  for (const point of points) {
    const id = armed(client, mediaPoint(operation, point), { streamId, name })
    if (id !== null) return id
  }
  return null
}

/** The failure that was armed for the capture of a publisher's media; null: none was. */
export const armedCaptureFailure = (client: Client, who: ElementIdentity): FailureId | null =>
  armedAt(client, 'OT.initPublisher', capturePoints, who) ?? armedAt(client, 'Session.publish', capturePoints, who)

function errorIn(words: unknown): number | null {
  const error: unknown = typeof words === 'object' && words !== null ? Reflect.get(words, 'error') : undefined
  return typeof error === 'number' ? error : null
}

function strikeOf(id: FailureId): PublishStrike {
  if (id === 'Session.publish/media-element-broken') return { kind: 'broken' }
  const { point, media } = findFailure(id)
  if (point === 'client:documented') return { kind: 'documented', failure: id }
  if (point === 'media:tracks') return { kind: 'ended' }
  if (point === 'media:microphone') return { kind: 'no-sound' }
  const code = errorIn(media?.['videoElement'])
  return code === null ? { kind: 'fails', failure: id } : { kind: 'element', code }
}

/** The failure of a connection that was armed for a subscriber, and of which only the documentation knows; null: none was. */
export const documentedSubscribeFailure = (client: Client, who: ElementIdentity): FailureId | null =>
  armedAt(client, 'Session.subscribe', ['client:documented'], who)

/** What was armed for a publisher that is about to be published; null: nothing. */
export function strikeAtPublish(client: Client, who: ElementIdentity): PublishStrike | null {
  const id = armedAt(client, 'Session.publish', publishPoints, who)
  return id === null ? null : strikeOf(id)
}
