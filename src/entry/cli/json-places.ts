/** Where the values of a JSON text begin, and where it stops being JSON. */
export interface JsonPlaces {
  /** Offsets of the values, by their paths: `faults[0].failure`. */
  readonly values: ReadonlyMap<string, number>
  /** The offset at which the text stops being JSON; null: it is JSON. */
  readonly brokenAt: number | null
}

const space = /[ \t\r\n\ufeff]*/y
const string = /"(?:[^"\\\n]|\\.)*"/y
const scalar = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

class Broken extends Error {}

/** Goes through a text and notes where each value begins. */
class PlaceFinder {
  readonly values: Map<string, number> = new Map()
  readonly #text: string
  at = 0

  constructor(text: string) {
    this.#text = text
  }

  value(path: string): void {
    this.#take(space)
    this.values.set(path, this.at)
    if (this.#next('{')) return this.#inside('}', () => this.#member(path))
    let index = 0
    if (this.#next('[')) return this.#inside(']', () => this.value(`${path}[${index++}]`))
    if (this.#take(string) === '' && this.#take(scalar) === '') throw new Broken()
  }

  end(): void {
    this.#take(space)
    if (this.at < this.#text.length) throw new Broken()
  }

  #member(path: string): void {
    this.#take(space)
    const key = this.#take(string)
    if (key === '') throw new Broken()
    this.#take(space)
    if (!this.#next(':')) throw new Broken()
    const name = key.slice(1, -1)
    this.value(path === '' ? name : `${path}.${name}`)
  }

  #inside(end: string, each: () => void): void {
    this.#take(space)
    if (this.#next(end)) return
    for (;;) {
      each()
      this.#take(space)
      if (this.#next(end)) return
      if (!this.#next(',')) throw new Broken()
    }
  }

  #next(letter: string): boolean {
    if (this.#text[this.at] !== letter) return false
    this.at += 1
    return true
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const taken = pattern.exec(this.#text)?.[0] ?? ''
    this.at += taken.length
    return taken
  }
}

/** Finds where the values of a JSON text begin. */
export function placesIn(text: string): JsonPlaces {
  const finder = new PlaceFinder(text)
  try {
    finder.value('')
    finder.end()
    return { values: finder.values, brokenAt: null }
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    return { values: finder.values, brokenAt: finder.at }
  }
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

const parentOf = (path: string): string => path.replace(/(?:\.[^.[\]]+|\[\d+\]|^[^.[\]]+)$/, '')

/**
 * The line, from 1, on which a value of a JSON text begins; where it is not there, that of the nearest value around it. An
 * empty path in a text that is no JSON is the place where it breaks.
 *
 * @example lineOfPath('{\n "faults": []\n}', 'faults[0].failure') // 2
 */
export function lineOfPath(text: string, path: string): number {
  const { values, brokenAt } = placesIn(text)
  if (brokenAt !== null) return lineAt(text, brokenAt)
  for (let around = path; ; around = parentOf(around)) {
    const offset = values.get(around)
    if (offset !== undefined) return lineAt(text, offset)
    if (around === '') return 1
  }
}
