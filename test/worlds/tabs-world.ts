import { Simulator } from '../../src/author/simulator.ts'
import { VirtualClock } from '../../src/kernel/time/virtual-clock.ts'
import { nextTurn } from '../../src/kernel/time/wall-clock.ts'
import type { SimulatorOptions } from '../../src/simulator.ts'
import { delayedPorts } from '../../src/transport/delayed-port.ts'
import type { Port } from '../../src/transport/port.ts'
import { WorldHost } from '../../src/world/host.ts'
import { SharedWorld } from '../../src/world/tab.ts'
import type { OpenedLine, RealLines } from './real-lines.ts'

/** One tab: its simulator, its world, and its line to the host. */
export interface TestTab {
  readonly simulator: Simulator
  readonly world: SharedWorld
  /** The line that stands now. */
  line: OpenedLine | undefined
}

export interface TabsWorldOptions {
  readonly seed?: number
  /** How long a message takes on a line; real lines take no time of the clock's. */
  readonly latency?: () => number
  /** Default: lines within the process, on which everything is copied. */
  readonly lines?: RealLines
  readonly version?: string
}

/** A host and its tabs in one process, on one virtual clock, with lines that take time and can be cut. */
export class TabsWorld {
  readonly clock: VirtualClock
  readonly tabs: TestTab[] = []
  host: WorldHost
  #hosts = 1
  readonly #options: TabsWorldOptions

  constructor(options: TabsWorldOptions = {}) {
    this.#options = options
    this.clock = new VirtualClock({ mode: 'instant', epoch: 0, nextTurn })
    this.host = new WorldHost({ clock: this.clock, version: '1', id: 'host-1' })
  }

  /** Opens a tab. */
  open(more: SimulatorOptions & { readonly version?: string } = {}): TestTab {
    const { version = '1', ...options } = more
    const { seed = 1 } = this.#options
    const connect = (): Port => {
      made.line = this.#line()
      return made.line.near
    }
    const world = new SharedWorld({
      connect,
      clock: this.clock,
      version,
      place: `place-${this.tabs.length + 1}`,
      handsOn: true,
    })
    const made: TestTab = { world, line: undefined, simulator: undefined as unknown as Simulator }
    const begin = world.begin.bind(world)
    const elsewhere = {
      begin,
      idsFor: world.idsFor.bind(world),
      settled: world.settled.bind(world),
      leave: world.leave.bind(world),
      time: this.clock,
    }
    Object.assign(made, { simulator: new Simulator({ seed, ...options }, elsewhere) })
    this.tabs.push(made)
    return made
  }

  #line(): OpenedLine {
    const { latency, lines } = this.#options
    const accept = (far: Port): void => void this.host.accept(far)
    if (lines !== undefined) return lines.open(this.clock, accept)
    const line = delayedPorts({ clock: this.clock, ...(latency === undefined ? {} : { latency }) })
    accept(line.far)
    return line
  }

  /** The host dies; another one goes on from what a tab knows, or from what the first tab says that comes to it. */
  replaceHost(tab: TestTab | undefined): void {
    const snapshot = tab?.world.snapshot
    this.host = new WorldHost({
      ...{ clock: this.clock, version: '1', id: `host-${++this.#hosts}` },
      ...(snapshot === undefined ? {} : { snapshot }),
    })
    for (const { line } of this.tabs) line?.cut()
  }
}
