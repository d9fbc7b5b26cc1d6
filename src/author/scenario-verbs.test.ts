import { describe, expect, test } from 'vitest'
import { Crowd } from '../backend/people/crowd.ts'
import { Participant } from '../backend/people/participants.ts'
import { Room } from '../backend/people/room.ts'
import { DeviceControls } from '../dom/devices/device-controls.ts'
import { readScenario } from '../scenario/read.ts'
import { nouns } from '../scenario/verbs/nouns.ts'
import { Network } from '../transport/network.ts'
import { MediaControls } from './media.ts'
import { playScenario } from './play.ts'
import { QualityControls } from './quality.ts'
import { Simulator } from './simulator.ts'

/** The classes of the test author's API, and the methods of each that no file can speak of, with the reason. */
const api = [
  { name: 'Network', prototype: Network.prototype, left: {} },
  {
    name: 'DeviceControls',
    prototype: DeviceControls.prototype,
    left: {
      install: 'what navigator.mediaDevices is is chosen by the page, not by what happens in the call',
      uninstall: 'as install',
      shareSound: 'whether a person shares the sound of a screen is no event of a call',
    },
  },
  {
    name: 'MediaControls',
    prototype: MediaControls.prototype,
    left: {},
  },
  { name: 'QualityControls', prototype: QualityControls.prototype, left: { reset: 'as the reset of the simulator' } },
  { name: 'Crowd', prototype: Crowd.prototype, left: {} },
  {
    name: 'Room',
    prototype: Room.prototype,
    left: {},
  },
  {
    name: 'Participant',
    prototype: Participant.prototype,
    left: {},
  },
  {
    name: 'Simulator',
    prototype: Simulator.prototype,
    left: {
      createClient: 'a scenario is about the one client that the application holds',
      defineScenario: 'it gives a name to what a file says',
      disarm: 'a file that takes a failure back asks for it fewer times',
      toScenario: 'it writes files',
      settled: 'steps wait by themselves',
      reset: 'a scenario begins in a world, and does not end it',
      dispose: 'as reset',
      heardOf: 'a file says what is expected to be heard in "expect"',
    },
  },
] as const

