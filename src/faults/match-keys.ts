import type { Subject } from '../kernel/hazard.ts'
import { didYouMean } from '../kernel/nearest.ts'

/** Everything that some fault can be matched on. */
const allKeys = [
  'client',
  'sessionId',
  'connectionId',
  'streamId',
  'name',
  'type',
  'target',
  'apiKey',
  'tracks',
] as const

/** A fact that some fault can be matched on. */
export type MatchKey = (typeof allKeys)[number]

const isKey = (text: string): boolean => allKeys.some((key) => key === text)

const inSession: readonly string[] = ['client', 'sessionId', 'connectionId']
const ofMedia: readonly string[] = ['client', 'streamId', 'name']

/** The facts that are known at a point, where they differ from those of other points of its kind. */
const known: Readonly<Record<string, readonly string[]>> = {
  // Requests over HTTP, and the messaging connection.
  sessionInfo: ['client', 'sessionId', 'apiKey'],
  logging: ['client', 'sessionId', 'apiKey'],
  socket: ['client', 'sessionId'],
  // Requests.
  'connection.create': ['client', 'sessionId'],
  'connection.delete': [...inSession, 'target'],
  'stream.create': [...inSession, 'streamId', 'name'],
  'stream.delete': [...inSession, 'streamId'],
  'stream.update': [...inSession, 'streamId'],
  'stream.offer': [...inSession, 'streamId'],
  'subscriber.create': [...inSession, 'streamId'],
  'session.update': inSession,
  'signal.signal': [...inSession, 'type'],
  // Messages of the service.
  'stream.created': [...inSession, 'streamId', 'name', 'tracks'],
  'stream.answered': ['client', 'sessionId', 'streamId'],
  'subscriber.offered': ['client', 'sessionId', 'streamId'],
  // Calls, and what runs.
  'Session.connect': ['client', 'sessionId'],
  'Session.signal': [...inSession, 'type'],
  'Session.on': ['client', 'sessionId'],
  Session: inSession,
  Publisher: [...inSession, 'streamId', 'name'],
  Subscriber: [...inSession, 'streamId', 'name'],
  'OT.initPublisher media:enumerate-devices': ['client'],
  // A publisher that asks for its media has no stream yet.
  'Session.publish media:constraints': ['client', 'name'],
  'Session.publish media:get-user-media': ['client', 'name'],
  'Session.publish media:get-display-media': ['client', 'name'],
}

/** The facts that are known at the points of an operation's media, besides its owner. */
const knownOfMedia: Readonly<Record<string, readonly string[]>> = {
  'OT.initPublisher': ['client', 'name'],
  'Session.publish': ofMedia,
  'Session.subscribe': ofMedia,
  Publisher: ofMedia,
  Subscriber: ofMedia,
}

/** The keys that a fault at a point can be matched on. */
export function matchKeysAt(point: string): readonly string[] {
  const own = known[point]
  if (own !== undefined) return own
  if (point.startsWith('rest/')) return ['sessionId', 'apiKey']
  const [operation = '', media] = point.split(' ')
  if (media !== undefined) return knownOfMedia[operation] ?? ['client']
  return operation.startsWith('Session.') ? inSession : ['client']
}

/** The complaint about the facts that a failure is to be matched on, with the nearest known key; null where they are good. */
export function matchProblem(failure: string, point: string, match: Subject): string | null {
  const keys = matchKeysAt(point)
  const stranger = Object.keys(match).find((key) => !keys.includes(key))
  if (stranger === undefined) return null
  const hint = isKey(stranger) ? '' : didYouMean(stranger, allKeys)
  return `${failure} cannot be matched on ${JSON.stringify(stranger)}.${hint} Where it strikes, this is known: ${keys.join(', ')}.`
}
