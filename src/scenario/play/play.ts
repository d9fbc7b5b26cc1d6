import { anchorWords } from '../../kernel/journal/anchor.ts'
import { durationOf } from '../../kernel/time/clock.ts'
import { messageOf } from '../../kernel/values.ts'
import { type AppliedScenario, setUpScenario } from '../apply.ts'
import type {
  CallStep,
  ExactPlace,
  NextEvent,
  RequestStep,
  Scenario,
  ScenarioProblem,
  Step,
  WaitStep,
} from '../scenario.ts'
import { exactPlaceOf, isAsking, isCall, isEntry, isWait, listenerOf, ScenarioError } from '../scenario.ts'
import { isTimelineWait } from '../timeline.ts'
import type { MadeCall, PlayDriver } from './driver.ts'
import { judge } from './judge.ts'
import type { PlayReport } from './report.ts'
import { hearingOf, type Playing, type StepSpan, stepReports } from './steps.ts'

/** How many waits may pass while one answer is waited for, besides one for each entry of the timeline. */
const patience = 20_000

/** A ping on its way, or its answer: over a slow line there always is one, and the play would never end. */
const isHeartbeat = (what: string): boolean => what === 'ping' || what === 'pong'

/** Until the next thing that moves the play on: work, or an entry of the timeline. */
const untilNext = (driver: PlayDriver): number | null =>
  driver.untilNext(({ kind, what }) => (kind === 'work' && !isHeartbeat(what)) || isTimelineWait(what))

/** Lets the world go on until something is so, or nothing moves any more. */
async function goOn(
  driver: PlayDriver,
  { title, timeline = [] }: Scenario,
  isSo: (inMs: number) => boolean,
): Promise<void> {
  const most = patience + timeline.length
  await driver.advance(0)
  for (let passed = 0; ; passed++) {
    const next = untilNext(driver)
    if (next === null || isSo(next)) return
    if (passed > most) {
      const message = `${most} waits passed and nothing came of them. Wait for something that happens.`
      throw new ScenarioError(`The scenario "${title}"`, [{ path: 'steps', message }])
    }
    await driver.advance(next)
  }
}

/** Lets everything happen that is due at this very moment, such as an event that follows an answer. */
const settleNow = ({ driver, scenario }: Playing): Promise<void> => goOn(driver, scenario, (inMs) => inMs > 0)

/** Lets the world go on until a call or a request has been answered, and what follows at that moment has happened. */
async function untilAnswered(playing: Playing, { isAnswered }: MadeCall): Promise<void> {
  await goOn(playing.driver, playing.scenario, isAnswered)
  await settleNow(playing)
}

/** Gives nothing where the answer is not waited for: the next step is made in the same breath. */
function ask(playing: Playing, step: CallStep | RequestStep, number: number): Promise<void> | undefined {
  const { driver } = playing
  const listener = listenerOf(step)
  if (listener !== undefined) return untilMade(playing, listener, step, number)
  const made: MadeCall = isCall(step) ? driver.call(step, number) : driver.request(step, number)
  playing.from = made.from
  return step.await === false ? undefined : untilAnswered(playing, made)
}

/** Waits until a listener has made its call, and has been answered. */
async function untilMade(
  playing: Playing,
  { event }: NextEvent,
  { await: waits }: CallStep | RequestStep,
  number: number,
): Promise<void> {
  const { driver, scenario } = playing
  const made = (): MadeCall | undefined => driver.madeInListener(number)
  if (made() === undefined) await goOn(driver, scenario, () => made() !== undefined)
  if (made() === undefined) {
    throw new Error(
      `There was no "${event}" after the step before, so that its listener made no call. Let the event come.`,
    )
  }
  playing.from = made()?.from ?? playing.from
  if (waits !== false)
    await untilAnswered(playing, { from: playing.from, isAnswered: () => made()?.isAnswered() === true })
}

/** Adds the listeners of the calls that follow a step at once: their events may come while it goes on. */
function listen({ driver }: Playing, steps: readonly Step[], from: number): void {
  for (let index = from; index < steps.length; index++) {
    const step = steps[index]
    if (exactPlaceOf(step) !== undefined) continue
    if (step === undefined || !isCall(step) || listenerOf(step) === undefined) return
    driver.callInListener(step, index + 1)
  }
}

/** Lets time pass, or less of it: what the steps do next is done at once after the thing that ends the wait. */
function wait({ driver, from }: Playing, applied: AppliedScenario, { wait: time, until }: WaitStep): Promise<void> {
  const come =
    until === undefined
      ? []
      : until.entry !== undefined
        ? [applied.whenTried(until.entry - 1)]
        : [driver.whenNoted(until, from)]
  return Promise.race([driver.advance(durationOf(time)), ...come])
}

/** Gives nothing where nothing is waited for. */
function makeStep(playing: Playing, applied: AppliedScenario, step: Step, number: number): Promise<void> | undefined {
  if (isAsking(step)) return ask(playing, step, number)
  if (isWait(step)) return wait(playing, applied, step)
  if (isEntry(step)) {
    applied.enter(step.entry - 1)
    return undefined
  }
  applied.act(step)
  return settleNow(playing)
}

const placeWords = (place: ExactPlace): string =>
  'answer' in place ? `answer of step ${place.answer}` : `dispatch ${place.nth} of "${place.event}" by the ${place.on}`

/** The steps that are made in certain dispatches and answers, whenever these come. */
class PlacedSteps {
  readonly #playing: Playing
  readonly #applied: AppliedScenario
  /** How much had been heard when each of them was made, by its number. */
  readonly #made: Map<number, { readonly from: number; readonly call: MadeCall | undefined }> = new Map()

