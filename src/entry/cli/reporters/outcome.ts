import type { Dialect } from '../../../contract/dialect.ts'

/** A place in a scenario's file, and its problem. */
export interface Finding {
  /** Such as `expect[0]`; empty for the file as a whole. */
  readonly path: string
  readonly message: string
  /** From 1. */
  readonly line: number
}

/** The outcome of one scenario, or of one play of it. */
export interface Outcome {
  readonly file: string
  /** The title of the scenario; the file, where it has none that can be read. */
  readonly title: string
  /** Null: the scenario was read, and not played. */
  readonly dialect: Dialect | null
  /** `bad`: the file cannot be used. */
  readonly status: 'passed' | 'failed' | 'bad'
  readonly findings: readonly Finding[]
  readonly warnings: readonly Finding[]
  /** In real time. */
  readonly tookMs: number
  /** As a sequence diagram; empty where none was asked for. */
  readonly picture: string
}

/** A run of a command, for a reporter. */
export interface RunOutcome {
  /** `play` or `validate`. */
  readonly command: string
  readonly version: string
  /** In milliseconds since the Unix epoch. */
  readonly startedAt: number
  readonly endedAt: number
  readonly outcomes: readonly Outcome[]
}

/** The name of an outcome: `The token has expired [sdk]`. */
export const nameOf = ({ title, dialect }: Outcome): string => (dialect === null ? title : `${title} [${dialect}]`)

/** A finding in one line: `expect[0]: ... (line 12)`. */
export const findingWords = ({ path, message, line }: Finding): string =>
  `${path === '' ? '' : `${path}: `}${message} (line ${line})`
