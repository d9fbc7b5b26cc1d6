import { describe, expect, test } from 'vitest'
import type { Publisher, Session } from '../index.ts'
import { createSimulator, type Simulator } from '../simulator.ts'

type Act = (simulator: Simulator) => void

/** The verbs that have no effect in an empty world, each with its error. */
const alone: Readonly<Record<string, readonly [Act, RegExp]>> = {
  'media.path': [({ media }) => media.path('failed'), /no media connection is open/],
  'media.renegotiate': [({ media }) => media.renegotiate(), /no media connection is open/],
  'media.closeConnections': [({ media }) => media.closeConnections(), /no media connection is open/],
  'media.decryption': [({ media }) => media.decryption('mismatch'), /no session of this client is encrypted/],
  'media.failElements': [({ media }) => media.failElements(3), /no publisher and no subscriber/],
  'media.endElements': [({ media }) => media.endElements({ of: 'publisher' }), /no publisher at this time/],
  'media.blockSound': [({ media }) => media.blockSound(), /no subscriber at this time/],
  'media.refuseSound': [({ media }) => media.refuseSound(), /no subscriber at this time/],
  'media.allowSound': [({ media }) => media.allowSound(), /no subscriber at this time/],
  'media.silence': [({ media }) => media.silence(), /nobody speaks/],
  'media.endTracks': [({ media }) => media.endTracks(), /no publisher at this time/],
  'media.muteTracks': [({ media }) => media.muteTracks('audio', {}), /no publisher and no subscriber/],
  'media.quality.network': [({ media }) => media.quality.network('critical'), /no publisher and no subscriber/],
  'media.quality.score': [({ media }) => media.quality.score({ audio: 2 }), /no subscriber at this time/],
  'media.quality.limit': [({ media }) => media.quality.limit('cpu'), /no publisher at this time/],
  'media.quality.codec': [({ media }) => media.quality.codec('H264'), /no publisher and no subscriber/],
  'media.quality.resolution': [({ media }) => media.quality.resolution(null), /no publisher and no subscriber/],
  'media.quality.interrupt': [({ media }) => media.quality.interrupt(), /no subscriber at this time/],
  'media.quality.fallBack': [({ media }) => media.quality.fallBack('warned'), /no publisher at this time/],
  'media.quality.resizePicture': [
    ({ media }) => media.quality.resizePicture({ width: 3, height: 4 }),
    /no publisher at this time/,
  ],
  'media.quality.cpu': [({ media }) => media.quality.cpu('fair'), /no session of this client is connected/],
  'network.drop': [({ network }) => network.drop(), /no messaging connection is open/],
  'network.setSilent': [({ network }) => network.setSilent(false), /the service talks already/],
  'devices.free': [({ devices }) => devices.free('camera'), /no other program uses a camera/],
  'devices.unplug': [({ devices }) => devices.unplug('camera', 'x'), /no camera "x" to unplug/],
  'room.signal': [(simulator) => simulator.room().signal({ data: 'x' }), /nobody is in this room/],
  'room.crash': [(simulator) => simulator.room().crash(), /nobody is in this room/],
  'room.forceMuteAll': [(simulator) => simulator.room().forceMuteAll(), /nobody is in this room/],
  'room.rotateServer': [(simulator) => simulator.room().rotateServer(), /nobody is in this room/],
}

describe('a verb that can have no effect says so, and is in no journal:', () => {
  test.each(Object.entries(alone))('%s where nobody does anything', (_verb, [act, message]) => {
    const simulator = createSimulator()
    expect(() => act(simulator)).toThrow(message)
    expect(simulator.journal.find({ kind: 'control' })).toEqual([])
  })
})

interface Call {
  readonly simulator: Simulator
  readonly session: Session
  readonly publisher: Publisher
}

/** The application publishes, and subscribes to Alice's stream. */
async function call(properties: object = {}, alice: object = {}): Promise<Call> {
  const simulator = createSimulator({ view: 'headless' })
  const { apiKey, sessionId, token } = simulator.credentials()
  simulator
    .room()
    .join({ name: 'Alice' })
    .publish({ name: 'Alice', ...alice })
  const session = simulator.OT.initSession(apiKey, sessionId)
  const publisher = simulator.OT.initPublisher(undefined, { insertDefaultUI: false, ...properties })
  session.on('streamCreated', ({ stream }) => void session.subscribe(stream, undefined, { insertDefaultUI: false }))
  session.connect(token, () => session.publish(publisher))
  await simulator.settled()
  await simulator.settled()
  return { simulator, session, publisher }
}

