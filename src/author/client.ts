import type { Backend } from '../backend/backend.ts'
import type { Dialect } from '../contract/dialect.ts'
import type { DeviceControls } from '../dom/devices/device-controls.ts'
import type { SimulatedDevices } from '../dom/devices/devices.ts'
import { rawFault } from '../faults/fault.ts'
import type { FaultPlan } from '../faults/plan.ts'
import type { Journal } from '../kernel/journal/journal.ts'
import { nextTurn } from '../kernel/time/wall-clock.ts'
import type { View } from '../ports/view.ts'
import type { OnUncaught } from '../sdk/base/client.ts'
import { MediaConditions } from '../sdk/base/media-conditions.ts'
import { createOT, strikeRunning } from '../sdk/ot/create-ot.ts'
import type { OTRegistry } from '../sdk/ot/init-session.ts'
import type { OT as DeclaredOT } from '../sdk/surface/ot.ts'
import { goodConditions } from '../transport/conditions.ts'
import { InProcessLink } from '../transport/in-process.ts'
import { Network, type Way } from '../transport/network.ts'
import { type DeviceParts, makeDevices } from './devices.ts'
import { MediaControls } from './media.ts'

export interface WorldParts extends DeviceParts {
  readonly id: string
  readonly backend: Backend
  readonly journal: Journal
  readonly plan: FaultPlan
  readonly dialect: Dialect
  readonly view: View
  readonly uncaught: 'page' | 'journal'
  readonly demandLife: (verb: string) => void
  readonly wake: () => void
  /** Told of every error that the real SDK lets escape to the page, besides what `uncaught` says. */
  readonly onUncaught?: OnUncaught
}

/** One client of a world: its `OT`, its network, its devices. */
export interface WorldClient {
  readonly id: string
  readonly OT: DeclaredOT
  readonly network: Network
  readonly devices: DeviceControls
  readonly simulatedDevices: SimulatedDevices
  readonly media: MediaControls
  readonly mediaConditions: MediaConditions
  readonly registry: OTRegistry
  readonly way: Way
  /** Breaks the client's messaging connections. */
  drop(code: number, clean: boolean): void
  /** Calls `prepare` before the client joins a session. */
  beforeJoin(prepare: (sessionId: string) => void): void
  /** Asks everything that runs whether a failure was armed for it. */
  strikeRunning(): void
  reset(): void
  /** The client is gone for good. */
  dispose(): void
}

function letEscape(kind: 'error' | 'unhandledrejection', error: unknown): void {
  if (kind === 'unhandledrejection') void Promise.reject(error)
  else
    nextTurn(() => {
      throw error
    })
}

function tellUncaught(parts: WorldParts, kind: 'error' | 'unhandledrejection', error: unknown): void {
  parts.journal.add('uncaught', parts.id, kind, { message: error instanceof Error ? error.message : String(error) })
  parts.onUncaught?.(kind, error)
  if (parts.uncaught === 'page') letEscape(kind, error)
}

function forgetObjects(registry: OTRegistry): void {
  for (const publisher of registry.publishers) publisher._core.widget.remove()
  for (const subscriber of registry.subscribers) subscriber._core.widget.remove()
  for (const session of registry.sessions.values()) session._core.reset()
  registry.clear()
}

/** Puts one client together. */
export function createWorldClient(parts: WorldParts): WorldClient {
  const { id, backend, clock, random, journal, plan, dialect, view } = parts
  const conditions = goodConditions()
  const mediaConditions = new MediaConditions()
  const link = new InProcessLink({ backend, clock, random, conditions, clientId: id })
  const note = (what: string, detail: Readonly<Record<string, unknown>>): void => {
    parts.demandLife(what)
    journal.add('control', 'test', what, { client: id, ...detail })
  }
  const devices = makeDevices(parts, note)
  const network = new Network({
    ways: () => [{ conditions, link }],
    later: (ms, run) => void clock.after(ms, run, { what: 'the network to change', kind: 'calendar' }),
    answer: (point, reply, times) => plan.arm(rawFault(point, reply, times, { client: id })),
    lifted: parts.wake,
    note,
  })
  const { OT, client } = createOT({
    id,
    clock,
    link,
    hazard: plan,
    journal,
    random,
    dialect,
    view,
    devices: devices.used,
    media: mediaConditions,
    onUncaught: (kind, error) => tellUncaught(parts, kind, error),
    isHeld: (what) => (what === 'network' ? network.isHeld : plan.isHeld(what)),
  })
  const { registry } = client
  const media = new MediaControls({ conditions: mediaConditions, client, devices: devices.simulated, note })
  return {
    id,
    OT,
    network,
    devices: devices.controls,
    simulatedDevices: devices.simulated,
    media,
    mediaConditions,
    registry,
    way: { conditions, link },
    drop: (code, clean) => link.drop(code, clean),
    beforeJoin: (prepare) => backend.beforeJoin(prepare),
    strikeRunning: () => strikeRunning(client),
    reset: () => {
      forgetObjects(registry)
      OT._reset()
      link.forget()
      devices.reset()
      mediaConditions.clear()
      media.quality.reset()
      Object.assign(conditions, goodConditions())
    },
    dispose: () => devices.dispose(),
  }
}
