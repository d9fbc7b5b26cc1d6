import { anchored, type Note } from '../kernel/journal/anchor.ts'
import type { Journal } from '../kernel/journal/journal.ts'
import { durationOf } from '../kernel/time/clock.ts'
import { realTime } from '../kernel/time/wall-clock.ts'
import { messageOf } from '../kernel/values.ts'
import type { PanelEntry, PanelScenario } from './panel-parts.ts'

/** The time between two looks of the player at its timeline, in milliseconds. */
const lookMs = 50

/** An entry of the timeline, and whether it has come about. */
export interface Cue {
  readonly entry: PanelEntry
  /** Whether an entry of the journal is the one that it waits for. */
  readonly isCue: (note: Note) => boolean
  /** Milliseconds of the player's own time; null: its event has not come. */
  due: number | null
  /** How often it has come about. */
  done: number
  over: boolean
  /** Why it could not come about. */
  problem: string
}

export interface PlayerParts {
  readonly journal: Journal
  readonly act: (entry: PanelEntry) => void
  readonly changed: () => void
}

/** Lets the entries of a timeline come about in real time, and stands still when it is told to. */
export class Player {
  readonly cues: readonly Cue[]
  readonly #parts: PlayerParts
  readonly #forget: () => void
  #elapsed = 0
  #since: number | null = null
  #disposed = false

  constructor({ timeline = [] }: PanelScenario, parts: PlayerParts) {
    this.#parts = parts
    this.cues = timeline.map((entry): Cue => {
      const { at, after, every } = entry
      const due = after === undefined ? durationOf(at ?? every ?? 0) : null
      const isCue = after === undefined ? () => false : anchored(typeof after === 'string' ? { event: after } : after)
      return { entry, isCue, due, done: 0, over: false, problem: '' }
    })
    this.#forget = parts.journal.watch((note) => this.#heard(note))
  }

  get isPlaying(): boolean {
    return this.#since !== null
  }

  get isOver(): boolean {
    return this.cues.every(({ over }) => over)
  }

  /** Milliseconds of play. */
  get now(): number {
    return this.#elapsed + (this.#since === null ? 0 : realTime.now() - this.#since)
  }

  play(): void {
    if (this.isPlaying) return
    this.#since = realTime.now()
    this.#look()
  }

  pause(): void {
    this.#elapsed = this.now
    this.#since = null
    this.#parts.changed()
  }

  /** Lets the next entry come about now, whatever time it is. */
  step(): void {
    const next = this.#next()
    if (next === undefined) return
    this.pause()
    this.#elapsed = Math.max(this.#elapsed, next.due ?? 0)
    this.#come(next)
  }

  dispose(): void {
    this.#disposed = true
    this.#since = null
    this.#forget()
  }

  #next(): Cue | undefined {
    const waiting = this.cues.filter(({ over }) => !over)
    const timed = waiting.filter(({ due }) => due !== null).sort((a, b) => (a.due ?? 0) - (b.due ?? 0))
    return timed[0] ?? waiting[0]
  }

  #look(): void {
    if (this.#disposed || !this.isPlaying) return
    for (const cue of this.cues) if (!cue.over && cue.due !== null && cue.due <= this.now) this.#come(cue)
    if (this.isOver) return this.pause()
    realTime.after(lookMs, () => this.#look())
  }

  #heard(note: Note): void {
    for (const cue of this.cues) {
      if (cue.over || cue.due !== null || !cue.isCue(note)) continue
      cue.due = this.now + durationOf(cue.entry.wait ?? 0)
    }
  }

  #come(cue: Cue): void {
    try {
      this.#parts.act(cue.entry)
    } catch (error) {
      cue.problem = messageOf(error)
    }
    cue.done++
    const { every, times = Infinity, until } = cue.entry
    const next = (cue.due ?? this.now) + durationOf(every ?? 0)
    const isLast = every === undefined || cue.done >= times || (until !== undefined && next > durationOf(until))
    if (isLast) cue.over = true
    else cue.due = next
    this.#parts.changed()
  }
}
