import { printOf } from '../../kernel/bytes/print.ts'
import type { SessionCore } from '../session/core.ts'
import { publishersOf, subscribersOf } from '../session/members.ts'

/** What the frames of a session are encrypted with, as far as it takes to tell one secret from another; undefined: nothing. */
export function frameKey(session: SessionCore | null): string | undefined {
  const secret = session?.options.encryptionSecret
  if (session?.info?.encrypted !== true || typeof secret !== 'string' || secret === '') return undefined
  return printOf(secret)
}

/** The session has another secret: what it sends is encrypted with it, and what it receives is decrypted with it. */
export function rekey(session: SessionCore): void {
  const key = frameKey(session)
  const connectionId = session.connection?.id
  for (const { isPublished, streamId, client } of publishersOf(session)) {
    if (!isPublished || key === undefined || streamId === undefined || connectionId === undefined) continue
    client.link.media({ sessionId: session.sessionId, connectionId, streamId, key })
  }
  for (const { reception } of subscribersOf(session)) reception.rekeyed()
}
