/** The facts that a fault may match on: plain data about the call or request at hand. */
export type Subject = Readonly<Record<string, string | number | boolean | null | undefined>>

/** An answer of the service, as raw as it travels: a status (`'none'`: never answered) and a reason. */
export interface RawReply {
  readonly status: string
  readonly reason?: string
  /** For HTTP points: the body as text, and how long the answer takes, in milliseconds. */
  readonly body?: string
  readonly delayMs?: number
}

/** Something that is shut until a test author opens it. */
export interface Gate {
  /** Runs `run` when the gate opens, at once where it stands open. */
  whenOpen(run: (instead: RawReply | null) => void): void
}

/** An event at a service point instead of, or before, its own answer. */
export type Sabotage =
  | { readonly kind: 'reply'; readonly reply: RawReply }
  | { readonly kind: 'hold'; readonly gate: Gate }

/**
 * The port through which armed faults reach the simulation. Client points are asked in the middle of a call, and
 * answer with the id of a failure; service points are asked by the service, and answer with something raw.
 */
export interface Hazard {
  /** Nothing is armed and nothing is shut: whichever point is asked, nothing goes wrong. */
  readonly isQuiet: boolean
  /** The first failure that is armed at one of these points; null: none. */
  atClient(points: readonly string[], subject: Subject): string | null
  atService(point: string, subject: Subject): Sabotage | null
}

/** Nothing goes wrong. */
export const noHazard: Hazard = { isQuiet: true, atClient: () => null, atService: () => null }
