import type { FailureId } from '../../contract/failures.ts'
import { findFailure } from '../../contract/failures.ts'
import { type FaultPoint, mediaPoint } from '../../contract/fault-points.ts'
import type { Client } from '../base/client.ts'
import { armed } from '../base/fail.ts'
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
  /** The application takes it back in the next moment. */
  | { readonly kind: 'unpublished' }
  /** Its media has failed, and the session is over before anybody says so. */
  | { readonly kind: 'without-media' }
  /** It fails at once. */
  | { readonly kind: 'fails'; readonly failure: FailureId }

const publishPoints: readonly FaultPoint[] = [
  'media:element',
  'media:element-bind',
  'media:tracks',
  'media:microphone',
  'client:documented',
  'client:interrupted',
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

/** The failure that was armed for the media of a publisher, for whichever call it is made; null: none was. */
const armedForMedia = (client: Client, point: FaultPoint, who: ElementIdentity): FailureId | null =>
  armedAt(client, 'OT.initPublisher', [point], who) ?? armedAt(client, 'Session.publish', [point], who)

/** The failure that was armed for the properties of a publisher; null: none was. */
export const armedConstraintFailure = (client: Client, who: ElementIdentity): FailureId | null =>
  armedForMedia(client, 'media:constraints', who)

/** The error with which the browser was told to answer when a publisher asks for its media; null: it was not. */
export function armedCaptureProblem(client: Client, isScreen: boolean, who: ElementIdentity): string | null {
  const id = armedForMedia(client, isScreen ? 'media:get-display-media' : 'media:get-user-media', who)
  const condition = id === null ? null : findFailure(id).media?.[isScreen ? 'getDisplayMedia' : 'getUserMedia']
  if (condition === null || condition === undefined) return null
  const name: unknown = typeof condition === 'object' ? Reflect.get(condition, 'reject') : condition
  return typeof name === 'string' ? name : null
}

function errorIn(words: unknown): number | null {
  const error: unknown = typeof words === 'object' && words !== null ? Reflect.get(words, 'error') : undefined
  return typeof error === 'number' ? error : null
}

function strikeOf(id: FailureId): PublishStrike {
  if (id === 'Session.publish/media-element-broken') return { kind: 'broken' }
  if (id === 'Session.publish/unpublished-while-publishing') return { kind: 'unpublished' }
  if (id === 'Session.publish/disconnected-after-media-failed') return { kind: 'without-media' }
  const { point, media, exceptions } = findFailure(id)
  const isTold = exceptions.some(({ error }) => error === 'own')
  if (point === 'client:documented' && !isTold) return { kind: 'documented', failure: id }
  if (point === 'media:tracks') return { kind: 'ended' }
  if (point === 'media:microphone') return { kind: 'no-sound' }
  const code = errorIn(media?.['videoElement'])
  return code === null ? { kind: 'fails', failure: id } : { kind: 'element', code }
}

/** The failure of a connection that was armed for a subscriber, and of which only the documentation knows; null: none was. */
export const documentedSubscribeFailure = (client: Client, who: ElementIdentity): FailureId | null =>
  armedAt(client, 'Session.subscribe', ['client:documented'], who)

/** Whether a subscriber is to be taken back in the next moment. */
export const isUnsubscribedSoon = (client: Client, who: ElementIdentity): boolean =>
  armedAt(client, 'Session.subscribe', ['client:interrupted'], who) !== null

/** What was armed for a publisher that is about to be published; null: nothing. */
export function strikeAtPublish(client: Client, who: ElementIdentity): PublishStrike | null {
  const id = armedAt(client, 'Session.publish', publishPoints, who)
  return id === null ? null : strikeOf(id)
}
