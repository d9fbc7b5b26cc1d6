import { firstClientId } from '../../author/client.ts'
import { reached } from '../../author/hearing.ts'
import type { Simulator } from '../../author/simulator.ts'
import { findFailure, isFailureId } from '../../contract/failures.ts'
import type { JournalEntry } from '../../kernel/journal/entry.ts'
import { codeOrNull, textOrNull } from '../../kernel/values.ts'
import type { Heard } from '../../scenario/play/driver.ts'
import { eventProblems } from '../../scenario/play/judge.ts'
import { orderProblems } from '../../scenario/play/order.ts'
import { hearingOf } from '../../scenario/play/steps.ts'
import type { Expectation, Landmark, Scenario } from '../../scenario/scenario.ts'
import { type EventTarget, eventTargets, isCall } from '../../scenario/scenario.ts'
import { demandArguments } from '../../vocabulary/check.ts'

const targets: ReadonlyMap<string, EventTarget> = new Map(
  eventTargets.map((target) => [`${firstClientId} ${target}`, target]),
)

function heardOf({ kind, who, what, detail, at }: JournalEntry): readonly Heard[] {
  const on = kind === 'event' ? targets.get(who) : undefined
  if (on === undefined) return []
  if (what !== 'exception') return [{ kind: 'event', on, type: what, reason: textOrNull(detail['reason']), at }]
  return [{ kind: 'exception', on, code: codeOrNull(detail['code']), error: null, at }]
}

/** The events that the objects of the application dispatched, as a scenario's expectations see them. */
const eventsIn = (entries: readonly JournalEntry[]): readonly Heard[] => entries.flatMap(heardOf)

/** The expectations of a scenario's file, compared with the acts of the application and the world so far. */
export interface Expectations {
  /** The expectations that are not met, a sentence each. */
  readonly unmet: readonly string[]
  /**
   * Compares the file's expectations with the journal.
   * @throws Error with a sentence for each expectation that is not met.
   * @example expectations.verify()
   */
  verify(): void
}

type World = Pick<Simulator, 'heardOf' | 'journal' | '_operationsCalled'>

type ExpectedFailure = Extract<Expectation, { readonly fails: unknown }>['fails']

function cameAbout(world: World, id: ExpectedFailure): readonly string[] {
  const { journal } = world
  if (!isFailureId(id)) return world.heardOf(id).length > 0 ? [] : [`${id} should come about, and did not.`]
  const found = reached(journal, id)
  if (found === null) return [`${id} should come about, and did not.`]
  const isTold = findFailure(id).channels.length > 0
  return found.heard.length > 0 || !isTold ? [] : [`${id} came about, and no function of the application heard of it.`]
}

const isTellingStep = (landmark: Landmark): boolean => typeof landmark !== 'string' && 'step' in landmark

/** The operation that a step calls; undefined for a step that is no call. */
function operationOf({ steps = [] }: Scenario, number: number): string | undefined {
  const step = steps[number - 1]
  return step !== undefined && isCall(step) ? step.call : undefined
}

function wentWell(world: World, scenario: Scenario, step: number): readonly string[] {
  const operation = operationOf(scenario, step)
  if (operation === undefined) return []
  const failed = world.journal.find({ kind: 'error' }).map(({ what }) => what)
  const own = failed.find((id) => isFailureId(id) && findFailure(id).operation === operation)
  if (own !== undefined) return [`${operation} should succeed, and failed with ${own}.`]
  const isCalled = world._operationsCalled.some((called) => called === operation)
  return isCalled ? [] : [`${operation} should succeed, and the application did not call it.`]
}

/**
 * The ways in which an expectation is not met, as far as they can be seen from outside an application. The application makes its
 * own calls: a step stands for its operation, the answer of a step has no place in an order, and a missing answer cannot be seen.
 */
function problemsOf(world: World, scenario: Scenario, expectation: Expectation): readonly string[] {
  const heard = eventsIn(world.journal.entries)
  if ('order' in expectation) {
    return orderProblems(
      { heard },
      expectation.order.filter((landmark) => !isTellingStep(landmark)),
    )
  }
  if ('event' in expectation) return eventProblems({ heard: hearingOf([], heard) }, expectation)
  if ('fails' in expectation) return cameAbout(world, expectation.fails)
  return 'succeeds' in expectation ? wentWell(world, scenario, expectation.step) : []
}

/** The expectations of a scenario that has been brought into a world. */
export function expectationsOf(world: World, scenario: Scenario): Expectations {
  const unmet = (): readonly string[] =>
    (scenario.expect ?? []).flatMap((expectation, index) =>
      problemsOf(world, scenario, expectation).map((problem) => `expect[${index}]: ${problem}`),
    )
  return {
    get unmet() {
      return unmet()
    },
    verify: (...none: readonly []) => {
      demandArguments('expectations.verify', [], none)
      const problems = unmet()
      if (problems.length === 0) return
      throw new Error(`"${scenario.title}" went otherwise than its file expects.\n${problems.join('\n')}`)
    },
  }
}
