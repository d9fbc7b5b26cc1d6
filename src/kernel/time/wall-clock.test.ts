import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Wait, WaitKind } from './clock.ts'
import { hostNow, nextTurn, WallClock } from './wall-clock.ts'

const work = (what = 'some work'): Wait => ({ what, kind: 'work' })
const calendar = (what = 'a date'): Wait => ({ what, kind: 'calendar' })

const turn = (): Promise<void> => new Promise((resolve) => nextTurn(resolve))

describe('the wall clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test("tells the host's time", () => {
    const clock = new WallClock()
    expect([clock.now(), hostNow()]).toEqual([1_000_000, 1_000_000])
    vi.setSystemTime(2_000_000)
    expect([clock.now(), hostNow()]).toEqual([2_000_000, 2_000_000])
  })

  test('is governed by fake timers, though they were installed after it was loaded', () => {
    const clock = new WallClock()
    const ran: string[] = []
    clock.after(30, () => ran.push('b'), work())
    clock.after(10, () => ran.push('a'), work())
    clock.after(30, () => ran.push('c'), work())
    vi.advanceTimersByTime(29)
    expect(ran).toEqual(['a'])
    vi.advanceTimersByTime(1)
    expect(ran).toEqual(['a', 'b', 'c'])
  })

  test('does not run what was cancelled, and forgets it', () => {
    const clock = new WallClock()
    let ran = 0
    const timer = clock.after(10, () => ran++, work())
    clock.cancel(timer)
    clock.cancel(timer)
    clock.cancel(undefined)
    vi.advanceTimersByTime(100)
    expect([ran, clock.pending(), vi.getTimerCount()]).toEqual([0, [], 0])
  })

  test('says what waits, in the order in which it comes due', () => {
    const clock = new WallClock()
    clock.after(20, () => {}, calendar('later'))
    clock.after(10, () => {}, work('soon'))
    clock.after(20, () => {}, work('later still'))
    expect(clock.pending()).toEqual([
      { what: 'soon', kind: 'work', due: 1_000_010 },
      { what: 'later', kind: 'calendar', due: 1_000_020 },
      { what: 'later still', kind: 'work', due: 1_000_020 },
    ])
  })

  test('advances by waiting', async () => {
    const clock = new WallClock()
    let ran = 0
    clock.after(50, () => ran++, calendar())
    const advanced = clock.advance(50)
    await vi.advanceTimersByTimeAsync(50)
    await advanced
    expect(ran).toBe(1)
  })

  test('settles when no work is left, whatever dates are', async () => {
    const clock = new WallClock()
    const seen: string[] = []
    clock.after(1000, () => {}, calendar())
    clock.after(10, () => clock.after(10, () => seen.push('work'), work()), work())
    const settled = clock.settled().then(() => seen.push('settled'))
    await turn()
    expect(seen).toEqual([])
    await vi.advanceTimersByTimeAsync(20)
    await settled
    expect(seen).toEqual(['work', 'settled'])
  })

  test('settles when the last work is cancelled, or forgotten', async () => {
    const clock = new WallClock()
    const timer = clock.after(10, () => {}, work())
    const settled = clock.settled()
    await turn()
    clock.cancel(timer)
    await settled
    clock.after(10, () => {}, work())
    const again = clock.settled()
    await turn()
    clock.reset()
    await again
    expect([clock.pending(), vi.getTimerCount()]).toEqual([[], 0])
  })

  test('runs all by waiting for the last, and not for what recurs for ever', async () => {
    const clock = new WallClock()
    const ran: string[] = []
    const beat = (): void => {
      const run = (): void => {
        ran.push('beat')
        beat()
      }
      clock.after(40, run, { what: 'the next ping', kind: 'calendar', recurring: true })
    }
    beat()
    clock.after(50, () => clock.after(50, () => ran.push('last'), calendar()), work())
    const all = clock.runAll()
    await vi.advanceTimersByTimeAsync(100)
    await all
    expect(ran).toEqual(['beat', 'beat', 'last'])
    clock.reset()
  })

  test('tells its observers before each run, and lets a run throw', () => {
    const clock = new WallClock()
    const seen: string[] = []
    clock.onTurn(() => seen.push('turn'))
    clock.after(1, () => seen.push('run'), work())
    clock.after(
      2,
      () => {
        throw new Error('broken')
      },
      work(),
    )
    clock.after(3, () => seen.push('run'), work())
    vi.advanceTimersByTime(1)
    expect(() => vi.advanceTimersByTime(1)).toThrow('broken')
    vi.advanceTimersByTime(1)
    expect(seen).toEqual(['turn', 'run', 'turn', 'turn', 'run'])
  })
})

