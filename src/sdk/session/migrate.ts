/** A session that moves to another messaging server while it runs. */

import { sessionInfoFailure } from '../../contract/replies.ts'
import type { HttpAnswer } from '../../wire/link.ts'
import { errorOf } from '../base/fail.ts'
import { raise } from '../base/gate.ts'
import type { Stream } from '../base/stream.ts'
import type { SubscriberModel } from '../subscriber/model.ts'
import { whenEnded } from './disconnect.ts'
import { infoIn } from './info.ts'
import { lineInterrupted, lineRestored } from './media-facts.ts'
import type { SessionModel } from './model.ts'
import { type LineEnd, ServiceLine } from './service-line.ts'

/** From the new session information to the end of the old line, in milliseconds (recorded: `webrtc/migration/server-rotation`). */
const migrationMs = 20_000

/**
 * The service asks the client to move to another messaging server. The session stays connected meanwhile, under the state
 * `migrating`; without new session information it stays so for good (recorded: `webrtc/migration/*`).
 */
export function migrate(model: SessionModel): void {
  const { client, sessionId, login } = model
  if (login === null || model.state !== 'connected') return
  model.setState('migrating')
  client.journal.add('request', client.id, 'sessionInfo', { sessionId })
  client.link.http({ what: 'sessionInfo', sessionId, ...login }, (answer) => {
    if (model.state === 'migrating' && sessionInfoFailure(answer, login.apiKey) === null) moveTo(model, answer)
  })
}

function moveTo(model: SessionModel, answer: HttpAnswer): void {
  const { client, login, connection, messaging: old, messagingUrl: oldUrl } = model
  if (login === null) return
  const info = infoIn(answer)
  model.info = info
  model.messagingUrl = info.messagingUrl
  const hello = { clientId: client.id, sessionId: model.sessionId, ...login, resumes: connection?.id ?? null }
  const next = new ServiceLine(client, hello, info.reconnection, {
    opened: () => rejoin(model, next),
    fact: (fact) => model.take(fact),
    interrupted: () => lineInterrupted(model),
    restored: () => lineRestored(model),
    ended: (end) => whenNextEnded(model, next, end),
  })
  model.messaging = next
  model.lines.set(info.messagingUrl, next)
  next.open()
  client.clock.after(migrationMs, () => finish(model, old, oldUrl), {
    what: 'the end of the migration',
    kind: 'calendar',
  })
}

function rejoin(model: SessionModel, next: ServiceLine): void {
  next.request(
    { method: 'connection.create' },
    (reply) => {
      if (reply.joined === undefined) return
      next.establish()
      for (const publisher of model.publishers) publishAgain(model, publisher.stream)
      for (const subscriber of model.subscribers) subscribeAgain(model, subscriber)
    },
    () => true,
  )
}

// The new server does not know the own streams yet. Its refusal escapes to the page, and the publisher is kept (recorded: `webrtc/migration/*`).
function publishAgain(model: SessionModel, stream: Stream | null | undefined): void {
  if (stream === null || stream === undefined) return
  const encrypted = Boolean(model.options.encryptionSecret)
  model.request({ method: 'stream.create', stream: stream._record, encrypted }, (reply) => {
    if (!reply.status.startsWith('2')) {
      model.client.onUncaught('error', errorOf(model.client, 'Session/migration-stream-refused'))
    }
  })
}

function subscribeAgain(model: SessionModel, subscriber: SubscriberModel): void {
  const { streamId, id: subscriberId } = subscriber
  if (streamId === undefined) return
  const encrypted = Boolean(model.options.encryptionSecret)
  model.request({ method: 'subscriber.create', streamId, subscriberId, encrypted }, (reply) => {
    if (reply.status.startsWith('2')) return
    raise(subscriber, errorOf(model.client, 'Subscriber/migration-refused'))
    subscriber.destroy('streamNotFound')
  })
}

function whenNextEnded(model: SessionModel, next: ServiceLine, end: LineEnd): void {
  if (model.messaging !== next) return
  if (end.kind !== 'never-opened') return whenEnded(model, end)
  model.messaging = null
  raise(model, errorOf(model.client, 'Session/migration-socket-refused'))
}

// The line of the old server is closed by its address: where the new one has the same, the session loses its only line.
function finish(model: SessionModel, old: ServiceLine | null, oldUrl: string): void {
  const closing = model.lines.get(oldUrl) ?? old
  model.lines.delete(oldUrl)
  model.setState('connected')
  model.facade._trigger('migrated')
  if (closing === model.messaging && closing !== null) whenEnded(model, { kind: 'closed', code: 1000 })
  else closing?.close()
}
