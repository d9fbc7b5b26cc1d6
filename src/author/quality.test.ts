import { describe, expect, test } from 'vitest'
import { oneCall } from '../../test/worlds/one-call.ts'
import type { Publisher, PublisherProperties, Subscriber } from '../index.ts'
import { createSimulator, type Simulator } from '../simulator.ts'

interface Both {
  readonly simulator: Simulator
  readonly publisher: Publisher
  readonly subscriber: Subscriber
}

/** One client that publishes, and subscribes to Alice. */
async function both(properties: object = {}): Promise<Both> {
  const simulator = createSimulator({ seed: 1, epoch: 0, clock: 'manual' })
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = simulator.OT.initSession(apiKey, sessionId)
  const subscribers: Subscriber[] = []
  session.on('streamCreated', ({ stream }) => void subscribers.push(session.subscribe(stream)))
  session.connect(token, () => {})
  await simulator.clock.advance('1s')
  simulator.room().join({ name: 'Alice' }).publish()
  const publisher = simulator.OT.initPublisher(undefined, properties)
  session.publish(publisher)
  await simulator.clock.advance('10s')
  const [subscriber] = subscribers
  if (subscriber === undefined) throw new Error('Alice published nothing.')
  return { simulator, publisher, subscriber }
}

/** An answer that takes some milliseconds. */
async function answered<Answer>({ clock }: Simulator, asked: Promise<Answer>): Promise<Answer> {
  await clock.advance(5)
  return await asked
}

type Told = readonly unknown[]

/** The events of some names from now on, in order. */
function hear(target: Publisher | Subscriber, names: string, pick: (event: never) => unknown): Told {
  const told: unknown[] = []
  const listener = (event?: unknown): void => void told.push(pick(event as never))
  Reflect.apply(target.on, target, [names, listener])
  return told
}

const reasonOf = ({ reason }: { readonly reason: string }): string => reason

describe('the network', () => {
  test('of a subscriber: it is told once, with statistics that say it', async () => {
    const { simulator, subscriber } = await both()
    const told = hear(
      subscriber,
      'networkConditionChanged',
      (event: { stats: { mediaLink: object } }) => event.stats.mediaLink,
    )
    simulator.media.quality.network('critical', { of: 'subscriber', reason: 'packetLoss' })
    await simulator.clock.advance('5s')
    expect(told).toMatchObject([
      {
        transport: { networkCondition: 'critical', networkConditionReason: 'packetLoss' },
        remotePublisherTransport: { networkCondition: 'excellent' },
        networkDegradationSource: 'local',
      },
    ])
  })

  test('that was bad for less than a second is told to nobody', async () => {
    const { simulator, subscriber } = await both()
    const told = hear(subscriber, 'networkConditionChanged', reasonOf)
    simulator.media.quality.network('critical')
    simulator.media.quality.network('excellent')
    await simulator.clock.advance('5s')
    expect(told).toEqual([])
  })

  test('of a publisher: the statistics themselves stand where the declaration says a container', async () => {
    const { simulator, publisher } = await both()
    const told = hear(publisher, 'networkConditionChanged', (event: object) => event)
    simulator.media.quality.network('warning', { of: 'publisher' })
    await simulator.clock.advance('5s')
    expect(told).toEqual([
      {
        reason: 'networkConditionChanged',
        statsContainer: expect.objectContaining({
          mediaLink: {
            transport: expect.objectContaining({ networkCondition: 'warning', networkConditionReason: 'bandwidth' }),
          },
        }),
      },
    ])
  })

  test('that is bad carries less, and loses more', async () => {
    const { simulator, subscriber } = await both()
    const read = async () => {
      const before = await answered(simulator, subscriber.getStats())
      await simulator.clock.advance('10s')
      const { video } = await answered(simulator, subscriber.getStats())
      return {
        bytes: video.bytesReceived - before.video.bytesReceived,
        lost: video.packetsLost - before.video.packetsLost,
      }
    }
    const good = await read()
    simulator.media.quality.network('critical')
    const bad = await read()
    expect(bad.bytes).toBeLessThan(good.bytes / 4)
    expect(bad.lost / bad.bytes).toBeGreaterThan((good.lost / good.bytes) * 20)
  })

  test('that is no condition is refused, and the nearest is named', async () => {
    const { simulator } = await both()
    expect(() => Reflect.apply(simulator.media.quality.network, simulator.media.quality, ['critcal'])).toThrow(
      /critical/,
    )
  })
})

