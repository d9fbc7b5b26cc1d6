import type { RecordedCase, RecordedThen } from '../../conformance/recorded-case.ts'
import type { Stage } from '../browser.ts'
import type { LiveCase } from '../live-case.ts'
import { runLive } from '../run-live.ts'
import { type Draw, draw, nameOf, shrink } from './draw.ts'
import { type Kind, kindOfAll, lineOf } from './kinds.ts'

/** What came of one program on both sides. */
export interface ProgramRun {
  readonly draw: Draw
  readonly recorded: RecordedCase
  readonly real: RecordedThen | null
  /** Where ours differs from the real one; nothing: they agree. */
  readonly differences: readonly string[]
}

const liveCase = (recorded: RecordedCase): LiveCase => ({ recorded, known: false, own: false })

/** Runs programs on all stages at once, both sides of each. */
export async function runPrograms(draws: readonly Draw[], stages: readonly Stage[]): Promise<readonly ProgramRun[]> {
  const drawn = draws.map((one) => ({ draw: one, recorded: draw(one) }))
  const results = new Map(
    (
      await runLive(
        drawn.map(({ recorded }) => liveCase(recorded)),
        stages,
      )
    ).map((one) => [one.id, one]),
  )
  return drawn.map(({ draw: one, recorded }) => {
    const result = results.get(recorded.id)
    return { draw: one, recorded, real: result?.real ?? null, differences: result?.differences ?? ['it was not run'] }
  })
}

/** Groups differing programs by kind, the commonest first. */
export function kindsIn(runs: readonly ProgramRun[]): readonly Kind[] {
  const groups = new Map<string, ProgramRun[]>()
  for (const run of runs) {
    if (run.differences.length === 0) continue
    const name = kindOfAll(run.recorded, run.differences)
    groups.set(name, [...(groups.get(name) ?? []), run])
  }
  return [...groups]
    .map(([name, group]) => ({ name, group, shortest: shortestOf(group) }))
    .sort((one, other) => other.group.length - one.group.length)
    .map(({ name, group, shortest }) => ({
      name,
      ids: group.map(({ draw: one }) => nameOf(one)),
      lines: group.map(({ draw: one, differences }) => lineOf(nameOf(one), differences)),
      shown: shortest.recorded,
      differences: shortest.differences,
      real: shortest.real,
    }))
}

const shortestOf = (group: readonly ProgramRun[]): ProgramRun =>
  group.reduce((one, other) => (stepsIn(other) < stepsIn(one) ? other : one))

const stepsIn = ({ recorded }: ProgramRun): number => (recorded.after ?? []).length

const mostTries = 60

/** Shrinks the program that shows each kind, as many at once as there are stages. */
export async function shrinkKinds(
  kinds: readonly Kind[],
  drawOf: (id: string) => Draw,
  stages: readonly Stage[],
): Promise<readonly Kind[]> {
  const shrunk = new Map<string, Kind>()
  const waiting = kinds.values()
  await Promise.all(
    stages.map(async (stage) => {
      for (const kind of waiting) shrunk.set(kind.name, await shrinkKind(kind, drawOf, stage))
    }),
  )
  return kinds.map((kind) => shrunk.get(kind.name) ?? kind)
}

async function shrinkKind(kind: Kind, drawOf: (id: string) => Draw, stage: Stage): Promise<Kind> {
  let last: Pick<Kind, 'differences' | 'real'> = kind
  const differs = async (recorded: RecordedCase): Promise<boolean> => {
    const [result] = await runLive([liveCase(recorded)], [stage])
    const differences = result?.differences ?? []
    if (differences.length === 0 || kindOfAll(recorded, differences) !== kind.name) return false
    last = { differences, real: result?.real ?? null }
    return true
  }
  const shown = await shrink(drawOf(kind.shown.id), differs, mostTries)
  return { ...kind, differences: last.differences, real: last.real, shown }
}
