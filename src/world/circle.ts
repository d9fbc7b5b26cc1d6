import type { ServiceSnapshot } from '../backend/snapshot.ts'
import type { Clock } from '../kernel/time/clock.ts'
import { delayedPorts } from '../transport/delayed-port.ts'
import { type Port, PortEnd } from '../transport/port.ts'
import { WorldHost } from './host.ts'

/** A channel that every tab of an origin hears that listens under the same name. */
export interface Channel {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  close(): void
}

/** A message on the channel. Plain data. */
type Word =
  /** The sender hosts the world, from now on or as before. */
  | { readonly hosting: string }
  /** A tab has come, and asks for the host. */
  | { readonly asking: true }
  | { readonly toHost: string; readonly place: string; readonly line: number; readonly word: unknown }
  | { readonly toTab: string; readonly line: number; readonly word: unknown }

export interface CircleParts {
  readonly channel: Channel
  readonly clock: Clock
  readonly version: string
  readonly place: string
  /** Draws the name of a host. */
  readonly newName: () => string
  /** The tab's knowledge of the world; undefined before it was let in. */
  readonly snapshot: () => ServiceSnapshot | undefined
  /** Calls `gone` once the tab of this place is gone. */
  readonly whenGone: (place: string, gone: () => void) => unknown
}

interface LineToHost {
  readonly line: number
  readonly host: string | null
  readonly end: PortEnd
}

const isWord = (data: unknown): data is Word => typeof data === 'object' && data !== null

/**
 * A circle of tabs without a worker: one of them hosts the world, and when it is gone another tab goes on from its own snapshot of
 * the world. A lock that one tab holds at a time decides which tab hosts.
 */
export class Circle {
  readonly #parts: CircleParts
  #host: string | null = null
  #own: WorldHost | undefined
  #line: LineToHost | undefined
  #lines = 0
  /** The host's ends of the lines of other tabs, by place and line. */
  readonly #ends: Map<string, PortEnd> = new Map()

  constructor(parts: CircleParts) {
    this.#parts = parts
    parts.channel.addEventListener('message', ({ data }) => {
      if (isWord(data)) this.#hear(data)
    })
    this.#say({ asking: true })
  }

  /** A port to the tab that hosts. Messages wait until there is one. */
  connect(): Port {
    if (this.#own !== undefined) {
      const { near, far } = delayedPorts({ clock: this.#parts.clock })
      this.#own.accept(far)
      return near
    }
    const line = ++this.#lines
    const own: LineToHost = { line, host: this.#host, end: new PortEnd() }
    this.#line = own
    const { place } = this.#parts
    return {
      send: (word) => {
        if (own.host !== null) this.#say({ toHost: own.host, place, line, word })
      },
      onMessage: own.end.onMessage,
      onClose: own.end.onClose,
      close: () => own.end.end(),
    }
  }

  /** From now on this tab hosts. */
  host(): void {
    const { clock, version, newName, snapshot, whenGone } = this.#parts
    const id = newName()
    const known = snapshot()
    const host: WorldHost = new WorldHost({
      ...{ clock, version, id },
      ...(known === undefined ? {} : { snapshot: known }),
      arrived: (place) => {
        if (place !== this.#parts.place) whenGone(place, () => host.vanished(place))
      },
    })
    this.#own = host
    this.#host = id
    this.#say({ hosting: id })
    this.#line?.end.lose()
  }

  /** The line ends, and is sought elsewhere: no tab can host. */
  giveUp(): void {
    this.#line?.end.lose()
  }

  /** The page is left: it hosts no more. */
  leave(): void {
    this.#own?.close()
    this.#own = undefined
    this.#host = null
    this.#ends.clear()
  }

  /** The page is back, and asks for the host. */
  comeBack(): void {
    this.#say({ asking: true })
  }

  #say(word: Word): void {
    this.#parts.channel.postMessage(word)
  }

  #hear(word: Word): void {
    if ('asking' in word)
      return this.#own === undefined || this.#host === null ? undefined : this.#say({ hosting: this.#host })
    if ('hosting' in word) return this.#moveTo(word.hosting)
    if ('toTab' in word) {
      if (word.toTab === this.#parts.place && word.line === this.#line?.line) this.#line.end.hear(word.word)
      return
    }
    if (word.toHost === this.#host && this.#own !== undefined)
      this.#endOf(this.#own, word.place, word.line).hear(word.word)
  }

  #moveTo(host: string): void {
    if (this.#own !== undefined || host === this.#host) return
    this.#host = host
    this.#line?.end.lose()
  }

  #endOf(host: WorldHost, place: string, line: number): PortEnd {
    const name = `${place} ${line}`
    const known = this.#ends.get(name)
    if (known !== undefined) return known
    const end = new PortEnd()
    this.#ends.set(name, end)
    host.accept({
      send: (word) => this.#say({ toTab: place, line, word }),
      onMessage: end.onMessage,
      onClose: end.onClose,
      close: () => {
        end.end()
        this.#ends.delete(name)
      },
    })
    return end
  }
}
