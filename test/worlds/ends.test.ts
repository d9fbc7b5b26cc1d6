import { describe, expect, test, vi } from 'vitest'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { fullWorld, methodsOf } from '../misuse/live-objects.ts'

interface Told {
  readonly code?: number
  readonly message: string
}

function connect(simulator: Simulator, OT = simulator.OT, told: (Told | undefined)[] = []) {
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = OT.initSession(apiKey, sessionId)
  session.connect(token, (error?: Told) => told.push(error))
  return session
}

/** Verbs that only read go on when their world has ended, and so does the end itself. */
const reads = ['now', 'pending', 'find', 'toJSON', 'toSequence', 'toScenario', 'heardOf', 'sourceOf', 'dispose']

async function refusalOf(object: object, verb: string): Promise<string> {
  const method: unknown = Reflect.get(object, verb)
  try {
    await Reflect.apply(method as () => void, object, [])
    return 'accepted'
  } catch (error) {
    return String(error)
  }
}

describe('after dispose()', () => {
  test('every verb of every object refuses, and says what to do', async () => {
    const { simulator, held } = fullWorld()
    simulator.dispose()
    for (const { noun, object } of held) {
      for (const verb of methodsOf(object).filter((one) => !reads.includes(one))) {
        expect(await refusalOf(object, verb), `${noun}.${verb}`).toMatch(
          /was called after dispose\(\).*createSimulator/,
        )
      }
    }
    expect(() => simulator.dispose()).not.toThrow()
  })

  test('calls under way are never answered, and new ones fail as not connected', async () => {
    const simulator = createSimulator()
    const told: (Told | undefined)[] = []
    const session = connect(simulator, simulator.OT, told)
    await simulator.settled()
    expect(told).toEqual([undefined])
    const late: (Told | undefined)[] = []
    session.signal({ type: 'chat', data: 'hello' }, (error?: Told) => late.push(error))
    simulator.dispose()
    session.signal({ type: 'chat', data: 'again' }, (error?: Told) => late.push(error))
    // Nothing is under way any more: what could still come would come in the host's next turns.
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(late.map((error) => error?.code)).toEqual([1510])
  })
})

describe('after reset()', () => {
  test('a client, room, participant, crowd or hold of before says that it is of the time before', async () => {
    const { simulator, held } = fullWorld()
    const client = simulator.createClient()
    simulator.reset()
    const gone = held.filter(({ noun }) => ['room', 'participant', 'crowd', 'hold'].includes(noun))
    for (const { noun, object } of [...gone, { noun: 'network', object: client.network }]) {
      for (const verb of methodsOf(object).filter((one) => !reads.includes(one))) {
        expect(await refusalOf(object, verb), `${noun}.${verb}`).toMatch(/of the time before reset\(\)/)
      }
    }
    expect(() => simulator.network.goOffline()).not.toThrow()
  })

  test('no client id is given twice', () => {
    const simulator = createSimulator()
    const before = [simulator.createClient().id, simulator.createClient().id]
    simulator.reset()
    expect(before).not.toContain(simulator.createClient().id)
  })
})

describe('a withheld answer', () => {
  test('is given once: what comes later says so', async () => {
    const simulator = createSimulator()
    const held = simulator.hold('Session.connect')
    held.release()
    expect(() => held.fail('Session.connect/http-error')).toThrow(/was given already/)
    expect(() => held.release()).toThrow(/was given already/)
  })
})

describe('devices of two worlds on one navigator', () => {
  test.each([
    ['the first', 0],
    ['the second', 1],
  ])('are undone in any order: %s goes first', (_which, first) => {
    const own = { name: 'own' }
    const navigator = { mediaDevices: own }
    const worlds = [createSimulator(), createSimulator()]
    for (const { devices } of worlds) devices.install(navigator)
    const [going, staying] = first === 0 ? worlds : [...worlds].reverse()
    going?.devices.uninstall()
    expect(navigator.mediaDevices).not.toBe(own)
    staying?.devices.uninstall()
    expect(navigator.mediaDevices).toBe(own)
    expect(Object.keys(navigator)).toEqual(['mediaDevices'])
  })
})

describe('a scenario of a token', () => {
  test('that throws makes the connect fail, and nothing escapes', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const simulator = createSimulator()
    simulator.defineScenario('broken', () => {
      throw new TypeError('no such thing')
    })
    const { apiKey, sessionId, token } = simulator.credentials({ scenario: 'broken' })
    const told: (Told | undefined)[] = []
    simulator.OT.initSession(apiKey, sessionId).connect(token, (error?: Told) => told.push(error))
    await simulator.settled()
    expect(told).toHaveLength(1)
    expect(told[0]).toBeDefined()
    expect(warned.mock.calls.flat().join()).toMatch(/client-1 cannot connect\. no such thing/)
    warned.mockRestore()
  })
})