describe('the score of a subscriber', () => {
  test('follows its network', async () => {
    const { simulator, subscriber } = await both()
    const told = hear(subscriber, 'qualityScoreChanged', (event: { qualityScore: object; target: unknown }) => [
      event.qualityScore,
      event.target === subscriber,
    ])
    simulator.media.quality.network('fair')
    await simulator.clock.advance('5s')
    expect(told).toEqual([[{ audioQualityScore: 3, videoQualityScore: 3 }, true]])
  })

  test('can be given, and is told with the other one', async () => {
    const { simulator, subscriber } = await both()
    const told = hear(subscriber, 'qualityScoreChanged', (event: { qualityScore: object }) => event.qualityScore)
    simulator.media.quality.score({ video: 1.5 })
    await simulator.clock.advance('5s')
    expect(told).toEqual([{ audioQualityScore: 5, videoQualityScore: 1.5 }])
    expect(() => simulator.media.quality.score({ audio: 6 })).toThrow(RangeError)
  })
})

describe('the encoder of a publisher', () => {
  test('that is kept from its best is told with why, and that it is over', async () => {
    const { simulator, publisher } = await both()
    const told = hear(publisher, 'videoQualityChanged', reasonOf)
    for (const limitation of ['cpu', 'cpu', 'bandwidth', 'none'] as const) {
      simulator.media.quality.limit(limitation)
      await simulator.clock.advance('2s')
    }
    expect(told).toEqual(['cpu', 'bandwidth', 'none'])
  })

  test('that is kept from its best says so in the statistics of its layers', async () => {
    const { simulator, publisher } = await both()
    simulator.media.quality.limit('cpu')
    const [container] = await answered(simulator, publisher.getStats())
    expect(container?.stats.video.layers).toMatchObject([{ qualityLimitationReason: 'cpu', encodedFrameRate: 15 }])
  })

  test('is told of another codec and another size on both sides', async () => {
    const { simulator, publisher, subscriber } = await both()
    const [sent, received] = [publisher, subscriber].map((target) => hear(target, 'videoQualityChanged', reasonOf))
    simulator.media.quality.codec('H264')
    await simulator.clock.advance('2s')
    simulator.media.quality.resolution({ width: 320, height: 240 })
    await simulator.clock.advance('2s')
    expect([sent, received]).toEqual([
      ['codecChange', 'resolutionChange'],
      ['codecChange', 'resolutionChange'],
    ])
    expect((await answered(simulator, subscriber.getStats())).video).toMatchObject({
      codec: 'H264',
      width: 320,
      height: 240,
    })
  })
})

test('a picture that has stood still is told to subscribers, and counted', async () => {
  const { simulator, subscriber } = await both()
  const told = hear(subscriber, 'videoQualityChanged', (event: { reason: string; stats: { video: object } }) => [
    event.reason,
    event.stats.video,
  ])
  simulator.media.quality.interrupt(7000)
  await simulator.clock.advance('2s')
  expect(told).toMatchObject([['videoInterruption', { pauseCount: 1, totalPausesDuration: 7000 }]])
})

