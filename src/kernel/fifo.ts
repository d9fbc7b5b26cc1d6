/** How many places in front may be empty before they are given up. */
const spare = 512

/** First in, first out, at a cost that does not grow with how many there are. */
export class Fifo<T> {
  #items: (T | undefined)[] = []
  #first = 0

  get size(): number {
    return this.#items.length - this.#first
  }

  add(item: T): void {
    this.#items.push(item)
  }

  /** The first, taken out; undefined where there is none. */
  take(): T | undefined {
    if (this.#first === this.#items.length) return undefined
    const item = this.#items[this.#first]
    this.#items[this.#first++] = undefined
    if (this.#first > spare && this.#first * 2 > this.#items.length) {
      this.#items.splice(0, this.#first)
      this.#first = 0
    }
    return item
  }

  /** All of them in order, taken out. */
  takeAll(): T[] {
    const all: T[] = []
    for (let item = this.take(); item !== undefined; item = this.take()) all.push(item)
    return all
  }
}
