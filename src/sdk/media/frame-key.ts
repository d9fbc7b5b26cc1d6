import { printOf } from '../../kernel/bytes/print.ts'
import type { SessionLink } from '../base/session-link.ts'

/** What the frames of a session are encrypted with, as far as it takes to tell one secret from another; undefined: nothing. */
export function frameKey(session: SessionLink | null): string | undefined {
  const secret = session?.options.encryptionSecret
  if (session?.info?.encrypted !== true || typeof secret !== 'string' || secret === '') return undefined
  return printOf(secret)
}
