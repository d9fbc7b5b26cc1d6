import type { Room } from '../backend/people/room.ts'
import type { FaultOptions } from '../faults/fault.ts'
import { isNoEffect } from '../kernel/effect.ts'
import { messageOf } from '../kernel/values.ts'
import { type AppliedScenario, setUpScenario } from '../scenario/apply.ts'
import { demandScenario } from '../scenario/read.ts'
import type { Given, Scenario } from '../scenario/scenario.ts'
import { ScenarioError } from '../scenario/scenario.ts'
import type { Stage } from '../scenario/stage.ts'
import { demandArguments } from '../vocabulary/check.ts'
import type { CredentialPreset } from './circumstances.ts'
import { firstClientId } from './client.ts'
import type { SimulatorOptions } from './options.ts'
import { restStageOf } from './rest/stage.ts'
import type { SimulatedClient, Simulator } from './simulator.ts'
import { functionParams } from './verbs/world-verbs.ts'

function presetOf({ token, apiKey, sessionId }: Given): CredentialPreset {
  const verbatim = { ...(apiKey === undefined ? {} : { apiKey }), ...(sessionId === undefined ? {} : { sessionId }) }
  if (token === undefined) return verbatim
  if (typeof token === 'string') return { ...verbatim, token }
  const { session, ...options } = token
  return { ...verbatim, ...options, ...(session === undefined ? {} : { tokenSession: session }) }
}

/** Whom a scenario is about. */
export interface ScenarioOptions {
  /** The client that is "me", and whose network, devices and media the scenario speaks of. Default: that of `simulator.OT`. */
  readonly client?: SimulatedClient
}

interface Entered {
  readonly member?: { readonly clientId: string | null; readonly connection: { readonly id: string } }
}

// The service says which client stands behind a connection; the one that it let in last is the one that is there.
function ownConnectionId({ journal }: Simulator, clientId: string, room: Room): string | undefined {
  const entered = journal.find({ kind: 'fact', what: 'member.entered' }).findLast(({ detail }) => {
    const { member }: Entered = detail
    return member?.clientId === clientId
  })
  const { member }: Entered = entered?.detail ?? {}
  return room.connections.find(({ id }) => id === member?.connection.id)?.id
}

/** Calls back with the id of the session that the application asks for first. */
function whenAsked({ journal }: Simulator, clientId: string, asked: (sessionId: string) => void): void {
  const stop = journal.watch(({ kind, who, what, detail }) => {
    const { sessionId } = detail
    if (kind !== 'request' || who !== clientId || what !== 'sessionInfo' || typeof sessionId !== 'string') return
    stop()
    asked(sessionId)
  })
}

/**
 * A world as scenarios see it. Their session is the one that `credentials()` gives, or, with `asked`, the one that the
 * application asks for, from wherever it has it.
 */
