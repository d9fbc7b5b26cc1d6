import { Fifo } from '../kernel/fifo.ts'
import type { Clock } from '../kernel/time/clock.ts'
import { type Port, PortEnd } from './port.ts'

export interface DelayedPortParts {
  readonly clock: Clock
  /** How long each message takes one way, in milliseconds, asked for each; default none. None overtakes another. */
  readonly latency?: () => number
}

/** Two ends of a line, and what cuts it. */
export interface PortPair {
  readonly near: Port
  readonly far: Port
  /** The line breaks: what is on its way is lost, and either end is told. */
  cut(): void
}

/**
 * A line within one process on which every message is copied, as between tabs, and takes its time, each in a turn of its own.
 *
 * @example
 * const { near, far, cut } = delayedPorts({ clock, latency: () => 20 })
 */
export function delayedPorts({ clock, latency = () => 0 }: DelayedPortParts): PortPair {
  const ends = { near: new PortEnd(), far: new PortEnd() }
  let isWhole = true
  const portTo = (thisEnd: PortEnd, otherEnd: PortEnd): Port => {
    let last = 0
    const underway = new Fifo<() => void>()
    // The message that was sent first arrives first: a browser's timers may let two of the same time change places.
    const arrive = (): void => {
      const first = underway.take()
      if (isWhole) first?.()
    }
    const carry = (what: string, arrived: () => void): void => {
      const now = clock.now()
      last = Math.max(last, now + latency())
      underway.add(arrived)
      clock.after(last - now, arrive, { what, kind: 'work' })
    }
    return {
      send: (message) => {
        const copy: unknown = structuredClone(message)
        if (isWhole && !thisEnd.isOver) carry('a message between tabs', () => otherEnd.hear(copy))
      },
      onMessage: thisEnd.onMessage,
      onClose: thisEnd.onClose,
      close: () => {
        if (thisEnd.isOver) return
        thisEnd.end()
        carry('the end of a line between tabs', () => otherEnd.lose())
      },
    }
  }
  const cut = (): void => {
    isWhole = false
    ends.near.lose()
    ends.far.lose()
  }
  return { near: portTo(ends.near, ends.far), far: portTo(ends.far, ends.near), cut }
}
