import type * as older from '@opentok/client'
import type * as real from '@vonage/client-sdk-video'
import { describe, expect, expectTypeOf, test } from 'vitest'
import * as ours from '../../src/index.ts'
import { type forTheCompilerAlone, objectsOfACall, surface } from './surface.ts'

const missingFrom = (object: object, names: readonly string[]): string[] => names.filter((name) => !(name in object))

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
  test('on the default, and on the objects of a call, with a promise where the declaration has one', async () => {
    const { declared, missing } = await surface()
    expect(declared.length).toBeGreaterThan(140)
    expect(declared.filter((path) => path.endsWith('.promise')).length).toBeGreaterThan(10)
    expect(missing).toEqual([])
  })

  test('on the module, by name', async () => {
    const { declared } = await surface()
    const names = declared.filter((path) => /^OT\.[^.]+$/.test(path)).map((path) => path.slice('OT.'.length))
    expect(names.length).toBeGreaterThan(25)
    expect(missingFrom(ours, names)).toEqual([])
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
    const { Session, Publisher, Subscriber, Stream, Connection } = await objectsOfACall()
    expect([Session instanceof ours.Session, Publisher instanceof ours.Publisher]).toEqual([true, true])
    expect([Subscriber instanceof ours.Subscriber, Stream instanceof ours.Stream]).toEqual([true, true])
    expect(Connection instanceof ours.Connection).toBe(true)
  })
})
