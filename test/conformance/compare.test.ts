import { describe, expect, it } from 'vitest'
import { buildCase } from './build-case.ts'
import { compare } from './compare.ts'
import type { Observation } from './observation.ts'
import type { Given, RecordedCase, RecordedEntry, RecordedThen } from './recorded-case.ts'

const outcome = { throws: null, returns: { kind: 'null' }, completion: null, promise: null }
const nothing: Observation = {
  outcome,
  and: [],
  after: [],
  events: [],
  state: {},
  sent: [],
  http: [],
  socketsOpenedAtMs: [],
  headless: false,
  troubles: [],
}

const recordedAs = (recorded: RecordedThen, given: Given = {}): RecordedCase =>
  buildCase({ ...outcome, ...recorded }, { given })

const event = (type: string, more: object = {}): RecordedEntry => ({ on: 'session', type, phase: 'task', ...more })
const happened = (type: string, atMs = 0, phase: 'sync' | 'microtask' | 'task' = 'task') => ({
  facts: { on: 'session', type },
  phase,
  atMs,
})
const eventsDiffer = (recorded: readonly RecordedEntry[], events: Observation['events'], given: Given = {}) =>
  compare(recordedAs({ events: recorded }, given), { ...nothing, events })

describe('comparing a replay with its recording', () => {
  it('finds nothing where all is the same', () => {
    expect(compare(recordedAs({ events: [event('a')] }), { ...nothing, events: [happened('a')] })).toEqual([])
  })

  it('tells null from undefined, and one value from another', () => {
    const returns = { ...nothing, outcome: { ...outcome, returns: { kind: 'undefined' } } }
    expect(compare(recordedAs({}), returns)).toEqual(['returns.kind: recorded "null", got "undefined"'])
  })

  it('fails a case on every trouble that the runner had', () => {
    expect(compare(recordedAs({}), { ...nothing, troubles: ['x is not a function'] })).toEqual(['x is not a function'])
  })

  it('expects no outcome of a step that is no call', () => {
    const recorded = buildCase({ events: [] }, { when: { server: 'drop' } })
    expect(compare(recorded, { ...nothing, outcome: null })).toEqual([])
    expect(compare(recorded, nothing)).toHaveLength(1)
  })

  it('compares the outcomes of calls made at once and afterwards, index by index', () => {
    const recorded = { and: [outcome], after: [null, { ...outcome, returns: { kind: 'undefined' } }] }
    const observed = { ...nothing, and: [outcome], after: [null, outcome] }
    expect(compare(recordedAs(recorded), observed)).toEqual(['after[1].returns.kind: recorded "undefined", got "null"'])
  })
})

describe('comparing the log', () => {
  it('reports what is missing, what is added, and what is out of order', () => {
    expect(eventsDiffer([event('a'), event('b')], [happened('a')])).toEqual([
      'events[1] session.b: recorded, but did not happen here',
    ])
    expect(eventsDiffer([event('a')], [happened('a'), happened('b')])).toEqual([
      'events[1] session.b: not recorded, but happened',
    ])
    expect(eventsDiffer([event('a'), event('b')], [happened('b'), happened('a')])).toHaveLength(2)
  })

  it('reports a fact that differs, and one that is missing', () => {
    const events = [{ ...happened('a'), facts: { on: 'session', type: 'a', reason: 'x' } }]
    expect(eventsDiffer([event('a', { reason: 'y' })], events)).toEqual([
      'events[0] session.a.reason: recorded "y", got "x"',
    ])
    expect(eventsDiffer([event('a')], events)).toEqual(['events[0] session.a.reason: recorded nothing, got "x"'])
  })

  it('lets marks that depend on timing be absent, but not in another place', () => {
    const dialog = event('accessDialogOpened', { timingDependent: true })
    expect(eventsDiffer([dialog, event('a')], [happened('a')])).toEqual([])
    expect(eventsDiffer([dialog, event('a')], [happened('a'), happened('accessDialogOpened')])).toHaveLength(1)
  })

  it('takes async for either later turn, and every other phase exactly', () => {
    expect(eventsDiffer([event('a', { phase: 'async' })], [happened('a', 0, 'microtask')])).toEqual([])
    expect(eventsDiffer([event('a', { phase: 'async' })], [happened('a', 0, 'task')])).toEqual([])
    expect(eventsDiffer([event('a', { phase: 'async' })], [happened('a', 0, 'sync')])).toHaveLength(1)
    expect(eventsDiffer([event('a', { phase: 'microtask' })], [happened('a', 0, 'task')])).toHaveLength(1)
  })

  it('takes a time within a quarter or 300 ms', () => {
    expect(eventsDiffer([event('a', { afterMs: 15200 })], [happened('a', 15000)])).toEqual([])
    expect(eventsDiffer([event('a', { afterMs: 15200 })], [happened('a', 11000)])).toHaveLength(1)
    expect(eventsDiffer([event('a', { afterMs: 1000 })], [happened('a', 750)])).toEqual([])
    expect(eventsDiffer([event('a')], [happened('a', 1150)])).toEqual([])
    expect(eventsDiffer([event('a')], [happened('a', 1300)])).toHaveLength(1)
  })

  it('lets what hangs on the start of real media be earlier by a second', () => {
    const given = { server: { subscribe: 'jsep' } }
    expect(eventsDiffer([event('a', { afterMs: 1700 })], [happened('a', 800)], given)).toEqual([])
    expect(eventsDiffer([event('a', { afterMs: 1700 })], [happened('a', 800)])).toHaveLength(1)
  })
})

