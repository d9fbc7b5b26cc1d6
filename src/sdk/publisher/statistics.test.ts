import { describe, expect, test } from 'vitest'
import { oneCall, outcomeOf, readyPublisher } from '../../../test/worlds/one-call.ts'
import type { Publisher, PublisherStats, Subscriber, SubscriberStats } from '../../index.ts'
import { createSimulator, type Simulator } from '../../simulator.ts'

const sent = (publisher: Publisher): Promise<PublisherStats> =>
  new Promise((resolve, reject) => {
    publisher.getStats((error, list) => {
      const stats = list?.[0]?.stats
      if (error || stats === undefined) reject(error ?? new Error('There are no statistics.'))
      else resolve(stats)
    })
  })

const received = (subscriber: Subscriber): Promise<SubscriberStats> =>
  new Promise((resolve, reject) => {
    subscriber.getStats((error, stats) => {
      if (error || stats === undefined) reject(error ?? new Error('There are no statistics.'))
      else resolve(stats)
    })
  })

/** The bytes of pictures that went to each subscriber of a relayed session. */
const allSent = async (publisher: Publisher): Promise<readonly number[]> =>
  (await publisher.getStats()).map(({ stats }) => stats.video.bytesSent)

/** Another person comes, and subscribes to the stream that there is. */
async function aSubscriber(simulator: Simulator): Promise<void> {
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = simulator.createClient().OT.initSession(apiKey, sessionId)
  session.on('streamCreated', ({ stream }) => session.subscribe(stream, undefined, {}))
  session.connect(token, () => {})
  await simulator.clock.advance(5000)
}

async function readAfter<T>(
  simulator: { clock: { advance(ms: number): Promise<void> } },
  ms: number,
  asked: () => Promise<T>,
) {
  await simulator.clock.advance(ms)
  const answer = asked()
  await simulator.clock.advance(5)
  return await answer
}

describe('the statistics of a publisher', () => {
  test('grow with time, and about as fast as a second before', async () => {
    const { simulator, publisher } = await oneCall()
    const readings: PublisherStats[] = []
    for (const _second of [0, 1, 2]) readings.push(await readAfter(simulator, 1000, () => sent(publisher)))
    const bytes = readings.map(({ video }) => video.bytesSent)
    const [first = 0, second = 0, third = 0] = bytes
    expect(second - first).toBeGreaterThan(10_000)
    expect((third - second) / (second - first)).toBeCloseTo(1, 1)
  })

  test('count from the time when the media began to flow, whatever the day is', async () => {
    const { simulator, publisher } = await oneCall({}, { epoch: Date.UTC(2026, 10, 27) })
    const { video, audio } = await readAfter(simulator, 1000, () => sent(publisher))
    expect(video.bytesSent).toBeLessThan(11 * 200_000)
    expect(audio.bytesSent).toBeLessThan(11 * 10_000)
    expect(video.bytesSent).toBeGreaterThan(9 * 50_000)
  })

  test('of a relayed session count from the time when each subscriber came', async () => {
    const simulator = createSimulator({ clock: 'manual' })
    simulator.room().setRules({ relayed: true })
    const { apiKey, sessionId, token } = simulator.credentials()
    const session = simulator.OT.initSession(apiKey, sessionId)
    session.connect(token, () => {})
    await simulator.clock.advance(1000)
    const publisher = simulator.OT.initPublisher(undefined, {})
    session.publish(publisher)
    await simulator.clock.advance(60_000)
    await aSubscriber(simulator)
    const early = await readAfter(simulator, 30_000, () => allSent(publisher))
    const [container] = await readAfter(simulator, 0, () => publisher.getStats())
    const [guest] = simulator.clients.slice(1)
    expect(container).toMatchObject({ connectionId: guest?.OT.sessions.find(() => true)?.connection?.connectionId })
    await aSubscriber(simulator)
    const bytes = await readAfter(simulator, 1000, () => allSent(publisher))
    expect(early).toEqual([expect.toSatisfy((sum: number) => sum < 40 * 200_000)])
    expect(bytes).toEqual([
      expect.toSatisfy((sum: number) => sum > 1_500_000),
      expect.toSatisfy((sum: number) => sum < 11 * 200_000),
    ])
  })

  test('are the same in the same world', async () => {
    const read = async (): Promise<PublisherStats> => {
      const { simulator, publisher } = await oneCall()
      return await readAfter(simulator, 5000, () => sent(publisher))
    }
    expect(await read()).toEqual(await read())
  })

  test('of a picture that is off grow no more', async () => {
    const { simulator, publisher } = await oneCall()
    publisher.publishVideo(false)
    await simulator.clock.advance(1000)
    const [before, later] = [
      await readAfter(simulator, 0, () => sent(publisher)),
      await readAfter(simulator, 5000, () => sent(publisher)),
    ]
    expect(later.video.bytesSent).toBe(before.video.bytesSent)
    expect(later.audio.bytesSent).toBeGreaterThan(before.audio.bytesSent)
  })

  test('do not exist before it is published', async () => {
    const { publisher } = await readyPublisher()
    expect(await outcomeOf(sent(publisher))).toMatchObject({ code: 1015 })
  })

  test('are there as the browser has them, one report for the router', async () => {
    const { simulator, publisher } = await oneCall()
    const reports = await readAfter(simulator, 1000, () => publisher.getRtcStatsReport())
    const types = reports.map(({ rtcStatsReport }) => [...rtcStatsReport.values()].map(({ type }) => type))
    expect(types).toEqual([expect.arrayContaining(['outbound-rtp', 'candidate-pair'])])
  })
})

describe('the statistics of a subscriber', () => {
  test('grow with time, and lose little', async () => {
    const { simulator, subscriber } = await oneCall()
    const [before, later] = [
      await readAfter(simulator, 1000, () => received(subscriber)),
      await readAfter(simulator, 10_000, () => received(subscriber)),
    ]
    expect(later.audio.bytesReceived).toBeGreaterThan(before.audio.bytesReceived)
    expect(later.video.packetsReceived).toBeGreaterThan(before.video.packetsReceived)
    expect(later.video.packetsLost).toBeLessThan(later.video.packetsReceived / 100)
    expect(later.timestamp).toBe(before.timestamp + 10_005)
  })

  test('of a picture that the publisher has turned off grow no more', async () => {
    const { simulator, publisher, subscriber } = await oneCall()
    publisher.publishVideo(false)
    await simulator.clock.advance(1000)
    const [before, later] = [
      await readAfter(simulator, 0, () => received(subscriber)),
      await readAfter(simulator, 5000, () => received(subscriber)),
    ]
    expect(later.video.bytesReceived).toBe(before.video.bytesReceived)
  })
})