describe('a publisher that falls back to sound', () => {
  test('is told each step, and shows its picture as gone', async () => {
    const { simulator, publisher } = await both({ audioFallback: { publisher: true } })
    const told: string[] = []
    for (const name of ['videoDisableWarning', 'videoDisableWarningLifted', 'videoDisabled', 'videoEnabled']) {
      const listener = (event?: { reason?: string }): void => void told.push(`${name} ${event?.reason}`)
      Reflect.apply(publisher.on, publisher, [name, listener])
    }
    for (const stage of ['warned', 'none', 'warned', 'audioOnly', 'none'] as const) {
      simulator.media.quality.fallBack(stage)
    }
    expect(told).toEqual([
      'videoDisableWarning undefined',
      'videoDisableWarningLifted undefined',
      'videoDisableWarning undefined',
      'videoDisabled quality',
      'videoEnabled quality',
    ])
  })

  test('was made to: another one never does', async () => {
    const { simulator, publisher } = await both()
    const told = hear(publisher, 'videoDisabled', (event) => event)
    expect(() => simulator.media.quality.fallBack('audioOnly')).toThrow('no publisher changes by it')
    expect(told).toEqual([])
  })
})

describe('the computer', () => {
  test('that is busy is told to sessions, once for each state', async () => {
    const { simulator, session } = await oneCall()
    const told: string[] = []
    session.on('cpuPerformanceChanged', (event) => void told.push(event.cpuPerformanceState))
    for (const state of ['serious', 'serious', 'critical', 'nominal'] as const) {
      simulator.media.quality.cpu(state)
      await simulator.clock.advance('3s')
    }
    expect(told).toEqual(['serious', 'critical', 'nominal'])
  })

  test('is told to no session that has ended', async () => {
    const { simulator, session } = await oneCall()
    const told: string[] = []
    session.on('cpuPerformanceChanged', (event) => void told.push(event.cpuPerformanceState))
    session.disconnect()
    expect(() => simulator.media.quality.cpu('critical')).toThrow('no session of this client is connected')
    await simulator.clock.advance('3s')
    expect(told).toEqual([])
  })
})

describe('the picture of a publisher', () => {
  test.each<[PublisherProperties, string[]]>([
    [{}, ['0x0', '640x480']],
    [{ resolution: '320x240' }, ['0x0', '320x240']],
    [{ videoSource: null }, ['0x0']],
    [{ publishVideo: false }, []],
  ])('made with %j tells its sizes', async (properties, sizes) => {
    const simulator = createSimulator({ clock: 'manual' })
    const publisher = simulator.OT.initPublisher(undefined, properties)
    const told: string[] = []
    publisher.on('videoDimensionsChanged', ({ newValue }) => void told.push(`${newValue.width}x${newValue.height}`))
    await simulator.clock.advance('1s')
    expect(told).toEqual(sizes)
  })

  test('tells its size when the application asks for a smaller one', async () => {
    const { simulator, publisher } = await oneCall()
    const told = hear(publisher, 'videoDimensionsChanged', ({ newValue }: { newValue: object }) => newValue)
    void publisher.setPreferredResolution({ width: 320, height: 240 })
    await simulator.clock.advance('1s')
    expect(told).toEqual([{ width: 320, height: 240 }])
  })

  test('of another size is told to everybody', async () => {
    const { simulator, publisher, subscriber, otherSession } = await oneCall()
    const told: string[] = []
    publisher.on('videoDimensionsChanged', ({ oldValue }) => void told.push(`publisher ${oldValue.width}`))
    subscriber.on('videoDimensionsChanged', ({ newValue }) => void told.push(`subscriber ${newValue.width}`))
    subscriber.on('videoQualityChanged', ({ reason }) => void told.push(`subscriber ${reason}`))
    otherSession.on('streamPropertyChanged', (event) => void told.push(`session ${event.changedProperty}`))
    simulator.media.quality.resizePicture({ width: 480, height: 640 })
    await simulator.clock.advance('2s')
    expect(told).toEqual(['publisher 640', 'session videoDimensions', 'subscriber 480', 'subscriber resolutionChange'])
    expect(publisher.stream?.videoDimensions).toEqual({ width: 480, height: 640 })
    expect([publisher.videoWidth(), publisher.videoHeight()]).toEqual([480, 640])
  })
})
