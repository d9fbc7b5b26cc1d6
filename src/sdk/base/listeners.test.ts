import { describe, expect, test } from 'vitest'
import recorded from '../../../fixtures/facts/listeners.json' with { type: 'json' }
import { sdkClient } from '../../../test/worlds/sdk-client.ts'
import { SdkEvent } from './events.ts'
import { Listeners } from './listeners.ts'

function target() {
  const { client, journal } = sdkClient()
  const heard: string[] = []
  const on = (name: string) => (): void => void heard.push(name)
  return { object: new Listeners(client, 'session'), heard, on, journal }
}

describe('listening', () => {
  test('by one name, several names, or a map', () => {
    const { object, heard, on } = target()
    object
      .on('a', on('one'))
      .on('b c', on('several'))
      .on({ d: on('map') })
    for (const type of 'abcd') object.dispatchEvent({ type })
    expect(heard).toEqual(['one', 'several', 'several', 'map'])
  })

  test('once, by each of the names', () => {
    const { object, heard, on } = target()
    object.once('a b', on('once'))
    for (const type of 'aabb') object.dispatchEvent({ type })
    expect(heard).toEqual(['once', 'once'])
  })

  test('under the older names', () => {
    const { object, heard, on } = target()
    const listener = on('a')
    object.addEventListener('a', listener)
    object.dispatchEvent({ type: 'a' })
    object.removeEventListener('a', listener)
    object.dispatchEvent({ type: 'a' })
    expect(heard).toEqual(['a'])
  })

  test('with a context, which a map takes as its second argument', () => {
    const { object } = target()
    const seen: unknown[] = []
    function listener(this: unknown): void {
      seen.push(this)
    }
    const context = { name: 'context' }
    object.on('a', listener, context).on({ a: listener }, context).on('a', listener)
    object.dispatchEvent({ type: 'a' })
    expect(seen.slice(0, 2)).toEqual([context, context])
    // An application that takes `this` for the session fails here as it does with the real SDK.
    expect(seen[2]).not.toBe(object)
  })

  test.each([undefined, null, 5, 'text', {}])('with %j in place of a function is a TypeError', (listener) => {
    const { object } = target()
    expect(() => object.on('a', listener)).toThrow(TypeError)
    expect(() => object.once({ a: listener })).toThrow(TypeError)
  })

  test('to 5 is ignored', () => {
    const { object, on } = target()
    expect(object.on(5, on('a'))).toBe(object)
  })

  test.each([undefined, null])('to %j is a TypeError', (names) => {
    const { object, on } = target()
    expect(() => object.on(names, on('a'))).toThrow(/event name is missing/)
  })
})

describe('taking out', () => {
  test('a listener, a name, a map, or everything', () => {
    const { object, heard, on } = target()
    const a = on('a')
    const add = (): unknown => object.on('x', a).on('x', on('b')).on('y', on('c'))
    const left = (): string[] => {
      for (const type of 'xy') object.dispatchEvent({ type })
      return heard.splice(0)
    }
    add()
    object.off('x', a)
    expect(left()).toEqual(['b', 'c'])
    object.off('x')
    expect(left()).toEqual(['c'])
    object.off()
    expect(left()).toEqual([])
    add()
    object.off({ x: a })
    expect(left()).toEqual(['b', 'c'])
    object.off('x y')
    expect(left()).toEqual([])
  })

  test.each(recorded.cases)('$does: as recorded', ({ steps, gives }) => {
    const { object } = target()
    let calls = 0
    const known: Readonly<Record<string, unknown>> = {
      f: () => {
        calls++
      },
      c: {},
      d: {},
      frozen: Object.freeze({ type: 'a' }),
    }
    const valueFor = (given: unknown): unknown => {
      if (typeof given === 'string') return known[given] ?? given
      if (typeof given !== 'object' || given === null) return given
      return Object.fromEntries(Object.entries(given).map(([key, one]) => [key, valueFor(one)]))
    }
    const run = (): void => {
      for (const [method, first, ...rest] of steps) {
        const args = [
          method === 'dispatchEvent' || typeof first !== 'string' ? valueFor(first) : first,
          ...rest.map(valueFor),
        ]
        const act: unknown = Reflect.get(object, String(method))
        if (typeof act === 'function') Reflect.apply(act, object, args)
      }
    }
    if (typeof gives === 'string') return expect(run).toThrow(gives === 'TypeError' ? TypeError : Error)
    run()
    object.dispatchEvent({ type: 'a' })
    expect(calls).toBe(gives)
  })

  test('of a map whose second listener is none, the first is there', () => {
    const { object, heard, on } = target()
    expect(() => object.on({ a: on('a'), b: 5 })).toThrow(TypeError)
    object.dispatchEvent({ type: 'a' })
    expect(heard).toEqual(['a'])
  })

  test('what is not there is ignored, and answers with the object', () => {
    const { object } = target()
    expect(object.off('nope')).toBe(object)
    expect(object.off('nope', () => {})).toBe(object)
  })
})

