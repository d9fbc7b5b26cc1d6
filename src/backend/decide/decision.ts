/** The parts of every decision: who asks, what is answered, and which facts follow. */

import type { Permission } from '../../contract/roles.ts'
import type { Command, RequestName } from '../../wire/commands.ts'
import type { Audience, Fact, RoutedFact } from '../../wire/facts.ts'
import type { Reply } from '../../wire/replies.ts'
import type { Member, SessionState } from '../state.ts'

/** A command with everything that deciding about it may look at; deciding itself draws neither time nor chance. */
export interface Envelope<Name extends RequestName = RequestName> {
  readonly command: Extract<Command, { method: Name }>
  readonly by: Member
  readonly session: SessionState
}

/** A decision about a command: an answer, and the facts that follow from it. */
export interface Decision {
  readonly reply: Reply
  readonly facts: readonly RoutedFact[]
}

export type Decide<Name extends RequestName> = (envelope: Envelope<Name>) => Decision

const everybody: Audience = { to: 'all' }
const nobody: Audience = { to: 'nobody' }

export const accept = (...facts: readonly RoutedFact[]): Decision => ({ reply: { status: '200' }, facts })
export const refuse = (status: string, reason: string): Decision => ({ reply: { status, reason }, facts: [] })
export const tellAll = (fact: Fact): RoutedFact => ({ fact, audience: everybody })
export const tellOnly = (connectionId: string, fact: Fact): RoutedFact => ({
  fact,
  audience: { to: 'only', connectionId },
})

/** The facts that the service keeps to itself. */
export const keep = (fact: Fact): RoutedFact => ({ fact, audience: nobody })

export const may = (member: Member, permission: Permission): boolean => member.permissions.includes(permission)
