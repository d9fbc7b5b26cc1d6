import type { ServiceAct } from '../../wire/commands.ts'
import type { RoutedFact } from '../../wire/facts.ts'
import type { SessionState } from '../state.ts'
import { ending } from './connection.ts'
import { accept, type Decision, refuse, tellAll, tellOnly } from './decision.ts'

type Rule<Name extends ServiceAct['act']> = (act: Extract<ServiceAct, { act: Name }>, session: SessionState) => Decision

const mutedFact = (connectionId: string, streamId: string): RoutedFact =>
  tellOnly(connectionId, { is: 'stream.muted', streamId, active: true })

const rules: { readonly [Name in ServiceAct['act']]: Rule<Name> } = {
  signal: ({ signal, to }, { members }) => {
    const fact = { is: 'signal', from: null, signal } as const
    if (to === null) return accept(tellAll(fact))
    return members.has(to) ? accept(tellOnly(to, fact)) : refuse('404', 'connectionNotFound')
  },
  forceDisconnect: ({ connectionId }, session) =>
    session.members.has(connectionId) ? accept(...ending(session, connectionId)) : refuse('404', 'connectionNotFound'),
  muteStream: ({ streamId }, { streams }) => {
    const stream = streams.get(streamId)
    return stream === undefined ? refuse('404', 'streamNotFound') : accept(mutedFact(stream.connectionId, streamId))
  },
  // The service has no streams of its own to spare, as a moderator has.
  muteAll: ({ active, except }, { streams }) =>
    accept(
      tellAll({ is: 'session.muted', active, except }),
      ...[...streams.values()]
        .filter(({ id }) => active && !except.includes(id))
        .map(({ id, connectionId }) => mutedFact(connectionId, id)),
    ),
}

/** What becomes of an act of the service, as a pure function of the session's state; nobody's role is asked for. */
export function decideService(act: ServiceAct, session: SessionState): Decision {
  const rule: (act: never, session: SessionState) => Decision = rules[act.act]
  return rule(act as never, session)
}
