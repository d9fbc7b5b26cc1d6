import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Wait, WaitKind } from './clock.ts'
import { VirtualClock, type VirtualClockOptions } from './virtual-clock.ts'
import { nextTurn } from './wall-clock.ts'

const epoch = 1_000_000
const work = (what = 'some work'): Wait => ({ what, kind: 'work' })
const calendar = (what = 'a date'): Wait => ({ what, kind: 'calendar' })

const clockWith = (options: Partial<VirtualClockOptions> = {}): VirtualClock =>
  new VirtualClock({ mode: 'manual', epoch, nextTurn, ...options })
const manual = (): VirtualClock => clockWith()
const instant = (): VirtualClock => clockWith({ mode: 'instant' })

/** Resolves after so many tasks of the host. */
async function turns(count: number): Promise<void> {
  for (let at = 0; at < count; at++) await new Promise<void>((resolve) => nextTurn(resolve))
}

describe('a manual clock', () => {
  test('stands still until somebody advances it', async () => {
    const clock = manual()
    let ran = 0
    clock.after(0, () => ran++, work())
    await turns(10)
    expect([ran, clock.now()]).toEqual([0, epoch])
    await clock.advance(0)
    expect([ran, clock.now()]).toEqual([1, epoch])
  })

  test('runs what comes due, by due time and then by the order of setting, and nothing later', async () => {
    const clock = manual()
    const ran: string[] = []
    for (const [delayMs, name] of [
      [20, 'c'],
      [10, 'a'],
      [10, 'b'],
      [21, 'late'],
    ] as const) {
      clock.after(delayMs, () => ran.push(name), work())
    }
    await clock.advance(20)
    expect(ran).toEqual(['a', 'b', 'c'])
    expect(clock.now()).toBe(epoch + 20)
  })

  test('shows each timer its own due time, and afterwards the time that was asked for', async () => {
    const clock = manual()
    const seen: number[] = []
    for (const delayMs of [5, 12.5, 30]) clock.after(delayMs, () => seen.push(clock.now() - epoch), work())
    await clock.advance(100)
    expect(seen).toEqual([5, 12.5, 30])
    expect(clock.now()).toBe(epoch + 100)
  })

  test('runs in the same advance what a timer sets within it, in its place', async () => {
    const clock = manual()
    const ran: string[] = []
    clock.after(
      10,
      () => {
        ran.push('first')
        clock.after(5, () => ran.push('set by the first'), work())
      },
      work(),
    )
    clock.after(15, () => ran.push('set before'), work())
    clock.after(16, () => ran.push('last'), work())
    await clock.advance(16)
    expect(ran).toEqual(['first', 'set before', 'set by the first', 'last'])
  })

  test('gives each timer a task of its own, with room for what the application puts into another', async () => {
    const clock = manual()
    const ran: string[] = []
    clock.after(
      1,
      () => {
        ran.push('first')
        void Promise.resolve().then(() => ran.push('microtask of the first'))
        nextTurn(() => ran.push('task of the first'))
      },
      work(),
    )
    clock.after(1, () => ran.push('second'), work())
    await clock.advance(1)
    expect(ran).toEqual(['first', 'microtask of the first', 'task of the first', 'second'])
  })

  test('does not run a timer that was cancelled, even by one that runs before it at the same time', async () => {
    const clock = manual()
    const ran: string[] = []
    const never = clock.after(5, () => ran.push('never'), work())
    clock.cancel(never)
    clock.after(
      7,
      () => {
        ran.push('first')
        clock.cancel(second)
      },
      work(),
    )
    const second = clock.after(7, () => ran.push('second'), work())
    await clock.advance(10)
    expect(ran).toEqual(['first'])
    clock.cancel(second)
    clock.cancel(undefined)
    expect(clock.pending()).toEqual([])
  })

  test('takes calls of advance() that overlap one after the other, and adds them up', async () => {
    const clock = manual()
    const ran: string[] = []
    clock.after(
      5,
      () => {
        ran.push('5')
        clock.after(5, () => ran.push('10, set late'), work())
      },
      work(),
    )
    clock.after(15, () => ran.push('15'), work())
    await Promise.all([clock.advance(10), clock.advance(10)])
    expect(ran).toEqual(['5', '10, set late', '15'])
    expect(clock.now()).toBe(epoch + 20)
  })

  test('hands what a timer throws to whoever advances, and goes on from there next time', async () => {
    const clock = manual()
    const ran: string[] = []
    clock.after(
      1,
      () => {
        throw new Error('broken')
      },
      work(),
    )
    clock.after(2, () => ran.push('later'), work())
    await expect(clock.advance(5)).rejects.toThrow('broken')
    await clock.advance(5)
    expect(ran).toEqual(['later'])
  })

  test('says what waits, in order, with its kind of this moment', () => {
    const clock = manual()
    let kind: WaitKind = 'calendar'
    clock.after(20, () => {}, { what: 'b', kind: () => kind })
    clock.after(10, () => {}, work('a'))
    kind = 'work'
    expect(clock.pending()).toEqual([
      { what: 'a', kind: 'work', due: epoch + 10 },
      { what: 'b', kind: 'work', due: epoch + 20 },
    ])
  })

  test('rejects settled() while work waits, naming it, and resolves when only dates are left', async () => {
    const clock = manual()
    for (let at = 1; at <= 7; at++) clock.after(at, () => {}, work(`reply ${at}`))
    clock.after(1, () => {}, calendar())
    await expect(clock.settled()).rejects.toThrow(
      /reply 1, reply 2, reply 3, reply 4, reply 5 and 2 more. Call clock.adv/,
    )
    await clock.advance(7)
    clock.after(1, () => {}, calendar())
    await expect(clock.settled()).resolves.toBeUndefined()
  })

  test('tells its observers before each run', async () => {
    const clock = manual()
    const seen: string[] = []
    clock.onTurn(() => seen.push('turn'))
    clock.after(1, () => seen.push('run'), work())
    clock.after(1, () => seen.push('run'), work())
    await clock.advance(1)
    expect(seen).toEqual(['turn', 'run', 'turn', 'run'])
  })
})

