import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { member, publishing, sessionOf, signalling, stream } from '../../../test/worlds/service-world.ts'
import type { Permission, Role } from '../../contract/roles.ts'
import type { Command, RequestName } from '../../wire/commands.ts'
import type { Fact } from '../../wire/facts.ts'
import type { SessionInPlace, SessionRules } from '../state.ts'
import { decide } from './decide.ts'
import type { Decision } from './decision.ts'

const mo = member('mo', 'moderator', 'client-1')
const pia = member('pia', 'publisher', 'client-2')
const guest = member('guest', 'publisher')

const room = (rules: Partial<SessionRules> = {}): SessionInPlace =>
  sessionOf(
    [mo, pia, guest],
    [
      stream('m1', { connectionId: 'mo' }),
      stream('p1', { connectionId: 'pia' }),
      stream('g1', { connectionId: 'guest' }),
    ],
    rules,
  )

const decided = (command: Command, by = pia, session = room()): Decision => decide({ command, by, session })

const toldTo = ({ facts }: Decision): string[] =>
  facts.map(({ fact, audience }) => {
    const whom = 'connectionId' in audience ? `${audience.to} ${audience.connectionId}` : audience.to
    return `${fact.is} to ${whom}`
  })

const factsOf = ({ facts }: Decision): Fact[] => facts.map(({ fact }) => fact)

const refused = (status: string, reason: string): Decision => ({ reply: { status, reason }, facts: [] })

/** One of each request, as somebody might ask it. */
const requests: { readonly [Name in RequestName]: Extract<Command, { method: Name }> } = {
  'connection.create': { method: 'connection.create' },
  'connection.delete': { method: 'connection.delete', connectionId: 'guest' },
  'stream.create': { method: 'stream.create', stream: stream('new'), encrypted: false },
  'stream.delete': { method: 'stream.delete', streamId: 'g1', reason: 'clientDisconnected' },
  'stream.update': { method: 'stream.update', streamId: 'g1', muted: true },
  'stream_channel.update': {
    method: 'stream_channel.update',
    streamId: 'p1',
    channelId: 'video1',
    change: { active: false },
  },
  'session.update': { method: 'session.update', muted: true, except: ['g1'] },
  'subscriber.create': { method: 'subscriber.create', streamId: 'g1', subscriberId: 'sub', encrypted: false },
  'subscriber.delete': { method: 'subscriber.delete', subscriberId: 'sub' },
  'subscriber_channel.update': { method: 'subscriber_channel.update', subscriberId: 'sub', change: { active: false } },
  'signal.signal': { method: 'signal.signal', signal: { type: null, data: 'x' }, to: null },
  'stream.offer': { method: 'stream.offer', streamId: 'p1', subscriberId: null, fresh: true },
  'stream.candidate': { method: 'stream.candidate', streamId: 'p1', subscriberId: null, fresh: true },
  'subscriber.offer': { method: 'subscriber.offer', streamId: 'g1', subscriberId: 'sub', fresh: true },
  'subscriber.answer': { method: 'subscriber.answer', streamId: 'g1', subscriberId: 'sub', fresh: true },
  'subscriber.candidate': { method: 'subscriber.candidate', streamId: 'g1', subscriberId: 'sub', fresh: true },
}

describe('deciding', () => {
  test('changes nothing, and comes to the same each time', () => {
    const rules = fc.record({ relayed: fc.boolean(), encrypted: fc.boolean(), negotiated: fc.boolean() })
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(requests)), fc.constantFrom(mo, pia, guest), rules, (...drawn) => {
        const [command, by, changed] = drawn
        const session = room(changed)
        const seen = (): unknown => structuredClone({ ...session, rules: session.rules(), command, by })
        const before = seen()
        expect(decided(command, by, session)).toEqual(decided(command, by, session))
        expect(seen()).toEqual(before)
      }),
      { numRuns: 200, seed: 2 },
    )
  })

  test.each([
    ['stream.create', 'publish', 'subscriber'],
    ['connection.delete', 'forcedisconnect', 'publisher'],
    ['stream.delete', 'forceunpublish', 'publisher'],
    ['stream.update', 'forcemute', 'publisher'],
    ['session.update', 'forcemute', 'publisher'],
  ] as const)('about %s asks for the permission %s', (method, permission, role) => {
    const by = member('by', role, 'client-3')
    expect(decided(requests[method], by)).toEqual(refused('403', 'notPermitted'))
    const allowed = { ...by, permissions: [permission satisfies Permission] }
    expect(decided(requests[method], allowed).reply.status).toBe('200')
  })

  test('lets somebody who may publish alone neither signal nor subscribe (guide on creating tokens)', () => {
    const by = member('by', 'publisheronly', 'client-3')
    for (const method of ['signal.signal', 'subscriber.create'] as const) {
      expect(decided(requests[method], by)).toEqual(refused('403', 'notPermitted'))
    }
  })

  test.each(['subscriber', 'publisher', 'moderator'] as const)(
    'lets a %s signal and subscribe, whatever its permissions (recorded)',
    (role: Role) => {
      const by = member('by', role, 'client-3')
      for (const method of ['signal.signal', 'subscriber.create'] as const) {
        expect(decided(requests[method], by).reply.status).toBe('200')
      }
    },
  )

  test.each([
    [{ method: 'connection.delete', connectionId: 'x' }, 'connectionNotFound'],
    [{ method: 'stream.delete', streamId: 'x', reason: '' }, 'streamNotFound'],
    [{ method: 'stream.update', streamId: 'x', muted: true }, 'streamNotFound'],
    [{ method: 'stream_channel.update', streamId: 'x', channelId: 'audio1', change: {} }, 'streamNotFound'],
    [{ method: 'subscriber.create', streamId: 'x', subscriberId: 's', encrypted: false }, 'streamNotFound'],
    [signalling('x', 'x'), 'connectionNotFound'],
  ] as const)('%j finds nobody or nothing', (command, reason) => {
    expect(decided(command, mo)).toEqual(refused('404', reason))
  })
})

