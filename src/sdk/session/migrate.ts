import { sessionInfoFailure } from '../../contract/replies.ts'
import type { HttpAnswer } from '../../wire/link.ts'
import { errorOf, raiseException } from '../base/fail.ts'
import type { Stream } from '../base/stream.ts'
import type { SubscriberCore } from '../subscriber/core.ts'
import type { SessionCore } from './core.ts'
import { whenEnded } from './disconnect.ts'
import { infoIn } from './info.ts'
import { lineInterrupted, lineRestored } from './media-facts.ts'
import { Messaging, type MessagingEnd } from './messaging.ts'

/** From the new session information to the end of the old line, in milliseconds (recorded: `webrtc/migration/server-rotation`). */
const migrationMs = 20_000

/**
 * The service asks the client to move to another messaging server. The session stays connected meanwhile, under the state
 * `migrating`; without new session information it stays so for good (recorded: `webrtc/migration/*`).
 */
export function migrate(core: SessionCore): void {
  const { client, sessionId, login } = core
  if (login === null || core.state !== 'connected') return
  core.setState('migrating')
  client.journal.add('request', client.id, 'sessionInfo', { sessionId })
  client.link.http({ what: 'sessionInfo', sessionId, ...login }, (answer) => {
    if (core.state === 'migrating' && sessionInfoFailure(answer, login.apiKey) === null) moveTo(core, answer)
  })
}

function moveTo(core: SessionCore, answer: HttpAnswer): void {
  const { client, login, connection, messaging: old, messagingUrl: oldUrl } = core
  if (login === null) return
  const info = infoIn(answer)
  core.info = info
  core.messagingUrl = info.messagingUrl
  const hello = { clientId: client.id, sessionId: core.sessionId, ...login, resumes: connection?.id ?? null }
  const next = new Messaging(client, hello, info.reconnection, {
    opened: () => rejoin(core, next),
    fact: (fact) => core.take(fact),
    interrupted: () => lineInterrupted(core),
    restored: () => lineRestored(core),
    ended: (end) => whenNextEnded(core, next, end),
  })
  core.messaging = next
  core.lines.set(info.messagingUrl, next)
  next.open()
  client.clock.after(migrationMs, () => finish(core, old, oldUrl), {
    what: 'the end of the migration',
    kind: 'calendar',
  })
}

function rejoin(core: SessionCore, next: Messaging): void {
  next.request(
    { method: 'connection.create' },
    (reply) => {
      if (reply.joined === undefined) return
      next.establish()
      for (const publisher of core.publishers) publishAgain(core, publisher.stream)
      for (const subscriber of core.subscribers) subscribeAgain(core, subscriber)
    },
    () => {},
  )
}

// The new server does not know the own streams yet. Its refusal escapes to the page, and the publisher is kept (recorded).
function publishAgain(core: SessionCore, stream: Stream | null | undefined): void {
  if (stream === null || stream === undefined) return
  const encrypted = Boolean(core.options.encryptionSecret)
  core.request({ method: 'stream.create', stream: stream._record, encrypted }, (reply) => {
    if (!reply.status.startsWith('2')) {
      core.client.onUncaught('error', errorOf(core.client, 'Session/migration-stream-refused'))
    }
  })
}

function subscribeAgain(core: SessionCore, subscriber: SubscriberCore): void {
  const { streamId, id: subscriberId } = subscriber
  if (streamId === undefined) return
  const encrypted = Boolean(core.options.encryptionSecret)
  core.request({ method: 'subscriber.create', streamId, subscriberId, encrypted }, (reply) => {
    if (reply.status.startsWith('2')) return
    raiseException(core.client, subscriber.facade, errorOf(core.client, 'Subscriber/migration-refused'))
    subscriber.destroy('streamNotFound')
  })
}

function whenNextEnded(core: SessionCore, next: Messaging, end: MessagingEnd): void {
  if (core.messaging !== next) return
  if (end.kind !== 'never-opened') return whenEnded(core, end)
  core.messaging = null
  raiseException(core.client, core.facade, errorOf(core.client, 'Session/migration-socket-refused'))
}

// The line of the old server is closed by its address: where the new one has the same, the session loses its only line.
function finish(core: SessionCore, old: Messaging | null, oldUrl: string): void {
  const closing = core.lines.get(oldUrl) ?? old
  core.lines.delete(oldUrl)
  core.setState('connected')
  core.facade._trigger('migrated')
  if (closing === core.messaging && closing !== null) whenEnded(core, { kind: 'closed', code: 1000 })
  else closing?.close()
}
