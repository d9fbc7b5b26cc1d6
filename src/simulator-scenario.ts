import type { Participant } from './backend/participants.ts'
import type { FaultOptions } from './faults/fault.ts'
import type { DeviceVerb, Given, GivenDevice, Scenario } from './faults/scenario.ts'
import { ScenarioError } from './faults/scenario.ts'
import { setUpScenario } from './faults/scenario-apply.ts'
import type { Stage } from './faults/scenario-stage.ts'
import { createSimulator, type DeviceControls, type Room, type Simulator } from './simulator.ts'
import type { CredentialPreset } from './simulator-circumstances.ts'
import type { SimulatorOptions } from './simulator-options.ts'

type CaptureName = Exclude<GivenDevice, 'speaker'>
type DeviceName = Exclude<GivenDevice, 'screen'>
type Verb = (controls: DeviceControls, device: GivenDevice) => void

const onPermission =
  (verb: 'deny' | 'dismiss' | 'neverAnswer' | 'allow'): Verb =>
  (controls, device) =>
    controls[verb](device as CaptureName)

const onDevice =
  (verb: 'occupy' | 'free' | 'unplug' | 'add'): Verb =>
  (controls, device) =>
    controls[verb](device as DeviceName)

// A device that has no such verb is refused by the controls, and by the reader of scenarios before.
const deviceVerbs: Readonly<Record<DeviceVerb, Verb>> = {
  deny: onPermission('deny'),
  dismiss: onPermission('dismiss'),
  neverAnswer: onPermission('neverAnswer'),
  allow: onPermission('allow'),
  occupy: onDevice('occupy'),
  free: onDevice('free'),
  unplug: onDevice('unplug'),
  add: onDevice('add'),
}

function presetOf({ token, apiKey, sessionId }: Given): CredentialPreset {
  const verbatim = { ...(apiKey === undefined ? {} : { apiKey }), ...(sessionId === undefined ? {} : { sessionId }) }
  if (token === undefined) return verbatim
  if (typeof token === 'string') return { ...verbatim, token }
  const { session, ...options } = token
  return { ...verbatim, ...options, ...(session === undefined ? {} : { tokenSession: session }) }
}

const isOther = (participants: readonly Participant[], id: string): boolean =>
  !participants.some(({ connectionId }) => connectionId === id)

/** A world as scenarios see it. */
export function stageOf(simulator: Simulator): Stage {
  const { network, devices, circumstances, clock, journal } = simulator
  let sessionId: string | undefined
  const room = (): Room => {
    sessionId ??= simulator.credentials().sessionId
    return simulator.room(sessionId)
  }
  return {
    dialect: simulator.dialect,
    policy: circumstances.policy,
    secret: circumstances.secret,
    network,
    device: (device, verb) => deviceVerbs[verb](devices, device),
    capture: (of, browserError) => circumstances.capture(of, browserError),
    session: (rules) => room().setRules(rules),
    browser: (abilities) => circumstances.browser(abilities),
    credentials: (given) => circumstances.credentials(presetOf(given)),
    fail: (failure, options: FaultOptions) => simulator.fail(failure, options),
    join: (options) => room().join(options),
    streams: () => room().streams,
    ownConnectionId: (participants) => room().connections.find(({ id }) => isOther(participants, id))?.id,
    after: (time, what, run) => clock.after(time, what, run),
    onEvent: (heard) => journal.watch(({ kind, what }) => kind === 'event' && heard(what)),
  }
}

/**
 * Brings a world into a scenario: its circumstances, faults and timeline. Its steps and expectations are for playing
 * without an application, and are left out.
 *
 * A function of its own, in an entrance of its own, so that who uses no scenario files loads nothing that reads them.
 *
 * @throws ScenarioError where this world cannot be brought into it; nothing has been changed then.
 *
 * @example
 * const simulator = createSimulator()
 * applyScenario(simulator, readScenario(expiredToken))
 */
export function applyScenario(simulator: Simulator, scenario: Scenario): void {
  setUpScenario(stageOf(simulator), scenario, (path, error) => {
    const message = error instanceof Error ? error.message : String(error)
    throw new ScenarioError(`The scenario "${scenario.title}"`, [{ path, message }])
  })
}

/** The choices that a scenario leaves to the making of a world. */
export function optionsOf({ dialect, given = {} }: Scenario): SimulatorOptions {
  const { credentials, secret } = given
  return {
    ...(dialect === undefined ? {} : { dialect }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(secret === undefined ? {} : { secret }),
  }
}

/**
 * Makes a world for a scenario, and brings it into it.
 *
 * @throws RangeError for an option that is none, ScenarioError where such a world cannot be brought into the scenario.
 *
 * @example
 * const simulator = simulatorFor(readScenario(expiredToken), { dialect: 'sdk' })
 */
export function simulatorFor(scenario: Scenario, options: SimulatorOptions = {}): Simulator {
  const simulator = createSimulator({ ...optionsOf(scenario), ...options })
  applyScenario(simulator, scenario)
  return simulator
}
