import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createRandom } from '../kernel/random.ts'
import type { Clock } from '../kernel/time/clock.ts'
import { VirtualClock } from '../kernel/time/virtual-clock.ts'
import { nextTurn, WallClock } from '../kernel/time/wall-clock.ts'
import { Lane } from './lane.ts'
import { Road } from './road.ts'

type Latency = readonly [number, number]

const manual = (epoch = 0): VirtualClock => new VirtualClock({ mode: 'manual', epoch, nextTurn })

function roadOn(clock: Clock, latency: Latency = [0, 0]) {
  const conditions = { latency }
  const arrived: number[] = []
  const road = new Road({ clock, random: createRandom('road'), conditions })
  return { road, conditions, arrived, send: (at: number) => road.send('a word', () => arrived.push(at)) }
}

describe('a road', () => {
  test('takes between the least and the most, drawn from the seed', async () => {
    const times = async (): Promise<number[]> => {
      const taken: number[] = []
      for (let at = 0; at < 20; at++) {
        const clock = manual()
        const road = new Road({ clock, random: createRandom(at), conditions: { latency: [10, 40] } })
        road.send('a word', () => taken.push(clock.now()))
        await clock.advance(100)
      }
      return taken
    }
    const taken = await times()
    for (const ms of taken) expect(ms >= 10 && ms < 40).toBe(true)
    expect(new Set(taken).size).toBe(20)
    expect(await times()).toEqual(taken)
  })

  test('brings what goes along to several clients in one turn, and to each one thing a turn', async () => {
    const clock = manual()
    const [ann, bob] = [roadOn(clock), roadOn(clock)]
    const turns: string[][] = []
    clock.onTurn(() => turns.push([]))
    for (const what of ['x', 'y']) {
      ann.road.sendAlong('a word', () => turns.at(-1)?.push(`ann ${what}`))
      bob.road.sendAlong('a word', () => turns.at(-1)?.push(`bob ${what}`))
    }
    await clock.advance(0)
    expect(turns).toEqual([
      ['ann x', 'bob x'],
      ['ann y', 'bob y'],
    ])
  })

  test('lets nothing overtake, however the latency changes', async () => {
    const clock = manual()
    const { send, conditions, arrived } = roadOn(clock)
    for (const [at, ms] of [90, 5, 30, 0].entries()) {
      conditions.latency = [ms, ms]
      send(at)
    }
    await clock.advance(89)
    expect(arrived).toEqual([])
    await clock.advance(1)
    expect(arrived).toEqual([0, 1, 2, 3])
  })

  test('keeps the order whatever the figures, also where they cannot be added exactly', async () => {
    const drawn = fc.array(
      fc.tuple(fc.double({ min: 0, max: 50, noNaN: true }), fc.double({ min: 0, max: 9, noNaN: true })),
    )
    await fc.assert(
      fc.asyncProperty(drawn, fc.constantFrom(0, 0.1, 1_800_000_000_000), async (steps, epoch) => {
        const clock = manual(epoch)
        const { send, conditions, arrived } = roadOn(clock)
        for (const [at, [ms, pause]] of steps.entries()) {
          conditions.latency = [ms / 7, ms]
          send(at)
          await clock.advance(pause)
        }
        await clock.advance(100)
        expect(arrived).toEqual(steps.map((_step, at) => at))
      }),
      { numRuns: 40, seed: 8 },
    )
  })

  test('lets what is slow come later, by itself', async () => {
    const clock = manual()
    const { road, send, arrived } = roadOn(clock, [5, 5])
    road.sendSlowly('a slow word', 100, () => arrived.push(0))
    send(1)
    await clock.advance(5)
    expect(arrived).toEqual([1])
    await clock.advance(100)
    expect(arrived).toEqual([1, 0])
  })

  test('forgets what is on its way, and carries what is sent afterwards once', async () => {
    const clock = manual()
    const { road, send, arrived } = roadOn(clock, [10, 10])
    send(0)
    road.sendSlowly('a slow word', 20, () => arrived.push(0))
    road.clear()
    send(1)
    await clock.advance(100)
    expect(arrived).toEqual([1])
  })
})

describe('a road in real time', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  test('keeps the order where the host lets timers of the same time change places', () => {
    const late: (() => void)[] = []
    vi.stubGlobal('setTimeout', (run: () => void) => late.push(run))
    const { send, arrived } = roadOn(new WallClock(), [1, 1])
    for (const at of [0, 1, 2]) send(at)
    for (const run of late.reverse()) run()
    expect(arrived).toEqual([0, 1, 2])
  })
})

describe('a lane', () => {
  const laneOn = (clock: Clock) => {
    const { road } = roadOn(clock, [10, 10])
    const state = { silent: false }
    const arrived: string[] = []
    const lane = new Lane<string>({
      road,
      along: false,
      conditions: state,
      arrived: (word) => arrived.push(word),
    })
    return { lane, state, arrived }
  }

  test('holds up what arrives while it is held, and lets it go on in order', async () => {
    const clock = manual()
    const { lane, state, arrived } = laneOn(clock)
    state.silent = true
    for (const word of ['a', 'b']) lane.send('a word', word)
    await clock.advance(10)
    lane.admit('slow')
    lane.send('a word', 'c')
    state.silent = false
    lane.goOn()
    lane.goOn()
    await clock.advance(10)
    expect(arrived).toEqual(['a', 'b', 'slow', 'c'])
    await clock.advance(100)
    expect(arrived).toHaveLength(4)
  })

  test('gives back what has not arrived, and it does not', async () => {
    const clock = manual()
    const { lane, arrived } = laneOn(clock)
    for (const word of ['a', 'b']) lane.send('a word', word)
    expect(lane.takeAll()).toEqual(['a', 'b'])
    await clock.advance(100)
    expect(arrived).toEqual([])
  })
})
