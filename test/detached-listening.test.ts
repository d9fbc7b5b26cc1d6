import { describe, expect, test } from 'vitest'
import { createSimulator } from '../src/simulator.ts'

// What the real SDK's objects do with their listening methods when they are taken off: the note of `fixtures/facts/listeners.json`.

type Method = (...args: readonly unknown[]) => unknown

async function objects() {
  const simulator = createSimulator()
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = simulator.OT.initSession(apiKey, sessionId)
  session.connect(token)
  simulator.room().join({ name: 'alice' }).publish()
  await simulator.settled()
  const [stream] = session.streams.where(() => true)
  if (stream === undefined) throw new Error('Alice does not publish.')
  return { session, publisher: simulator.OT.initPublisher(), stream }
}

const kinds = ['session', 'publisher', 'stream'] as const

function methodOf(object: object, name: string, on?: object): Method {
  const method: unknown = Reflect.get(object, name)
  if (typeof method !== 'function') throw new Error(`There is no ${name}().`)
  return (...args) => Reflect.apply(method, on, args)
}

const call = (object: object, name: string, ...args: readonly unknown[]): unknown =>
  methodOf(object, name, object)(...args)

describe.each(kinds)('the methods of a %s', (kind) => {
  test.each(['on', 'once', 'addEventListener'])('%s adds a listener without its object', async (name) => {
    const object = (await objects())[kind]
    let heard = 0
    const gives = methodOf(object, name)('a', () => heard++)
    expect(gives).toBe(name === 'addEventListener' ? object : undefined)
    call(object, 'trigger', 'a')
    expect(heard).toBe(1)
  })

  test.each(['trigger', 'emit'])('%s calls the listeners without its object', async (name) => {
    const object = (await objects())[kind]
    const heard: unknown[] = []
    call(object, 'on', 'a', (...args: unknown[]) => heard.push(args))
    expect(methodOf(object, name)('a', 1, 2)).toBe(name === 'emit' ? object : undefined)
    expect(heard).toEqual([[1, 2]])
  })

  test.each(['off', 'dispatchEvent'])('%s needs its object', async (name) => {
    const object = (await objects())[kind]
    expect(() => methodOf(object, name)({ type: 'a' })).toThrow(TypeError)
  })

  test('removeEventListener takes a listener out without its object', async () => {
    const object = (await objects())[kind]
    let heard = 0
    const listener = (): void => void heard++
    call(object, 'on', 'a', listener)
    expect(methodOf(object, 'removeEventListener')('a', listener)).toBe(object)
    call(object, 'trigger', 'a')
    expect(heard).toBe(0)
  })
})
