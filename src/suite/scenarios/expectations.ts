import { firstClientId } from '../../author/client.ts'
import { reached } from '../../author/hearing.ts'
import type { Simulator } from '../../author/simulator.ts'
import { findFailure, isFailureId } from '../../contract/failures.ts'
import type { Heard } from '../../scenario/play/driver.ts'
import { eventProblems } from '../../scenario/play/judge.ts'
import { orderProblems } from '../../scenario/play/order.ts'
import { statusProblems } from '../../scenario/play/responses.ts'
import { hearingOf } from '../../scenario/play/steps.ts'
import type { Expectation, Landmark, Scenario } from '../../scenario/scenario.ts'
import { isCall } from '../../scenario/scenario.ts'
import { demandArguments } from '../../vocabulary/check.ts'
import { heardIn } from './answers.ts'

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

/** The operation that a step calls; undefined for a step that is no call. */
function operationOf({ steps = [] }: Scenario, number: number): string | undefined {
  const step = steps[number - 1]
  return step !== undefined && isCall(step) ? step.call : undefined
}

const failureOf = ({ journal }: World, operation: string): string | undefined =>
  journal
    .find({ kind: 'error', who: firstClientId })
    .map(({ what }) => what)
    .find((id) => isFailureId(id) && findFailure(id).operation === operation)

const isCalled = ({ _operationsCalled: called }: World, operation: string): boolean =>
  called.some((one) => one === operation)

function wentWell(world: World, scenario: Scenario, step: number, heard: readonly Heard[]): readonly string[] {
  const operation = operationOf(scenario, step)
  if (operation === undefined) return answeredWell(heard, step)
  const failure = failureOf(world, operation)
  if (failure !== undefined) return [`${operation} should succeed, and failed with ${failure}.`]
  return isCalled(world, operation) ? [] : [`${operation} should succeed, and the application did not call it.`]
}

function answeredWell(heard: readonly Heard[], step: number): readonly string[] {
  const answer = heard.find((one) => one.kind === 'response' && one.step === step)
  if (answer?.kind !== 'response') return [`Step ${step} should succeed, and no server made this request.`]
  const { status } = answer
  return status !== null && status < 300
    ? []
    : [`Step ${step} should succeed, and was answered with ${status ?? 'nothing'}.`]
}

function wentUnanswered(world: World, scenario: Scenario, step: number): readonly string[] {
  const operation = operationOf(scenario, step)
  if (operation === undefined) return []
  const failure = failureOf(world, operation)
  if (failure !== undefined) return [`${operation} should never be answered, and failed with ${failure}.`]
  return isCalled(world, operation)
    ? []
    : [`${operation} should never be answered, and the application did not call it.`]
}

/** A landmark that the journal can have: the answer of a call that succeeded is not in it. */
const canBeSeen =
  (heard: readonly Heard[]) =>
  (landmark: Landmark): boolean =>
    typeof landmark === 'string' ||
    !('step' in landmark) ||
    heard.some((one) => 'step' in one && one.step === landmark.step)

/**
 * The ways in which an expectation is not met, as far as they can be seen from outside an application. The application makes its
 * own calls: a step stands for its operation. The body of an answer cannot be seen, nor the answer of a call that succeeded.
 */
function problemsOf(
  world: World,
  scenario: Scenario,
  heard: readonly Heard[],
  expectation: Expectation,
): readonly string[] {
  if ('order' in expectation) return orderProblems({ heard }, expectation.order.filter(canBeSeen(heard)))
  if ('event' in expectation) return eventProblems({ heard: hearingOf([], heard) }, expectation)
  if ('fails' in expectation) return cameAbout(world, expectation.fails)
  if ('succeeds' in expectation) return wentWell(world, scenario, expectation.step, heard)
  if ('unanswered' in expectation) return wentUnanswered(world, scenario, expectation.step)
  const { step, status } = expectation
  return statusProblems(heard, { step, status })
}

/** The expectations of a scenario that has been brought into a world. */
export function expectationsOf(world: World, scenario: Scenario): Expectations {
  const unmet = (): readonly string[] => {
    const heard = heardIn(world.journal.entries, scenario)
    return (scenario.expect ?? []).flatMap((expectation, index) =>
      problemsOf(world, scenario, heard, expectation).map((problem) => `expect[${index}]: ${problem}`),
    )
  }
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