/** One way to say each verb in a file, with what has to go before it. */
const examples: Readonly<Record<string, Readonly<Record<string, readonly object[]>>>> = {
  network: {
    offline: [{ network: 'offline' }],
    online: [{ network: 'offline' }, { network: 'online' }],
    drop: [{ network: { drop: 4001 } }],
    silent: [{ network: 'silent' }],
    talking: [{ network: 'silent' }, { network: 'talking' }],
    latency: [{ network: { latency: 30 } }, { network: { latency: [20, 60] } }],
    flap: [{ network: { flap: { times: 1, down: '1s', up: '2s' } } }],
    socket: [{ network: { socket: ['refuse', 'accept'] } }, { network: { socket: { closeAfterOpen: 1011 } } }],
    answer: [{ network: { answer: 'sessionInfo', status: 503, body: { error: 'busy' }, delay: '1s', times: 2 } }],
  },
  device: {
    deny: [{ device: 'camera', does: 'deny' }],
    dismiss: [{ device: 'microphone', does: 'dismiss' }],
    neverAnswer: [{ device: 'screen', does: 'neverAnswer' }],
    allow: [{ device: 'speaker', does: 'allow' }],
    forgetPermission: [{ device: 'camera', does: 'forgetPermission' }],
    occupy: [{ device: 'camera', does: 'occupy' }],
    free: [
      { device: 'camera', does: 'occupy' },
      { device: 'camera', does: 'free' },
    ],
    unplug: [{ device: 'camera', does: 'unplug', id: 'camera-1' }],
    add: [{ device: 'camera', does: 'add', id: 'camera-2', label: 'Another camera' }],
    reset: [{ device: 'all', does: 'reset' }],
  },
  media: {
    mend: [{ media: 'mend' }],
    fail: [{ media: { fail: 'createAnswer', how: 'hangs', of: 'subscriber', times: 1 } }],
    planPath: [{ media: { planPath: ['checking', 'failed'] } }],
    path: [{ media: { path: 'disconnected', of: 'subscriber', stream: 'Alice' } }],
    renegotiate: [{ media: { renegotiate: true } }],
    closeConnections: [{ media: { closeConnections: true, of: 'publisher' } }],
    decryption: [{ media: { decryption: 'mismatch' } }],
    arrangeElements: [{ media: { arrangeElements: { blocksSound: true }, of: 'subscriber' } }],
    failElements: [{ media: { failElements: 3, of: 'subscriber' } }],
    endElements: [{ media: { endElements: true } }],
    blockSound: [{ media: { blockSound: true, stream: 'Alice' } }],
    refuseSound: [{ media: { refuseSound: 'NotAllowedError' } }],
    allowSound: [{ media: { refuseSound: 'NotAllowedError' } }, { media: { allowSound: true } }],
    endTracks: [{ media: { endTracks: 'video' } }],
    muteTracks: [{ media: { muteTracks: 'all' } }],
    speak: [{ media: { speak: true } }, { media: { speak: 0.3 } }],
    silence: [{ media: { speak: true } }, { media: { silence: true } }],
  },
  quality: {
    network: [{ quality: { network: 'critical', of: 'subscriber', reason: 'packetLoss', source: 'remote' } }],
    score: [{ quality: { score: { audio: 4, video: 1.5 }, stream: 'Alice' } }],
    limit: [{ quality: { limit: 'cpu' } }],
    codec: [{ quality: { codec: 'H264' } }],
    resolution: [{ quality: { resolution: { width: 320, height: 240 } } }, { quality: { resolution: null } }],
    interrupt: [{ quality: { interrupt: true } }, { quality: { interrupt: '3s' } }],
    fallBack: [{ quality: { fallBack: 'warned' } }],
    resizePicture: [{ quality: { resizePicture: { width: 480, height: 640 } } }],
    cpu: [{ quality: { cpu: 'critical' } }],
  },
  session: {
    rotateServer: [{ session: 'rotateServer' }],
    startArchive: [{ session: { startArchive: 'talk' } }],
    pauseArchive: [{ session: { startArchive: 'talk' } }, { session: { pauseArchive: 'talk' } }],
    resumeArchive: [
      { session: { startArchive: 'talk' } },
      { session: { pauseArchive: 'talk' } },
      { session: { resumeArchive: 'talk' } },
    ],
    stopArchive: [{ session: { startArchive: 'talk' } }, { session: { stopArchive: 'talk' } }],
    rules: [{ session: { rules: { maxStreams: 2 } } }],
    videoByQuality: [{ session: { videoByQuality: 'Alice', active: false } }],
    videoWarning: [
      { session: { videoWarning: 'Alice', active: true } },
      { session: { videoWarning: 'Alice', active: false } },
    ],
    crowd: [{ session: { crowd: 3, role: 'subscriber', publish: 0, churn: 3 } }],
    stopCrowd: [{ session: { crowd: 3, name: 'seat', churn: { leave: 2 } } }, { session: { stopCrowd: 'seat' } }],
    caption: [{ session: { caption: 'Alice', text: 'hello', isFinal: false } }],
    dismissCrowd: [{ session: { crowd: 3 } }, { session: { dismissCrowd: 'guest' } }],
    signal: [{ session: { signal: { type: 'notice', data: 'hello' } } }, { session: { signal: { to: 'alice' } } }],
    forceMuteStream: [{ session: { forceMuteStream: 'Alice' } }],
    forceMuteAll: [{ session: 'forceMuteAll' }, { session: { forceMuteAll: { except: ['Alice'] } } }],
    disableForceMute: [{ session: 'forceMuteAll' }, { session: 'disableForceMute' }],
    forceDisconnect: [{ session: { forceDisconnect: 'alice' } }],
    crash: [{ session: 'crash' }],
  },
  participant: {
    join: [{ participant: 'carol', does: 'join', data: '{}', role: 'subscriber' }],
    publish: [{ participant: 'alice', does: 'publish', publishes: { name: 'Screen', videoType: 'screen' } }],
    unpublish: [{ participant: 'alice', does: 'unpublish', stream: 'Alice' }],
    change: [{ participant: 'alice', does: 'change', channel: 'video', active: false, width: 320 }],
    subscribe: [{ participant: 'alice', does: 'subscribe' }],
    unsubscribe: [
      { participant: 'alice', does: 'subscribe' },
      { participant: 'alice', does: 'unsubscribe' },
    ],
    caption: [{ participant: 'alice', does: 'caption', text: 'Good morning', isFinal: false }],
    leave: [{ participant: 'alice', does: 'leave' }],
    vanish: [{ participant: 'alice', does: 'vanish' }],
    speak: [{ participant: 'alice', does: 'speak', loudness: 0.3, stream: 'Alice' }],
    silence: [
      { participant: 'alice', does: 'speak' },
      { participant: 'alice', does: 'silence' },
    ],
    signal: [{ participant: 'alice', does: 'signal', signal: { type: 'chat', data: 'hello', to: 'me' } }],
    forceDisconnect: [{ participant: 'bob', does: 'forceDisconnect', whom: 'alice' }],
    forceUnpublish: [{ participant: 'bob', does: 'forceUnpublish', stream: 'own' }],
    mute: [
      { participant: 'bob', does: 'mute', except: ['Alice'] },
      { participant: 'bob', does: 'mute', stream: 'Alice' },
    ],
  },
  fault: {
    fail: [
      { fail: 'Session.signal/recipient-not-found' },
      { fail: { failure: 'Session.signal/recipient-not-found', times: 2 } },
    ],
    hold: [{ hold: 'Session.signal' }],
    release: [{ hold: 'Session.signal' }, { release: 'Session.signal' }],
  },
}

