import type { ServiceAct } from '../../wire/commands.ts'
import type { SessionState } from '../state.ts'
import { ending } from './connection.ts'
import { accept, type Decision, refuse, tellAll, tellOnly } from './decision.ts'
import { muting } from './muting.ts'

type Rule<Name extends ServiceAct['act']> = (act: Extract<ServiceAct, { act: Name }>, session: SessionState) => Decision

const rules: { readonly [Name in ServiceAct['act']]: Rule<Name> } = {
  signal: ({ signal, to }, { members }) => {
    const fact = { is: 'signal', from: null, signal } as const
    if (to === null) return accept(tellAll(fact))
    return members.has(to) ? accept(tellOnly(to, fact)) : refuse('404', 'connectionNotFound')
  },
  forceDisconnect: ({ connectionId }, session) =>
    session.members.has(connectionId) ? accept(...ending(session, connectionId)) : refuse('404', 'connectionNotFound'),
  muteStream: ({ streamId }, session) => {
    const stream = session.streams.get(streamId)
    return stream === undefined ? refuse('404', 'streamNotFound') : accept(...muting(session, stream))
  },
  // The service has no streams of its own to spare, as a moderator has.
  muteAll: ({ active, except }, session) =>
    accept(
      tellAll({ is: 'session.muted', active, except }),
      ...[...session.streams.values()]
        .filter(({ id }) => active && !except.includes(id))
        .flatMap((stream) => muting(session, stream)),
    ),
}

/** The service's decision about an act of its own, as a pure function of the session's state; no role is asked for. */
export function decideService(act: ServiceAct, session: SessionState): Decision {
  const rule: (act: never, session: SessionState) => Decision = rules[act.act]
  return rule(act as never, session)
}
