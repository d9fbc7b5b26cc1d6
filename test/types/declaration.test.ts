import { readFileSync } from 'node:fs'
import type * as older from '@opentok/client'
import type * as real from '@vonage/client-sdk-video'
import { afterEach, describe, expect, expectTypeOf, test } from 'vitest'
import * as ours from '../../src/index.ts'
import { createSimulator } from '../../src/simulator.ts'
import { type DeclaredMembers, membersDeclared } from './declared-members.ts'

/** Declared, and not there in the real module either. */
const forTheCompilerAlone = { OTEventEmitter: true, SessionOTEventEmitter: true } as const

const declaration = readFileSync(
  new URL('../../node_modules/@vonage/client-sdk-video/dist/js/opentok.d.ts', import.meta.url),
  'utf8',
)
const declared: DeclaredMembers = membersDeclared(declaration)

const missingFrom = (object: object, names: readonly string[]): string[] =>
  names.filter((name) => !(name in object) && !Object.hasOwn(forTheCompilerAlone, name))

const simulator = createSimulator({ credentials: 'any' })
afterEach(() => simulator.reset())

async function call(): Promise<{
  session: object
  publisher: object
  subscriber: object
  stream: object
  connection: object
}> {
  const { OT } = simulator
  const session = OT.initSession('46000000', 'S')
  await session.connect.promise('T1==token')
  const publisher = OT.initPublisher()
  await session.publish.promise(publisher)
  const alice = simulator.room('S').join({ name: 'Alice' })
  alice.publish({ name: 'Alice' })
  await simulator.settled()
  const stream = session.streams.find({ name: 'Alice' })
  const subscriber = await session.subscribe.promise(stream)
  return { session, publisher, subscriber, stream: Object(stream), connection: Object(session.connection) }
}

// The compiler is the judge: at run time these say nothing.
describe('types are assignable to those of the real declaration', () => {
  test('the module and its default', () => {
    expectTypeOf<typeof ours>().toExtend<typeof real>()
    expectTypeOf<typeof ours.default>().toExtend<Omit<typeof real, keyof typeof forTheCompilerAlone>>()
    expectTypeOf<Omit<typeof ours, 'initSession'>>().not.toExtend<typeof real>()
  })

  test('the objects', () => {
    expectTypeOf<ours.Session>().toExtend<real.Session>()
    expectTypeOf<ours.Publisher>().toExtend<real.Publisher>()
    expectTypeOf<ours.Subscriber>().toExtend<real.Subscriber>()
    expectTypeOf<ours.Stream>().toExtend<real.Stream>()
    expectTypeOf<ours.Connection>().toExtend<real.Connection>()
  })
})

describe('types are assignable to those under the older name of the package', () => {
  test('the module and its default', () => {
    expectTypeOf<typeof ours>().toExtend<typeof older>()
    expectTypeOf<typeof ours.default>().toExtend<Omit<typeof older, keyof typeof forTheCompilerAlone>>()
    expectTypeOf<Omit<typeof ours, 'initSession'>>().not.toExtend<typeof older>()
  })

  test('the objects', () => {
    expectTypeOf<ours.Session>().toExtend<older.Session>()
    expectTypeOf<ours.Publisher>().toExtend<older.Publisher>()
    expectTypeOf<ours.Subscriber>().toExtend<older.Subscriber>()
    expectTypeOf<ours.Stream>().toExtend<older.Stream>()
    expectTypeOf<ours.Connection>().toExtend<older.Connection>()
  })
})

describe('every member of the real declaration is there at run time', () => {
  test('on the module and on its default', () => {
    expect(declared.module.length).toBeGreaterThan(25)
    expect(missingFrom(ours, declared.module)).toEqual([])
    expect(missingFrom(ours.default, declared.module)).toEqual([])
  })

  test('on the objects of a call', async () => {
    const objects = await call()
    const missing = Object.entries({
      Session: objects.session,
      Publisher: objects.publisher,
      Subscriber: objects.subscriber,
      Stream: objects.stream,
      Connection: objects.connection,
    }).flatMap(([name, object]) => {
      const members = declared.classes[name] ?? []
      expect(members.length).toBeGreaterThan(2)
      return missingFrom(object, members).map((member) => `${name}.${member}`)
    })
    expect(missing).toEqual([])
  })

  test('with a promise where the declaration has one', async () => {
    const { session, publisher, subscriber } = await call()
    const objects: Readonly<Record<string, object>> = {
      OT: ours.default,
      Session: session,
      Publisher: publisher,
      Subscriber: subscriber,
    }
    const missing = declared.promises.filter(([owner, method]) => {
      const twin: unknown = Reflect.get(Object(Reflect.get(objects[owner] ?? {}, method)), 'promise')
      return typeof twin !== 'function'
    })
    expect(declared.promises.length).toBeGreaterThan(10)
    expect(missing).toEqual([])
  })
})

describe('the module has the shape of the real one', () => {
  test('its members need no this, by name and on the default', () => {
    const { initSession, on } = ours.default
    expect(initSession('46000000', 'S')).toBe(ours.initSession('46000000', 'S'))
    on('exception', () => {})
    expect(ours.listenerCount('exception')).toBe(1)
    ours.off()
  })

  test('what is spread into another object works on', () => {
    const copy = { ...ours.default }
    expect(copy.checkSystemRequirements()).toBe(1)
    expect(copy.initPublisher).toBe(ours.initPublisher)
  })

  test('objects are instances of its classes', async () => {
    const { session, publisher, subscriber, stream, connection } = await call()
    const { OT } = simulator
    expect([session instanceof OT.Session, publisher instanceof OT.Publisher]).toEqual([true, true])
    expect([subscriber instanceof ours.Subscriber, stream instanceof ours.Stream]).toEqual([true, true])
    expect(connection instanceof ours.Connection).toBe(true)
  })
})
