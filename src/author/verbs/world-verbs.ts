/** The verbs of the simulator itself, with the shapes of their arguments. */

import type { CredentialOptions } from '../../backend/tokens/credentials.ts'
import type { TokenFormat } from '../../backend/tokens/token-contents.ts'
import type { FailureId } from '../../contract/failures.ts'
import type { RestFailureId } from '../../contract/rest/failures.ts'
import type { FaultOptions, Match } from '../../faults/fault.ts'
import type { View } from '../../ports/view.ts'
import { type Param, param } from '../../vocabulary/check.ts'
import {
  bag,
  duration,
  type Exact,
  either,
  figure,
  filled,
  flag,
  type Optional,
  optional,
  type Shape,
  signedDuration,
  someBag,
  someFacts,
  text,
  thing,
  whole,
  words,
} from '../../vocabulary/shape.ts'
import * as known from '../../vocabulary/words.ts'
import type { Circumstances } from '../circumstances.ts'
import type { SimulatorOptions } from '../options.ts'
import type { ViewChoice } from '../view.ts'
import { aFunction, later, reading, type VerbEntry, type Verbs, type VerbTable, verb } from './verb-table.ts'

const isFilled = (value: unknown): boolean => typeof value === 'string' && value !== ''

/** The verbs say themselves which ids there are, and which was meant. */
export const failureId: Shape<FailureId | RestFailureId> = thing(
  'the id of a failure, such as "Session.connect/expired-token"',
  isFilled,
)

/** The options of credentials. */
export const credentialKeys: {
  readonly [Key in keyof CredentialOptions]-?: Optional<Exclude<CredentialOptions[Key], undefined>>
} = {
  role: optional(known.role),
  expiresIn: optional(signedDuration),
  data: optional(text),
  scenario: optional(filled),
  format: optional(known.tokenFormat),
  session: optional(filled),
}

export const circumstancesVerbs: Verbs = {
  browser: verb(param('abilities', someBag({ ...known.browserKeys, webrtc: optional(flag) }))),
  capture: verb(param('of', words('capture', ['camera', 'screen'])), param('browserError', filled)),
  credentials: verb(
    param(
      'preset',
      bag({
        ...credentialKeys,
        apiKey: optional(text),
        sessionId: optional(text),
        token: optional(text),
        tokenSession: optional(filled),
      }),
    ),
  ),
  issue: verb(param('options', bag(credentialKeys))),
  reset: verb(),
} satisfies VerbTable<Circumstances>

/** The verbs of a simulator; a test ties them to its class, which this file cannot know. */
export interface SimulatorVerbs {
  readonly createClient: VerbEntry<readonly []>
  readonly credentials: VerbEntry<readonly [Param & Exact<CredentialOptions>]>
  readonly room: VerbEntry<
    readonly [Param & Exact<string | { readonly session?: string; readonly format?: TokenFormat }>]
  >
  readonly fail: VerbEntry<readonly [Param & Exact<FailureId | RestFailureId>, Param & Exact<FaultOptions>]>
  readonly disarm: VerbEntry<readonly [Param & Exact<FailureId | RestFailureId>]>
  readonly heardOf: VerbEntry<readonly [Param & Exact<FailureId | RestFailureId>]>
  readonly hold: VerbEntry<readonly [Param & Exact<string>]>
  readonly defineScenario: VerbEntry<readonly [Param & Exact<string>, Param & Exact<(clientId: string) => void>]>
  readonly toScenario: VerbEntry<readonly [Param & Exact<{ readonly title?: string }>]>
  readonly settled: VerbEntry<readonly []>
  readonly reset: VerbEntry<readonly []>
  readonly dispose: VerbEntry<readonly []>
}

