import type { Service } from '../backend/service.ts'
import type { CredentialRules } from '../backend/session-info.ts'
import type { TokenFormat } from '../backend/tokens/token-contents.ts'
import type { Fault, FaultOptions } from '../faults/fault.ts'
import type { Hazard, RawReply } from '../kernel/hazard.ts'
import type { Journal } from '../kernel/journal/journal.ts'
import type { Random } from '../kernel/random.ts'
import type { Clock } from '../kernel/time/clock.ts'
import type { OutstandingEntry } from '../scenario/outstanding.ts'
import type { Hearing } from './hearing.ts'

/** Failures that are no part of the client's catalogue, and what asking for one of them comes to. */
export interface FaultExtension {
  /** @throws RangeError for an id, or options, that cannot be. */
  fault(failureId: string, options: FaultOptions, now: number): Fault
  /** @throws RangeError for an operation that is none. */
  pointOf(operation: string): string
  /** The answer to a request, by its failure. @throws RangeError for an id that is none, or another request's. */
  replyOf(failureId: string, operation: string): RawReply
  /** The listeners that heard of a failure. @throws RangeError for an id that is none. */
  heardOf(failureId: string): readonly Hearing[]
}

/** The parts of a world's service that a further face uses. */
export interface ServiceParts {
  readonly backend: Service
  readonly clock: Clock
  readonly random: Random
  readonly journal: Journal
  readonly hazard: Hazard
  readonly credentials: CredentialRules
  /** The keys that `credentials()` makes its tokens for. */
  readonly keys: () => Readonly<Record<TokenFormat, string>>
  /** Whether `credentials()` has made this session. */
  readonly hasIssued: (sessionId: string) => boolean
  readonly note: (what: string, detail: Readonly<Record<string, unknown>>) => void
  readonly arm: (fault: Fault) => void
  /** Lets a scenario tell which entries of its timeline have not come about. */
  readonly expectEntries: (list: () => readonly OutstandingEntry[]) => void
  readonly demandLife: (verb: string) => void
  /** Calls `run` at every reset of the world, behind everything else. */
  readonly onReset: (run: () => void) => void
  readonly extendFaults: (extension: FaultExtension) => void
  /** The memory of the face for this world: one for all copies of the package that drive it. */
  face: unknown
}
