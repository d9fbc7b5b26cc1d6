/** Where the application's code runs: in a listener of an event, or where it hears the answer of a call. */

import type { Clock } from '../time/clock.ts'

/** Code of the application that is told something. */
export interface Place {
  /** The index of the event, or of the call that is answered, in the journal. */
  readonly index: number
  /** The kind of the object that dispatched the event; undefined: the answer of a call is heard. */
  readonly on?: string
  readonly event?: string
}

/** The object on which a call was made, and its arguments. */
export interface CallMade {
  readonly object?: object | undefined
  readonly args: readonly unknown[]
}

/** Where and when a call or an act was made; the copy of a world reads it. */
export interface Setting {
  /** The turn of the clock. */
  readonly turn: number
  /** The code of the application in which it was made. */
  readonly place: Place | undefined
  /** The code of the application that was told something last in this turn, and has come to its end. */
  readonly told: Place | undefined
  readonly made: CallMade | undefined
}

/** The answer of a call is heard. It is no entry of the journal. */
export interface Answered {
  readonly kind: 'answered'
  readonly who: string
  /** The index of the call. */
  readonly index: number
}

/** Settings by the indexes of their entries, each part in a list of its own: a setting is made when it is asked for. */
class Settings {
  /** The index of the first entry that may be kept here. */
  readonly begun: number
  /** The indexes of the entries, which only grow. */
  readonly #indexes: number[] = []
  readonly #turns: number[] = []
  readonly #places: (Place | undefined)[] = []
  readonly #told: (Place | undefined)[] = []
  readonly #made: (CallMade | undefined)[] = []

  constructor(begun: number) {
    this.begun = begun
  }

  keep(
    index: number,
    turn: number,
    place: Place | undefined,
    told: Place | undefined,
    made: CallMade | undefined,
  ): void {
    this.#indexes.push(index)
    this.#turns.push(turn)
    this.#places.push(place)
    this.#told.push(told)
    this.#made.push(made)
  }

  of(index: number): Setting | undefined {
    const at = this.#find(index)
    const turn = this.#turns[at]
    if (turn === undefined || this.#indexes[at] !== index) return undefined
    return { turn, place: this.#places[at], told: this.#told[at], made: this.#made[at] }
  }

  /** Where the first index stands that is not below this one. */
  #find(index: number): number {
    let [low, high] = [0, this.#indexes.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#indexes[middle] ?? index) < index) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** The places in which the calls and the acts of a world were made. */
export class Places {
  readonly #clock: Pick<Clock, 'turn'>
  readonly #cap: number
  #settings = new Settings(0)
  /** The last generation but one: to drop settings one by one would make each of them dearer. */
  #older: Settings | undefined
  readonly #running: Place[] = []
  #told: Place | undefined
  #toldIn = -1
  #hearers: ((answered: Answered) => void)[] = []
  /** The index of the call that began last. */
  call: number | undefined

  /** @param cap For how many entries settings are kept, at least: the oldest go first. */
  constructor(clock: Pick<Clock, 'turn'>, cap: number) {
    this.#clock = clock
    this.#cap = cap
  }

  /** The code of the application that runs at this moment. */
  get now(): Place | undefined {
    return this.#running.at(-1)
  }

  /** Keeps where and when the entry of this index is made. */
  keep(index: number, made: CallMade | undefined): void {
    const { turn } = this.#clock
    const told = this.#toldIn === turn ? this.#told : undefined
    if (index - this.#settings.begun > this.#cap) {
      this.#older = this.#settings
      this.#settings = new Settings(index)
    }
    this.#settings.keep(index, turn, this.#running.at(-1), told, made)
  }

  /** Where and when the call or the act of an index was made; undefined for other entries. */
  of(index: number): Setting | undefined {
    return (index < this.#settings.begun ? this.#older : this.#settings)?.of(index)
  }

  /** Code of the application begins that is told something. */
  enter(place: Place): void {
    this.#running.push(place)
  }

  /** The code that began last has come to its end. */
  leave(place: Place): void {
    this.#running.pop()
    this.#told = place
    this.#toldIn = this.#clock.turn
  }

  /** Runs code of the application that hears the answer of a call, by the index of the call. */
  answer(who: string, index: number, run: () => void): void {
    for (const hear of this.#hearers) hear({ kind: 'answered', who, index })
    const place = { index }
    this.enter(place)
    try {
      run()
    } finally {
      this.leave(place)
    }
  }

  /** Calls back whenever the answer of a call is heard, until what it returns is called. */
  onAnswer(hear: (answered: Answered) => void): () => void {
    this.#hearers.push(hear)
    return () => {
      this.#hearers = this.#hearers.filter((other) => other !== hear)
    }
  }

  reset(): void {
    this.#settings = new Settings(0)
    this.#older = undefined
    this.#told = undefined
    this.#hearers = []
    this.call = undefined
  }
}
