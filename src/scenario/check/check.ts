import { events } from '../../contract/events.ts'
import { type FailureId, failures, findFailure, isOfRest } from '../../contract/failures.ts'
import { armingOf, demandArmable } from '../../faults/arm.ts'
import { matchProblem } from '../../faults/match-keys.ts'
import { type Anchor, anchorKeys, entryAnchorKeys } from '../../kernel/journal/anchor.ts'
import { messageOf } from '../../kernel/values.ts'
import { servicePoint } from '../../vocabulary/answers.ts'
import { noneOf } from '../../vocabulary/sentences.ts'
import type { DeviceName } from '../../vocabulary/words.ts'
import { actionsOf } from '../mentions.ts'
import { argumentProblems } from '../play/arguments.ts'
import { callables } from '../play/calls.ts'
import type {
  DeviceCondition,
  ExactPlace,
  Expectation,
  HeardAnswer,
  Landmark,
  ListenedEvent,
  Scenario,
  ScenarioProblem,
  Step,
} from '../scenario.ts'
import {
  deviceConditions,
  exactPlaceOf,
  isAsking,
  isCall,
  isEntry,
  isRequest,
  isWait,
  listenerOf,
} from '../scenario.ts'
import { problemsOf } from '../verbs/nouns.ts'
import { forecast } from './forecast.ts'
import { objectsMade } from './objects.ts'
import { peopleChecks } from './people.ts'
import { givenRestProblems, requestProblems } from './requests.ts'
import { timeChecks } from './times.ts'

type Check = (scenario: Scenario) => readonly ScenarioProblem[]

const eventNames: readonly string[] = [...new Set(Object.values(events).flatMap((rows) => Object.keys(rows)))].sort()

const isEvent = (name: string): boolean => name.startsWith('signal:') || eventNames.includes(name)

function eventProblem(path: string, name: string): readonly ScenarioProblem[] {
  return isEvent(name) ? [] : [{ path, message: noneOf('event', name, eventNames) }]
}

const isTime = (text: string): boolean => /^\d+(\.\d+)?\s*(ms|s|min|m|h)$/.test(text)

/** The problem of the event after which an entry of a timeline comes about. */
const afterProblem = (path: string, name: string): readonly ScenarioProblem[] =>
  isTime(name)
    ? [
        {
          path,
          message: `${JSON.stringify(name)} is a time, and "after" names an event. Say "at" in its place, or "wait" beside it.`,
        },
      ]
    : eventProblem(path, name)

/** A step ends in one way: an expectation of it that stands after another one says the same, or the opposite. */
const oneEnd: Check = ({ expect = [] }) => {
  const stepOf = (one: Expectation | undefined): number | undefined =>
    one !== undefined && 'step' in one ? one.step : undefined
  return expect.flatMap((one, index) => {
    const step = stepOf(one)
    const first = expect.findIndex((other) => stepOf(other) === step)
    return step === undefined || first === index
      ? []
      : [
          {
            path: `expect[${index}].step`,
            message: `Step ${step} ends in one way, and expect[${first}] says in which. Keep one of the two.`,
          },
        ]
  })
}

/** Failures that SDK 2.35 never produces, in a scenario that does not say that it is for the documentation alone. */
const dialects: Check = ({ dialect, failure, faults = [], expect = [] }) => {
  if (dialect === 'documented') return []
  const ids = [
    failure,
    ...faults.map((fault) => fault.failure),
    ...expect.map((one) => ('fails' in one ? one.fails : undefined)),
  ]
  const never = ids.find((id) => id !== undefined && !isOfRest(id) && findFailure(id).sdk === null)
  if (never === undefined) return []
  return [{ path: 'dialect', message: `SDK 2.35 never produces ${never}. Say "dialect": "documented" in this file.` }]
}

function restMatchProblems(failure: string, match: object, path: string): readonly ScenarioProblem[] {
  const message = matchProblem(failure, failure.slice(0, failure.lastIndexOf('/')), { ...match })
  return message === null ? [] : [{ path, message }]
}

