/**
 * The worlds that pages share: that of the tabs of an origin, and one that `npx fake-opentok serve` hosts; and what a tab does when its
 * page is frozen, left or shown again.
 */

import { watchFreezing, watchLeaving } from '../dom/page/ambient-presence.ts'
import {
  canShare,
  channelOf,
  holdPresence,
  isInSharedWorker,
  newPlace,
  onTab,
  portToWorker,
  seekHosting,
  tellVersion,
  type WorkerScript,
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
  readonly script: WorkerScript | null
  /** Called with the reason for which this tab has a world of its own. */
  readonly alone: (why: string) => void
  /** Called with what a person should know of the other tabs. */
  readonly warn: (text: string) => void
}

interface LineParts extends TabsParts, Pick<CircleParts, 'snapshot'> {
  readonly clock: Clock
  readonly place: string
}

/** A host takes a tab for gone once it holds the tab's lock: the tab has to hold it before it says anything. */
function onceHeld(port: Port, held: Promise<void>): Port {
  let waiting: unknown[] | null = []
  void held.then(() => {
    for (const message of waiting ?? []) port.send(message)
    waiting = null
  })
  return {
    ...port,
    send: (message) => {
      if (waiting === null) port.send(message)
      else waiting.push(message)
    },
  }
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
  #forgetWorker: () => void = () => {}

  constructor(parts: LineParts) {
    this.#parts = parts
    this.#presence = holdPresence(parts.place)
  }

  connect(): Port {
    const worker = this.#way === 'worker' ? this.#connectToWorker() : undefined
    if (worker !== undefined) return worker
    const circle = this.#way === 'circle' ? this.#join() : undefined
    return circle === undefined ? this.#connectHere() : onceHeld(circle.connect(), this.#presence.held)
  }

  /** The worker that hosts has let this tab in: its death ends the port, though nothing is said. */
  watchHost(host: string): void {
    if (this.#way !== 'worker') return
    const port = this.#port
    this.#forgetWorker()
    this.#forgetWorker = whenGone(host, () => port?.lose())
  }

  leave(): void {
    this.#forgetWorker()
    this.#presence.release()
    this.hostNoMore()
  }

  comeBack(): void {
    this.#presence = holdPresence(this.#parts.place)
    this.hostAgain()
  }

  /** Lets another tab host, and knows of none until one says so. */
  hostNoMore(): void {
    this.#hosting?.release()
    this.#hosting = undefined
    this.#circle?.leave()
  }

  /** Asks which tab hosts, and would host itself. */
  hostAgain(): void {
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
    const { clock, version, place, snapshot } = this.#parts
    if (!canShare()) {
      this.#way = 'alone'
      return undefined
    }
    const channel = channelOf(worldName(version))
    this.#circle = new Circle({ channel, clock, version, place, snapshot, whenGone, newName: hostChance })
    this.#seek(this.#circle)
    return this.#circle
  }

  #seek(circle: Circle): void {
    const refused = (): void => {
      this.#way = 'alone'
      circle.giveUp()
    }
    this.#hosting = seekHosting(worldName(this.#parts.version), { granted: () => circle.host(), refused })
  }

  #connectHere(): Port {
    const { clock, version, alone } = this.#parts
    if (this.#own === undefined) {
      alone(
        'the browser lets no tabs of this page find each other (it needs https: or localhost, and storage that is not switched off)',
      )
      this.#own = new WorldHost({ clock, version, id: hostChance() })
    }
    const { near, far } = delayedPorts({ clock })
    this.#own.accept(far)
    return near
  }
}

const otherVersion = (own: string, other: string): string =>
  `another tab of this origin has fake-opentok ${other}, and this one ${own}: they are in two worlds. Load both anew with the same version.`

/** The world of the tabs of this origin, which is left with the page. */
export function tabsWorld(parts: TabsParts): SharedWorld {
  const clock = new WallClock()
  const place = newPlace()
  const line: LineOfTab = new LineOfTab({ ...parts, clock, place, snapshot: () => world.snapshot })
  const { version, warn } = parts
  const tell = (): { close(): void } => tellVersion(version, (other) => warn(otherVersion(version, other)))
  const world: SharedWorld = new SharedWorld({
    ...{ clock, version, place, handsOn: true },
    connect: () => line.connect(),
    welcomed: (host) => line.watchHost(host),
  })
  let told = tell()
  watchFreezing({ freeze: () => line.hostNoMore(), resume: () => line.hostAgain() })
  watchLeaving({
    leave: () => {
      world.leave()
      line.leave()
      told.close()
    },
    comeBack: () => {
      told = tell()
      line.comeBack()
      world.comeBack()
    },
  })
  return world
}

/** In the worker that the tabs of an origin share: hosts their world. Elsewhere it does nothing, and says so. */
export function hostTabs(version: string): boolean {
  if (!isInSharedWorker()) return false
  const id = hostChance()
  const { held } = holdPresence(id)
  const host: WorldHost = new WorldHost({
    ...{ clock: new WallClock(), version, id },
    arrived: (place) => void whenGone(place, () => host.vanished(place)),
  })
  // A tab takes the worker for dead once it holds the worker's lock: the worker has to hold it first.
  onTab((channel) => void held.then(() => host.accept(portOverMessages(channel))))
  return true
}