export function stageOf(
  simulator: Simulator,
  { client }: ScenarioOptions = {},
  which: 'given' | 'asked' | { readonly sessionId: string } = 'given',
): Stage {
  const { circumstances, clock, journal } = simulator
  const { network, media, devices } = client ?? simulator
  const clientId = client?.id ?? firstClientId
  let sessionId: string | undefined = typeof which === 'string' ? undefined : which.sessionId
  const room = (): Room => {
    sessionId ??= simulator.credentials().sessionId
    return simulator.room(sessionId)
  }
  let began = clock.now()
  const whenRoom = (run: () => void): void => {
    if (which !== 'asked') return run()
    whenAsked(simulator, clientId, (askedFor) => {
      sessionId = askedFor
      began = clock.now()
      run()
    })
  }
  return {
    dialect: simulator.dialect,
    policy: circumstances.policy,
    secret: circumstances.secret,
    network,
    media,
    quality: media.quality,
    room,
    whenRoom,
    devices,
    capture: (of, browserError) => circumstances.capture(of, browserError),
    browser: (abilities) => circumstances.browser(abilities),
    credentials: (given) => circumstances.credentials(presetOf(given)),
    rest: () => restStageOf(simulator),
    fail: (failure, options: FaultOptions) => simulator.fail(failure, options),
    hold: (operation) => simulator.hold(operation),
    join: (options) => room().join(options),
    ownConnectionId: () => ownConnectionId(simulator, clientId, room()),
    now: () => clock.now() - began,
    after: (time, what, run) => clock.after(time, what, run),
    expectEntries: (list) => simulator._service.expectEntries(list),
    onNote: (noted) => {
      const unwatch = journal.watch((entry) => {
        const { who } = entry
        if (who === clientId || who.startsWith(`${clientId} `)) noted(entry)
      })
      const unhear = journal.places.onAnswer((answered) => {
        if (answered.who === clientId) noted(answered)
      })
      return () => {
        unwatch()
        unhear()
      }
    },
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
 *
 * @example
 * applyScenario(simulator, readScenario(badWifi), { client: simulator.createClient() }) // the second person's Wi-Fi
 */
export function applyScenario(
  ...args: readonly [simulator: Simulator, scenario: Scenario, options?: ScenarioOptions]
): void {
  demandArguments('applyScenario', functionParams.applyScenario, args)
  const [simulator, scenario, options = {}] = args
  const { client } = options
  if (client !== undefined && !simulator.clients.includes(client)) {
    throw new RangeError(
      `applyScenario(options.client): ${client.id} is a client of another simulator, or of the time before reset(). Give one of simulator.clients.`,
    )
  }
  const known = demandScenario(scenario)
  setUpScenario(stageOf(simulator, options), known, (path, error) => {
    if (!isOfTheApplication(error)) throw mistakeAt(scenario, path, error)
  })
}

/**
 * An entry that finds nothing to act on is no mistake of the file where an application decides what it publishes and subscribes to:
 * `unmet` tells that the entry has not come about.
 */
const isOfTheApplication = isNoEffect

/**
 * As `applyScenario`, for a page whose application has its credentials from elsewhere: all that are in the room are in the
 * session that the application asks for, and the timeline begins then. What goes wrong later is told, and thrown at nobody.
 *
 * @throws ScenarioError where this world cannot be brought into it; nothing has been changed then.
 */
export function applyScenarioToPage(simulator: Simulator, scenario: Scenario, tell: (error: Error) => void): void {
  setUpScenario(stageOf(simulator, {}, 'asked'), demandScenario(scenario), (path, error) => {
    if (!isOfTheApplication(error)) tell(mistakeAt(scenario, path, error))
  })
}

/**
 * Brings a world into a scenario but for its timeline, in a session of the application's; what is returned lets an entry of
 * the timeline happen when its caller says so.
 *
 * @throws ScenarioError where this world cannot be brought into it; nothing has been changed then.
 */
export function directScenario(simulator: Simulator, scenario: Scenario, sessionId: string): AppliedScenario {
  const { timeline: _timeline, ...circumstances } = demandScenario(scenario)
  return setUpScenario(stageOf(simulator, {}, { sessionId }), circumstances, (path, error) => {
    throw mistakeAt(scenario, path, error)
  })
}

function mistakeAt({ title }: Scenario, path: string, error: unknown): ScenarioError {
  const message = messageOf(error)
  return new ScenarioError(`The scenario "${title}"`, [{ path, message }])
}

/** How the service of a scenario's world takes credentials. */
export const rulesGiven = ({ given = {} }: Scenario): Pick<SimulatorOptions, 'credentials' | 'secret'> => ({
  ...(given.credentials === undefined ? {} : { credentials: given.credentials }),
  ...(given.secret === undefined ? {} : { secret: given.secret }),
})

/** The choices that a scenario leaves to the making of a world. */
export const optionsOf = (scenario: Scenario): SimulatorOptions => ({
  ...(scenario.dialect === undefined ? {} : { dialect: scenario.dialect }),
  ...rulesGiven(scenario),
})
