import * as v from 'valibot'
import { dialects } from '../contract/dialect.ts'
import { type FailureId, failures } from '../contract/failures.ts'
import { callables } from './play-calls.ts'
import type {
  Action,
  CallStep,
  DeviceAction,
  Expectation,
  NetworkAction,
  ParticipantAction,
  Scenario,
  ScenarioFault,
  Step,
  TimelineEntry,
  WaitStep,
} from './scenario.ts'
import { deviceVerbs, eventTargets, givenDevices } from './scenario.ts'
import { given, json, latency, role, stream } from './scenario-schema-given.ts'
import { bag, duration, figure, flag, list, oneOf, shapes, signedDuration, text, wrongKind } from './scenario-sentences.ts'

type Entries = v.ObjectEntries

const failureId = (): v.GenericSchema<FailureId> =>
  oneOf(
    'failure',
    failures.map(({ id }) => id),
  )

const fault: v.GenericSchema<unknown, ScenarioFault> = bag({
  failure: failureId(),
  times: v.exactOptional(figure('how many times', 1, 1_000_000, true)),
  call: v.exactOptional(figure('the number of a call', 1, 1_000_000, true)),
  match: v.exactOptional(v.record(v.string(), v.union([v.string(), v.number()]), wrongKind)),
  after: v.exactOptional(duration()),
})

/** The shapes of an action, each with further keys: those of a timeline's entry, or none. */
function actionShapes<Output extends Action>(more: Entries): Record<string, v.GenericSchema<unknown, Output>> {
  const change = v.lazy((input) => (typeof input === 'object' ? networkChange(input) : networkWord))
  const networkAction = bag({ network: change, ...more })
  const deviceAction = bag({ device: oneOf('device', givenDevices), does: oneOf('verb of a device', deviceVerbs), ...more })
  const person = { participant: text(), ...more }
  const verbs = participantVerbs(person)
  const known = Object.keys(verbs)
  const stranger = bag({ ...person, does: oneOf('verb of a participant', known) })
  const participantAction = v.lazy((input): v.GenericSchema => {
    if (input === undefined) return v.union(Object.values(verbs))
    const does: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'does') : undefined
    return (typeof does === 'string' && Object.hasOwn(verbs, does) ? verbs[does] : undefined) ?? stranger
  })
  return { network: networkAction, device: deviceAction, participant: participantAction } as never
}

const networkWords = ['offline', 'online', 'drop', 'silent'] as const
const networkWord = oneOf('change of the network', networkWords)
const networkLatency = bag({ latency: latency() })
const networkDrop = bag({ drop: figure('a close code', 1000, 4999, true) })

const networkChange = (input: unknown): v.GenericSchema<unknown, NetworkAction['network']> =>
  input === undefined
    ? v.union([networkWord, networkLatency, networkDrop])
    : typeof input === 'object' && input !== null && 'drop' in input
      ? networkDrop
      : networkLatency
