import { demandArmable, demandFailure } from './arm.ts'
import type {
  Action,
  DeviceCondition,
  DeviceVerb,
  Given,
  GivenDevice,
  NetworkAction,
  Scenario,
  ScenarioFault,
  ScenarioProblem,
  TimelineEntry,
} from './scenario.ts'
import { ScenarioError } from './scenario.ts'
import { Cast } from './scenario-cast.ts'
import type { Stage } from './scenario-stage.ts'

const verbOf: Readonly<Partial<Record<DeviceCondition, DeviceVerb>>> = {
  'in-use': 'occupy',
  missing: 'unplug',
  denied: 'deny',
  dismissed: 'dismiss',
  unanswered: 'neverAnswer',
}

/** The browser's errors for what is the matter with a capture, and with no device in particular. */
const errorOf: Readonly<Partial<Record<DeviceCondition, string>>> = {
  'blocked-by-page': 'SecurityError',
  aborted: 'AbortError',
  unsupported: 'NotSupportedError',
  broken: 'UnknownError',
}

function setDevice(stage: Stage, device: GivenDevice, condition: DeviceCondition): void {
  const verb = verbOf[condition]
  if (verb !== undefined) return stage.device(device, verb)
  stage.capture(device === 'screen' ? 'screen' : 'camera', errorOf[condition] ?? 'UnknownError')
}

const bounds = (latency: number | readonly [number, number]): readonly [number, number] =>
  typeof latency === 'number' ? [latency, latency] : latency

function setNetwork({ network }: Stage, { latency, online, socket }: NonNullable<Given['network']>): void {
  if (latency !== undefined) network.setLatency(...bounds(latency))
  if (socket !== undefined) network.setSocketMode(socket)
  if (online === false) network.goOffline()
}

function applyGiven(stage: Stage, given: Given, cast: Cast): void {
  stage.credentials(given)
  if (given.session !== undefined) stage.session(given.session)
  if (given.browser !== undefined) stage.browser(given.browser)
  if (given.network !== undefined) setNetwork(stage, given.network)
  for (const [device, condition] of Object.entries(given.devices ?? {})) {
    setDevice(stage, device as GivenDevice, condition)
  }
  for (const person of given.room ?? []) cast.join(person)
}

function changeNetwork({ network }: Stage, { network: change }: NetworkAction): void {
  if (change === 'offline') network.goOffline()
  else if (change === 'online') network.comeBack()
  else if (change === 'silent') network.setSilent(true)
  else if (change === 'drop') network.drop()
  else if ('drop' in change) network.drop(change.drop)
  else network.setLatency(...bounds(change.latency))
}

/** A scenario that has been set up in a world. */
export interface AppliedScenario {
  /** Lets something happen now. */
  act(action: Action): void
}

function act(stage: Stage, cast: Cast, action: Action): void {
  if ('network' in action) changeNetwork(stage, action)
  else if ('device' in action) stage.device(action.device, action.does)
  else cast.act(action)
}

/** The name that a wait of the timeline has among a clock's waits. */
export const timelineWait = (index: number): string => `timeline[${index}]`

export const isTimelineWait = (what: string): boolean => what.startsWith('timeline[')

function schedule(stage: Stage, entry: TimelineEntry, index: number, run: () => void): void {
  const what = timelineWait(index)
  if ('at' in entry) return stage.after(entry.at, what, run)
  let waiting = true
  stage.onEvent((type) => {
    if (!waiting || type !== entry.after) return
    waiting = false
    stage.after(entry.wait ?? 0, what, run)
  })
}

/** What stands against a scenario in this world, found before anything of it is applied. */
function obstacles(stage: Stage, { given = {}, faults = [], dialect }: Scenario): readonly ScenarioProblem[] {
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
  for (const [index, { failure }] of faults.entries()) {
    try {
      demandArmable(demandFailure(failure), stage.dialect)
    } catch (error) {
      wrong(`faults[${index}].failure`, error instanceof Error ? error.message : String(error))
    }
  }
  return problems
}

const arm = (stage: Stage, { failure, ...options }: ScenarioFault): void => stage.fail(failure, options)

/**
 * Sets a scenario up in a world: its circumstances, its faults, its timeline.
 *
 * @throws ScenarioError where the world cannot be brought into it; nothing has been changed then.
 */
export function setUpScenario(
  stage: Stage,
  scenario: Scenario,
  failed: (path: string, error: unknown) => void,
): AppliedScenario {
  const problems = obstacles(stage, scenario)
  if (problems.length > 0) throw new ScenarioError(`The scenario "${scenario.title}"`, problems)
  const cast = new Cast(stage)
  applyGiven(stage, scenario.given ?? {}, cast)
  for (const fault of scenario.faults ?? []) arm(stage, fault)
  for (const [index, entry] of (scenario.timeline ?? []).entries()) {
    schedule(stage, entry, index, () => {
      try {
        act(stage, cast, entry)
      } catch (error) {
        failed(timelineWait(index), error)
      }
    })
  }
  return { act: (action) => act(stage, cast, action) }
}