export const simulatorVerbs: SimulatorVerbs = {
  createClient: verb(),
  credentials: verb(param('options', optional(bag(credentialKeys)))),
  room: verb(
    param('which', optional(either(filled, bag({ session: optional(filled), format: optional(known.tokenFormat) })))),
  ),
  fail: verb(
    param('failureId', failureId),
    param(
      'options',
      optional(
        bag({
          times: optional(known.timesOrEndless),
          call: optional(known.whichCall),
          match: optional(someFacts as Shape<Match>),
          after: optional(duration),
        }),
      ),
    ),
  ),
  disarm: verb(param('failureId', failureId)),
  heardOf: reading(param('failureId', failureId)),
  hold: verb(param('operation', thing<string>('the name of an operation, such as "Session.publish"', isFilled))),
  defineScenario: verb(param('name', filled), param('apply', aFunction<(clientId: string) => void>())),
  toScenario: reading(param('options', optional(bag({ title: optional(filled) })))),
  settled: later(),
  reset: verb(),
  dispose: reading(),
}

const viewMethods: readonly (keyof View)[] = ['has', 'isElement', 'create', 'showRequirements', 'clear']

const view: Shape<ViewChoice> = thing(
  `"page", "headless", a function that makes a view, or a view: an object with ${viewMethods.join('(), ')}()`,
  (value) =>
    value === 'page' ||
    value === 'headless' ||
    typeof value === 'function' ||
    (typeof value === 'object' &&
      value !== null &&
      viewMethods.every((key) => typeof Reflect.get(value, key) === 'function')),
)

type SharedOption = 'dialect' | 'seed' | 'uncaught' | 'view' | 'devices' | 'journalCap'

/** The options of a simulator that a world which lives elsewhere leaves to it. */
export const sharedOptionKeys: {
  readonly [Key in SharedOption]: Optional<Exclude<SimulatorOptions[Key], undefined>>
} = {
  dialect: optional(known.dialect),
  seed: optional(known.seed),
  uncaught: optional(words('place for errors that escape', ['page', 'journal'])),
  view: optional(view),
  devices: optional(words('kind of devices', ['simulated', 'real'])),
  journalCap: optional(whole('how many entries are kept', 1, 1_000_000_000)),
}

const simulatorKeys = {
  ...sharedOptionKeys,
  epoch: optional(known.moment),
  clock: optional(known.clockKind),
  credentials: optional(known.policy),
  secret: optional(filled),
  publicKey: optional(filled),
  loads: optional(words('judge of loading', ['element', 'clock'])),
} as const

/** The options of `createSimulator()`. */
const simulatorOptions: Shape<SimulatorOptions> = bag(simulatorKeys)

const { dialect: _ownDialect, ...keysBesideDialect } = simulatorKeys

const aScenario: Shape<object> = thing(
  'a scenario: an object, such as an imported JSON file',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
)
export const aSimulator: Shape<object> = thing(
  'a simulator of createSimulator()',
  (value) => typeof value === 'object' && value !== null && 'OT' in value && 'journal' in value,
)
const aClient: Shape<object> = thing(
  'a client of simulator.createClient()',
  (value) => typeof value === 'object' && value !== null && 'OT' in value && 'network' in value && 'id' in value,
)

/** The parameters of functions that stand alone. */
export const functionParams: Readonly<
  Record<
    'createSimulator' | 'createSimulatorInDialect' | 'applyScenario' | 'simulatorFor' | 'playScenario',
    readonly Param[]
  >
> = {
  createSimulator: [param('options', optional(simulatorOptions))],
  createSimulatorInDialect: [param('options', optional(bag(keysBesideDialect)))],
  applyScenario: [
    param('simulator', aSimulator),
    param('scenario', aScenario),
    param('options', optional(bag({ client: optional(aClient) }))),
  ],
  simulatorFor: [param('scenario', aScenario), param('options', optional(simulatorOptions))],
  playScenario: [
    param('scenario', aScenario),
    param(
      'options',
      optional(
        bag({
          dialect: optional(known.dialect),
          epoch: optional(figure('the beginning of time, in milliseconds since the Unix epoch', -8.64e15, 8.64e15)),
          seed: optional(known.seed),
          inspect: optional(aFunction<() => void>()),
        }),
      ),
    ),
  ],
}
