import { type Failure, findFailure } from '../../contract/failures.ts'
import { type FaultPoint, mediaPoint } from '../../contract/fault-points.ts'
import type { Client } from '../base/client.ts'
import { armed } from '../base/fail.ts'
import type { PublisherCore } from '../publisher/core.ts'
import type { SessionCore } from '../session/core.ts'
import type { SubscriberCore } from '../subscriber/core.ts'
import type { OpenConnection } from './conditions.ts'
import type { ElementIdentity } from './element.ts'
import { elementTroubleMs } from './timing.ts'
import { readPeerStub } from './vocabulary.ts'

/** What an armed failure does, by the point at which it strikes. */
type Strikes = Readonly<Partial<Record<FaultPoint, (row: Failure) => void>>>

/** What runs, and which subscriber of a stream it is. */
interface RunningIdentity extends ElementIdentity {
  readonly subscriberId?: string
}

function bagOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** The path takes the states that the failure's words name, as if the session had automatic reconnection or had not. */
function strikePath(connections: readonly OpenConnection[], { media, reconnection }: Failure): void {
  const course = readPeerStub(media?.['peerConnection']).course
  for (const connection of connections) {
    for (const state of course?.states ?? []) connection.report(state, reconnection ?? null)
  }
}

/** Asks at every point whether something was armed; it strikes a moment later, if what it is for still runs. */
function strike(client: Client, who: RunningIdentity, isRunning: () => boolean, strikes: Strikes): void {
  for (const [point, run] of Object.entries(strikes)) {
    const { operation, ...ids } = who
    const id = armed(client, mediaPoint(operation, point as FaultPoint), ids)
    if (id === null) continue
    client.clock.after(elementTroubleMs, () => isRunning() && run(findFailure(id)), {
      what: `${id} to happen`,
      kind: 'work',
    })
  }
}

function endTracks({ own }: PublisherCore, kind: unknown): void {
  if (kind === 'all') return own.endAll()
  for (const track of own.stream?.getTracks() ?? []) {
    if (track.kind !== kind) continue
    track.stop()
    own.trackEnded(track)
  }
}

/** Lets happen to a session that is connected what a test author armed: the service, or the network, does the rest. */
export function strikeSession({ client, isConnected, whereabouts }: SessionCore): void {
  if (isConnected) armed(client, 'Session', whereabouts)
}

/** Lets happen to a stream that is sent or received what a test author armed: the service does the rest. */
function strikeStream(client: Client, session: SessionCore | null, who: RunningIdentity): void {
  const { operation, ...ids } = who
  armed(client, operation, { ...session?.whereabouts, ...ids })
}

/** Lets happen to a published publisher what a test author armed. */
export function strikePublisher(core: PublisherCore): void {
  if (!core.isPublished) return
  const { client, session } = core
  strikeStream(client, session, core.identity())
  const open = core.outgoing.connections.map(({ connection }) => connection)
  const alone: Strikes = {
    'media:tracks': ({ media }) => endTracks(core, media?.['kind']),
    'media:element': ({ media }) => core.widget.media.fail(Number(bagOf(media?.['videoElement'])['error'])),
  }
  // In a relayed session there is nothing to fail before somebody subscribes.
  const onPath: Strikes = {
    'media:ice': (row) => strikePath(open, row),
    'media:create-offer': () => {
      for (const connection of open) {
        client.media.fail({ step: 'createOffer', how: 'rejects', of: 'publisher', only: connection.index, times: 1 })
        connection.renegotiate()
      }
    },
  }
  strike(client, core.identity(), () => core.isPublished, open.length === 0 ? alone : { ...alone, ...onPath })
}

/** Lets happen to a subscriber that is subscribed what a test author armed. */
export function strikeSubscriber(core: SubscriberCore): void {
  if (!core.isLoaded) return
  const { client, session, reception } = core
  const who = { ...core.identity(), subscriberId: core.id }
  strikeStream(client, session, who)
  strike(client, who, () => core.isLoaded, {
    'media:ice': (row) => strikePath(reception.connection === null ? [] : [reception.connection], row),
    'media:element': ({ media }) => core.widget.media.fail(Number(bagOf(media?.['videoElement'])['error'])),
    'media:playback': () => core.widget.media.block(),
    'media:decryption': () => reception.undecryptable(),
  })
}

/** Lets happen to everything of a client that runs what a test author armed. */
export function strikeRunning({ registry }: Client): void {
  for (const { _core } of registry.sessions.values()) strikeSession(_core)
  for (const { _core } of registry.publishers) strikePublisher(_core)
  for (const { _core } of registry.subscribers) strikeSubscriber(_core)
}