describe('a stream', () => {
  test('belongs to whoever publishes it, whatever the request says, and everybody is told', () => {
    const decision = decided(publishing('new', { connectionId: 'mo' }))
    expect(toldTo(decision)).toEqual(['stream.created to all'])
    expect(factsOf(decision)).toMatchObject([{ stream: { id: 'new', connectionId: 'pia' } }])
  })

  test('is one too many when as many are there as may be', () => {
    expect(decided(publishing('new'), pia, room({ maxStreams: 3 }))).toEqual(refused('409', 'streamLimitExceeded'))
    expect(decided(publishing('new'), pia, room({ maxStreams: 4 })).reply.status).toBe('200')
    const waiting = room({ maxStreams: 4 })
    waiting.pending.set('w', stream('w', { connectionId: 'mo' }))
    expect(decided(publishing('new'), pia, waiting).reply.status).toBe('409')
  })

  test('that is published anew, on another server, is not announced again and counts once', () => {
    expect(decided(publishing('p1'), pia, room({ maxStreams: 3 }))).toEqual({ reply: { status: '200' }, facts: [] })
  })

  test('has to be encrypted where the session is, and need not elsewhere', () => {
    const encrypted = { ...requests['stream.create'], encrypted: true }
    const refusal = refused('405', 'IncompatibleEncryptionSettings')
    expect(decided(requests['stream.create'], pia, room({ encrypted: true }))).toEqual(refusal)
    expect(decided(encrypted, pia, room({ encrypted: true })).reply.status).toBe('200')
    expect(decided(encrypted, pia, room()).reply.status).toBe('200')
    expect(decided(requests['subscriber.create'], pia, room({ encrypted: true }))).toEqual(refusal)
  })

  test('goes for the reason that its owner gives, or because a moderator ends it', () => {
    const own = { method: 'stream.delete', streamId: 'p1', reason: 'mediaStopped' } as const
    expect(factsOf(decided(own))).toEqual([{ is: 'stream.deleted', streamId: 'p1', reason: 'mediaStopped' }])
    expect(factsOf(decided(own, mo))).toEqual([{ is: 'stream.deleted', streamId: 'p1', reason: 'forceUnpublished' }])
    expect(toldTo(decided(own, mo))).toEqual(['stream.deleted to all'])
  })

  test('that changes is told to everybody but its publisher, who alone may change it', () => {
    const change = requests['stream_channel.update']
    expect(toldTo(decided(change))).toEqual(['channel.updated to except pia'])
    expect(decided(change, mo)).toEqual(refused('403', 'notPermitted'))
  })
})

describe('moderation', () => {
  test('takes the streams of who is sent away first, and does not tell them of that', () => {
    const decision = decided({ method: 'connection.delete', connectionId: 'pia' }, mo)
    expect(toldTo(decision)).toEqual(['stream.deleted to except pia', 'connection.deleted to all'])
    expect(factsOf(decision)).toMatchObject([{ streamId: 'p1', reason: 'forceDisconnected' }, { connectionId: 'pia' }])
  })

  test('mutes one stream by telling its publisher; one without a client is muted at once', () => {
    const muted = ['stream.muted to only guest', 'channel.updated to except guest']
    expect(toldTo(decided(requests['stream.update'], mo))).toEqual(muted)
  })

  test('mutes everybody but the moderator and some streams, and tells everybody', () => {
    const decision = decided({ method: 'session.update', muted: true, except: ['g1'] }, mo)
    expect(toldTo(decision)).toEqual(['session.muted to all', 'stream.muted to only pia'])
    expect(factsOf(decision)[0]).toEqual({ is: 'session.muted', active: true, except: ['g1'] })
  })

  test('lifts the muting by telling everybody, and unmutes nobody', () => {
    expect(toldTo(decided({ method: 'session.update', muted: false, except: [] }, mo))).toEqual([
      'session.muted to all',
    ])
  })
})

describe('a signal', () => {
  test('goes to everybody, its sender among them, or to one', () => {
    expect(toldTo(decided(signalling('x')))).toEqual(['signal to all'])
    expect(toldTo(decided(signalling('x', 'mo')))).toEqual(['signal to only mo'])
    expect(factsOf(decided(signalling('x')))).toEqual([
      { is: 'signal', from: 'pia', signal: { type: 'chat', data: 'x' } },
    ])
  })
})
