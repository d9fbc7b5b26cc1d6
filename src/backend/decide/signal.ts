import type { Decide } from './decision.ts'
import { accept, refuse, tellAll, tellOnly } from './decision.ts'

/** A signal goes to everybody, its sender among them (recorded: `session.signal/ok`), or to one connection. */
export const decideSignal: Decide<'signal.signal'> = ({ command, by, session }) => {
  const fact = { is: 'signal', from: by.connection.id, signal: command.signal } as const
  if (command.to === null) return accept(tellAll(fact))
  if (!session.members.has(command.to)) return refuse('404', 'connectionNotFound')
  return accept(tellOnly(command.to, fact))
}
