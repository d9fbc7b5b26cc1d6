/** Failures that a network or the service brings about without a call: a line that breaks, a session that moves, a notice of the service. */

import type { Service } from '../backend/service.ts'
import { type Incident, rawFault } from '../faults/fault.ts'
import type { FaultPlan } from '../faults/plan.ts'
import type { Subject } from '../kernel/hazard.ts'
import type { Journal } from '../kernel/journal/journal.ts'
import type { WorldClient } from './client.ts'

export interface IncidentParts {
  readonly plan: FaultPlan
  readonly service: () => Pick<Service, 'tell' | 'depart' | 'rotateServer'>
  readonly clients: () => readonly WorldClient[]
  readonly journal: Journal
  /** Runs something in a turn of its own. */
  readonly soon: (what: string, run: () => void) => void
}

const textOf = (value: Subject[string]): string => (typeof value === 'string' ? value : '')

/** Lets happen by itself what a test author has armed: to a client's network, or by the service's word. */
export class Incidents {
  readonly #parts: IncidentParts

  constructor(parts: IncidentParts) {
    this.#parts = parts
  }

  // The acts that were asked for in the same turn are done first.
  bringAbout(incident: Incident, where: Subject): void {
    this.#parts.soon(`what was armed for ${textOf(where['client'])} to happen`, () => {
      if (incident.kind === 'notice') return this.#tell(incident, where)
      if (incident.kind === 'rotation') return this.#moveServer(incident, where)
      const client = this.#parts.clients().find(({ id }) => id === where['client'])
      if (client !== undefined) this.#strikeNetwork(incident, client)
    })
  }

  #moveServer({ point, reply }: Extract<Incident, { kind: 'rotation' }>, { client, sessionId }: Subject): void {
    this.#parts.plan.arm(rawFault(point, reply, 1, { client, sessionId }))
    this.#parts.service().rotateServer(textOf(sessionId))
  }

  #strikeNetwork(incident: Extract<Incident, { kind: 'drop' | 'silence' | 'outage' }>, client: WorldClient): void {
    const { network } = client
    const { conditions, link } = client.way
    if (incident.kind === 'drop') {
      if (link.hasLine) network.drop(incident.code)
      return
    }
    this.#whenSessionEnds(client.id, () => network.comeBack())
    if (incident.kind === 'outage') {
      if (conditions.online) network.goOffline()
    } else if (!conditions.silent) network.setSilent(true)
  }

  #whenSessionEnds(clientId: string, run: () => void): void {
    const stop = this.#parts.journal.watch(({ kind, who, what }) => {
      if (kind !== 'event' || what !== 'sessionDisconnected' || who !== `${clientId} session`) return
      stop()
      run()
    })
  }

  #tell({ notice, reason }: Extract<Incident, { kind: 'notice' }>, where: Subject): void {
    const service = this.#parts.service()
    const [sessionId, connectionId, streamId] = [where['sessionId'], where['connectionId'], where['streamId']].map(
      textOf,
    )
    if (sessionId === undefined || connectionId === undefined || streamId === undefined) return
    const me = { to: 'only', connectionId } as const
    if (notice === 'connection.deleted') return service.depart(sessionId, connectionId, reason)
    if (notice === 'stream.muted') return service.tell(sessionId, { is: notice, streamId, active: true }, me)
    if (notice !== 'stream.deleted') return service.tell(sessionId, { is: notice, streamId, active: false }, me)
    // A stream that waits to be announced never will be.
    service.tell(sessionId, { is: 'stream.withdrawn', streamId }, { to: 'nobody' })
    service.tell(sessionId, { is: notice, streamId, reason })
  }
}
