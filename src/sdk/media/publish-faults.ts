/** The failures that a test armed for a publisher: as it asks for its media, and as it asks for its stream. */

import type { Effect } from '../../contract/failure-row.ts'
import type { FailureId } from '../../contract/failures.ts'
import { findFailure } from '../../contract/failures.ts'
import type { FaultPoint } from '../../contract/fault-points.ts'
import type { Operation } from '../../contract/operations.ts'
import type { Client } from '../base/client.ts'
import { askMedia } from '../base/gate.ts'
import type { ElementIdentity } from './element.ts'

/** The effect of an armed failure on a publisher at the moment in which the publisher asks the service for a stream. */
export type PublishTrouble =
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
  /** The request for its stream is lost with the session. */
  | { readonly kind: 'lost' }
  /** The session ends when its stream is accepted. */
  | { readonly kind: 'session-ended' }
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

const armedAt = (
  client: Client,
  operation: Operation,
  points: readonly FaultPoint[],
  { streamId, name }: Omit<ElementIdentity, 'operation'>,
): FailureId | null => askMedia(client, operation, points, { streamId, name })

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

/** The trouble that each effect of a row makes for a publisher that is about to be published. */
const troubleOfEffect: Readonly<Partial<Record<Effect, PublishTrouble>>> = {
  'element-broken': { kind: 'broken' },
  unpublished: { kind: 'unpublished' },
  'media-lost': { kind: 'without-media' },
  'session-lost': { kind: 'lost' },
  'session-ended': { kind: 'session-ended' },
}

function troubleOf(id: FailureId): PublishTrouble {
  const { point, media, exceptions, effect } = findFailure(id)
  const ofEffect = effect === undefined ? undefined : troubleOfEffect[effect]
  if (ofEffect !== undefined) return ofEffect
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

const interruptions = ['unsubscribed', 'session-lost', 'session-ended'] as const

/** The fate of a subscriber that is being made. */
export type Interruption = (typeof interruptions)[number]

/** The fault that was armed to interrupt a call to subscribe: it is taken back, its request is lost, or its session ends; null: nothing. */
export function interruptionOf(client: Client, who: ElementIdentity): Interruption | null {
  const id = armedAt(client, 'Session.subscribe', ['client:interrupted'], who)
  const effect = id === null ? null : findFailure(id).effect
  return interruptions.find((one) => one === effect) ?? null
}

/** The trouble that was armed for a publisher that is about to be published; null: none. */
export function troubleAtPublish(client: Client, who: ElementIdentity): PublishTrouble | null {
  const id = armedAt(client, 'Session.publish', publishPoints, who)
  return id === null ? null : troubleOf(id)
}
