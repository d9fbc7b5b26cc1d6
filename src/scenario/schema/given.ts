import * as v from 'valibot'
import type { SessionRules } from '../../backend/state.ts'
import { roles } from '../../contract/roles.ts'
import type { BrowserAbility, DeviceCondition, Given, GivenPerson } from '../scenario.ts'
import { deviceConditions } from '../scenario.ts'
import { bag, byOwnKey, figure, flag, list, oneOf, shapes, signedDuration, text, wrongKind } from '../sentences.ts'
import type { GivenDevice, GivenStream, Json, SocketMode } from '../verbs/actions.ts'
import { socketWords } from '../verbs/actions.ts'

const dayMs = 86_400_000

export const role = (): v.GenericSchema<(typeof roles)[number]> => oneOf('role', roles)

const latencyFigure = (): v.GenericSchema<number> => figure('a latency in milliseconds', 0, dayMs)

/** One figure, or the least and the most. */
export const latency = (): v.GenericSchema<number | readonly [number, number]> =>
  v.union(
    [latencyFigure(), v.strictTuple([latencyFigure(), latencyFigure()], wrongKind)],
    'A latency is a number of milliseconds from 0 up, or a list of the least and the most, such as [20, 60].',
  )

export const stream = (): v.GenericSchema<GivenStream> =>
  bag({
    name: v.exactOptional(text()),
    audio: v.exactOptional(flag()),
    video: v.exactOptional(flag()),
    videoType: v.exactOptional(oneOf('video type', ['camera', 'screen', 'custom'])),
    width: v.exactOptional(figure('a width', 1, 10_000)),
    height: v.exactOptional(figure('a height', 1, 10_000)),
    frameRate: v.exactOptional(figure('a frame rate', 1, 120)),
    encryptionSecret: v.exactOptional(text()),
  })

const socketMode = (): v.GenericSchema<unknown, SocketMode> =>
  shapes<SocketMode>(
    {
      word: oneOf('way to take a messaging connection', socketWords),
      closeAfterOpen: bag({ closeAfterOpen: figure('a close code', 1000, 4999, true) }),
    },
    (input) => (typeof input === 'string' ? 'word' : byOwnKey(['closeAfterOpen'])(input)),
    oneOf('way to take a messaging connection', socketWords),
  )

/** How coming messaging connections are taken: one way, or one each in order. */
export const socket = (): v.GenericSchema<unknown, SocketMode | readonly SocketMode[]> =>
  v.lazy((input) =>
    input === undefined
      ? v.union([socketMode(), list(socketMode())])
      : Array.isArray(input)
        ? list(socketMode())
        : socketMode(),
  )

const token = bag({
  role: v.exactOptional(role()),
  expiresIn: v.exactOptional(signedDuration()),
  data: v.exactOptional(text()),
  format: v.exactOptional(oneOf('token format', ['jwt', 't1'])),
  session: v.exactOptional(text()),
})

/** What holds for the session at the service. */
export const rules = (): v.GenericSchema<unknown, Partial<SessionRules>> =>
  bag({
    reconnection: v.exactOptional(flag()),
    relayed: v.exactOptional(flag()),
    encrypted: v.exactOptional(flag()),
    muteOnEntry: v.exactOptional(flag()),
    maxConnections: v.exactOptional(figure('the number of connections', 0, 100_000, true)),
    maxStreams: v.exactOptional(figure('the number of streams', 0, 100_000, true)),
  })

const network = bag({
  latency: v.exactOptional(latency()),
  online: v.exactOptional(flag()),
  socket: v.exactOptional(socket()),
})

const browser = bag({
  userMedia: v.exactOptional(flag()),
  displayMedia: v.exactOptional(flag()),
  encodedStreams: v.exactOptional(flag()),
  autoplay: v.exactOptional(flag()),
} satisfies Record<BrowserAbility, v.GenericSchema>)

const condition = (): v.GenericSchema<DeviceCondition> => oneOf('condition of a device', deviceConditions)

const devices = bag({
  camera: v.exactOptional(condition()),
  microphone: v.exactOptional(condition()),
  speaker: v.exactOptional(condition()),
  screen: v.exactOptional(condition()),
} satisfies Record<GivenDevice, v.GenericSchema>)

const person: v.GenericSchema<unknown, GivenPerson> = bag({
  name: text(),
  data: v.exactOptional(text()),
  role: v.exactOptional(role()),
  publishes: v.exactOptional(list(stream())),
})

const tokenOrText = (): v.GenericSchema<unknown, NonNullable<Given['token']>> =>
  v.lazy((input) =>
    input === undefined ? v.union([v.string(), token]) : typeof input === 'string' ? v.string() : token,
  )

/** `given`: the circumstances. */
export const given: v.GenericSchema<unknown, Given> = bag({
  token: v.exactOptional(tokenOrText()),
  apiKey: v.exactOptional(text()),
  sessionId: v.exactOptional(text()),
  credentials: v.exactOptional(oneOf('way to take credentials', ['well-formed', 'any', 'verified'])),
  secret: v.exactOptional(text()),
  session: v.exactOptional(rules()),
  network: v.exactOptional(network),
  devices: v.exactOptional(devices),
  browser: v.exactOptional(browser),
  room: v.exactOptional(list(person)),
})

/** Any value of JSON. */
export const json: v.GenericSchema<unknown, Json> = v.any()