const cases = Object.entries(examples).flatMap(([about, verbs]) =>
  Object.entries(verbs).map(([verb, actions]) => [about, verb, actions] as const),
)

const room = [
  { name: 'alice', publishes: [{ name: 'Alice' }] },
  { name: 'bob', role: 'moderator' },
]

const secret = { encryptionSecret: 'a secret of theirs' }

/** A call in which everything is there that a verb may be about: a secret, a publisher that falls back to sound, a subscriber. */
const calls: readonly object[] = [
  { call: 'OT.initSession', args: [{ $given: 'apiKey' }, { $given: 'sessionId' }, secret] },
  { call: 'Session.connect' },
  { call: 'OT.initPublisher', args: [null, { audioFallback: { publisher: true } }] },
  { call: 'Session.publish' },
  { call: 'Session.subscribe' },
]

const played = (parts: object): ReturnType<typeof playScenario> =>
  playScenario(readScenario({ title: 'A verb', given: { room, session: { encrypted: true } }, ...parts }))

const methodsOf = (prototype: object): readonly string[] =>
  Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { value }]) =>
    name !== 'constructor' && typeof value === 'function' ? [name] : [],
  )

describe('every verb', () => {
  test.each(cases)('%s %s can be a step', async (_about, _verb, actions) => {
    const { steps } = await played({ steps: [...calls, ...actions] })
    expect(steps.slice(calls.length).map(({ outcome }) => outcome)).toEqual(actions.map(() => 'done'))
  })

  test.each(cases)(
    '%s %s can be in the timeline, at a time, after an event, and again',
    async (_about, _verb, actions) => {
      const timed = actions.map((action, index) => ({ at: `${index + 10}s`, ...action }))
      const told = actions.map((action, index) => ({ after: 'streamCreated', wait: `${index + 10}s`, ...action }))
      const again = actions.map((action, index) => ({ at: `${index + 10}s`, every: '1h', times: 1, ...action }))
      for (const timeline of [timed, told, again]) {
        await expect(played({ steps: calls, timeline })).resolves.toBeDefined()
      }
    },
  )

  test('of the schema has an example', () => {
    // A world without HTTP refuses what is said of it; test/rest/scenarios.test.ts plays it.
    const { fail, hold, release, rest: _rest, ...others } = nouns
    const known = Object.entries(others).map(([about, { verbs }]) => [about, [...verbs].sort()])
    const shown = Object.entries(examples).map(([about, verbs]) => [about, Object.keys(verbs).sort()])
    const fault = [fail, hold, release].flatMap(({ verbs }) => verbs)
    expect(Object.fromEntries(shown)).toEqual({ ...Object.fromEntries(known), fault })
  })
})

/** Tells of every call of a method, until what it returns is called. */
function watch(prototype: object, method: string, called: () => void): () => void {
  const own: unknown = Reflect.get(prototype, method)
  const watched = function (this: unknown, ...args: readonly unknown[]): unknown {
    called()
    return typeof own === 'function' ? Reflect.apply(own, this, args) : undefined
  }
  Object.defineProperty(prototype, method, { value: watched, configurable: true, writable: true })
  return () => Object.defineProperty(prototype, method, { value: own, configurable: true, writable: true })
}

test('whatever a test author can do, a file can say', async () => {
  const silent = new Set<string>()
  const stops = api.flatMap(({ name, prototype, left }) =>
    methodsOf(prototype)
      .filter((method) => !Object.hasOwn(left, method))
      .map((method) => {
        silent.add(`${name}.${method}`)
        return watch(prototype, method, () => silent.delete(`${name}.${method}`))
      }),
  )
  try {
    for (const [, , actions] of cases) await played({ steps: [...calls, ...actions] })
  } finally {
    for (const stop of stops) stop()
  }
  expect([...silent]).toEqual([])
}, 60_000)

test('what no file can speak of is there', () => {
  const excused = api.flatMap(({ name, prototype, left }) =>
    Object.keys(left)
      .filter((method) => !methodsOf(prototype).includes(method))
      .map((method) => `${name}.${method}`),
  )
  expect(excused).toEqual([])
})
