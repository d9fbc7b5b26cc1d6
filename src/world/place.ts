import type { Attachment } from '../backend/seat.ts'
import type { HeldGate } from '../faults/plan.ts'
import type { Timer } from '../kernel/time/clock.ts'
import type { Port } from '../transport/port.ts'
import type { SteadyLine } from '../transport/steady-line.ts'
import type { FromHost, FromTab } from './protocol.ts'

/** A tab, or another process, as its host knows it. */
export interface Place {
  /** The secret by which the tab greets; the tab and the host alone know it. */
  readonly id: string
  readonly number: number
  readonly line: SteadyLine<FromHost, FromTab>
  /** Its clients' lines into the service, by the numbers that the tab gave them. */
  readonly attachments: Map<number, Attachment>
  readonly gates: Map<number, HeldGate>
  /** The failures that it has armed here. */
  readonly failures: Set<string>
  /** The people whom it has let in, by session and connection. */
  readonly guests: Map<string, string>
  port: Port | null
  /** The timer after which it is given up; undefined while its port is open. */
  expiry: Timer | undefined
}
