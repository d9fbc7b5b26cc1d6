import { describe, expect, test, vi } from 'vitest'
import type { Wait, WaitKind } from './clock.ts'
import { VirtualClock, type VirtualClockOptions } from './virtual-clock.ts'
import { nextTurn } from './wall-clock.ts'

const epoch = 1_000_000
const work = (what = 'some work'): Wait => ({ what, kind: 'work' })
const calendar = (what = 'a date'): Wait => ({ what, kind: 'calendar' })

const clockWith = (options: Partial<VirtualClockOptions> = {}): VirtualClock =>
  new VirtualClock({ mode: 'manual', epoch, nextTurn, ...options })
const instant = (): VirtualClock => clockWith({ mode: 'instant' })

describe('an instant clock', () => {
  test('lets work pass by itself, in its order and one per task, without real time', async () => {
    const clock = instant()
    const ran: string[] = []
    clock.after(
      60_000,
      () => {
        ran.push('minute')
        nextTurn(() => ran.push('task'))
      },
      work(),
    )
    clock.after(3_600_000, () => ran.push('hour'), work())
    expect(ran).toEqual([])
    await clock.settled()
    expect(ran).toEqual(['minute', 'task', 'hour'])
    expect(clock.now()).toBe(epoch + 3_600_000)
  })

  test('leaves dates alone, which pass by advance()', async () => {
    const clock = instant()
    const ran: string[] = []
    clock.after(100, () => ran.push('date'), calendar())
    clock.after(50, () => ran.push('work'), work())
    await clock.settled()
    expect(ran).toEqual(['work'])
    await clock.advance(50)
    expect(ran).toEqual(['work', 'date'])
  })

  test('never goes back: a date that work has overtaken runs at the time that it is', async () => {
    const clock = instant()
    const seen: number[] = []
    clock.after(100, () => seen.push(clock.now() - epoch), calendar())
    clock.after(500, () => {}, work())
    await clock.settled()
    await clock.advance(0)
    expect(seen).toEqual([500])
  })

  test('passes a wait that becomes work, once somebody says that a condition was lifted', async () => {
    const clock = instant()
    let kind: WaitKind = 'calendar'
    let ran = 0
    clock.after(10, () => ran++, { what: 'the next attempt', kind: () => kind })
    await clock.settled()
    expect(ran).toBe(0)
    kind = 'work'
    clock.wake()
    await clock.settled()
    expect(ran).toBe(1)
  })

  test('rests while somebody advances it, and goes on afterwards', async () => {
    const clock = instant()
    const ran: string[] = []
    clock.after(5, () => ran.push('within'), work())
    clock.after(50, () => ran.push('beyond'), work())
    await clock.advance(10)
    expect(ran).toEqual(['within'])
    await clock.settled()
    expect(ran).toEqual(['within', 'beyond'])
  })

  test('settles at once where nothing waits', async () => {
    await expect(instant().settled()).resolves.toBeUndefined()
  })

  test('settles only after what the last work leads to behind a promise', async () => {
    const clock = instant()
    const ran: string[] = []
    clock.after(
      5,
      async () => {
        for (let at = 0; at < 50; at++) await Promise.resolve()
        clock.after(1, () => ran.push('behind promises'), work())
      },
      work(),
    )
    clock.after(1, () => {}, work())
    await clock.settled()
    expect(ran).toEqual(['behind promises'])
  })

  test("is not stopped by a runner's fake timers", async () => {
    vi.useFakeTimers()
    try {
      const clock = instant()
      let ran = 0
      clock.after(1000, () => ran++, work())
      await clock.settled()
      await clock.advance(1000)
      expect(ran).toBe(1)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a loop', () => {
  const again = (clock: VirtualClock, delayMs: number, wait: Wait): void => {
    clock.after(delayMs, () => again(clock, delayMs, wait), wait)
  }

  test('of work is ended by the instant clock, which names the culprit to whoever waits for the end', async () => {
    const clock = clockWith({ mode: 'instant', loopLimit: 200 })
    again(clock, 3000, work('the next attempt'))
    await expect(clock.settled()).rejects.toThrow(/200 waits followed.*the last one "the next attempt"/)
    expect(clock.pending()).toEqual([])
  })

  test('that goes through promises is found too', async () => {
    const clock = clockWith({ mode: 'instant', loopLimit: 200 })
    const retry = async (): Promise<void> => {
      await new Promise<void>((resolve) => clock.after(1, resolve, work('the answer')))
      void retry()
    }
    void retry()
    await expect(clock.settled()).rejects.toThrow(/the last one "the answer"/)
  })

  test('without time passing is ended within one advance()', async () => {
    const clock = clockWith({ loopLimit: 200 })
    again(clock, 0, calendar('the same moment'))
    await expect(clock.advance(10)).rejects.toThrow(/the last one "the same moment"/)
  })

  test('is ended by runAll()', async () => {
    const clock = clockWith({ loopLimit: 200 })
    again(clock, 1000, calendar('statistics'))
    await expect(clock.runAll()).rejects.toThrow(/the last one "statistics"/)
  })

  test('is not: a heartbeat during a long advance()', async () => {
    const clock = clockWith({ loopLimit: 200 })
    again(clock, 2000, calendar('the next ping'))
    await clock.advance(1000 * 2000)
    expect(clock.now()).toBe(epoch + 2_000_000)
  })

  test('is not: much work at once', async () => {
    const clock = clockWith({ mode: 'instant', loopLimit: 200 })
    let ran = 0
    clock.after(
      0,
      () => {
        for (let at = 0; at < 5000; at++) clock.after(1, () => ran++, work())
      },
      work(),
    )
    await clock.settled()
    expect(ran).toBe(5000)
  })

  test('does not begin anew for what was settled before', async () => {
    const clock = clockWith({ mode: 'instant', loopLimit: 200 })
    for (let at = 0; at < 500; at++) {
      clock.after(1, () => {}, work())
      await clock.settled()
    }
    expect(clock.now()).toBe(epoch + 500)
  })
})
