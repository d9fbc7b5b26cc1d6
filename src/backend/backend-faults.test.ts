import { describe, expect, test } from 'vitest'
import { publishing, serviceWorld, signalling } from '../../test/worlds/service-world.ts'
import { rawFault } from '../faults/fault.ts'

describe('a fault', () => {
  const joined = () => {
    const world = serviceWorld()
    const alice = world.client('client-1')
    alice.join()
    alice.news()
    return { ...world, alice }
  }

  test('on a request refuses it raw, and nothing follows from it', () => {
    const { alice, answer, backend } = joined()
    answer('stream.create', '409', { reason: 'streamLimitExceeded' })
    const id = alice.ask(publishing('a1'))
    expect(alice.replyTo(id)).toEqual({ status: '409', reason: 'streamLimitExceeded' })
    expect(backend.session('s1')?.streams.size).toBe(0)
  })

  test('on a request may take its time with the answer, or never give one', () => {
    const { alice, answer } = joined()
    answer('signal.signal', '500', { delayMs: 700 })
    alice.ask(signalling('slow'))
    expect([alice.news(), alice.outlet.delays.at(-1)]).toEqual([['reply 2 500'], 700])
    answer('signal.signal', 'none')
    alice.ask(signalling('silent'))
    expect(alice.news()).toEqual([])
  })

  test('that says "as usual" leaves it as usual', () => {
    const { alice, answer } = joined()
    answer('signal.signal', '200x')
    alice.ask(signalling('x'))
    expect(alice.news()).toEqual(['reply 2 200', 'signal x'])
  })

  test('can mean one stream, one target, one type of signal, one client', () => {
    const { alice, plan } = joined()
    const only = (match: Record<string, string>, point: string): void =>
      plan.arm(rawFault(point, { status: '500' }, 1, match))
    only({ streamId: 'a2', name: 'a2' }, 'stream.create')
    only({ type: 'chat', client: 'client-1' }, 'signal.signal')
    only({ target: 'x' }, 'connection.delete')
    const statuses = [
      publishing('a1'),
      publishing('a2'),
      { ...signalling('x'), signal: { type: 'other', data: null } },
      signalling('x'),
      { method: 'connection.delete', connectionId: 'y' } as const,
      { method: 'connection.delete', connectionId: 'x' } as const,
    ].map((command) => alice.replyTo(alice.ask(command))?.status)
    expect(statuses).toEqual(['200', '500', '200', '500', '404', '500'])
  })

  test('on what the service tells withholds it, and it is not so; or delays it', () => {
    const { alice, answer, backend } = joined()
    answer('stream.created', 'none')
    alice.ask(publishing('a1'))
    expect(alice.news()).toEqual(['reply 2 200'])
    expect(backend.session('s1')?.streams.size).toBe(0)
    answer('stream.created', '200', { delayMs: 300 })
    alice.ask(publishing('a2'))
    expect([alice.news(), alice.outlet.delays.at(-1)]).toEqual([['reply 3 200', 'stream.created a2'], 300])
  })

  test('garbles a description of media', () => {
    const { alice, answer } = joined()
    alice.ask(publishing('a1'))
    answer('subscriber.offered', '200', { reason: 'bad' })
    alice.ask({ method: 'subscriber.create', streamId: 'a1', subscriberId: 'sub1', encrypted: false })
    const qualities = alice.outlet.told.flatMap((message) =>
      message.kind === 'fact' && message.fact.is === 'subscriber.offered' ? [message.fact.quality] : [],
    )
    expect(qualities).toEqual(['bad'])
  })
})

describe('an answer that is withheld', () => {
  const held = (point: string) => {
    const world = serviceWorld()
    const alice = world.client('client-1')
    alice.join()
    alice.news()
    return { ...world, alice, gate: world.plan.hold(point) }
  }

  test('comes as it would have come, with what follows from it', () => {
    const { alice, gate } = held('signal.signal')
    alice.ask(signalling('a'))
    alice.ask(signalling('b'))
    expect(alice.news()).toEqual([])
    gate.open(null)
    expect(alice.news()).toEqual(['reply 2 200', 'signal a', 'reply 3 200', 'signal b'])
  })

  test('or another one instead, and nothing follows', () => {
    const { alice, gate } = held('signal.signal')
    alice.ask(signalling('a'))
    gate.open({ status: '429' })
    expect(alice.news()).toEqual(['reply 2 429'])
  })

  test('meets a fault that was armed for it once it is released', () => {
    const { alice, gate, answer } = held('signal.signal')
    answer('signal.signal', '500')
    alice.ask(signalling('a'))
    alice.ask(signalling('b'))
    gate.open(null)
    expect(alice.news()).toEqual(['reply 2 500', 'reply 3 200', 'signal b'])
  })

  test('waits for both gates, where there are two', () => {
    const { alice, gate, plan } = held('signal.signal')
    const second = plan.hold('signal.signal')
    alice.ask(signalling('a'))
    gate.open(null)
    expect(alice.news()).toEqual([])
    second.open(null)
    expect(alice.news()).toEqual(['reply 2 200', 'signal a'])
  })

  test('holds back a fact until it is released, and then it is so', () => {
    const { alice, gate, backend } = held('stream.created')
    alice.ask(publishing('a1'))
    expect([alice.news(), backend.session('s1')?.streams.size]).toEqual([['reply 2 200'], 0])
    gate.open(null)
    expect([alice.news(), backend.session('s1')?.streams.size]).toEqual([['stream.created a1'], 1])
  })
})
