import { events } from '../contract/events.ts'
import { type FailureId, findFailure } from '../contract/failures.ts'
import { armingOf, demandArmable } from './arm.ts'
import { argumentProblems } from './play-arguments.ts'
import type { DeviceCondition, DeviceVerb, Expectation, GivenDevice, Scenario, ScenarioProblem } from './scenario.ts'
import { deviceConditions, deviceVerbs, isCall } from './scenario.ts'
import { noneOf } from './scenario-sentences.ts'

type Check = (scenario: Scenario) => readonly ScenarioProblem[]

const eventNames: readonly string[] = [...new Set(Object.values(events).flatMap((rows) => Object.keys(rows)))].sort()

const isEvent = (name: string): boolean => name.startsWith('signal:') || eventNames.includes(name)

function eventProblem(path: string, name: string): readonly ScenarioProblem[] {
  return isEvent(name) ? [] : [{ path, message: noneOf('event', name, eventNames) }]
}

/** Failures that SDK 2.35 never produces, in a scenario that does not say that it is for the documentation alone. */
const dialects: Check = ({ dialect, failure, faults = [], expect = [] }) => {
  if (dialect === 'documented') return []
  const ids = [
    failure,
    ...faults.map((fault) => fault.failure),
    ...expect.map((one) => ('fails' in one ? one.fails : undefined)),
  ]
  const never = ids.find((id) => id !== undefined && findFailure(id).sdk === null)
  if (never === undefined) return []
  return [{ path: 'dialect', message: `SDK 2.35 never produces ${never}. Say "dialect": "documented" in this file.` }]
}

const faultsArmable: Check = ({ faults = [], dialect = 'documented' }) =>
  faults.flatMap(({ failure }, index) => {
    const path = `faults[${index}].failure`
    const row = findFailure(failure)
    if (row.sdk !== null || dialect === 'documented') {
      try {
        demandArmable(row, dialect)
      } catch (error) {
        return [{ path, message: error instanceof Error ? error.message : String(error) }]
      }
    }
    if (armingOf(row).kind !== 'notice') return []
    const message = `${failure} cannot be armed: a participant brings it about. Let one act in "timeline" or "steps".`
    return [{ path, message }]
  })

interface Mention {
  readonly path: string
  readonly name: string
}

function joining(scenario: Scenario): ReadonlySet<string> {
  const actions = [...(scenario.timeline ?? []), ...(scenario.steps ?? [])]
  const joined = actions.flatMap((one) => ('participant' in one && one.does === 'join' ? [one.participant] : []))
  return new Set([...(scenario.given?.room ?? []).map(({ name }) => name), ...joined])
}

function mentionsIn(entries: readonly object[], place: string): readonly Mention[] {
  return entries.flatMap((entry, index) =>
    ['participant', 'whom'].flatMap((key) => {
      const name: unknown = Reflect.get(entry, key)
      return typeof name === 'string' && !(key === 'whom' && name === 'me')
        ? [{ path: `${place}[${index}].${key}`, name }]
        : []
    }),
  )
}

const participants: Check = (scenario) => {
  const known = [...joining(scenario)]
  const mentions = [...mentionsIn(scenario.timeline ?? [], 'timeline'), ...mentionsIn(scenario.steps ?? [], 'steps')]
  return mentions
    .filter(({ name }) => !known.includes(name))
    .map(({ path, name }) => ({
      path,
      message: `${noneOf('participant', name, known)} Name somebody of given.room, or let them join first.`,
    }))
}

const namesakes: Check = ({ given }) => {
  const names = (given?.room ?? []).map(({ name }) => name)
  return names.flatMap((name, index) =>
    names.indexOf(name) === index && name !== 'me'
      ? []
      : [
          {
            path: `given.room[${index}].name`,
            message: `${JSON.stringify(name)} is taken. Give everybody a name of their own.`,
          },
        ],
  )
}

const conditionsOf: Readonly<Record<GivenDevice, readonly DeviceCondition[]>> = {
  camera: deviceConditions,
  microphone: deviceConditions,
  screen: deviceConditions.filter((condition) => condition !== 'in-use' && condition !== 'missing'),
  speaker: ['missing', 'in-use'],
}