describe('a Node process', () => {
  /** Whether the host's timer of a wait keeps the process alive. */
  function keepsAlive(clock: WallClock, wait: Wait): () => boolean {
    const setTimeout = vi.spyOn(globalThis, 'setTimeout')
    clock.after(60_000, () => {}, wait)
    const handle = setTimeout.mock.results[0]?.value
    setTimeout.mockRestore()
    return () => handle?.hasRef() === true
  }

  test('is kept alive by work, and not by what only time brings about', () => {
    const clock = new WallClock()
    expect(keepsAlive(clock, work())()).toBe(true)
    expect(keepsAlive(clock, calendar())()).toBe(false)
    clock.reset()
  })

  test('is kept alive by a date that has become work, while somebody waits for it', async () => {
    const clock = new WallClock()
    let kind: WaitKind = 'calendar'
    const alive = keepsAlive(clock, { what: 'the next attempt', kind: () => kind })
    kind = 'work'
    const settled = clock.settled()
    expect(alive()).toBe(true)
    clock.reset()
    await settled
  })
})

describe('a turn of its own', () => {
  test('comes after microtasks, and after the turns that were asked for before', async () => {
    const ran: string[] = []
    nextTurn(() => {
      ran.push('first')
      void Promise.resolve().then(() => ran.push('microtask of the first'))
    })
    nextTurn(() => ran.push('second'))
    void Promise.resolve().then(() => ran.push('microtask'))
    await turn()
    expect(ran).toEqual(['microtask', 'first', 'microtask of the first', 'second'])
  })
})

describe('a turn of its own, where this module is loaded late', () => {
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  const loaded = async (): Promise<typeof nextTurn> => {
    vi.resetModules()
    return (await import('./wall-clock.ts')).nextTurn
  }

  const inOrder = async (next: typeof nextTurn): Promise<void> => {
    const ran: number[] = []
    for (let at = 0; at < 3; at++) next(() => ran.push(at))
    await new Promise<void>((resolve) => next(resolve))
    expect(ran).toEqual([0, 1, 2])
  }

  test('is not stopped by fake timers that stood there first', async () => {
    vi.useFakeTimers()
    await inOrder(await loaded())
  })

  test('is not stopped by them where there is no setImmediate either, as in a page', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('setImmediate', undefined)
    await inOrder(await loaded())
  })

  test('is not stopped by them where timers are all there is', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('setImmediate', undefined)
    vi.stubGlobal('MessageChannel', undefined)
    await inOrder(await loaded())
  })

  test('is not given by a mock', async () => {
    vi.stubGlobal(
      'setImmediate',
      Object.assign(() => {}, { _isMockFunction: true }),
    )
    await inOrder(await loaded())
  })

  test('lets a Node process end when nobody waits for one', async () => {
    const ports: MessagePort[] = []
    class Watched extends MessageChannel {
      constructor() {
        super()
        ports.push(this.port1)
      }
    }
    vi.stubGlobal('setImmediate', undefined)
    vi.stubGlobal('MessageChannel', Watched)
    const next = await loaded()
    const alive = (): unknown => Reflect.get(ports[0] ?? {}, 'hasRef')?.call(ports[0])
    await new Promise<void>((resolve) => {
      next(resolve)
      expect(alive()).toBe(true)
    })
    expect(alive()).toBe(false)
  })
})

describe('a wall clock under fake timers', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test('lets a wait of more than 24.8 days take as long as it says', () => {
    vi.useFakeTimers({ now: 0 })
    const clock = new WallClock()
    const ran: string[] = []
    const days = 86_400_000
    clock.after(30 * days, () => ran.push('month'), calendar())
    clock.cancel(clock.after(60 * days, () => ran.push('never'), calendar()))
    vi.advanceTimersByTime(30 * days - 1)
    expect(ran).toEqual([])
    vi.advanceTimersByTime(1)
    expect([ran, vi.getTimerCount()]).toEqual([['month'], 0])
  })

  test('tells who waits that the fake timers were taken away, and what they forgot', async () => {
    vi.useFakeTimers()
    const clock = new WallClock()
    clock.after(50, () => {}, work('an answer'))
    const settled = clock.settled()
    const advanced = clock.advance(10)
    vi.useRealTimers()
    await expect(settled).rejects.toThrow(/settled\(\) cannot come to its end: .* while an answer waited under them/)
    await expect(advanced).rejects.toThrow(/advance\(\) cannot come to its end/)
  })

  test('goes on when fake timers come while real ones wait', async () => {
    const clock = new WallClock()
    let ran = 0
    clock.after(1, () => ran++, work())
    const settled = clock.settled()
    vi.useFakeTimers()
    await settled
    expect(ran).toBe(1)
  })
})
