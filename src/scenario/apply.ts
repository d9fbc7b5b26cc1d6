/** Brings the circumstances and faults of a scenario into a world. */

import type { Dialect } from '../contract/dialect.ts'
import { isOfRest } from '../contract/failures.ts'
import { demandArmable, demandFailure, faultFrom } from '../faults/arm.ts'
import type { FaultOptions } from '../faults/fault.ts'
import { isNoEffect } from '../kernel/effect.ts'
import { messageOf } from '../kernel/values.ts'
import type { DeviceName } from '../vocabulary/words.ts'
import { Cast } from './cast.ts'
import { actionsOf } from './mentions.ts'
import { waitingWords } from './outstanding.ts'
import type { DeviceCondition, Given, Scenario, ScenarioFault, ScenarioProblem } from './scenario.ts'
import { isRequest, ScenarioError } from './scenario.ts'
import type { Stage } from './stage.ts'
import { type ScheduledEntry, start, startAfterEvents, startTimed, timelineWait } from './timeline.ts'
import type { AnyFailureId } from './verbs/fault.ts'
import { bounds, modesOf } from './verbs/network.ts'
import { type Action, act, mentions } from './verbs/nouns.ts'
import { giveAnswer } from './verbs/rest.ts'

const verbOf: Readonly<Partial<Record<DeviceCondition, 'deny' | 'dismiss' | 'neverAnswer' | 'forgetPermission'>>> = {
  denied: 'deny',
  dismissed: 'dismiss',
  unanswered: 'neverAnswer',
  unasked: 'forgetPermission',
}

/** The browser's errors for what is the matter with a capture, and with no device in particular. */
const errorOf: Readonly<Partial<Record<DeviceCondition, string>>> = {
  'blocked-by-page': 'SecurityError',
  aborted: 'AbortError',
  unsupported: 'NotSupportedError',
  broken: 'UnknownError',
}

function setDevice(stage: Stage, device: DeviceName, condition: DeviceCondition): void {
  const { devices } = stage
  if (device !== 'screen' && condition === 'missing') return devices.unplug(device)
  if (device !== 'screen' && condition === 'in-use') return devices.occupy(device)
  const verb = verbOf[condition]
  if (verb !== undefined) return devices[verb](device)
  stage.capture(device === 'screen' ? 'screen' : 'camera', errorOf[condition] ?? 'UnknownError')
}

function setNetwork({ network }: Stage, { latency, online, socket }: NonNullable<Given['network']>): void {
  if (latency !== undefined) network.setLatency(...bounds(latency))
  if (socket !== undefined) network.setSocketMode(...modesOf(socket))
  if (online === false) network.goOffline()
}

function setRest(stage: Stage, { latency, answers = [], webhooks, renders }: NonNullable<Given['rest']>): void {
  const face = stage.rest()
  if (latency !== undefined) face.setLatency(latency)
  if (webhooks !== undefined) face.setWebhooks(webhooks)
  if (renders !== undefined) face.setRenders(renders)
  for (const answer of answers) giveAnswer(stage, answer)
}

function applyGiven(stage: Stage, given: Given): void {
  stage.credentials(given)
  if (given.browser !== undefined && Object.keys(given.browser).length > 0) stage.browser(given.browser)
  if (given.network !== undefined) setNetwork(stage, given.network)
  if (given.rest !== undefined) setRest(stage, given.rest)
  for (const [device, condition] of Object.entries(given.devices ?? {})) {
    setDevice(stage, device as DeviceName, condition)
  }
}

function fillRoom(stage: Stage, { session, room = [] }: Given, cast: Cast): void {
  if (session !== undefined) stage.room().setRules(session)
  for (const person of room) cast.join(person)
}

/** A scenario that has been set up in a world. */
export interface AppliedScenario {
  /** Lets something happen now. */
  act(action: Action): void
  /** Lets an entry of the timeline come about now: one that was not to come about at its own time. */
  enter(index: number): void
  /** The entries of the timeline that have not come about so far, by their places. */
  missing(): readonly number[]
  /** Resolves as soon as an entry of the timeline has come about, or was tried in vain. */
  whenTried(index: number): Promise<void>
}

/** The entries of a timeline that were tried, and those who wait for them. */
class Tries {
  readonly #tried: Set<number> = new Set()
  readonly #waiting: Map<number, () => void> = new Map()

  tried(index: number): void {
    this.#tried.add(index)
    this.#waiting.get(index)?.()
  }

