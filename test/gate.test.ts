import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FaultPlan } from '../src/faults/plan.ts'
import { createSimulator, type Simulator } from '../src/simulator.ts'

/** The places at which the hazard was asked, one text for each time. */
let asked: string[] = []

beforeEach(() => {
  asked = []
  const { atClient } = FaultPlan.prototype
  vi.spyOn(FaultPlan.prototype, 'atClient').mockImplementation(function (this: FaultPlan, places, subject) {
    asked.push(places.join(' | '))
    return atClient.call(this, places, subject)
  })
})

afterEach(() => {
  vi.restoreAllMocks()
})

const operationsAsked = (): string[] => asked.filter((place) => !place.includes('media:') && !place.includes('client:'))

async function connected(): Promise<{ simulator: Simulator; session: ReturnType<Simulator['OT']['initSession']> }> {
  const simulator = createSimulator({ epoch: 0 })
  // Only while something is armed is anything asked.
  simulator.fail('Session.forceDisconnect/not-connected')
  const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator' })
  const session = simulator.OT.initSession(apiKey, sessionId)
  await session.connect.promise(token)
  return { simulator, session }
}

describe('one call, counted: each operation is asked once', () => {
  test('connect()', async () => {
    const { simulator } = await connected()
    expect(operationsAsked()).toEqual(['OT.initSession', 'Session.connect', 'Session'])
    simulator.dispose()
  })

  test('publish(): its publisher is an operation of its own, and what runs afterwards another', async () => {
    const { simulator, session } = await connected()
    asked = []
    await session.publish.promise(undefined)
    await simulator.settled()
    expect(operationsAsked()).toEqual(['Session.publish', 'OT.initPublisher', 'Publisher'])
    expect(asked.filter((place) => !operationsAsked().includes(place))).toMatchInlineSnapshot(`
      [
        "OT.initPublisher media:constraints",
        "Session.publish media:constraints",
        "OT.initPublisher media:get-user-media",
        "Session.publish media:get-user-media",
        "OT.initPublisher media:enumerate-devices",
        "OT.initPublisher media:element-bind",
        "OT.initPublisher media:element",
        "OT.initPublisher media:playback",
        "Session.publish media:element | Session.publish media:element-bind | Session.publish media:tracks | Session.publish media:microphone | Session.publish client:documented | Session.publish client:interrupted",
        "Session.publish media:peer-connection",
        "Session.publish media:add-track",
        "Session.publish media:create-offer",
        "Session.publish media:set-local-description",
        "Session.publish media:set-remote-description",
        "Session.publish media:ice",
        "Publisher media:tracks",
        "Publisher media:element",
        "Publisher media:ice",
        "Publisher media:create-offer",
      ]
    `)
    simulator.dispose()
  })

  test('subscribe()', async () => {
    const { simulator, session } = await connected()
    const { sessionId } = simulator.room()
    const guest = simulator.room(sessionId).join({ name: 'Gina' })
    guest.publish()
    await simulator.settled()
    asked = []
    const [stream] = session.streams.all()
    await session.subscribe.promise(stream)
    await simulator.settled()
    expect(operationsAsked()).toEqual(['Session.subscribe', 'Subscriber'])
    expect(asked.filter((place) => !operationsAsked().includes(place))).toMatchInlineSnapshot(`
      [
        "Session.subscribe client:interrupted",
        "Session.subscribe client:documented",
        "Session.subscribe media:codecs",
        "Session.subscribe media:peer-connection",
        "Session.subscribe media:set-remote-description",
        "Session.subscribe media:create-answer",
        "Session.subscribe media:ice",
        "Session.subscribe media:set-local-description",
        "Session.subscribe media:element-bind",
        "Session.subscribe media:element",
        "Session.subscribe media:playback",
        "Subscriber media:ice",
        "Subscriber media:element",
        "Subscriber media:playback",
        "Subscriber media:decryption",
      ]
    `)
    simulator.dispose()
  })

  test('signal() and forceMuteAll()', async () => {
    const { simulator, session } = await connected()
    asked = []
    await session.signal({ type: 'chat', data: 'hello' })
    expect(asked).toEqual(['Session.signal'])
    asked = []
    await session.forceMuteAll()
    expect(asked).toEqual(['Session.forceMuteAll'])
    simulator.dispose()
  })
})
