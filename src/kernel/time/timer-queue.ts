import type { Timer } from './clock.ts'

const before = (a: Timer, b: Timer): boolean => a.due < b.due || (a.due === b.due && a.sequence < b.sequence)

/** How many places in front of the line may be empty before they are given up. */
const spare = 256

/**
 * Timers in their total order: due time, then the order in which they were set. A binary heap, and beside it a line of those that were
 * due when they were set, most of all: they come in their order, and none has to be sorted in.
 */
export class TimerQueue<T extends Timer = Timer> {
  #heap: T[] = []
  #line: (T | undefined)[] = []
  /** The place of the first in the line. */
  #head = 0
  #cancelled = 0

  /** Adds one that is due now, and so behind all that were added in this way before. */
  lineUp(timer: T): void {
    this.#line.push(timer)
  }

  push(timer: T): void {
    const heap = this.#heap
    const { due, sequence } = timer
    let at = heap.length
    heap.push(timer)
    while (at > 0) {
      const up = (at - 1) >> 1
      const parent = heap[up]
      if (parent === undefined || parent.due < due || (parent.due === due && parent.sequence < sequence)) break
      heap[at] = parent
      at = up
    }
    heap[at] = timer
  }

  /** The earliest timer that still stands, or undefined. */
  peek(): T | undefined {
    while (this.#heap[0]?.cancelled === true) this.#removeFirst()
    while (this.#line[this.#head]?.cancelled === true) this.#step()
    const first = this.#heap[0]
    const next = this.#line[this.#head]
    if (next === undefined) return first
    return first !== undefined && first.due <= next.due && before(first, next) ? first : next
  }

  pop(): T | undefined {
    const first = this.peek()
    if (first !== undefined) this.#remove(first)
    return first
  }

  /** The earliest that satisfies `wanted`, taken out of the queue. It costs by those that stand before it alone. */
  take(wanted: (timer: T) => boolean): T | undefined {
    const next = this.peek()
    if (next === undefined) return undefined
    if (!wanted(next)) return this.some(wanted) ? this.#takeBehind(next, wanted) : undefined
    this.#remove(next)
    return next
  }

  #takeBehind(first: T, wanted: (timer: T) => boolean): T | undefined {
    const passed: T[] = []
    let found: T | undefined = first
    while (found !== undefined && !wanted(found)) {
      this.#remove(found)
      passed.push(found)
      found = this.peek()
    }
    if (found !== undefined) this.#remove(found)
    for (const timer of passed) this.push(timer)
    return found
  }

  /** The earliest that satisfies `wanted`, which stays where it is. It costs by those that stand before it alone. */
  first(wanted: (timer: T) => boolean): T | undefined {
    const found = this.take(wanted)
    if (found !== undefined) this.push(found)
    return found
  }

  /** Whether one that stands satisfies `wanted`. */
  some(wanted: (timer: T) => boolean): boolean {
    for (let at = this.#head; at < this.#line.length; at++) {
      const timer = this.#line[at]
      if (timer?.cancelled === false && wanted(timer)) return true
    }
    for (const timer of this.#heap) if (!timer.cancelled && wanted(timer)) return true
    return false
  }

  /** Marks a timer as cancelled; it leaves the heap when it surfaces, or when the dead outnumber the living. */
  cancel(timer: Timer): void {
    timer.cancelled = true
    this.#cancelled++
    if (this.#cancelled > 64 && this.#cancelled > (this.#heap.length + this.#line.length - this.#head) / 2) {
      // A sorted array is a heap.
      this.#heap = this.all()
      this.#line = []
      this.#head = 0
      this.#cancelled = 0
    }
  }

  /** Every timer that stands, in order. */
  all(): T[] {
    return [...this.#heap, ...this.#line.slice(this.#head)]
      .filter((timer): timer is T => timer?.cancelled === false)
      .sort((a, b) => (before(a, b) ? -1 : 1))
  }

  /** Takes every timer out, and marks it as cancelled. */
  clear(): void {
    for (const timer of this.#heap) timer.cancelled = true
    for (const timer of this.#line) if (timer !== undefined) timer.cancelled = true
    this.#heap = []
    this.#line = []
    this.#head = 0
    this.#cancelled = 0
  }

  /** Takes out the earliest of all. */
  #remove(first: T): void {
    if (first === this.#line[this.#head]) this.#step()
    else this.#removeFirst()
  }

  /** Takes out the first of the line. */
  #step(): void {
    const line = this.#line
    if (line[this.#head]?.cancelled === true && this.#cancelled > 0) this.#cancelled--
    line[this.#head++] = undefined
    if (this.#head > spare && this.#head * 2 > line.length) {
      line.splice(0, this.#head)
      this.#head = 0
    }
  }

  #removeFirst(): void {
    const heap = this.#heap
    if (heap[0]?.cancelled === true && this.#cancelled > 0) this.#cancelled--
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      let candidate = heap[child]
      const right = heap[child + 1]
      if (candidate !== undefined && right !== undefined && before(right, candidate)) {
        candidate = right
        child += 1
      }
      if (candidate === undefined || before(last, candidate)) break
      heap[at] = candidate
      at = child
    }
    heap[at] = last
  }
}
