import { describe, expect, test } from 'vitest'
import { member, sessionOf, stream } from '../../../test/worlds/service-world.ts'
import type { Command } from '../../wire/commands.ts'
import type { RoutedFact } from '../../wire/facts.ts'
import type { SessionInPlace, SessionRules } from '../state.ts'
import { decide } from './decide.ts'
import { decideArrival } from './media.ts'
import { farewell } from './subscriber.ts'

const pia = member('pia', 'publisher', 'client-1')
const sue = member('sue', 'publisher', 'client-2')
const guest = member('guest', 'publisher')

/** Pia publishes, Sue and a guest subscribe; a further stream of hers is not announced yet. */
function room(rules: Partial<SessionRules> = {}): SessionInPlace {
  const session = sessionOf([pia, sue, guest], [stream('p1', { connectionId: 'pia' })], rules)
  session.pending.set('p2', stream('p2', { connectionId: 'pia' }))
  session.subscribers.set('by-sue', { streamId: 'p1', connectionId: 'sue' })
  session.subscribers.set('by-guest', { streamId: 'p1', connectionId: 'guest' })
  return session
}

const told = (facts: readonly RoutedFact[]): readonly string[] =>
  facts.map(({ fact, audience }) => {
    const whom = 'connectionId' in audience ? `${audience.to} ${audience.connectionId}` : audience.to
    return `${fact.is}: ${whom}`
  })

const asked = (command: Command, by = pia, session = room()): readonly string[] =>
  told(decide({ command, by, session }).facts)

const relayed = (): SessionInPlace => room({ relayed: true })

describe('an offer', () => {
  test('is answered by the router, with a way to it where one has to be found', () => {
    const offer = { method: 'stream.offer', streamId: 'p1', subscriberId: null } as const
    expect(asked({ ...offer, fresh: true })).toEqual(['stream.answered: only pia', 'stream.trickled: only pia'])
    expect(asked({ ...offer, fresh: false })).toEqual(['stream.answered: only pia'])
  })

  test('announces a stream where that is what it waits for', () => {
    const command = { method: 'stream.offer', streamId: 'p2', subscriberId: null, fresh: false } as const
    expect(asked(command, pia, room({ announced: 'answered' }))).toContain('stream.created: all')
    expect(asked(command)).not.toContain('stream.created: all')
  })

  test('for a subscriber of a relayed session goes to them, or is answered for somebody without a client', () => {
    const offer = { method: 'subscriber.offer', streamId: 'p1', fresh: false } as const
    expect(asked({ ...offer, subscriberId: 'by-sue' }, pia, relayed())).toEqual(['subscriber.offered: only sue'])
    expect(asked({ ...offer, subscriberId: 'by-guest' }, pia, relayed())).toEqual(['stream.answered: only pia'])
  })

  test('of a subscriber, who seeks the path anew, is answered by the router', () => {
    const command = { method: 'subscriber.offer', streamId: 'p1', subscriberId: 'by-sue', fresh: true } as const
    expect(asked(command, sue)).toEqual(['subscriber.answered: only sue', 'subscriber.trickled: only sue'])
  })
})

describe('an answer and a way to a subscriber', () => {
  const step = { streamId: 'p1', subscriberId: 'by-sue', fresh: false } as const

  test('stay with the router', () => {
    expect(asked({ method: 'subscriber.answer', ...step }, sue)).toEqual([])
    expect(asked({ method: 'subscriber.candidate', ...step }, sue)).toEqual([])
  })

  test('go to the other side of a relayed session', () => {
    expect(asked({ method: 'subscriber.answer', ...step }, sue, relayed())).toEqual(['stream.answered: only pia'])
    expect(asked({ method: 'subscriber.candidate', ...step }, sue, relayed())).toEqual(['stream.trickled: only pia'])
    expect(asked({ method: 'subscriber.candidate', ...step }, pia, relayed())).toEqual([
      'subscriber.trickled: only sue',
    ])
  })
})

describe('media that arrives', () => {
  const arrival = { sessionId: 's', connectionId: 'pia', streamId: 'p2' }

  test('announces a stream that waits for it, of the one who sends it', () => {
    expect(told(decideArrival(room({ announced: 'arrived' }), arrival))).toEqual(['stream.created: all'])
    expect(decideArrival(room({ announced: 'arrived' }), { ...arrival, connectionId: 'sue' })).toEqual([])
    expect(decideArrival(room({ announced: 'created' }), arrival)).toEqual([])
  })

  test('with another key is another to everybody else', () => {
    const facts = decideArrival(room(), { ...arrival, streamId: 'p1', key: 'k' })
    expect(new Set(told(facts))).toEqual(new Set(['channel.updated: except pia']))
    expect(decideArrival(room(), { ...arrival, connectionId: 'sue', streamId: 'p1', key: 'k' })).toEqual([])
  })
})

test('who leaves a relayed session is told to whoever sends them media', () => {
  const session = relayed()
  const commands = farewell(session, 'sue')
  expect(commands).toEqual([{ method: 'subscriber.delete', subscriberId: 'by-sue' }])
  for (const command of commands) {
    expect(asked(command, sue, session)).toEqual(['subscriber.withdrawn: nobody', 'subscriber.gone: only pia'])
  }
})
