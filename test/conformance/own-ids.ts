import type { NamedObjects } from './named-objects.ts'
import { canDo, read } from './probe.ts'

/** Tells the own client's connection and streams from others: their ids are the service's, and recorded as `own`. */
export interface OwnIds {
  /** Remembers the connections that the named sessions have at this moment. */
  collect(): void
  /** The id of a connection as a case writes it; null for none. */
  connection(connection: unknown): string | null
  /** The id of a stream as a case writes it; null for none. */
  stream(stream: unknown): string | null
}

/** Follows the connections of the named sessions. */
export function createOwnIds(names: NamedObjects): OwnIds {
  const own = new Set<string>()
  const collect = (): void => {
    for (const [, object] of names.entries()) {
      const id = canDo(object, 'connect') ? idOf(read(object, 'connection'), 'connectionId') : null
      if (id !== null) own.add(id)
    }
  }
  const connection = (value: unknown): string | null => {
    collect()
    const id = idOf(value, 'connectionId')
    return id !== null && own.has(id) ? 'own' : id
  }
  return {
    collect,
    connection,
    stream: (value) => {
      const isOwn = connection(read(value, 'connection')) === 'own'
      return isOwn ? 'own' : idOf(value, 'streamId')
    },
  }
}

function idOf(value: unknown, key: string): string | null {
  const id = read(value, key) ?? read(value, 'id')
  return typeof id === 'string' ? id : null
}