  when(index: number): Promise<void> {
    if (this.#tried.has(index)) return Promise.resolve()
    return new Promise((resolve) => void this.#waiting.set(index, resolve))
  }
}

function attempt(run: () => void, failed: (error: unknown) => void): void {
  try {
    run()
  } catch (error) {
    failed(error)
  }
}

/** @throws Error for a failure that cannot be armed like this, which arming it would tell too late. */
function demandStrike(dialect: Dialect, failure: AnyFailureId, options: FaultOptions): void {
  if (isOfRest(failure)) return
  const row = demandFailure(failure)
  demandArmable(row, dialect)
  faultFrom(row, options, 0)
}

/** Where a scenario speaks of HTTP, so that its world has to have it. */
export function placesOfRest(scenario: Scenario): readonly string[] {
  const { given, faults = [], steps = [] } = scenario
  const speaks = (action: Action): boolean =>
    'rest' in action || ('hold' in action && isOfRest(action.hold)) || (mentions(action).failures ?? []).some(isOfRest)
  return [
    ...(given?.rest === undefined ? [] : ['given.rest']),
    ...faults.flatMap(({ failure }, index) => (isOfRest(failure) ? [`faults[${index}].failure`] : [])),
    ...actionsOf(scenario).flatMap(({ path, action }) => (speaks(action) ? [path] : [])),
    ...steps.flatMap((step, index) => (isRequest(step) ? [`steps[${index}]`] : [])),
  ]
}

/** The problems of a scenario in this world, found before anything of it is applied. */
function obstacles(stage: Stage, scenario: Scenario): readonly ScenarioProblem[] {
  const { given = {}, faults = [], dialect } = scenario
  const problems: ScenarioProblem[] = []
  const wrong = (path: string, message: string): void => void problems.push({ path, message })
  if (dialect !== undefined && dialect !== stage.dialect) {
    wrong('dialect', `The scenario is for "${dialect}" alone. Use createSimulator({ dialect: '${dialect}' }).`)
  }
  for (const [key, there] of [
    ['credentials', stage.policy],
    ['secret', stage.secret],
  ] as const) {
    const wanted = given[key]
    if (wanted === undefined || wanted === there) continue
    wrong(`given.${key}`, `is chosen when a world is made. Use simulatorFor(scenario), or createSimulator({ ${key} }).`)
  }
  for (const [index, { failure, ...options }] of faults.entries()) {
    const place = `faults[${index}].failure`
    attempt(
      () => demandStrike(stage.dialect, failure, options),
      (error) => wrong(place, messageOf(error)),
    )
  }
  for (const path of placesOfRest(scenario)) {
    attempt(
      () => stage.rest(),
      (error) => wrong(path, messageOf(error)),
    )
  }
  for (const { path, action } of actionsOf(scenario)) {
    for (const failure of mentions(action).failures ?? []) {
      if (isOfRest(failure)) continue
      attempt(
        () => demandArmable(demandFailure(failure), stage.dialect),
        (error) => wrong(path, messageOf(error)),
      )
    }
  }
  return problems
}

const arm = (stage: Stage, { failure, ...options }: ScenarioFault): void => stage.fail(failure, options)

/**
 * Sets a scenario up in a world: its circumstances, its faults, its timeline.
 *
 * @param led The entries of the timeline that do not come about at their own time, but by `enter()`.
 * @throws ScenarioError where the world cannot be brought into it; nothing has been changed then.
 */
export function setUpScenario(
  stage: Stage,
  scenario: Scenario,
  failed: (path: string, error: unknown) => void,
  led: ReadonlySet<number> = new Set(),
): AppliedScenario {
  const problems = obstacles(stage, scenario)
  if (problems.length > 0) throw new ScenarioError(`The scenario "${scenario.title}"`, problems)
  const cast = new Cast(stage)
  const outstanding = new Set((scenario.timeline ?? []).keys())
  const tries = new Tries()
  const entries = (scenario.timeline ?? []).map((entry, index): ScheduledEntry => {
    const what = timelineWait(index)
    const run = (): void => {
      attempt(
        () => {
          act(stage, entry, cast)
          outstanding.delete(index)
        },
        (error) => {
          // An entry that finds nothing to act on has not come about: the application is not that far, or is elsewhere.
          if (!isNoEffect(error)) outstanding.delete(index)
          failed(what, error)
        },
      )
      tries.tried(index)
    }
    return { entry, what, run }
  })
  const { given = {}, faults = [] } = scenario
  applyGiven(stage, given)
  const byThemselves = entries.filter((_, index) => !led.has(index))
  const isAwaited = startAfterEvents(stage, byThemselves)
  let began: number | null = null
  if (entries.length > 0) {
    stage.expectEntries(() =>
      entries.flatMap(({ entry, what }, index) => {
        if (!outstanding.has(index)) return []
        const why = waitingWords(entry, { isAwaited, passedMs: began === null ? null : stage.now() - began })
        return [{ what, why: `${why} The scenario: ${JSON.stringify(scenario.title)}.` }]
      }),
    )
  }
  stage.whenRoom(() => {
    began = stage.now()
    attempt(
      () => fillRoom(stage, given, cast),
      (error) => failed('given', error),
    )
    startTimed(stage, byThemselves)
  })
  for (const fault of faults) arm(stage, fault)
  return {
    act: (action) => act(stage, action, cast),
    enter: (index) => entries.slice(index, index + 1).forEach((one) => void start(stage, one, 'now')),
    missing: () => [...outstanding],
    whenTried: (index) => tries.when(index),
  }
}
