import { describe, expect, test } from 'vitest'
import type { Publisher, Session, Subscriber } from '../index.ts'
import type { Participant } from '../simulator.ts'
import { createSimulator, type Simulator } from '../simulator.ts'

interface Call {
  readonly simulator: Simulator
  readonly session: Session
  readonly publisher: Publisher
  readonly subscriber: Subscriber
  readonly alice: Participant
  readonly aliceStream: string
  /** The events of media, with `exception` and its code for failures. */
  readonly heard: string[]
}

const toSubscribers = ['connected', 'disconnected', 'destroyed', 'audioBlocked', 'audioUnblocked']

/** Somebody who publishes, and subscribes to Alice. */
async function call(rules?: Parameters<ReturnType<Simulator['room']>['setRules']>[0]): Promise<Call> {
  const simulator = createSimulator({ seed: 1, epoch: 0, clock: 'manual', dialect: 'sdk' })
  const heard: string[] = []
  simulator.OT.on('exception', ({ code }) => heard.push(`exception ${code}`))
  const { apiKey, sessionId, token } = simulator.credentials()
  const room = simulator.room(sessionId)
  if (rules !== undefined) room.setRules(rules)
  const alice = room.join({ name: 'Alice' })
  const aliceStream = alice.publish()
  const session = simulator.OT.initSession(apiKey, sessionId)
  const publisher = simulator.OT.initPublisher()
  let subscriber: Subscriber | undefined
  session.on('streamCreated', ({ stream }) => {
    subscriber = session.subscribe(stream)
  })
  session.connect(token, () => session.publish(publisher))
  await simulator.clock.advance(10_000)
  if (subscriber === undefined) throw new Error('Nobody told of the stream of Alice.')
  publisher.on('streamDestroyed', ({ reason }) => heard.push(`publisher streamDestroyed ${reason}`))
  for (const type of ['mediaStopped', 'destroyed']) publisher.on(type, () => heard.push(`publisher ${type}`))
  for (const type of toSubscribers) subscriber.on(type, () => heard.push(`subscriber ${type}`))
  return { simulator, session, publisher, subscriber, alice, aliceStream, heard }
}

describe('paths of media', () => {
  test('that are disconnected are told to who receives', async () => {
    const { simulator, heard } = await call()
    simulator.media.path('disconnected')
    await simulator.clock.advance(100)
    simulator.media.path('connected')
    await simulator.clock.advance(30_000)
    expect(heard).toEqual(['subscriber disconnected', 'subscriber connected'])
  })

  test('that fail end a stream, and a subscriber', async () => {
    const { simulator, heard } = await call()
    simulator.media.path('failed', { of: 'subscriber' })
    await simulator.clock.advance(10_000)
    simulator.media.path('failed', { of: 'publisher' })
    await simulator.clock.advance(10_000)
    expect(heard).toEqual([
      'subscriber destroyed',
      'publisher streamDestroyed networkDisconnected',
      'publisher destroyed',
    ])
  })

  test('are chosen by their stream', async () => {
    const { simulator, publisher, aliceStream, heard } = await call()
    simulator.media.path('disconnected', { stream: publisher.stream?.streamId ?? '' })
    await simulator.clock.advance(100)
    expect(heard).toEqual([])
    simulator.media.path('disconnected', { stream: aliceStream })
    await simulator.clock.advance(100)
    expect(heard).toEqual(['subscriber disconnected'])
  })

  test('of coming connections go as planned', async () => {
    const { simulator, session, heard } = await call({ reconnection: false })
    simulator.media.planPath(['checking', 'failed'], { of: 'subscriber', times: 1 })
    const errors: unknown[] = []
    const again = (): void => {
      session.subscribe(
        session.streams.find((stream) => stream.name === 'Alice'),
        undefined,
        {},
        (error) => errors.push(error?.name ?? null),
      )
    }
    again()
    await simulator.clock.advance(10_000)
    again()
    await simulator.clock.advance(10_000)
    expect(errors).toEqual(['OT_ICE_WORKFLOW_FAILED', null])
    expect(heard.at(0)).toMatch(/exception/)
  })
})

describe('negotiation', () => {
  test('fails at the step that was told to, once or until it is mended', async () => {
    const { simulator, publisher, heard } = await call()
    simulator.media.fail('createOffer', { times: 1 })
    simulator.media.renegotiate()
    await simulator.clock.advance(1000)
    expect(heard).toEqual(['exception 1500'])
    expect(publisher.stream).not.toBeUndefined()
    expect(() => simulator.media.renegotiate()).toThrow('none of the open media connections is meant')
  })

  test('goes well where what was told to fail was mended', async () => {
    const { simulator, heard } = await call()
    simulator.media.fail('createOffer')
    simulator.media.mend()
    simulator.media.renegotiate({ of: 'publisher' })
    await simulator.clock.advance(1000)
    expect(heard).toEqual([])
  })

  test('is over where the browser closes the connection', async () => {
    const { simulator, heard } = await call()
    simulator.media.closeConnections({ of: 'subscriber' })
    expect(() => simulator.media.path('failed', { of: 'subscriber' })).toThrow('There are: that of a publisher')
    await simulator.clock.advance(10_000)
    expect(heard).toEqual([])
  })
})

