/** The worlds that pages share: that of the tabs of an origin, and one that `npx fake-opentok serve` hosts. */

import { watchLeaving } from '../dom/page/ambient-presence.ts'
import {
  canShare,
  channelOf,
  holdPresence,
  isInSharedWorker,
  newPlace,
  onTab,
  portToWorker,
  seekHosting,
  whenGone,
  worldName,
} from '../dom/page/tabs.ts'
import type { Clock } from '../kernel/time/clock.ts'
import { hostChance, WallClock } from '../kernel/time/wall-clock.ts'
import { delayedPorts } from '../transport/delayed-port.ts'
import { portOverMessages, type TabPort } from '../transport/message-port.ts'
import type { Port } from '../transport/port.ts'
import { portOver, type SocketLike } from '../transport/socket-port.ts'
import { Circle, type CircleParts } from './circle.ts'
import { WorldHost } from './host.ts'
import { SharedWorld } from './tab.ts'

/** A class that opens a line to a host in another process. */
export type SocketClass = new (address: string) => SocketLike

/** A world in another process, which is left with the page. */
export function servedWorld(address: string, Socket: SocketClass, version: string): SharedWorld {
  const connect = (): Port => portOver(new Socket(address))
  const world = new SharedWorld({ connect, clock: new WallClock(), version, place: newPlace() })
  watchLeaving(world)
  return world
}

/** The worker that the tabs of an origin share, and what is called where there can be none. */
export interface TabsParts {
  readonly version: string
  /** The script that the worker runs; null: it has no address. */
  readonly script: string | null
  /** Called with the reason for which this tab has a world of its own. */
  readonly alone: (why: string) => void
}

interface LineParts extends TabsParts, Pick<CircleParts, 'picture'> {
  readonly clock: Clock
  readonly place: string
}

/** A tab's line to the host of its origin's tabs: a worker; else one of the tabs; else, by itself, this one. */
class LineOfTab {
  readonly #parts: LineParts
  #presence: ReturnType<typeof holdPresence>
  #way: 'worker' | 'circle' | 'alone' = 'worker'
  #port: TabPort | undefined
  #circle: Circle | undefined
  #hosting: ReturnType<typeof seekHosting>
  #own: WorldHost | undefined

  constructor(parts: LineParts) {
    this.#parts = parts
    this.#presence = holdPresence(parts.place)
  }

  connect(): Port {
    const worker = this.#way === 'worker' ? this.#connectToWorker() : undefined
    if (worker !== undefined) return worker
    const circle = this.#way === 'circle' ? this.#join() : undefined
    return circle?.connect() ?? this.#connectHere()
  }

  leave(): void {
    this.#presence.release()
    this.#hosting?.release()
    this.#hosting = undefined
    this.#circle?.leave()
  }

  comeBack(): void {
    this.#presence = holdPresence(this.#parts.place)
    if (this.#circle === undefined) return
    this.#seek(this.#circle)
    this.#circle.comeBack()
  }

  #connectToWorker(): Port | undefined {
    const { script, version } = this.#parts
    const failed = (): void => {
      this.#way = 'circle'
      this.#port?.lose()
    }
    const channel = script === null ? undefined : portToWorker(script, worldName(version), failed)
    if (channel === undefined) {
      this.#way = 'circle'
      return undefined
    }
    this.#port = portOverMessages(channel, this.#presence.held)
    return this.#port
  }

  #join(): Circle | undefined {
    if (this.#circle !== undefined) return this.#circle
    const { clock, version, place, picture } = this.#parts
    if (!canShare()) {
      this.#way = 'alone'
      return undefined
    }
    const channel = channelOf(worldName(version))
    this.#circle = new Circle({ channel, clock, version, place, picture, whenGone, newName: hostChance })
    this.#seek(this.#circle)
    return this.#circle
  }

  #seek(circle: Circle): void {
    this.#hosting = seekHosting(worldName(this.#parts.version), () => circle.host())
  }

  #connectHere(): Port {
    const { clock, version, alone } = this.#parts
    if (this.#own === undefined) {
      alone('the browser lets no tabs of this page find each other (it needs https: or localhost)')
      this.#own = new WorldHost({ clock, version, id: hostChance() })
    }
    const { near, far } = delayedPorts({ clock })
    this.#own.accept(far)
    return near
  }
}

/** The world of the tabs of this origin, which is left with the page. */
export function tabsWorld(parts: TabsParts): SharedWorld {
  const clock = new WallClock()
  const place = newPlace()
  const line: LineOfTab = new LineOfTab({ ...parts, clock, place, picture: () => world.picture })
  const world: SharedWorld = new SharedWorld({
    connect: () => line.connect(),
    clock,
    version: parts.version,
    place,
    handsOn: true,
  })
  watchLeaving({
    leave: () => {
      world.leave()
      line.leave()
    },
    comeBack: () => {
      line.comeBack()
      world.comeBack()
    },
  })
  return world
}

/** In the worker that the tabs of an origin share: hosts their world. Elsewhere it does nothing, and says so. */
export function hostTabs(version: string): boolean {
  if (!isInSharedWorker()) return false
  const host: WorldHost = new WorldHost({
    ...{ clock: new WallClock(), version, id: hostChance() },
    arrived: (place) => whenGone(place, () => host.vanished(place)),
  })
  onTab((channel) => host.accept(portOverMessages(channel)))
  return true
}