describe('comparing loosely', () => {
  it('compares requests as sets', () => {
    const recorded = { sent: ['a', 'b', 'b'], http: ['config'] }
    expect(compare(recordedAs(recorded), { ...nothing, sent: ['b', 'a'], http: ['config', 'config'] })).toEqual([])
    expect(compare(recordedAs(recorded), { ...nothing, sent: ['a', 'c'], http: ['config'] })).toEqual([
      'sent: recorded "b", never asked here',
      'sent: not recorded, but asked: "c"',
    ])
  })

  it('compares timestamps, device ids and images by kind', () => {
    const props = (timestamp: number, deviceId: string, length: number) => ({
      kind: 'object',
      props: {
        timestamp: { kind: 'number', value: timestamp },
        deviceId: { kind: 'string', value: deviceId },
        image: { kind: 'string', length },
      },
    })
    const observed = { ...nothing, outcome: { ...outcome, returns: props(2, 'camera', 5000) } }
    expect(compare(recordedAs({ returns: props(1795349327579.321, 'x', 15152) }), observed)).toEqual([])
    expect(compare(recordedAs({ returns: props(1, 'x', 20) }), observed)).toHaveLength(1)
  })

  it('compares the turns of other calls near real media as later turns', () => {
    const and = (timing: string) => [{ ...outcome, completion: { calls: 1, invocations: [{ timing }] } }]
    const async = [event('a', { phase: 'async' })]
    const observed = { ...nothing, and: and('task'), events: [happened('a')] }
    expect(compare(recordedAs({ and: and('microtask'), events: async }), observed)).toEqual([])
    expect(compare(recordedAs({ and: and('sync'), events: async }), observed)).toHaveLength(1)
    expect(compare(recordedAs({ and: and('microtask'), events: [event('a')] }), observed)).toHaveLength(1)
  })

  it('leaves the page out when there is none', () => {
    const state = { publisher: { inDom: true, element: 'element', stream: 'own' }, dom: [{ tag: 'div' }] }
    const observed = { ...nothing, state: { publisher: { inDom: false, element: 'undefined', stream: 'own' } } }
    expect(compare(recordedAs({ state }), { ...observed, headless: true })).toEqual([])
    expect(compare(recordedAs({ state }), observed)).toHaveLength(3)
  })

  it('compares opened sockets by time, and by number when there are more than were listed', () => {
    const recorded = { socketsOpenedAtMs: [0, 15000] }
    expect(compare(recordedAs(recorded), { ...nothing, socketsOpenedAtMs: [0, 14000] })).toEqual([])
    expect(compare(recordedAs(recorded), { ...nothing, socketsOpenedAtMs: [0] })).toHaveLength(1)
    const many = { socketsOpenedAtMs: [0], socketsOpened: 100 }
    expect(compare(recordedAs(many), { ...nothing, socketsOpenedAtMs: new Array(90).fill(0) })).toEqual([])
    expect(compare(recordedAs(many), { ...nothing, socketsOpenedAtMs: new Array(50).fill(0) })).toHaveLength(1)
  })
})
