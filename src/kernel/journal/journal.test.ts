import { describe, expect, test } from 'vitest'
import { VirtualClock } from '../time/virtual-clock.ts'
import { nextTurn } from '../time/wall-clock.ts'
import { Journal } from './journal.ts'

const world = (cap?: number) => {
  const clock = new VirtualClock({ mode: 'manual', epoch: 5000, nextTurn })
  return { clock, journal: new Journal(clock, cap) }
}

/** A journal of entries that are called 0, 1, 2 and so on. */
const filled = (count: number, cap: number): Journal => {
  const { journal } = world(cap)
  for (let at = 0; at < count; at++) journal.add('fact', 'service', String(at))
  return journal
}

describe('the journal', () => {
  test('keeps what happened in order, with the time since the beginning', async () => {
    const { clock, journal } = world()
    journal.add('call', 'client-1', 'Session.connect')
    await clock.advance(250)
    journal.add('reply', 'client-1', 'connection.create', { status: '200' })
    expect(journal.entries).toEqual([
      { index: 0, at: 0, kind: 'call', who: 'client-1', what: 'Session.connect', detail: {} },
      { index: 1, at: 250, kind: 'reply', who: 'client-1', what: 'connection.create', detail: { status: '200' } },
    ])
  })

  test('finds the entries that agree with every key that is named', () => {
    const { journal } = world()
    journal.add('request', 'client-1', 'signal.signal')
    journal.add('request', 'client-2', 'signal.signal')
    journal.add('reply', 'client-1', 'signal.signal')
    const indexes = (query: Parameters<Journal['find']>[0]): number[] => journal.find(query).map(({ index }) => index)
    expect(indexes({})).toEqual([0, 1, 2])
    expect(indexes({ kind: 'request' })).toEqual([0, 1])
    expect(indexes({ kind: 'request', who: 'client-1' })).toEqual([0])
    expect(indexes({ what: 'stream.create' })).toEqual([])
  })

  test('is its entries as JSON', () => {
    const { journal } = world()
    journal.add('control', 'test', 'fail', { failureId: 'x' })
    expect(JSON.parse(JSON.stringify(journal))).toEqual(journal.entries)
  })

  test.each([0, 1, 10, 3000])('keeps the last %d entries, and counts those that it dropped', (cap) => {
    const journal = filled(5000, cap)
    expect(journal.dropped).toBe(5000 - cap)
    expect(journal.entries).toHaveLength(cap)
    expect(journal.find({})).toHaveLength(cap)
    expect(journal.toJSON()).toHaveLength(cap)
    expect(journal.entries[0]?.what).toBe(cap === 0 ? undefined : String(5000 - cap))
    expect(journal.entries.at(-1)?.index).toBe(cap === 0 ? undefined : 4999)
  })

  test('is the same whether it was read before or not, and a list that was read goes on growing', () => {
    const { journal } = world(1500)
    const object = {}
    const add = (at: number): void => {
      const event = { type: String(at) }
      journal.add('event', 'client-1 session', event.type, { at }, { object, listeners: at, event })
    }
    for (let at = 0; at < 4000; at++) add(at)
    const { entries } = journal
    expect(entries.map(({ index, detail }) => [index, detail['at']])).toEqual(
      Array.from({ length: 1500 }, (_, place) => [place + 2500, place + 2500]),
    )
    add(4000)
    expect(entries.at(-1)).toMatchObject({ index: 4000, what: '4000' })
    for (const entry of journal.entries) {
      expect(journal.sourceOf(entry)).toEqual({ object, listeners: entry.index, event: { type: entry.what } })
    }
  })

  test('drops nothing below its cap', () => {
    expect(filled(100, 100).dropped).toBe(0)
  })

  test('tells those who watch of every entry, in the middle of what happens', () => {
    const { journal } = world()
    journal.add('call', 'client-1', 'before')
    const seen: string[] = []
    journal.watch(({ what }) => seen.push(`first ${what}`))
    journal.watch(({ what }) => seen.push(`second ${what}`))
    journal.add('call', 'client-1', 'a')
    expect(seen).toEqual(['first a', 'second a'])
  })

  test('leaves those alone who have stopped watching, even in the middle of an entry', () => {
    const { journal } = world()
    const seen: string[] = []
    const stop = journal.watch(({ what }) => {
      seen.push(`first ${what}`)
      stop()
    })
    journal.watch(({ what }) => seen.push(`second ${what}`))
    for (const what of 'ab') journal.add('call', 'client-1', what)
    stop()
    expect(seen).toEqual(['first a', 'second a', 'second b'])
  })

  test('begins anew, at the time that it is, with nobody watching', async () => {
    const { clock, journal } = world()
    const seen: string[] = []
    journal.watch(({ what }) => seen.push(what))
    journal.add('call', 'client-1', 'a')
    await clock.advance(100)
    journal.reset()
    expect([journal.entries, journal.dropped]).toEqual([[], 0])
    await clock.advance(20)
    journal.add('call', 'client-1', 'b')
    expect(journal.entries).toMatchObject([{ index: 0, at: 20, what: 'b' }])
    expect(seen).toEqual(['a'])
  })
})
