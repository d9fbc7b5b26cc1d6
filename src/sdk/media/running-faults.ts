/** Lets an armed failure happen to a publisher or a subscriber that runs. */

import { type Failure, findFailure } from '../../contract/failures.ts'
import type { FaultPoint } from '../../contract/fault-points.ts'
import type { Client } from '../base/client.ts'
import { ask, askMedia } from '../base/gate.ts'
import type { OpenConnection } from '../base/media-conditions.ts'
import type { SessionLink } from '../base/session-link.ts'
import type { ElementIdentity } from './element.ts'
import { readPeerStub } from './peer-stub.ts'
import { elementTroubleMs } from './timing.ts'

/** The effects of armed failures, by the point at which they are asked for. */
export type FaultEffects = Readonly<Partial<Record<FaultPoint, (row: Failure) => void>>>

/** The running object that a fault is matched on, and which subscriber of a stream it is. */
export interface RunningIdentity extends ElementIdentity {
  readonly subscriberId?: string
}

export function bagOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** The path takes the states that the failure's words name, as if the session had automatic reconnection or had not. */
export function reportCourse(connections: readonly OpenConnection[], { media, reconnection }: Failure): void {
  const course = readPeerStub(media?.['peerConnection']).course
  for (const connection of connections) {
    for (const state of course?.states ?? []) connection.report(state, reconnection ?? null)
  }
}

/** Asks at every point whether something was armed; it strikes a moment later, if what it is for still runs. */
export function applyFaults(
  client: Client,
  who: RunningIdentity,
  isRunning: () => boolean,
  effects: FaultEffects,
): void {
  const { operation, ...ids } = who
  for (const [point, run] of Object.entries(effects)) {
    const id = askMedia(client, operation, point as FaultPoint, ids)
    if (id === null) continue
    client.clock.after(elementTroubleMs, () => isRunning() && run(findFailure(id)), {
      what: `${id} to happen`,
      kind: 'work',
    })
  }
}

/** Lets happen to a stream that is sent or received what a test author armed: the service does the rest. */
export function applyFaultsToStream(client: Client, session: SessionLink | null, who: RunningIdentity): void {
  const { operation, ...ids } = who
  ask(client, operation, { ...session?.whereabouts, ...ids })
}
