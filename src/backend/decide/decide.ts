import { closedTo } from '../../contract/roles.ts'
import type { Command, RequestName } from '../../wire/commands.ts'
import { decideConnectionDelete } from './connection.ts'
import { accept, type Decide, type Decision, type Envelope, refuse } from './decision.ts'
import { decideMedia } from './media.ts'
import { decideSessionUpdate, decideSignal } from './session.ts'
import { decideChannelUpdate, decideStreamCreate, decideStreamDelete, decideStreamUpdate } from './stream.ts'
import { decideSubscriberCreate, decideSubscriberDelete } from './subscriber.ts'

const rules: { readonly [Name in RequestName]: Decide<Name> } = {
  'connection.create': () => accept(),
  'connection.delete': decideConnectionDelete,
  'stream.create': decideStreamCreate,
  'stream.delete': decideStreamDelete,
  'stream.update': decideStreamUpdate,
  'stream_channel.update': decideChannelUpdate,
  'session.update': decideSessionUpdate,
  'subscriber.create': decideSubscriberCreate,
  'subscriber.delete': decideSubscriberDelete,
  'subscriber_channel.update': () => accept(),
  'signal.signal': decideSignal,
  ...decideMedia,
}

/** The service's decision about a command, as a pure function of the session's state. */
export function decide(envelope: Envelope): Decision {
  if (closedTo[envelope.by.role].includes(envelope.command.method)) return refuse('403', 'notPermitted')
  const rule: (envelope: never) => Decision = rules[(envelope.command satisfies Command).method]
  return rule(envelope as never)
}
