import type { Dialect } from '../../contract/dialect.ts'
import type { Hazard } from '../../kernel/hazard.ts'
import type { Journal } from '../../kernel/journal/journal.ts'
import type { Random } from '../../kernel/random.ts'
import type { Clock } from '../../kernel/time/clock.ts'
import type { Devices } from '../../ports/devices.ts'
import type { View } from '../../ports/view.ts'
import type { Link } from '../../wire/link.ts'

import type { MediaConditions } from './media-conditions.ts'
import type { Failure } from './ot-error.ts'
import type { Registry } from './registry.ts'
import type { ReportQueue } from './report-queue.ts'

/** An error that no handler took: what the page would see, and how. */
export type OnUncaught = (kind: 'error' | 'unhandledrejection', error: unknown) => void

/** The details of an `exception` event. `error` is left out where the SDK leaves it out (recorded: `session.publish/server-stream-never-created-timeout`). */
export interface ExceptionDetails {
  readonly target: object
  readonly code: number | string | undefined
  readonly message: string
  readonly error?: Failure
}

/** The parts that the objects of one `OT` share. Rooms further up know the classes of its objects. */
export interface Client<Objects extends Registry = Registry> {
  readonly id: string
  readonly clock: Clock
  readonly link: Link
  readonly hazard: Hazard
  readonly journal: Journal
  readonly random: Random
  readonly dialect: Dialect
  readonly view: View
  readonly devices: Devices
  /** The conditions of connections, paths and decryption. */
  readonly media: MediaConditions
  readonly registry: Objects
  /** The kinds of screen sharing extension that the application has registered. */
  readonly extensions: Set<string>
  readonly onUncaught: OnUncaught
  readonly reports: ReportQueue
  /** Dispatches the `exception` event on `OT`; tells whether anybody listened. */
  dispatchException(details: ExceptionDetails): boolean
  /**
   * Whether the test author holds the world in a condition (`network`: offline, refused; or a request that is withheld),
   * so that waits behind it are calendar time.
   */
  isHeld(what: string): boolean
}