describe('dispatching', () => {
  test('gives the listeners the event, with the object as its target unless it has one', () => {
    const { object } = target()
    const seen: unknown[] = []
    object.on('a', (event: unknown) => seen.push(event))
    const event = new SdkEvent('a', true, { reason: 'x' })
    object.dispatchEvent(event)
    const elsewhere = new SdkEvent('a', false, { target: 'another' })
    object.dispatchEvent(elsewhere)
    expect([seen[0], event.target, elsewhere.target]).toEqual([event, object, 'another'])
  })

  test('stops at a listener that throws, tells nobody but the journal, and goes on next time', () => {
    const { object, heard, on, journal } = target()
    object.on('a', on('first'))
    const broken = (): never => {
      throw new Error('broken')
    }
    object.on('a', broken).on('a', on('last'))
    object.dispatchEvent({ type: 'a' })
    expect(heard).toEqual(['first'])
    expect(journal.find({ kind: 'uncaught' })).toMatchObject([
      { who: 'client-1 session', what: 'a', detail: { message: 'broken', by: 'listener' } },
    ])
    object.off('a', broken)
    object.dispatchEvent({ type: 'a' })
    expect(heard).toEqual(['first', 'first', 'last'])
  })

  test.each([{}, { type: '' }, 'text'])('%j, which has no type, is an Error', (event) => {
    expect(() => target().object.dispatchEvent(event)).toThrow(/without a type/)
  })

  test.each([undefined, null])('%j is a TypeError', (event) => {
    expect(() => target().object.dispatchEvent(event)).toThrow(TypeError)
  })

  test('an event of the application gets the object as its target, unless it has one; one that takes none is a TypeError', () => {
    const { object, heard, on } = target()
    object.on('a', on('a'))
    const own: { type: string; target?: unknown } = { type: 'a' }
    object.dispatchEvent(own)
    expect(own.target).toBe(object)
    expect(() => object.dispatchEvent(Object.freeze({ type: 'a' }))).toThrow(TypeError)
    expect(object.dispatchEvent({ type: 5 })).toBe(object)
    expect(heard).toEqual(['a'])
  })

  test('trigger() and emit() hand on whatever they are given, and need no event', () => {
    const { object } = target()
    const seen: unknown[] = []
    object.on('a', (...args: unknown[]) => seen.push(args))
    expect(object.trigger('a', 1, 2).emit('a').trigger({ type: 'a' }).emit()).toBe(object)
    expect(seen).toEqual([[1, 2], []])
  })

  test('is written down with what is plain about the event', () => {
    const { object, journal } = target()
    object.dispatchEvent(new SdkEvent('a', true, { reason: 'x', stream: { id: 's1', big: [] }, list: [1], count: 2 }))
    expect(journal.find({ kind: 'event' })).toMatchObject([
      { who: 'client-1 session', what: 'a', detail: { reason: 'x', stream: 's1', count: 2, cancelable: true } },
    ])
    expect(journal.entries[0]?.detail).not.toHaveProperty('list')
  })

  test('can go without an event, or under another name than its type', () => {
    const { object } = target()
    const seen: unknown[] = []
    object.on('a b', (...args: unknown[]) => seen.push(args))
    object._trigger('a')
    const event = new SdkEvent('other', false)
    object._dispatchAs('b', event)
    expect(seen).toEqual([[], [event]])
  })
})
