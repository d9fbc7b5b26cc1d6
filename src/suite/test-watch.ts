import type { Unmet } from '../author/unmet.ts'
import type { ParamsOf } from '../author/verbs/verb-table.ts'
import type { WatchedWorld } from '../author/watchers.ts'
import { versionsInUse } from '../author/watchers.ts'
import type { JournalEntry } from '../kernel/journal/entry.ts'
import { demandArguments, param } from '../vocabulary/check.ts'
import { bag, filled, flag, optional, whole, words } from '../vocabulary/shape.ts'
import { lastLines, usualLines } from './journal-lines.ts'
import { FileSurface } from './surface/file-surface.ts'
import type { Surface } from './surface/surface.ts'
import {
  demandAllowable,
  type Severities,
  type Severity,
  severities,
  unmetError,
  unmetWords,
  usualSeverities,
} from './unmet-report.ts'
import type { Worlds } from './worlds.ts'

/** The options of a suite. */
export interface SuiteOptions {
  /** How much it matters what was asked for and never came about. Default: `{ fault: 'error', hold: 'warn', timeline: 'warn' }`. */
  readonly unmet?: Partial<Severities>
  /** How many lines of the journal a failed test shows, from 0 up. Default 30. */
  readonly journalLines?: number
  /** Whether every world is reset after each test. Default true. */
  readonly reset?: boolean
}

/** The outcome of a test, as far as the worlds tell. */
export interface TestEnding {
  /** Why the test fails; null: the worlds find nothing wrong with it. */
  readonly error: string | null
  /** A text that is printed and fails nothing; null: none. */
  readonly warning: string | null
}

const severity = optional(words('severity', severities))

const configureParams = [
  param(
    'options',
    bag({
      unmet: optional(bag({ fault: severity, hold: severity, timeline: severity })),
      journalLines: optional(whole('how many lines are shown', 0, 1_000_000)),
      reset: optional(flag),
    }),
  ),
] satisfies ParamsOf<Parameters<TestWatch['configure']>>
const allowParams = [param('what', filled)] satisfies ParamsOf<Parameters<TestWatch['allow']>>

const severityOf = (own: Severities, { kind }: Unmet): Severity => own[kind]

/** Watches over tests, one after the other: what they leave unmet, and what happened in them. */
export class TestWatch {
  readonly #worlds: Worlds
  readonly #seen: Unmet[] = []
  readonly #allowed: Set<string> = new Set()
  readonly #surface: FileSurface = new FileSurface()
  #test = ''
  #journals: (readonly JournalEntry[])[] = []
  #severities: Severities = usualSeverities
  #journalLines: number = usualLines
  #resets = true
  #isUnderWay = false

  constructor(worlds: Worlds) {
    this.#worlds = worlds
    worlds.onEnding((world) => this.#read(world))
  }

  /** @throws RangeError for an option that is none, or cannot be; nothing is changed then. */
  configure(...args: readonly [options: SuiteOptions]): void {
    demandArguments('configure', configureParams, args)
    const [options] = args
    this.#severities = { ...this.#severities, ...options.unmet }
    this.#journalLines = options.journalLines ?? this.#journalLines
    this.#resets = options.reset ?? this.#resets
  }

  /**
   * Lets something stay unmet in the test that runs: the id of a failure, an operation whose answer is held, or an entry
   * such as `timeline[0]`.
   *
   * @throws RangeError for a text that names no failure, operation or entry.
   */
  allow(...args: readonly [what: string]): void {
    demandArguments('allowUnmet', allowParams, args)
    const [what] = args
    demandAllowable(what)
    this.#allowed.add(what)
  }

  /** Begins the test of that name. Where the end of the last one was kept from running, by a hook that threw, its worlds are reset now. */
  begin(test: string): void {
    if (this.#isUnderWay && this.#resets) this.#worlds.reset()
    this.#isUnderWay = true
    this.#test = test
    this.#forget()
  }

  /** Ends a test: reads every world, resets each unless `configure({ reset: false })` was called, and returns what was left unmet. */
  end(): TestEnding {
    this.#isUnderWay = false
    if (this.#resets) this.#worlds.reset()
    else for (const world of this.#worlds.busy) this.#read(world)
    const left = this.#seen.filter(({ what }) => !this.#allowed.has(what))
    const of = (severity: Severity): readonly Unmet[] =>
      left.filter((one) => severityOf(this.#severities, one) === severity)
    const [errors, warnings] = [of('error'), of('warn')]
    return {
      error: this.#copies() ?? (errors.length === 0 ? null : unmetError(errors)),
      warning: warnings.length === 0 ? null : unmetWords(warnings),
    }
  }

  /** The journal of the test's worlds, for a test that failed; empty where nothing did, or nothing is to be shown. */
  get story(): string {
    return this.#journals.map((entries) => lastLines(entries, this.#journalLines)).join('\n\n')
  }

  /** The failures that the tests so far brought about, and the operations that were called. */
  get surface(): Surface {
    return this.#surface.surface
  }

  #read(world: WatchedWorld): void {
    this.#seen.push(...world.unmet)
    this.#surface.add(world, this.#test)
    if (this.#journalLines === 0) return
    const { entries } = world.journal
    if (entries.length > 0) this.#journals = [...this.#journals, entries].slice(-3)
  }

  // Two versions have a default world each: a failure that is armed in one never strikes in the other.
  #copies(): string | null {
    const versions = versionsInUse()
    if (versions.length < 2) return null
    return `Two versions of fake-opentok are loaded in this test file: ${versions.join(' and ')}. What a test arms in one never strikes in the other. Run "npm ls fake-opentok", and install one version.`
  }

  #forget(): void {
    this.#seen.length = 0
    this.#allowed.clear()
    this.#journals = []
  }
}
