import type { JsonObject } from './recorded-case.ts'

/** The turn that something happens in, seen from the last call: inside it, in its microtasks, or later. */
export type Phase = 'sync' | 'microtask' | 'task'

/** One entry of the log: what happened, in which turn, and how long after its step began (virtual milliseconds). */
export interface LogEntry {
  readonly facts: JsonObject
  readonly phase: Phase
  readonly atMs: number
}

/** The ordered log of a case, and the variable from which each entry's phase is stamped. */
export interface PhaseLog {
  /** The phase of this moment. */
  phase(): Phase
  /** Just before a call step's method is invoked. */
  callBegins(): void
  /** When that method has returned or thrown, after the calls made with it. */
  callEnds(): void
  /** Before a timer callback or a delivered message, and when the microtasks after a call have run. */
  taskBegins(): void
  /** Starts the clock of `atMs` anew. */
  stepBegins(): void
  add(facts: JsonObject): void
  /** The entries of this moment: a page that is taken away afterwards logs its publishers' ends. */
  entries(): readonly LogEntry[]
  /** When the last entry was logged, in the clock's milliseconds; null when there is none. */
  lastAt(): number | null
  clear(): void
}

/**
 * Makes an empty log whose phase is `task`.
 *
 * @example createPhaseLog(() => rig.clock.now())
 */
export function createPhaseLog(now: () => number): PhaseLog {
  let phase: Phase = 'task'
  let stepBegan = now()
  let lastAt: number | null = null
  let entries: LogEntry[] = []
  const become = (next: Phase) => () => {
    phase = next
  }
  return {
    phase: () => phase,
    callBegins: become('sync'),
    callEnds: become('microtask'),
    taskBegins: become('task'),
    stepBegins: () => {
      stepBegan = now()
    },
    add: (facts) => {
      lastAt = now()
      entries.push({ facts, phase, atMs: lastAt - stepBegan })
    },
    entries: () => [...entries],
    lastAt: () => lastAt,
    clear: () => {
      entries = []
      lastAt = null
    },
  }
}
