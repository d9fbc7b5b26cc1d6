import { describe, expect, test } from 'vitest'
import properties from '../fixtures/facts/ot-properties.json' with { type: 'json' }
import facts from '../fixtures/facts/rtc-stats.json' with { type: 'json' }
import type { PublishOptions } from '../src/backend/people/participants.ts'
import type { Publisher, Session, Subscriber } from '../src/index.ts'
import { createSimulator, type Simulator } from '../src/simulator.ts'

interface Call {
  readonly simulator: Simulator
  readonly session: Session
}

async function call(): Promise<Call> {
  const simulator = createSimulator({ epoch: 0 })
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = simulator.OT.initSession(apiKey, sessionId)
  session.connect(token)
  await simulator.settled()
  return { simulator, session }
}

async function published({ simulator, session }: Call, options: object): Promise<Publisher> {
  const publisher = simulator.OT.initPublisher(undefined, options)
  session.publish(publisher)
  await simulator.settled()
  return publisher
}

/** The application subscribes to what Alice publishes. */
async function subscribed({ simulator, session }: Call, options: PublishOptions): Promise<Subscriber> {
  simulator.room().join({ name: 'Alice' }).publish(options)
  await simulator.settled()
  const stream = session.streams.find(() => true)
  if (stream === undefined) throw new Error('There is no stream.')
  const subscriber = session.subscribe(stream, undefined, {})
  await simulator.settled()
  return subscriber
}

describe('statistics', () => {
  const seen = (what: string): string[] => Object.keys(facts.cases.find((one) => one.what === what)?.getStats ?? {})

  test.each([
    ['publisher', {}],
    ['publisher with videoSource null', { videoSource: null }],
    ['publisher with audioSource null', { audioSource: null }],
  ])('of a %s say nothing of tracks that are not there', async (what, options) => {
    const given = await call()
    const publisher = await published(given, options)
    const [container] = await publisher.getStats()
    expect(Object.keys(container?.stats ?? {}).sort()).toEqual(seen(what).sort())
    const hasBandwidth = Object.hasOwn(container?.stats.transportStats ?? {}, 'connectionEstimatedBandwidth')
    expect(hasBandwidth).toBe(what !== 'publisher with videoSource null')
  })

  test.each([
    ['subscriber', {}],
    ['subscriber of sound alone', { video: false }],
    ['subscriber of a picture alone', { audio: false }],
  ])('of a %s say nothing of tracks that are not there', async (what, options) => {
    const given = await call()
    const subscriber = await subscribed(given, options)
    const stats = await subscriber.getStats()
    expect(
      Object.keys(stats)
        .filter((key) => key !== 'senderStats')
        .sort(),
    ).toEqual(seen(what).sort())
  })

  test('of a sound that is turned off go on: silence is sent', async () => {
    const given = await call()
    const publisher = await published(given, { publishAudio: false })
    await given.simulator.clock.advance('3s')
    const [container] = await publisher.getStats()
    expect(container?.stats.audio.bytesSent).toBeGreaterThan(3000)
  })
})

test('OT.properties are read, listed and changed as the real ones', () => {
  const { OT } = createSimulator()
  const there = new Map(
    Object.getOwnPropertyNames(OT.properties).map((name) => [name, Reflect.get(OT.properties, name)]),
  )
  expect([...there.keys()]).toEqual(Object.keys(properties.values))
  for (const [name, value] of Object.entries(properties.values)) {
    if (!String(value).includes('where the script')) expect([name, there.get(name)]).toEqual([name, value])
  }
  expect(Object.keys(OT.properties)).toEqual(properties.enumerable)
  const changed = [...there.keys()].filter((name) => {
    Reflect.set(OT.properties, name, 'x')
    return Reflect.get(OT.properties, name) === 'x'
  })
  expect(changed).toEqual(properties.changeable)
})
