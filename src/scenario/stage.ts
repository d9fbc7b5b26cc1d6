import type { Dialect } from '../contract/dialect.ts'
import type { Note } from '../kernel/journal/anchor.ts'
import type { CastStage } from './cast.ts'
import type { OutstandingEntry } from './outstanding.ts'
import type { BrowserAbility, Given } from './scenario.ts'
import type { NounStage } from './verbs/nouns.ts'

/** The part of a world that a scenario uses. */
export interface Stage extends NounStage, CastStage {
  readonly dialect: Dialect
  readonly policy: NonNullable<Given['credentials']>
  readonly secret: string | undefined
  /** The session of the scenario; it comes into being when it is first asked for. */
  room(): ReturnType<NounStage['room']> & ReturnType<CastStage['room']>
  /** Runs something once it is known which session it is: at once, or when the application asks for one. */
  whenRoom(run: () => void): void
  /** Every coming capture ends with this browser's error. */
  capture(of: 'camera' | 'screen', browserError: string): void
  browser(abilities: Partial<Record<BrowserAbility, boolean>>): void
  /** Presets what `credentials()` gives. */
  credentials(given: Given): void
  /** Milliseconds since the beginning: since it is known which session it is. */
  now(): number
  after(time: number | string, what: string, run: () => void): void
  /** Lets the world tell, when a test ends, which entries of the timeline have not come about. */
  expectEntries(list: () => readonly OutstandingEntry[]): void
  /** Calls back with every entry of the journal about the application's client, and when it hears an answer, until what it returns is called. */
  onNote(noted: (note: Note) => void): () => void
}
