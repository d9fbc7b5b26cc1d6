import * as v from 'valibot'
import { crowdVerbs } from '../../backend/people/crowd-churn.ts'
import { failures } from '../../contract/failures.ts'
import { faultPoints } from '../../contract/fault-points.ts'
import { operations } from '../../contract/operations.ts'
import { heldPoint } from '../../faults/hold.ts'
import {
  bag,
  byOnlyKey,
  byOwnKey,
  byTextAt,
  duration,
  figure,
  flag,
  list,
  neitherWordNorKey,
  noneOfTheKeys,
  oneOf,
  shapes,
  text,
} from '../sentences.ts'
import type { Action, DeviceVerb, Json, NetworkChange, SessionChange } from '../verbs/actions.ts'
import { deviceVerbs, givenDevices, networkWords } from '../verbs/actions.ts'
import { latency, role, rules, socket, stream } from './given.ts'
import { mediaChange, qualityChange } from './media.ts'

const often = (): v.GenericSchema<number> => figure('how many times', 1, 1_000_000, true)

/** The name of a failure of the catalogue. */
export const failure: v.GenericSchema<unknown, (typeof failures)[number]['id']> = oneOf(
  'failure',
  failures.map(({ id }) => id),
)

const points = Object.keys(faultPoints).flatMap((point) => (point.startsWith('service:') ? [point.slice(8)] : []))

const status = shapes<number | string>(
  { number: figure('a status', 100, 599, true), word: oneOf('status', ['none', 'failed', 'offline']) },
  (input) => (typeof input === 'number' ? 'number' : 'word'),
  text(),
)

/** What happens to the network with more to say than a word: what goes with each of its keys. */
const networkShapes = {
  drop: bag({ drop: figure('a close code', 1000, 4999, true) }),
  latency: bag({ latency: latency() }),
  flap: bag({
    flap: bag({ times: v.exactOptional(often()), down: v.exactOptional(duration()), up: v.exactOptional(duration()) }),
  }),
  socket: bag({ socket: socket() }),
  answer: bag({
    answer: oneOf('point of the service', points),
    status,
    reason: v.exactOptional(text()),
    body: v.exactOptional(v.any() as v.GenericSchema<unknown, Json>),
    delay: v.exactOptional(duration()),
    times: v.exactOptional(often()),
  }),
}

const networkChange = shapes<NetworkChange>(
  { ...networkShapes, word: oneOf('change of the network', networkWords) },
  (input) => (networkWords.some((word) => word === input) ? 'word' : byOwnKey(Object.keys(networkShapes))(input)),
  neitherWordNorKey('change of the network', networkWords, Object.keys(networkShapes)),
)

const rate = (): v.GenericSchema<number> => figure('how often a minute', 0, 60_000)

const rates = (): v.GenericSchema => bag(Object.fromEntries(crowdVerbs.map((verb) => [verb, v.exactOptional(rate())])))

const churn = (): v.GenericSchema =>
  shapes({ pace: rate(), rates: rates() }, (input) => (typeof input === 'object' ? 'rates' : 'pace'), rate())

const archive = (): v.GenericSchema<string> => text()

const sessionShapes = {
  startArchive: bag({ startArchive: archive() }),
  pauseArchive: bag({ pauseArchive: archive() }),
  resumeArchive: bag({ resumeArchive: archive() }),
  stopArchive: bag({ stopArchive: archive() }),
  rules: bag({ rules: rules() }),
  videoByQuality: bag({ videoByQuality: text(), active: flag() }),
  crowd: bag({
    crowd: figure('the number of people', 1, 10_000, true),
    publish: v.exactOptional(figure('the share of those who publish', 0, 1)),
    churn: v.exactOptional(churn()),
    role: v.exactOptional(role()),
    name: v.exactOptional(text()),
    seed: v.exactOptional(text()),
  }),
  stopCrowd: bag({ stopCrowd: text() }),
  dismissCrowd: bag({ dismissCrowd: text() }),
}

const sessionChange = shapes<SessionChange>(
  { ...sessionShapes, word: oneOf('change of the session', ['rotateServer']) },
  (input) => (input === 'rotateServer' ? 'word' : byOwnKey(Object.keys(sessionShapes))(input)),
  neitherWordNorKey('change of the session', ['rotateServer'], Object.keys(sessionShapes)),
)

const signal = bag({
  type: v.exactOptional(text()),
  data: v.exactOptional(text()),
  to: v.exactOptional(text()),
})

const ofStream = (): v.ObjectEntries => ({ stream: v.exactOptional(text()) })

