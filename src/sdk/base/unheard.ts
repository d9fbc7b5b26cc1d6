import type { OnUnheard } from '../../kernel/thenable.ts'
import { nextTurn } from '../../kernel/time/wall-clock.ts'
import type { Client } from './client.ts'

/**
 * Notes a rejection that nobody listens to when the turn is over, as a browser would report one of the page's own promises:
 * the real SDK's say nothing of it, and a test may want to know.
 */
export const unheard =
  ({ journal, id }: Pick<Client, 'journal' | 'id'>): OnUnheard =>
  (error, isHeard) => {
    const { name, message } = error instanceof Error ? error : { name: 'unknown', message: String(error) }
    const [beginning] = journal.entries
    nextTurn(() => {
      const isOver = journal.entries[0] !== beginning
      if (!isHeard() && !isOver) journal.add('uncaught', id, 'unheard rejection', { name, message, by: 'promise' })
    })
  }