describe('media elements', () => {
  test('that fail are told by an exception', async () => {
    const { simulator, heard } = await call()
    simulator.media.failElements(3, { of: 'publisher' })
    simulator.media.failElements(3, { of: 'subscriber' })
    expect(heard).toEqual(['exception 1500', 'exception 1501'])
  })

  test('that come to an end take the stream with them', async () => {
    const { simulator, heard } = await call()
    simulator.media.endElements({ of: 'publisher' })
    await simulator.clock.advance(0)
    expect(heard).toEqual(['publisher mediaStopped', 'publisher streamDestroyed mediaStopped', 'publisher destroyed'])
  })

  test('that are to fail from the next media on fail then', async () => {
    const { simulator } = await call()
    simulator.media.arrangeElements({ of: 'publisher', error: 4 })
    const errors: unknown[] = []
    simulator.OT.initPublisher(undefined, {}, (error) => errors.push(error?.name))
    await simulator.clock.advance(1000)
    expect(errors).toEqual(['OT_MEDIA_ERR_DECODE'])
  })

  test('whose sound is blocked play it when the application asks', async () => {
    const { simulator, subscriber, heard } = await call()
    simulator.media.blockSound()
    expect(subscriber.isAudioBlocked()).toBe(true)
    const asked = simulator.OT.unblockAudio()
    await simulator.clock.advance(100)
    await asked
    expect([subscriber.isAudioBlocked(), heard]).toEqual([
      false,
      ['subscriber audioBlocked', 'subscriber audioUnblocked'],
    ])
  })

  test('whose sound is refused do not, until it is allowed', async () => {
    const { simulator, subscriber } = await call()
    simulator.media.refuseSound('NotSupportedError')
    const refused = simulator.OT.unblockAudio().then(
      () => null,
      (error: Error) => error.name,
    )
    await simulator.clock.advance(100)
    expect(await refused).toBe('NotSupportedError')
    simulator.media.allowSound()
    const allowed = simulator.OT.unblockAudio()
    await simulator.clock.advance(100)
    await allowed
    expect(subscriber.isAudioBlocked()).toBe(false)
  })
})

/** The tracks of a publisher that the service knows to give something. */
function activeTracks(simulator: Simulator, publisher: Publisher): readonly string[] {
  const stream = simulator.room().streams.find(({ id }) => id === publisher.stream?.streamId)
  return stream?.channels.filter(({ active }) => active).map(({ type }) => type) ?? []
}

describe('tracks', () => {
  test('that end are told one by one, and all together as the end of the media', async () => {
    const { simulator, publisher, heard } = await call()
    simulator.media.endTracks('video')
    await simulator.clock.advance(99)
    expect(heard).toEqual([])
    await simulator.clock.advance(1)
    expect([heard, activeTracks(simulator, publisher)]).toEqual([['publisher mediaStopped'], ['audio']])
    simulator.media.endTracks()
    await simulator.clock.advance(100)
    expect(heard.at(-1)).toBe('publisher destroyed')
  })

  test('that the system mutes are told to those who receive', async () => {
    const { simulator, publisher } = await call()
    simulator.media.muteTracks('audio')
    await simulator.clock.advance(100)
    expect(activeTracks(simulator, publisher)).toEqual(['video'])
  })
})

describe('a slip of the pen is refused', () => {
  const { media } = createSimulator()

  test.each<[string, () => void, RegExp]>([
    [
      'a step',
      () => media.fail('createOfer' as 'createOffer'),
      /no step of a connection "createOfer". Did you mean "createOffer"/,
    ],
    ['a state', () => media.path('conected' as 'connected'), /no state of a path "conected"/],
    ['a planned state', () => media.planPath(['fail' as 'failed']), /Did you mean "failed"/],
    ['a side', () => media.path('failed', { of: 'publsher' as 'publisher' }), /no side "publsher"/],
    ['an option', () => media.fail('createOffer', { tims: 1 } as object), /no option "tims". Did you mean "times"/],
    ['a target', () => media.path('failed', { streem: 'x' } as object), /Did you mean "stream"/],
    ['a track', () => media.endTracks('sound' as 'audio'), /no kind of track "sound"/],
    ['an outcome', () => media.decryption('mismach' as 'mismatch'), /no outcome of decryption "mismach"/],
    ['a plan', () => media.arrangeElements({ eror: 3 } as object), /no option "eror"/],
  ])('%s', (_what, run, message) => {
    expect(run).toThrow(message)
  })
})