describe('runAll()', () => {
  test('goes from wait to wait, dates too, until nothing waits', async () => {
    const clock = manual()
    const ran: number[] = []
    const again = (left: number): void => {
      ran.push(clock.now() - epoch)
      if (left > 0) clock.after(1000, () => again(left - 1), calendar())
    }
    clock.after(1000, () => again(3), work())
    await clock.runAll()
    expect(ran).toEqual([1000, 2000, 3000, 4000])
    expect(clock.now()).toBe(epoch + 4000)
  })

  test('does not wait for the end of what recurs for ever, but lets it run meanwhile', async () => {
    const clock = manual()
    let beats = 0
    const beat = (): void => {
      clock.after(
        2000,
        () => {
          beats++
          beat()
        },
        { what: 'the next ping', kind: 'calendar', recurring: true },
      )
    }
    beat()
    clock.after(9000, () => {}, calendar())
    await clock.runAll()
    expect(beats).toBe(4)
    expect(clock.pending().map(({ what }) => what)).toEqual(['the next ping'])
  })
})

describe('reset()', () => {
  test('forgets every wait and goes back to the beginning of time', async () => {
    const clock = manual()
    let ran = 0
    const old = clock.after(5, () => ran++, work())
    await clock.advance(3)
    clock.reset()
    expect([clock.now(), clock.pending()]).toEqual([epoch, []])
    clock.cancel(old)
    await clock.advance(10)
    expect(ran).toBe(0)
  })

  test('ends an advance() that is under way, which leaves the new time alone', async () => {
    const clock = manual()
    const ran: string[] = []
    clock.after(
      5,
      () => {
        ran.push('old')
        clock.reset()
        clock.after(1, () => ran.push('new'), work())
      },
      work(),
    )
    clock.after(6, () => ran.push('old, later'), work())
    await clock.advance(100)
    expect(ran).toEqual(['old'])
    expect(clock.now()).toBe(epoch)
    await clock.advance(1)
    expect(ran).toEqual(['old', 'new'])
  })

  test('lets go of those who wait for the end of the work', async () => {
    const clock = instant()
    clock.after(1, () => clock.reset(), work())
    clock.after(2, () => {}, work())
    await expect(clock.settled()).resolves.toBeUndefined()
  })
})

test('whatever is set and cancelled, the order of the runs is that of due times and of setting', async () => {
  const plan = fc.array(fc.record({ delayMs: fc.integer({ min: 0, max: 8 }), cancelled: fc.boolean() }), {
    maxLength: 30,
  })
  await fc.assert(
    fc.asyncProperty(plan, fc.constantFrom('instant' as const, 'manual' as const), async (waits, mode) => {
      const clock = clockWith({ mode })
      const ran: { due: number; at: number }[] = []
      const timers = waits.map(({ delayMs }, at) =>
        clock.after(delayMs, () => ran.push({ due: clock.now() - epoch, at }), work()),
      )
      for (const [at, timer] of timers.entries()) if (waits[at]?.cancelled === true) clock.cancel(timer)
      if (mode === 'manual') await clock.advance(8)
      else await clock.settled()
      const expected = waits
        .map(({ delayMs, cancelled }, at) => ({ due: delayMs, at, cancelled }))
        .filter(({ cancelled }) => !cancelled)
        .sort((a, b) => a.due - b.due || a.at - b.at)
      expect(ran).toEqual(expected.map(({ due, at }) => ({ due, at })))
    }),
    { numRuns: 60, seed: 7 },
  )
})
