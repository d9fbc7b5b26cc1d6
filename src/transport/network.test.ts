import { describe, expect, test } from 'vitest'
import { goodConditions } from './conditions.ts'
import { Network } from './network.ts'

/** A network over so many clients, and what was done to them. */
function network(clients = 1) {
  const ways = Array.from({ length: clients }, () => {
    const done: string[] = []
    const link = {
      hasLine: true,
      drop: (code = 1006, clean = false) => void done.push(`drop ${code} ${clean ? 'clean' : 'abnormal'}`),
      goOn: () => void done.push('go on'),
      networkChanged: () => void done.push('network changed'),
    }
    const media = { carry: (carried: boolean) => void done.push(carried ? 'media' : 'no media') }
    return { conditions: goodConditions(), link, media, done }
  })
  const notes: [string, object][] = []
  const later: { ms: number; run: () => void }[] = []
  const armed: unknown[][] = []
  const counts = { lifted: 0 }
  const made = new Network({
    ways: () => ways,
    later: (ms, run) => void later.push({ ms, run }),
    answer: (...arm) => armed.push(arm),
    lifted: () => void counts.lifted++,
    note: (what, detail) => notes.push([what, detail]),
  })
  const [first] = ways
  if (first === undefined) throw new Error('A network needs a client.')
  return { network: made, ways, first, notes, later, armed, counts }
}

describe('the network', () => {
  test('goes offline, which breaks the lines, and comes back with the latency that it had', () => {
    const { network: made, first, counts } = network()
    made.setLatency(20, 60)
    made.goOffline()
    expect([first.conditions.online, made.isHeld, first.done]).toEqual([false, true, ['no media', 'network changed']])
    made.setSilent(true)
    made.comeBack()
    expect(first.conditions).toEqual({ ...goodConditions(), latency: [20, 60] })
    expect([made.isHeld, counts.lifted, first.done.at(-1)]).toEqual([false, 1, 'go on'])
  })

  test('breaks lines, cleanly where there is a code for it', () => {
    const { network: made, first } = network()
    made.drop()
    made.drop(1011)
    expect(first.done).toEqual(['drop 1006 abnormal', 'drop 1011 clean'])
    expect(made.isHeld).toBe(false)
  })

  test('falls silent and speaks again, from where it was', () => {
    const { network: made, first, counts } = network()
    made.setSilent(true)
    expect([first.conditions.silent, made.isHeld, counts.lifted]).toEqual([true, true, 0])
    made.setSilent(false)
    expect([made.isHeld, counts.lifted, first.done]).toEqual([false, 1, ['go on']])
  })

  test('refuses lines until it is told to accept them', () => {
    const { network: made, first, counts } = network()
    made.setSocketMode('refuse', 'accept')
    expect([first.conditions.socketModes, made.isHeld, counts.lifted]).toEqual([['refuse', 'accept'], true, 0])
    made.setSocketMode()
    expect([first.conditions.socketModes, made.isHeld, counts.lifted]).toEqual([['accept'], false, 1])
  })

  test('takes its time', () => {
    const { network: made, first } = network()
    made.setLatency(50)
    expect(first.conditions.latency).toEqual([50, 50])
    expect(() => made.setLatency(10, 5)).toThrow(RangeError)
    expect(first.conditions.latency).toEqual([50, 50])
  })

  test('flaps: away and there, as often as it is told, and there in the end', () => {
    const { network: made, first, later } = network()
    made.flap({ times: 2, downMs: 100, upMs: 300 })
    const seen: [boolean, number | undefined][] = [[first.conditions.online, later[0]?.ms]]
    for (let step = later.shift(); step !== undefined; step = later.shift()) {
      step.run()
      seen.push([first.conditions.online, later[0]?.ms])
    }
    expect(seen).toEqual([
      [false, 100],
      [true, 300],
      [false, 100],
      [true, undefined],
    ])
  })

  test('flaps no more once it is mended', () => {
    const { network: made, first, later } = network()
    made.flap({ times: 3, downMs: 100, upMs: 300 })
    later.shift()?.run()
    made.comeBack()
    made.setSilent(true)
    for (let step = later.shift(); step !== undefined; step = later.shift()) step.run()
    expect([first.conditions.online, first.conditions.silent]).toEqual([true, true])
  })

  test('arms a raw answer, once unless told otherwise', () => {
    const { network: made, armed } = network()
    made.answer('stream.create', { status: '500' })
    made.answer('stream.create', { status: 'none' }, { times: 3 })
    expect(armed).toEqual([
      ['stream.create', { status: '500' }, 1],
      ['stream.create', { status: 'none' }, 3],
    ])
  })

  test('of all clients is theirs each, and held while one of them is', () => {
    const { network: made, ways } = network(3)
    made.goOffline()
    expect(ways.map(({ conditions }) => conditions.online)).toEqual([false, false, false])
    made.comeBack()
    const [, second] = ways
    if (second !== undefined) second.conditions.silent = true
    expect(made.isHeld).toBe(true)
    const carriedAndBack = ['no media', 'network changed', 'media', 'network changed', 'go on']
    expect(ways.map(({ done }) => done)).toEqual([carriedAndBack, carriedAndBack, carriedAndBack])
    made.setSocketMode('refuse')
    ways[0]?.conditions.socketModes.push('accept')
    expect(ways[1]?.conditions.socketModes).toEqual(['refuse'])
  })

  test('says so where a verb would change nothing, and changes nothing', () => {
    const { network: made, first, notes } = network()
    expect(() => made.setSilent(false)).toThrow('network.setSilent() has no effect: the service talks already')
    first.link.hasLine = false
    expect(() => made.drop()).toThrow('network.drop() has no effect: no messaging connection is open')
    expect(notes).toEqual([])
    made.goOffline()
    expect(() => made.goOffline()).toThrow('network.goOffline() has no effect: the network is gone already')
    expect(() => made.flap()).toThrow('the network is gone already')
    made.comeBack()
    expect(notes.map(([what]) => what)).toEqual(['network.goOffline', 'network.comeBack'])
  })

  test('that is gone for one client can be cut for the others too', () => {
    const { network: made, ways } = network(2)
    const [first] = ways
    if (first !== undefined) first.conditions.online = false
    made.goOffline()
    expect(ways.map(({ conditions }) => conditions.online)).toEqual([false, false])
  })

  test('writes down what is done to it', () => {
    const { network: made, notes } = network()
    made.setLatency(5)
    made.drop(1001)
    made.setSilent(true)
    made.comeBack()
    expect(notes).toEqual([
      ['network.setLatency', { least: 5, most: 5 }],
      ['network.drop', { code: 1001 }],
      ['network.setSilent', { silent: true }],
      ['network.comeBack', {}],
    ])
  })
})
