import { compare } from '../conformance/compare.ts'
import { isWaitStep, type RecordedThen } from '../conformance/recorded-case.ts'
import { forgetRequests } from './answer-route.ts'
import { asRecorded } from './as-recorded.ts'
import type { Side, Stage } from './browser.ts'
import type { Sighting } from './in-page/watch-one.ts'
import type { LiveCase } from './live-case.ts'

/** What came of one case on both sides. */
export interface LiveResult {
  readonly id: string
  readonly area: string
  /** What the real SDK did, as a recording has it; null when it could not be observed. */
  readonly real: RecordedThen | null
  /** What kept the real SDK from being observed faithfully. */
  readonly troubles: readonly string[]
  /** The browser did not do in its longest time what the real SDK asked of it. */
  readonly isLate: boolean
  /** Where ours differs from the real one; nothing: they agree. */
  readonly differences: readonly string[]
  /** Where the real one differs from what was recorded of it before; nothing for a new case. */
  readonly drift: readonly string[]
}

/** How cases are run. */
export interface LiveRun {
  /** Runs the real SDK alone: nothing is compared but what was recorded of it. */
  readonly realAlone?: boolean
  /** Called with each result as it comes; cases are then begun in their order, so that a run that is ended has the first of them. */
  readonly told?: (result: LiveResult) => void
}

/** Runs cases on all stages at once, both sides of each. */
export async function runLive(
  cases: readonly LiveCase[],
  stages: readonly Stage[],
  run: LiveRun = {},
): Promise<readonly LiveResult[]> {
  const results: LiveResult[] = []
  const waiting = (run.told === undefined ? longestFirst(cases) : cases).values()
  await Promise.all(
    stages.map(async (stage) => {
      for (const one of waiting) {
        const result = await runOne(one, stage, run)
        results.push(result)
        run.told?.(result)
      }
    }),
  )
  const order = new Map(cases.map(({ recorded }, index) => [recorded.id, index]))
  return results.sort((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0))
}

async function runOne({ recorded, known }: LiveCase, stage: Stage, run: LiveRun): Promise<LiveResult> {
  const watch = (side: Side): Promise<Sighting> => {
    forgetRequests(recorded)
    return stage.watch(recorded, side)
  }
  const real = await watch('real')
  const ours = run.realAlone === true ? null : await watch('ours')
  const then = 'observed' in real ? asRecorded(recorded, real.observed) : null
  return {
    id: recorded.id,
    area: recorded.area,
    real: then,
    troubles: 'observed' in real ? real.observed.troubles : [real.unable],
    isLate: 'observed' in real && real.isLate === true,
    differences: ours === null ? [] : differencesOf(recorded, then, real, ours),
    drift: known ? driftOf(recorded, real) : [],
  }
}

const driftOf = (recorded: LiveCase['recorded'], real: Sighting): readonly string[] =>
  'observed' in real ? compare(recorded, real.observed) : [real.unable]

function differencesOf(
  recorded: LiveCase['recorded'],
  then: RecordedThen | null,
  real: Sighting,
  ours: Sighting,
): readonly string[] {
  if (!('observed' in real) || then === null)
    return [`the real SDK was not observed: ${'unable' in real ? real.unable : ''}`]
  const troubles = real.observed.troubles.map((trouble) => `the real SDK was not observed well: ${trouble}`)
  if (!('observed' in ours)) return [...troubles, `ours was not observed: ${ours.unable}`]
  return [...troubles, ...compare({ ...recorded, then }, ours.observed)]
}

/** The long cases begin first, so that none is waited for alone at the end. */
const longestFirst = (cases: readonly LiveCase[]): readonly LiveCase[] =>
  [...cases].sort((one, other) => longest(other) - longest(one))

const usualStepMs = 3000

function longest({ recorded }: LiveCase): number {
  const steps = [...(recorded.given.setup ?? []), recorded.when, ...(recorded.after ?? [])]
  return steps.reduce((sum, step) => sum + (isWaitStep(step) ? step.wait : usualStepMs), lastRecordedMs(recorded))
}

const lastRecordedMs = ({ then }: LiveCase['recorded']): number =>
  Math.max(0, ...(then.events ?? []).map(({ afterMs = 0 }) => afterMs))
