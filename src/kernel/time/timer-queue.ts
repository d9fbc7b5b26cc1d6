import type { Timer } from './clock.ts'

const before = (a: Timer, b: Timer): boolean => a.due < b.due || (a.due === b.due && a.sequence < b.sequence)

/** Timers in their total order: due time, then the order in which they were set. A binary heap. */
export class TimerQueue<T extends Timer = Timer> {
  #heap: T[] = []
  #cancelled = 0

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
    return this.#heap[0]
  }

  pop(): T | undefined {
    const first = this.peek()
    if (first !== undefined) this.#removeFirst()
    return first
  }

  /** The earliest that satisfies `wanted`, taken out of the queue. It costs by those that stand before it alone. */
  take(wanted: (timer: T) => boolean): T | undefined {
    const next = this.peek()
    if (next === undefined) return undefined
    if (!wanted(next)) return this.#takeBehind(next, wanted)
    this.#removeFirst()
    return next
  }

  #takeBehind(first: T, wanted: (timer: T) => boolean): T | undefined {
    const passed: T[] = []
    let found: T | undefined = first
    while (found !== undefined && !wanted(found)) {
      this.#removeFirst()
      passed.push(found)
      found = this.peek()
    }
    if (found !== undefined) this.#removeFirst()
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
    return this.#heap.some((timer) => !timer.cancelled && wanted(timer))
  }

  /** Marks a timer as cancelled; it leaves the heap when it surfaces, or when the dead outnumber the living. */
  cancel(timer: Timer): void {
    timer.cancelled = true
    this.#cancelled++
    if (this.#cancelled > 64 && this.#cancelled > this.#heap.length / 2) {
      // A sorted array is a heap.
      this.#heap = this.all()
      this.#cancelled = 0
    }
  }

  /** Every timer that stands, in order. */
  all(): T[] {
    return this.#heap.filter((timer) => !timer.cancelled).sort((a, b) => (before(a, b) ? -1 : 1))
  }

  /** Takes every timer out, and marks it as cancelled. */
  clear(): void {
    for (const timer of this.#heap) timer.cancelled = true
    this.#heap = []
    this.#cancelled = 0
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
