import * as v from 'valibot'
import type { Action } from './scenario.ts'
import { deviceVerbs, givenDevices } from './scenario.ts'
import { latency, role, stream } from './scenario-schema-given.ts'
import { bag, byOwnKey, byTextAt, figure, flag, noneOfTheKeys, oneOf, shapes, text } from './scenario-sentences.ts'

const changes = ['offline', 'online', 'drop', 'silent'] as const

const networkChange = shapes<Extract<Action, { network: unknown }>['network']>(
  {
    drop: bag({ drop: figure('a close code', 1000, 4999, true) }),
    latency: bag({ latency: latency() }),
    word: oneOf('change of the network', changes),
  },
  (input) => (typeof input === 'string' ? 'word' : byOwnKey(['drop', 'latency'])(input)),
  oneOf('change of the network', changes),
)

const signal = bag({
  type: v.exactOptional(text()),
  data: v.exactOptional(text()),
  to: v.exactOptional(text()),
})

/** What goes with each verb of a participant. */
const verbs: Readonly<Record<string, v.ObjectEntries>> = {
  join: { data: v.exactOptional(text()), role: v.exactOptional(role()) },
  publish: { publishes: v.exactOptional(stream()) },
  unpublish: { stream: v.exactOptional(text()) },
  change: {
    channel: oneOf('channel', ['audio', 'video']),
    active: flag(),
    stream: v.exactOptional(text()),
  },
  leave: {},
  vanish: {},
  signal: { signal: v.exactOptional(signal) },
  forceDisconnect: { whom: v.exactOptional(text()) },
  forceUnpublish: { stream: v.exactOptional(text()) },
  mute: { stream: v.exactOptional(text()) },
}

function participantAction(more: v.ObjectEntries): v.GenericSchema {
  const known = Object.keys(verbs)
  const choices = known.map((does) => [
    does,
    bag({ participant: text(), does: v.literal(does), ...verbs[does], ...more }),
  ])
  const stranger = bag({ participant: text(), does: oneOf('verb of a participant', known), ...more })
  return shapes(Object.fromEntries(choices), byTextAt('does'), stranger)
}

const actionKeys = ['network', 'device', 'participant'] as const

/** Something that happens behind the application's back, by the key that says what; `more`: the keys of its place. */
export const actionShapes = (more: v.ObjectEntries): Readonly<Record<string, v.GenericSchema>> => ({
  network: bag({ network: networkChange, ...more }),
  device: bag({
    device: oneOf('device', givenDevices),
    does: oneOf('verb of a device', deviceVerbs),
    ...more,
  }),
  participant: participantAction(more),
})

/** An action with the keys of its place. */
export const action = <Output extends Action>(what: string, more: v.ObjectEntries): v.GenericSchema<unknown, Output> =>
  shapes(actionShapes(more), byOwnKey(actionKeys), noneOfTheKeys(what, actionKeys))