const faultsArmable: Check = ({ faults = [], dialect = 'documented' }) =>
  faults.flatMap(({ failure, match = {} }, index) => {
    if (isOfRest(failure)) return restMatchProblems(failure, match, `faults[${index}].match`)
    const row = findFailure(failure)
    // A failure that the dialect lacks is told once, as a problem of the dialect.
    if (row.sdk === null && dialect !== 'documented') return []
    try {
      demandArmable(row, dialect)
    } catch (error) {
      return [{ path: `faults[${index}].failure`, message: messageOf(error) }]
    }
    const message = matchProblem(row.id, armingOf(row).point, match)
    return message === null ? [] : [{ path: `faults[${index}].match`, message }]
  })

/** The names that an anchor can have, by its key. */
const namesOf: Readonly<Record<string, () => readonly string[]>> = {
  event: () => eventNames,
  call: () => callables,
  answered: () => callables,
  fails: () => failures.map(({ id }) => id),
  request: () => servicePoint.words,
  reply: () => servicePoint.words,
}

/** The problems of an anchor: it is one thing, and only an event has an object. */
function anchorProblems(
  path: string,
  anchor: Anchor,
  keys: readonly string[] = anchorKeys,
): readonly ScenarioProblem[] {
  const own = keys.filter((key) => Object.hasOwn(anchor, key))
  if (own.length > 1) return [{ path, message: `says two things at once: ${own.join(', ')}. Keep one of them.` }]
  const { event, on } = anchor
  if (event === undefined && on !== undefined) {
    return [{ path: `${path}.on`, message: 'Only an event has an object. Leave "on" out.' }]
  }
  return own.flatMap((key) => {
    const known = namesOf[key]?.()
    const name = String(Reflect.get(anchor, key))
    const isKnown = known === undefined || known.includes(name) || (key === 'event' && isEvent(name))
    return isKnown ? [] : [{ path: `${path}.${key}`, message: noneOf(key === 'fails' ? 'failure' : key, name, known) }]
  })
}

const timelineEvents: Check = ({ timeline = [] }) =>
  timeline.flatMap(({ after }, index) => {
    const path = `timeline[${index}].after`
    if (after === undefined) return []
    return typeof after === 'string' ? afterProblem(path, after) : anchorProblems(path, after)
  })

/** The anchors and entries until which steps wait. */
const waits: Check = ({ steps = [], timeline = [] }) =>
  steps.flatMap((step, index) => {
    if (!isWait(step) || step.until === undefined) return []
    const path = `steps[${index}].until`
    const problems = anchorProblems(path, step.until, [...entryAnchorKeys, 'entry'])
    return problems.length > 0 ? problems : entryProblems(step.until.entry, timeline.length, path)
  })

function entryProblems(entry: number | undefined, there: number, path: string): readonly ScenarioProblem[] {
  if (entry === undefined || entry <= there) return []
  return [{ path: `${path}.entry`, message: `There is no entry ${entry}: the timeline has ${there}, counted from 1.` }]
}

/** The entries of the timeline that steps bring about: each is there, and comes about once. */
const entrySteps: Check = ({ steps = [], timeline = [] }) =>
  steps.flatMap((step, index) => {
    if (!isEntry(step)) return []
    const path = `steps[${index}]`
    const first = steps.findIndex((other) => isEntry(other) && other.entry === step.entry)
    if (first === index) return entryProblems(step.entry, timeline.length, path)
    return [{ path: `${path}.entry`, message: `steps[${first}] brings this entry about. Keep one of the two.` }]
  })

const stepArguments: Check = ({ steps = [] }) =>
  steps.flatMap((step, index) =>
    isCall(step)
      ? argumentProblems(step.args ?? [], `steps[${index}].args`)
      : isRequest(step)
        ? requestProblems(step, `steps[${index}]`)
        : [],
  )

/** The problems of a place that is a certain dispatch of an event, or the answer of a step. */
function exactPlaceProblems(
  place: ExactPlace,
  steps: readonly Step[],
  index: number,
  path: string,
): readonly ScenarioProblem[] {
  if (!('answer' in place)) return eventProblem(path, place.event)
  const asking = steps[place.answer - 1]
  if (place.answer <= index && asking !== undefined && isAsking(asking)) return []
  const message = `Step ${place.answer} is no call before this step. Name an earlier step that calls something.`
  return [{ path: `${path}.answer`, message }]
}

