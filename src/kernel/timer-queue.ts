import type { Timer } from './clock.ts'

const before = (a: Timer, b: Timer): boolean => a.due < b.due || (a.due === b.due && a.sequence < b.sequence)

/** Timers in their total order: due time, then the order in which they were set. A binary heap. */
export class TimerQueue {
  #heap: Timer[] = []
  #cancelled = 0

  push(timer: Timer): void {
    const heap = this.#heap
    let at = heap.length
    heap.push(timer)
    while (at > 0) {
      const up = (at - 1) >> 1
      const parent = heap[up]
      if (parent === undefined || before(parent, timer)) break
      heap[at] = parent
      at = up
    }
    heap[at] = timer
  }

  /** The earliest timer that still stands, or undefined. */
  peek(): Timer | undefined {
    while (this.#heap[0]?.cancelled === true) this.#removeFirst()
    return this.#heap[0]
  }

  pop(): Timer | undefined {
    const first = this.peek()
    if (first !== undefined) this.#removeFirst()
    return first
  }

  /** The earliest that satisfies `wanted`, taken out of the queue. */
  take(wanted: (timer: Timer) => boolean): Timer | undefined {
    const first = this.peek()
    if (first === undefined) return undefined
    if (wanted(first)) return this.pop()
    const found = this.all().find(wanted)
    if (found !== undefined) this.#heap = this.#rebuilt((timer) => timer !== found)
    return found
  }

  /** Marks a timer as cancelled; it leaves the heap when it surfaces, or when the dead outnumber the living. */
  cancel(timer: Timer): void {
    timer.cancelled = true
    this.#cancelled++
    if (this.#cancelled > 64 && this.#cancelled > this.#heap.length / 2) {
      this.#heap = this.#rebuilt(() => true)
      this.#cancelled = 0
    }
  }

  /** Every timer that stands, in order. */
  all(): Timer[] {
    return this.#heap.filter((timer) => !timer.cancelled).sort((a, b) => (before(a, b) ? -1 : 1))
  }

  clear(): void {
    this.#heap = []
    this.#cancelled = 0
  }

  // A sorted array is a heap.
  #rebuilt(keep: (timer: Timer) => boolean): Timer[] {
    return this.all().filter(keep)
  }

  #removeFirst(): void {
    const heap = this.#heap
    if (heap[0]?.cancelled === true && this.#cancelled > 0) this.#cancelled--
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      const child = this.#smallerChild(at)
      const candidate = heap[child]
      if (candidate === undefined || before(last, candidate)) break
      heap[at] = candidate
      at = child
    }
    heap[at] = last
  }

  #smallerChild(at: number): number {
    const left = this.#heap[2 * at + 1]
    const right = this.#heap[2 * at + 2]
    return right !== undefined && left !== undefined && before(right, left) ? 2 * at + 2 : 2 * at + 1
  }
}
