import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  member,
  publishing,
  type ServiceWorld,
  serviceWorld,
  signalling,
  stream,
} from '../../test/worlds/service-world.ts'
import type { JournalEntry } from '../kernel/journal/entry.ts'
import { type Change, evolve } from './evolve.ts'
import { defaultRules, newSession, type SessionInPlace } from './state.ts'

describe('the rules of a session', () => {
  test('hold for sessions that are there and that are not yet', () => {
    const { backend, client } = serviceWorld()
    client('client-1').join()
    backend.setRules({ encrypted: true })
    expect(backend.session('s1')?.rules().encrypted).toBe(true)
    expect(backend.rulesOf('s2').encrypted).toBe(true)
  })

  test('of its own stay when those of all the others change', () => {
    const { backend, client } = serviceWorld()
    client('client-1').join()
    backend.setRules({ maxStreams: 2 }, 's1')
    backend.setRules({ maxStreams: 5 })
    expect([backend.rulesOf('s1').maxStreams, backend.rulesOf('s2').maxStreams]).toEqual([2, 5])
    expect(backend.session('s1')?.rules().maxStreams).toBe(2)
  })

  test('are as new after a reset, as is everything', () => {
    const { backend, client } = serviceWorld()
    client('client-1').join()
    backend.setRules({ relayed: true })
    backend.setRules({ muteOnEntry: true }, 's1')
    backend.reset()
    expect([backend.sessions(), backend.rulesOf('s1')]).toEqual([[], defaultRules])
  })
})

describe('what the test author says raw', () => {
  test('is so, whether or not it agrees with what was so before', () => {
    const { backend, client } = serviceWorld()
    const alice = client('client-1')
    alice.join()
    alice.news()
    backend.tell('s1', { is: 'stream.created', stream: stream('early', { connectionId: 'nobody yet' }) })
    backend.tell('s1', { is: 'connection.deleted', connectionId: 'nobody yet', reason: 'networkDisconnected' })
    expect(alice.news()).toEqual(['stream.created early', 'connection.deleted nobody yet'])
    expect(backend.session('s1')?.streams.has('early')).toBe(true)
  })

  test('is told to whom it concerns', () => {
    const { backend, client } = serviceWorld()
    const [alice, bob] = [client('client-1'), client('client-2')]
    const [aliceId = ''] = [alice, bob].map((one) => one.join())
    for (const one of [alice, bob]) one.news()
    const fact = { is: 'notification', reason: 'x' } as const
    backend.tell('s1', fact, { to: 'only', connectionId: aliceId })
    backend.tell('s1', fact, { to: 'nobody' })
    expect([alice.news(), bob.news()]).toEqual([['notification'], []])
    backend.tell('s1', fact, { to: 'except', connectionId: aliceId })
    expect([alice.news(), bob.news()]).toEqual([[], ['notification']])
  })
})

describe('somebody without a client', () => {
  test('is let in, acts and is told nothing', () => {
    const { backend, client } = serviceWorld()
    const alice = client('client-1')
    alice.join()
    alice.news()
    backend.admit('s1', member('guest'))
    expect(backend.act('s1', 'guest', publishing('g1'))).toEqual({ status: '200' })
    expect(backend.act('s1', 'guest', { method: 'connection.delete', connectionId: 'x' }).status).toBe('403')
    expect(backend.act('s1', 'nobody', publishing('n1')).status).toBe('404')
    expect(backend.act('s2', 'guest', publishing('n1')).status).toBe('404')
    expect(alice.news()).toEqual(['connection.created guest', 'stream.created g1'])
  })

  test('departs as anybody does', () => {
    const { backend, client } = serviceWorld()
    const alice = client('client-1')
    alice.join()
    backend.admit('s1', member('guest'))
    backend.act('s1', 'guest', publishing('g1'))
    alice.news()
    backend.depart('s1', 'guest', 'networkDisconnected')
    expect(alice.news()).toEqual(['stream.deleted g1', 'connection.deleted guest'])
  })
})

/** Something that somebody does in a room of four. */
const act = fc.record({
  who: fc.integer({ min: 0, max: 3 }),
  what: fc.constantFrom('publish', 'unpublish', 'signal', 'subscribe', 'mute', 'change', 'sendAway', 'leave', 'join'),
  which: fc.integer({ min: 0, max: 5 }),
})

type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

function play({ backend, client }: ServiceWorld, acts: readonly Act[]): void {
  const people = [0, 1, 2, 3].map((at) => client(`client-${at}`))
  const ids = people.map((one) => one.join())
  for (const { who, what, which } of acts) {
    const person = people[who]
    const streamId = `stream-${which}`
    if (person === undefined) continue
    if (what === 'publish') person.ask(publishing(streamId))
    if (what === 'unpublish') person.ask({ method: 'stream.delete', streamId, reason: 'clientDisconnected' })
    if (what === 'signal') person.ask(signalling('x', ids[which] ?? null))
    if (what === 'subscribe') {
      person.ask({ method: 'subscriber.create', streamId, subscriberId: `sub-${who}-${which}`, encrypted: false })
    }
    if (what === 'mute') person.ask({ method: 'session.update', muted: which % 2 === 0, except: [] })
    if (what === 'change') {
      person.ask({ method: 'stream_channel.update', streamId, channelId: 'video1', change: { active: which > 2 } })
    }
    if (what === 'sendAway') person.ask({ method: 'connection.delete', connectionId: ids[which] ?? '' })
    if (what === 'leave') person.line.leave('clientDisconnected')
    if (what === 'join') backend.admit('s1', member(`guest-${which}`))
  }
}

const changeIn = ({ what, detail }: JournalEntry): Change => ({ ...detail, is: what }) as unknown as Change

function rebuilt(entries: readonly JournalEntry[]): SessionInPlace {
  const session = newSession('s1', () => defaultRules)
  for (const entry of entries) evolve(session, changeIn(entry))
  return session
}

describe('whatever people do', () => {
  test('the journal can make the state again', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const world = serviceWorld()
        play(world, acts)
        const session = world.backend.session('s1')
        const again = rebuilt(world.journal.find({ kind: 'fact' }))
        for (const part of ['members', 'streams', 'pending', 'subscribers', 'archives', 'muted'] as const) {
          expect(again[part], part).toEqual(session?.[part] ?? newSession('s1', () => defaultRules)[part])
        }
      }),
      { numRuns: 100, seed: 3 },
    )
  })

  test('no stream belongs to somebody who is not there', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const world = serviceWorld()
        play(world, acts)
        for (const { streams, members } of world.backend.sessions()) {
          for (const { connectionId } of streams.values()) expect(members.has(connectionId)).toBe(true)
        }
      }),
      { numRuns: 100, seed: 4 },
    )
  })

  test('the same seed gives the same journal, and another seed other ids', () => {
    const journalOf = (seed: string): string => {
      const world = serviceWorld({ seed })
      play(world, fc.sample(fc.array(act, { minLength: 40, maxLength: 40 }), { seed: 5, numRuns: 1 })[0] ?? [])
      return JSON.stringify(world.journal)
    }
    expect(journalOf('one')).toBe(journalOf('one'))
    expect(journalOf('one')).not.toBe(journalOf('two'))
  })
})