/** The key of a place that says nothing beside the others, and what it stands beside. */
function strayKey(place: ListenedEvent | HeardAnswer): readonly [key: string, beside: string] | undefined {
  const { answer, later, ...others } = { answer: undefined, nth: undefined, same: undefined, ...place }
  if (answer !== undefined) {
    const key = Object.entries(others).find(([, value]) => value !== undefined)?.[0]
    return key === undefined ? undefined : [key, 'an answer']
  }
  if (others.nth === undefined) return later === undefined ? undefined : ['later', 'an event without "nth"']
  return others.same === undefined ? undefined : ['same', '"nth"']
}

/** The places of steps, in which every key has an effect. */
const stepPlaces: Check = ({ steps = [] }) =>
  steps.flatMap((step, index) => {
    const place = isCall(step) || isEntry(step) ? step.in : undefined
    const stray = typeof place === 'object' ? strayKey(place) : undefined
    if (stray === undefined) return []
    const [key, beside] = stray
    return [{ path: `steps[${index}].in.${key}`, message: `It says nothing beside ${beside}. Leave it out.` }]
  })

/** Calls that are made together with the step before: it has to be one that is not waited for. */
const callsTogether: Check = ({ steps = [] }) =>
  steps.flatMap((step, index) => {
    if (!isCall(step) || step.together !== true) return []
    const before = steps.slice(0, index).findLast((one) => exactPlaceOf(one) === undefined)
    const goesOn = before !== undefined && (isEntry(before) || (isAsking(before) && before.await === false))
    if (goesOn && step.in === undefined) return []
    const message =
      step.in === undefined
        ? 'The step before is waited for. Say "await": false there, or leave "together" out.'
        : 'The call is made in a place of its own. Leave "together" out.'
    return [{ path: `steps[${index}].together`, message }]
  })

/** The listeners in which calls are made: of events that there are, and `same` of that of the step before. */
const stepListeners: Check = ({ steps = [] }) =>
  steps.flatMap((step, index) => {
    const path = `steps[${index}].in`
    const exact = exactPlaceOf(step)
    if (exact !== undefined) return exactPlaceProblems(exact, steps, index, path)
    const listener = listenerOf(step)
    if (listener === undefined) return []
    if (isEntry(step)) {
      const message = 'An entry comes about in a certain dispatch, or in an answer. Say which dispatch, with "nth".'
      return [{ path, message }]
    }
    const { event, on, same } = listener
    const before = listenerOf(steps[index - 1])
    const isOfBefore = before?.event === event && before.on === on
    if (!same || isOfBefore) return eventProblem(path, event)
    const message = `The step before makes no call in a listener of "${event}". Leave "same" out, or put this step behind one that does.`
    return [{ path: `${path}.same`, message }]
  })

function stepProblem(scenario: Scenario, step: number): string | null {
  const steps = scenario.steps ?? []
  const meant = steps[step - 1]
  if (meant === undefined) return `There is no step ${step}: the scenario has ${steps.length}, counted from 1.`
  return isAsking(meant) ? null : `Step ${step} calls nothing. Name a step that has a "call" or a "request".`
}

// An event of any kind would do for a failure that is told by one: the scenario has to say by which.
function silentProblem({ expect = [] }: Scenario, fails: FailureId): string | null {
  const isTold = expect.some((one) => 'event' in one && one.times !== 0)
  if (!findFailure(fails).channels.includes('event') || isTold) return null
  return `${fails} is told by an event. Say by which, with a further expectation such as { "event": "sessionDisconnected" }.`
}

const operationOf = (id: string): string => id.slice(0, id.lastIndexOf('/'))

function restFailureProblem({ steps = [] }: Scenario, step: number | undefined, fails: string): string | null {
  const meant = step === undefined ? undefined : steps[step - 1]
  if (step === undefined) return `${fails} is the failure of a request. Say which, with "step".`
  const asked = meant === undefined ? 'nothing' : isRequest(meant) ? `rest/${meant.request}` : 'the SDK'
  return asked === operationOf(fails)
    ? null
    : `Step ${step} asks ${asked}, which cannot fail with ${fails}: that is a failure of ${operationOf(fails)}.`
}

