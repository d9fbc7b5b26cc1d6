import { vi } from 'vitest'
import { FaultPlan } from '../../src/faults/plan.ts'
import { Journal } from '../../src/kernel/journal/journal.ts'
import { VirtualClock } from '../../src/kernel/time/virtual-clock.ts'

/** What a piece of work costs, in counts that do not depend on the machine. */
export interface Spent {
  /** Times at which the test author's faults are asked. */
  readonly askings: number
  /** Waits that are put on the clock. */
  readonly waits: number
  /** Entries of the journal. */
  readonly entries: number
  /** Elements that are made in the document. */
  readonly elements: number
}

export type Count = keyof Spent

/** Counts what some work spends. */
export async function spentBy(work: () => unknown): Promise<Spent> {
  const askings = vi.spyOn(FaultPlan.prototype, 'atClient')
  const entries = vi.spyOn(Journal.prototype, 'add')
  const waits = vi.spyOn(VirtualClock.prototype, 'after')
  const elements = vi.spyOn(document, 'createElement')
  try {
    await work()
    const [asked, waited, noted, made] = [askings, waits, entries, elements].map(({ mock }) => mock.calls.length)
    return { askings: asked ?? 0, waits: waited ?? 0, entries: noted ?? 0, elements: made ?? 0 }
  } finally {
    vi.restoreAllMocks()
  }
}

/** How some work overspends, a sentence a count; a budget that is more than a tenth too generous is told of as well. */
export function overspendings(name: string, spent: Spent, budget: Spent): readonly string[] {
  const counts: readonly Count[] = ['askings', 'waits', 'entries', 'elements']
  return counts.flatMap((count) => {
    const [is, may] = [spent[count], budget[count]]
    if (is > may)
      return [
        `${name}: ${is} ${count}, and the budget has ${may}. Find the slow path, or raise test/budget/budget.json.`,
      ]
    return is < may * 0.9
      ? [`${name}: ${is} ${count}, and the budget has ${may}. Lower it in test/budget/budget.json.`]
      : []
  })
}