describe('in a call', () => {
  test.each<[string, Act, RegExp]>([
    [
      'a stream that is nobody’s',
      ({ media }) => media.endTracks('all', { stream: 'x' }),
      /has the stream "x". The streams/,
    ],
    [
      'a connection that is nobody’s',
      ({ media }) => media.path('failed', { stream: 'x' }),
      /is meant. There are: that of/,
    ],
    ['what a subscriber receives to be offered', ({ media }) => media.renegotiate({ of: 'subscriber' }), /is meant/],
    ['no secret', ({ media }) => media.decryption('mismatch'), /no session of this client is encrypted/],
    ['no sound that was refused', ({ media }) => media.allowSound(), /no subscriber was told to refuse/],
    ['no fallback asked for', ({ media }) => media.quality.fallBack('warned'), /no publisher changes by it/],
    ['nobody silent', ({ network }) => network.setSilent(false), /talks already/],
  ])('there is %s', async (_what, act, message) => {
    const { simulator } = await call()
    const before = simulator.journal.entries.length
    expect(() => act(simulator)).toThrow(message)
    expect(simulator.journal.entries).toHaveLength(before)
  })

  test('what has come about already cannot come about again', async () => {
    const { simulator } = await call({ audioFallback: { publisher: true } })
    const { media, network, devices } = simulator
    const room = simulator.room()
    const alice = room.people[0]
    const archive = room.startArchive()
    const acts: readonly (() => void)[] = [
      () => media.blockSound(),
      () => media.speak(),
      () => media.quality.fallBack('audioOnly'),
      () => media.muteTracks('audio'),
      () => media.endTracks('video'),
      () => alice?.speak(),
      () => alice?.change('video', { active: false }),
      () => room.setArchiveStatus(archive, 'paused'),
      () => room.stopArchive(archive),
      () => devices.unplug('camera'),
      () => network.setSilent(true),
      () => network.goOffline(),
    ]
    for (const act of acts) {
      expect(act).not.toThrow()
      expect(act, String(act)).toThrow(/has no effect|cannot|already/)
    }
  })

  test('a stream without a picture has none that changes, and one without sound none that is blocked', async () => {
    const { media } = (await call({ videoSource: null }, { video: false })).simulator
    for (const act of [
      () => media.quality.resolution({ width: 10, height: 10 }),
      () => media.quality.interrupt(),
      () => media.quality.resizePicture({ width: 10, height: 10 }),
      () => media.quality.limit('cpu'),
      () => media.quality.codec('H264'),
    ]) {
      expect(act).toThrow('none that is meant has a picture')
    }
    expect(() => media.endTracks('video')).toThrow('no video track is there')
    const silent = await call({}, { audio: false })
    expect(() => silent.simulator.media.blockSound()).toThrow('no subscriber that is meant plays sound')
  })

  test('an answer that nobody waits for is given to nobody', async () => {
    const { simulator, session } = await call()
    const held = simulator.hold('Session.signal')
    expect(() => held.fail('Session.signal/recipient-not-found')).toThrow('no Session.signal waits for its answer')
    const told: (string | undefined)[] = []
    session.signal({ data: 'x' }, (error?: { readonly name: string }) => told.push(error?.name))
    await simulator.settled()
    held.fail('Session.signal/recipient-not-found')
    await simulator.settled()
    expect(told).toHaveLength(1)
    expect(() => held.release()).toThrow('was given already')
  })

  test('a crowd that has gone cannot go, and a picture that nobody receives is not withheld', async () => {
    const { simulator, publisher } = await call()
    const crowd = simulator.room().crowd({ people: 2, publish: 0 })
    crowd.leave()
    expect(() => crowd.leave()).toThrow('none of them is there any more')
    const own = publisher.stream?.streamId ?? ''
    expect(() => simulator.room().setVideoByQuality(own, false)).toThrow('nobody subscribes to this stream')
    expect(() => simulator.room().warnOfVideo(own, true)).toThrow('nobody subscribes to this stream')
  })

  test('what mends whatever was wrong may be called where nothing is', async () => {
    const { simulator } = await call()
    for (const mend of [() => simulator.network.comeBack(), () => simulator.media.mend()]) expect(mend).not.toThrow()
  })
})