  constructor(playing: Playing, applied: AppliedScenario, failed: (number: number, error: unknown) => void) {
    this.#playing = playing
    this.#applied = applied
    for (const [index, step] of (playing.scenario.steps ?? []).entries()) {
      const place = exactPlaceOf(step)
      if (place === undefined) continue
      playing.driver.runIn(place, () => {
        try {
          this.#make(step, index + 1)
        } catch (error) {
          failed(index + 1, error)
        }
      })
    }
  }

  #make(step: Step, number: number): void {
    const { driver } = this.#playing
    const from = driver.heard().length
    if (isCall(step)) this.#made.set(number, { from, call: driver.call(step, number) })
    else if (isEntry(step)) {
      this.#made.set(number, { from, call: undefined })
      this.#applied.enter(step.entry - 1)
    }
  }

  /** How much had been heard when a step was made; undefined: it was not made. */
  from(number: number): number | undefined {
    return this.#made.get(number)?.from
  }

  /** Waits until a step has been made and answered, where it is a call that is waited for. */
  until(step: Step, place: ExactPlace, number: number): Promise<void> | undefined {
    return isCall(step) && step.await !== false ? this.#untilAnswered(place, number) : undefined
  }

  async #untilAnswered(place: ExactPlace, number: number): Promise<void> {
    const { driver, scenario } = this.#playing
    const made = (): MadeCall | undefined => this.#made.get(number)?.call
    await goOn(driver, scenario, () => made() !== undefined)
    this.demand(place, number)
    this.#playing.from = made()?.from ?? this.#playing.from
    await untilAnswered(this.#playing, { from: 0, isAnswered: () => made()?.isAnswered() === true })
  }

  /** @throws Error for a step that was not made. */
  demand(place: ExactPlace, number: number): void {
    if (this.#made.has(number)) return
    throw new Error(`There was no ${placeWords(place)}, so that this step was not made. Let it come.`)
  }
}

/** A scenario's own mistakes name their place; mistakes of the world keep their own words. */
const located = (title: string, path: string, error: unknown): ScenarioError =>
  error instanceof ScenarioError
    ? error
    : new ScenarioError(`The scenario "${title}"`, [{ path, message: messageOf(error) }])

/** Whether a step is made in the same turn as the step before it, or at a time of its own. */
const isTogether = (step: Step | undefined): boolean =>
  step !== undefined && (isEntry(step) || exactPlaceOf(step) !== undefined || (isCall(step) && step.together === true))

async function makeSteps(playing: Playing, applied: AppliedScenario, failures: ScenarioError[]): Promise<StepSpan[]> {
  const { driver, scenario } = playing
  const spans: StepSpan[] = []
  const { steps = [] } = scenario
  const fail = (number: number, error: unknown): ScenarioError => located(scenario.title, `steps[${number - 1}]`, error)
  const placed = new PlacedSteps(playing, applied, (number, error) => void failures.push(fail(number, error)))
  for (const [index, step] of steps.entries()) {
    const from = driver.heard().length
    const place = exactPlaceOf(step)
    try {
      if (index === 0) listen(playing, steps, 0)
      if (listenerOf(step) === undefined) listen(playing, steps, index + 1)
      const made =
        place === undefined ? makeStep(playing, applied, step, index + 1) : placed.until(step, place, index + 1)
      if (made !== undefined || !isTogether(steps[index + 1])) await made
    } catch (error) {
      throw fail(index + 1, error)
    }
    if (failures[0] !== undefined) throw failures[0]
    spans.push({ step, from })
  }
  await goOn(driver, scenario, () => false)
  if (failures[0] !== undefined) throw failures[0]
  return spans.map(({ step, from }, index) => {
    const place = exactPlaceOf(step)
    if (place !== undefined) placed.demand(place, index + 1)
    return { step, from: placed.from(index + 1) ?? from }
  })
}

/** The warnings of a playing: probable mistakes that fail nothing. */
function warningsOf({ timeline = [], expect = [] }: Scenario, missing: readonly number[]): readonly ScenarioProblem[] {
  const silent = missing.map((index) => {
    const { after } = timeline[index] ?? {}
    const message =
      after === undefined
        ? 'This never came about: the play was over before. Let a step wait until then.'
        : `This never came about: there was no "${anchorWords(after)}". Look at the name of the event, or make the step that leads to it.`
    return { path: `timeline[${index}]`, message }
  })
  if (expect.length > 0) return silent
  return [
    ...silent,
    { path: 'expect', message: 'Nothing is expected, so that little can fail. Say what should be heard.' },
  ]
}

/**
 * Plays a scenario without an application: sets it up, makes its steps, and holds what was heard against what is expected.
 *
 * @throws ScenarioError where the scenario cannot be played, naming the place.
 */
export async function playScenario(driver: PlayDriver, scenario: Scenario): Promise<PlayReport> {
  const playing: Playing = { driver, scenario, from: 0 }
  const failures: ScenarioError[] = []
  const led = new Set((scenario.steps ?? []).flatMap((step) => (isEntry(step) ? [step.entry - 1] : [])))
  const failed = (path: string, error: unknown): void => void failures.push(located(scenario.title, path, error))
  const applied = setUpScenario(driver.stage, scenario, failed, led)
  const spans = await makeSteps(playing, applied, failures)
  const heard = hearingOf(spans, driver.heard())
  const steps = stepReports(heard)
  const warnings = warningsOf(scenario, applied.missing())
  const problems = judge({ scenario, dialect: driver.stage.dialect, steps, heard })
  return {
    title: scenario.title,
    failure: scenario.failure ?? null,
    dialect: driver.stage.dialect,
    passed: problems.length === 0,
    problems,
    warnings,
    steps,
    heard: heard.all,
    raised: driver.raised(),
    elapsedMs: driver.now(),
  }
}