const devicesGiven: Check = ({ given }) =>
  Object.entries(given?.devices ?? {}).flatMap(([device, condition]) => {
    const possible = conditionsOf[device as GivenDevice]
    return possible.includes(condition)
      ? []
      : [{ path: `given.devices.${device}`, message: noneOf(`condition of a ${device}`, condition, possible) }]
  })

const promptVerbs: readonly DeviceVerb[] = ['deny', 'dismiss', 'neverAnswer', 'allow']

const hasVerb = (device: GivenDevice, verb: DeviceVerb): boolean =>
  device === 'camera' || device === 'microphone' || promptVerbs.includes(verb) === (device === 'screen')

const deviceVerbsUsed: Check = ({ timeline = [], steps = [] }) =>
  Object.entries({ timeline, steps }).flatMap(([place, entries]) =>
    entries.flatMap((entry, index) =>
      'device' in entry && !hasVerb(entry.device, entry.does)
        ? [
            {
              path: `${place}[${index}].does`,
              message: noneOf(`verb of a ${entry.device}`, entry.does, verbsOf(entry.device)),
            },
          ]
        : [],
    ),
  )

const verbsOf = (device: GivenDevice): readonly DeviceVerb[] => deviceVerbs.filter((verb) => hasVerb(device, verb))

const publishersAllowed: Check = ({ given }) =>
  (given?.room ?? []).flatMap(({ role, publishes = [] }, index) =>
    role === 'subscriber' && publishes.length > 0
      ? [{ path: `given.room[${index}].publishes`, message: 'A subscriber cannot publish. Give them another role.' }]
      : [],
  )

const timelineEvents: Check = ({ timeline = [] }) =>
  timeline.flatMap((entry, index) => ('after' in entry ? eventProblem(`timeline[${index}].after`, entry.after) : []))

const stepArguments: Check = ({ steps = [] }) =>
  steps.flatMap((step, index) => (isCall(step) ? argumentProblems(step.args ?? [], `steps[${index}].args`) : []))

function stepProblem(scenario: Scenario, step: number): string | null {
  const steps = scenario.steps ?? []
  const meant = steps[step - 1]
  if (meant === undefined) return `There is no step ${step}: the scenario has ${steps.length}, counted from 1.`
  return isCall(meant) ? null : `Step ${step} calls nothing. Name a step that has a "call".`
}

// An event of any kind would do for a failure that is told by one: the scenario has to say by which.
function silentProblem({ expect = [] }: Scenario, fails: FailureId): string | null {
  const isTold = expect.some((one) => 'event' in one && one.times !== 0)
  if (!findFailure(fails).channels.includes('event') || isTold) return null
  return `${fails} is told by an event. Say by which, with a further expectation such as { "event": "sessionDisconnected" }.`
}

function failureProblem(scenario: Scenario, { step, fails }: Extract<Expectation, { fails: unknown }>): string | null {
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

const expectations: Check = (scenario) =>
  (scenario.expect ?? []).flatMap((one, index) => {
    const path = `expect[${index}]`
    if ('event' in one) return eventProblem(`${path}.event`, one.event)
    const wrongStep = one.step === undefined ? null : stepProblem(scenario, one.step)
    if (wrongStep !== null) return [{ path: `${path}.step`, message: wrongStep }]
    const wrong = 'fails' in one ? failureProblem(scenario, one) : null
    return wrong === null ? [] : [{ path: `${path}.fails`, message: wrong }]
  })

const checks: readonly Check[] = [
  dialects,
  faultsArmable,
  namesakes,
  publishersAllowed,
  devicesGiven,
  deviceVerbsUsed,
  participants,
  timelineEvents,
  stepArguments,
  expectations,
]

/** What is wrong with a scenario whose every part, taken by itself, is right. */
export const checkScenario = (scenario: Scenario): readonly ScenarioProblem[] =>
  checks.flatMap((check) => check(scenario))
