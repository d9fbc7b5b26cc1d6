import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Timer } from './clock.ts'
import { TimerQueue } from './timer-queue.ts'

interface Named extends Timer {
  readonly even: boolean
  readonly isInLine?: boolean
}

const timer = (due: number, sequence: number): Named => ({
  due,
  sequence,
  even: due % 2 === 0,
  wait: { what: `timer ${sequence}`, kind: 'work' },
  run: () => {},
  cancelled: false,
})

/** The queue as one would write it who does not mind what it costs. */
class NaiveQueue {
  timers: Named[] = []

  ordered(): Named[] {
    return [...this.timers].sort((a, b) => a.due - b.due || a.sequence - b.sequence)
  }

  remove(gone: Named | undefined): Named | undefined {
    this.timers = this.timers.filter((other) => other !== gone)
    return gone
  }
}

interface Both {
  readonly queue: TimerQueue<Named>
  readonly naive: NaiveQueue
  made: Named[]
}

type Step = (both: Both) => void

const push = (due: number): Step => {
  return ({ queue, naive, made }) => {
    const added = timer(due, made.length)
    made.push(added)
    naive.timers.push(added)
    queue.push(added)
  }
}

/** Adds one that is due at once, behind all that were so before. */
const lineUp = (later: number): Step => {
  return ({ queue, naive, made }) => {
    const now = Math.max(0, ...made.map((one) => (one.isInLine ? one.due : 0)))
    const added = { ...timer(now + later, made.length), isInLine: true }
    made.push(added)
    naive.timers.push(added)
    queue.lineUp(added)
  }
}

const cancel = (which: number): Step => {
  return ({ queue, naive, made }) => {
    const chosen = made[which % Math.max(1, made.length)]
    if (chosen === undefined || chosen.cancelled) return
    naive.remove(chosen)
    queue.cancel(chosen)
  }
}

const pop: Step = ({ queue, naive }) => expect(queue.pop()).toBe(naive.remove(naive.ordered()[0]))
const peek: Step = ({ queue, naive }) => expect(queue.peek()).toBe(naive.ordered()[0])
const all: Step = ({ queue, naive }) => expect(queue.all()).toEqual(naive.ordered())
const take: Step = ({ queue, naive }) => {
  expect(queue.take(({ even }) => even)).toBe(naive.remove(naive.ordered().find(({ even }) => even)))
}
const some: Step = ({ queue, naive }) => {
  expect(queue.some(({ even }) => even)).toBe(naive.timers.some(({ even }) => even))
}
const clear: Step = ({ queue, naive }) => {
  naive.timers = []
  queue.clear()
}

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 25, arbitrary: fc.integer({ min: 0, max: 20 }).map(push) },
  { weight: 20, arbitrary: fc.integer({ min: 0, max: 2 }).map(lineUp) },
  { weight: 25, arbitrary: fc.nat().map(cancel) },
  { weight: 15, arbitrary: fc.constantFrom(pop, take) },
  { weight: 15, arbitrary: fc.constantFrom(peek, all, some) },
  { weight: 1, arbitrary: fc.constant(clear) },
)

describe('the queue of timers', () => {
  test('does what a sorted list would do, whatever is done with it', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 300 }), (program) => {
        const both: Both = { queue: new TimerQueue(), naive: new NaiveQueue(), made: [] }
        for (const step of [...program, all]) step(both)
      }),
      { numRuns: 150, seed: 20_260_101 },
    )
  })

  test('gives equal due times in the order in which they were set', () => {
    const queue = new TimerQueue<Named>()
    for (const [sequence, due] of [5, 3, 5, 3, 5].entries()) queue.push(timer(due, sequence))
    const order: (number | undefined)[] = []
    for (let count = 0; count < 5; count++) order.push(queue.pop()?.sequence)
    expect(order).toEqual([1, 3, 0, 2, 4])
  })

  test('keeps those that it passed by when it takes a later one', () => {
    const queue = new TimerQueue<Named>()
    for (const due of [1, 3, 4, 5]) queue.push(timer(due, due))
    expect(queue.take(({ even }) => even)?.due).toBe(4)
    expect(queue.all().map(({ due }) => due)).toEqual([1, 3, 5])
  })

  test('lets go of cancelled timers before they come up', () => {
    const queue = new TimerQueue<Named>()
    const many = Array.from({ length: 10_000 }, (_, at) => timer(at + 1, at))
    for (const one of many) queue.push(one)
    for (const one of many) queue.cancel(one)
    const held = timer(0, 10_000)
    queue.push(held)
    expect(queue.all()).toEqual([held])
    let looked = 0
    queue.some((one) => {
      looked++
      return one.even && one.due > 0
    })
    expect(looked).toBe(1)
  })

  test('keeps the order of a long line, of which the first go again and again', () => {
    const queue = new TimerQueue<Named>()
    const order: (number | undefined)[] = []
    for (let sequence = 0; sequence < 3000; sequence++) {
      if (sequence % 7 === 0) queue.push(timer(sequence, sequence))
      else queue.lineUp(timer(sequence, sequence))
      if (sequence > 2) order.push(queue.pop()?.sequence)
    }
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) order.push(one.sequence)
    expect(order).toEqual(Array.from({ length: 3000 }, (_, sequence) => sequence))
  })

  test('marks what it drops as cancelled', () => {
    const queue = new TimerQueue<Named>()
    const dropped = timer(1, 1)
    queue.push(dropped)
    queue.clear()
    expect(dropped.cancelled).toBe(true)
    expect(queue.peek()).toBeUndefined()
  })
})