function failureProblem(scenario: Scenario, { step, fails }: Extract<Expectation, { fails: unknown }>): string | null {
  if (isOfRest(fails)) return restFailureProblem(scenario, step, fails)
  const { operation } = findFailure(fails)
  const isMethod = operation.includes('.')
  if (step === undefined && isMethod) return `${fails} is the failure of a call. Say which, with "step".`
  if (step === undefined) return silentProblem(scenario, fails)
  if (!isMethod) return `${fails} is no failure of a call. Leave "step" out.`
  const meant = scenario.steps?.[step - 1]
  const call = meant !== undefined && isCall(meant) ? meant.call : operation
  return call === operation
    ? null
    : `Step ${step} calls ${call}, which cannot fail with ${fails}: that is a failure of ${operation}.`
}

function orderProblems(scenario: Scenario, order: readonly Landmark[], path: string): readonly ScenarioProblem[] {
  return order.flatMap((landmark, index) => {
    const place = `${path}[${index}]`
    if (typeof landmark === 'string') return eventProblem(place, landmark)
    if ('event' in landmark) return eventProblem(`${place}.event`, landmark.event)
    const wrong = stepProblem(scenario, landmark.step)
    return wrong === null ? [] : [{ path: `${place}.step`, message: wrong }]
  })
}

function answerExpectationProblems(
  { steps = [] }: Scenario,
  { step, status, body, whole }: Extract<Expectation, { status: unknown }>,
  path: string,
): readonly ScenarioProblem[] {
  const meant = steps[step - 1]
  if (meant !== undefined && !isRequest(meant)) {
    const message = `Step ${step} makes no request, so that it has no status. Name a step that has a "request".`
    return [{ path: `${path}.step`, message }]
  }
  if (status === 'failed' && (body !== undefined || whole !== undefined)) {
    return [{ path: `${path}.status`, message: 'Where the network fails there is no body. Leave the body out.' }]
  }
  return []
}

const expectations: Check = (scenario) =>
  (scenario.expect ?? []).flatMap((one, index) => {
    const path = `expect[${index}]`
    if ('event' in one) return eventProblem(`${path}.event`, one.event)
    if ('order' in one) return orderProblems(scenario, one.order, `${path}.order`)
    const wrongStep = one.step === undefined ? null : stepProblem(scenario, one.step)
    if (wrongStep !== null) return [{ path: `${path}.step`, message: wrongStep }]
    if ('status' in one) return answerExpectationProblems(scenario, one, path)
    const wrong = 'fails' in one ? failureProblem(scenario, one) : null
    return wrong === null ? [] : [{ path: `${path}.fails`, message: wrong }]
  })

const ofPrompts: readonly DeviceCondition[] = ['denied', 'dismissed', 'unanswered', 'unasked']

const conditionsOf: Readonly<Record<DeviceName, readonly DeviceCondition[]>> = {
  camera: deviceConditions,
  microphone: deviceConditions,
  screen: deviceConditions.filter((condition) => condition !== 'in-use' && condition !== 'missing'),
  speaker: ['missing', 'in-use', ...ofPrompts],
}

const isDevice = (name: string): name is DeviceName => Object.hasOwn(conditionsOf, name)

const devicesGiven: Check = ({ given }) =>
  Object.entries(given?.devices ?? {}).flatMap(([device, condition]) => {
    const possible = isDevice(device) ? conditionsOf[device] : []
    return possible.includes(condition)
      ? []
      : [{ path: `given.devices.${device}`, message: noneOf(`condition of a ${device}`, condition, possible) }]
  })

const actions: Check = (scenario) => actionsOf(scenario).flatMap(({ path, action }) => problemsOf(action, path))

const checks: readonly Check[] = [
  dialects,
  faultsArmable,
  ...peopleChecks,
  devicesGiven,
  givenRestProblems,
  actions,
  ...timeChecks,
  timelineEvents,
  waits,
  stepArguments,
  stepPlaces,
  stepListeners,
  entrySteps,
  callsTogether,
  objectsMade,
  expectations,
  oneEnd,
]

/** The problems of a scenario whose every part, taken by itself, is right. */
export function checkScenario(scenario: Scenario): readonly ScenarioProblem[] {
  const problems = checks.flatMap((check) => check(scenario))
  // The timeline is looked at once everything that it names is there.
  return problems.length > 0 ? problems : forecast(scenario)
}
