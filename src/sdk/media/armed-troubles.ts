/** The troubles of a media connection that were asked for: of one of its steps, or of the course of its path. */

import { findFailure } from '../../contract/failures.ts'
import type { FaultPoint } from '../../contract/fault-points.ts'
import type { Operation } from '../../contract/operations.ts'
import type { IceState, PeerStep } from '../../contract/peer-path.ts'
import type { Client } from '../base/client.ts'
import { askMedia } from '../base/gate.ts'
import type { Side, StepTrouble } from '../base/media-conditions.ts'
import { readPeerStub } from './peer-stub.ts'

/** A connection, and what it is made for. */
export interface PeerIdentity {
  readonly side: Side
  readonly index: number
  /** The operation that a failure would belong to: a call that is pending, or an object that runs. */
  readonly operation: Operation
  readonly streamId: string | undefined
  readonly name: string | undefined
}

const points: Readonly<Record<PeerStep, FaultPoint>> = {
  create: 'media:peer-connection',
  addTrack: 'media:add-track',
  createOffer: 'media:create-offer',
  createAnswer: 'media:create-answer',
  setLocalDescription: 'media:set-local-description',
  setRemoteDescription: 'media:set-remote-description',
  addIceCandidate: 'media:ice',
  getStats: 'media:stats',
  setConfiguration: 'media:configuration',
  replaceTrack: 'media:replace-track',
}

/** The words in which a failure that was armed for this point says what happens; null: none was. */
export function armedWords(
  client: Client,
  point: FaultPoint,
  who: Omit<PeerIdentity, 'side' | 'index'>,
): { readonly words: Readonly<Record<string, unknown>>; readonly reconnection: boolean | undefined } | null {
  const { operation, streamId, name } = who
  const id = askMedia(client, operation, point, { streamId, name })
  if (id === null) return null
  const { media, reconnection } = findFailure(id)
  return { words: media ?? {}, reconnection }
}

/** The trouble of a step of a connection now, by condition or by fault. */
export function troubleFor(client: Client, step: PeerStep, peer: PeerIdentity): StepTrouble | null {
  const trouble = client.media.troubleAt(step, peer)
  if (trouble !== null || step === 'addIceCandidate') return trouble
  const words = armedWords(client, points[step], peer)?.words
  if (words?.['peerClosed'] === true) return { step, how: 'closes' }
  const stub = words?.['peerConnection']
  return stub === undefined ? null : (readPeerStub(stub).troubles.find((armed) => armed.step === step) ?? null)
}

/** The course that the path of a connection takes, by condition or by fault; null: its own. */
export function courseFor(
  client: Client,
  peer: PeerIdentity,
): { readonly states: readonly IceState[]; readonly recovers: boolean | null } | null {
  const states = client.media.courseOf(peer)
  if (states !== null) return { states, recovers: null }
  const armed = armedWords(client, 'media:ice', peer)
  if (armed === null) return null
  const course = readPeerStub(armed.words['peerConnection']).course
  return course === null ? null : { states: course.states, recovers: armed.reconnection ?? null }
}
