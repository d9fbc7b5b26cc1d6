/** Muting everybody, as `session.forceMuteAll()` and `session.disableForceMute()` ask for it, and signals. */

import type { Decide } from './decision.ts'
import { accept, may, refuse, tellAll, tellOnly } from './decision.ts'
import { muting } from './muting.ts'

/**
 * A moderator mutes everybody but some streams, or lifts it: everybody is told, and each publisher whose stream is meant.
 * Assumed: the moderator's own streams are not muted.
 */
export const decideSessionUpdate: Decide<'session.update'> = ({ command, by, session }) => {
  if (!may(by, 'forcemute')) return refuse('403', 'notPermitted')
  const { muted, except } = command
  const meant = [...session.streams.values()].filter(
    (stream) => muted && !except.includes(stream.id) && stream.connectionId !== by.connection.id,
  )
  return accept(
    tellAll({ is: 'session.muted', active: muted, except }),
    ...meant.flatMap((stream) => muting(session, stream)),
  )
}

/** A signal goes to everybody, its sender among them (recorded: `session.signal/ok`), or to one connection. */
export const decideSignal: Decide<'signal.signal'> = ({ command, by, session }) => {
  const fact = { is: 'signal', from: by.connection.id, signal: command.signal } as const
  if (command.to === null) return accept(tellAll(fact))
  if (!session.members.has(command.to)) return refuse('404', 'connectionNotFound')
  return accept(tellOnly(command.to, fact))
}