/** What goes with each verb of a participant. */
export const participantVerbs: Readonly<Record<string, v.ObjectEntries>> = {
  join: { data: v.exactOptional(text()), role: v.exactOptional(role()) },
  publish: { publishes: v.exactOptional(stream()) },
  unpublish: ofStream(),
  change: {
    channel: oneOf('channel', ['audio', 'video']),
    active: v.exactOptional(flag()),
    width: v.exactOptional(figure('a width', 1, 10_000)),
    height: v.exactOptional(figure('a height', 1, 10_000)),
    frameRate: v.exactOptional(figure('a frame rate', 1, 120)),
    orientation: v.exactOptional(v.picklist([0, 90, 180, 270], 'An orientation is 0, 90, 180 or 270 degrees.')),
    ...ofStream(),
  },
  subscribe: ofStream(),
  unsubscribe: ofStream(),
  caption: { text: text(), isFinal: v.exactOptional(flag()), ...ofStream() },
  leave: {},
  vanish: {},
  signal: { signal: v.exactOptional(signal) },
  forceDisconnect: { whom: v.exactOptional(text()) },
  forceUnpublish: ofStream(),
  mute: { ...ofStream(), except: v.exactOptional(list(text())) },
}

function participantAction(more: v.ObjectEntries): v.GenericSchema {
  const known = Object.keys(participantVerbs)
  const choices = known.map((does) => [
    does,
    bag({ participant: text(), does: v.literal(does), ...participantVerbs[does], ...more }),
  ])
  const stranger = bag({ participant: text(), does: oneOf('verb of a participant', known), ...more })
  return shapes(Object.fromEntries(choices), byTextAt('does'), stranger)
}

const simpleDeviceVerbs = deviceVerbs.filter((verb) => verb !== 'add' && verb !== 'unplug')

function deviceAction(more: v.ObjectEntries): v.GenericSchema {
  const device = oneOf('device', givenDevices)
  const id = v.exactOptional(text())
  const choices = {
    other: bag({ device, does: oneOf<readonly DeviceVerb[]>('verb of a device', simpleDeviceVerbs), ...more }),
    unplug: bag({ device, does: v.literal('unplug'), id, ...more }),
    add: bag({ device, does: v.literal('add'), id, label: v.exactOptional(text()), ...more }),
    reset: bag({ device: oneOf('device to reset', ['all']), does: v.literal('reset'), ...more }),
  }
  const stranger = bag({ device, does: oneOf('verb of a device', [...deviceVerbs, 'reset']), ...more })
  const verb = byTextAt('does')
  const tell = (input: unknown): string | undefined => {
    const does = verb(input)
    return simpleDeviceVerbs.some((one) => one === does) ? 'other' : does
  }
  return shapes(choices, tell, stranger)
}

const armed = shapes<Extract<Action, { readonly fail: unknown }>['fail']>(
  {
    id: failure,
    bag: bag({
      failure,
      times: v.exactOptional(often()),
      call: v.exactOptional(figure('the number of a call', 1, 1_000_000, true)),
    }),
  },
  (input) => (typeof input === 'string' ? 'id' : 'bag'),
  text(),
)

function canBeHeld(operation: string): boolean {
  try {
    return heldPoint(operation) !== ''
  } catch {
    return false
  }
}

const heldOperations = Object.keys(operations).filter(canBeHeld)

const held = (): v.GenericSchema<string> => oneOf('operation whose answer can be withheld', heldOperations)

const actionKeys = [
  'network',
  'device',
  'media',
  'quality',
  'session',
  'participant',
  'fail',
  'hold',
  'release',
] as const

/** Something that happens behind the application's back, by the key that says what; `more`: the keys of its place. */
export const actionShapes = (
  more: v.ObjectEntries,
): Readonly<Record<(typeof actionKeys)[number], v.GenericSchema>> => ({
  network: bag({ network: networkChange, ...more }),
  device: deviceAction(more),
  media: bag({ media: mediaChange, ...more }),
  quality: bag({ quality: qualityChange, ...more }),
  session: bag({ session: sessionChange, ...more }),
  participant: participantAction(more),
  fail: bag({ fail: armed, ...more }),
  hold: bag({ hold: held(), ...more }),
  release: bag({ release: held(), fails: v.exactOptional(failure), ...more }),
})

/** An action with the keys of its place. */
export const action = <Output extends Action>(what: string, more: v.ObjectEntries): v.GenericSchema<unknown, Output> =>
  shapes(actionShapes(more), byOnlyKey(actionKeys), noneOfTheKeys(what, actionKeys))

/** Every verb that an action can have, by the key that says what it is about. */
export const actionVerbs: Readonly<Record<'network' | 'device' | 'session' | 'participant', readonly string[]>> = {
  network: [...networkWords.filter((word) => word !== 'drop'), ...Object.keys(networkShapes)],
  device: [...deviceVerbs, 'reset'],
  session: ['rotateServer', ...Object.keys(sessionShapes)],
  participant: Object.keys(participantVerbs),
}
