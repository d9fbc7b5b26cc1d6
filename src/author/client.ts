/** Puts one client together, and forgets it all when its world is made as new: calls that wait are never answered. */

import type { Service } from '../backend/service.ts'
import type { Dialect } from '../contract/dialect.ts'
import type { DeviceControls } from '../dom/devices/device-controls.ts'
import type { SimulatedDevices } from '../dom/devices/devices.ts'
import type { Page } from '../dom/page/ambient-page.ts'
import { AmbientPresence } from '../dom/page/ambient-presence.ts'
import { rawFault } from '../faults/fault.ts'
import type { FaultPlan } from '../faults/plan.ts'
import type { Journal } from '../kernel/journal/journal.ts'
import { nextTurn } from '../kernel/time/wall-clock.ts'
import { messageOf } from '../kernel/values.ts'
import type { Presence, PresenceWatcher } from '../ports/presence.ts'
import type { View } from '../ports/view.ts'
import type { OnUncaught } from '../sdk/base/client.ts'
import { MediaConditions } from '../sdk/base/media-conditions.ts'
import { applyFaultsToRunning, createOT } from '../sdk/ot/create-ot.ts'
import type { OTRegistry } from '../sdk/ot/init-session.ts'
import type { OT as DeclaredOT } from '../sdk/surface/ot.ts'
import { goodConditions } from '../transport/conditions.ts'
import { InProcessLink } from '../transport/in-process.ts'
import { Network, type NetworkParts, pageWent, type Way } from '../transport/network.ts'
import { type DeviceParts, makeDevices } from './devices.ts'
import { MediaControls } from './media.ts'

export interface WorldParts extends DeviceParts {
  readonly id: string
  readonly backend: Service
  readonly journal: Journal
  readonly plan: FaultPlan
  readonly dialect: Dialect
  readonly view: View
  /** The page that is listened to, at the moment of asking. Default: none. */
  readonly present?: () => Page | undefined
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
  /** From now on its errors follow this dialect. */
  speak(dialect: Dialect): void
  /** Breaks the client's messaging connections. */
  drop(code: number, clean: boolean): void
  /** Calls `prepare` before the client joins a session. */
  beforeJoin(prepare: (sessionId: string) => void): void
  /** Asks everything that runs whether a failure was armed for it. */
  applyFaultsToRunning(): void
  reset(): void
  /** The client is gone for good. */
  dispose(): void
}

/** The id of the first client of a world: that of `simulator.OT`. */
export const firstClientId = 'client-1'

/** A further `OT` in the same world. */
export type SimulatedClient = Pick<WorldClient, 'id' | 'OT' | 'network' | 'devices' | 'media'>

function letEscape(kind: 'error' | 'unhandledrejection', error: unknown): void {
  if (kind === 'unhandledrejection') void Promise.reject(error)
  else
    nextTurn(() => {
      throw error
    })
}

function tellUncaught(parts: WorldParts, kind: 'error' | 'unhandledrejection', error: unknown): void {
  parts.journal.add('uncaught', parts.id, kind, { message: messageOf(error) })
  parts.onUncaught?.(kind, error)
  if (parts.uncaught === 'page') letEscape(kind, error)
}

function forgetObjects(registry: OTRegistry): void {
  for (const publisher of registry.publishers) publisher._model.widget.remove()
  for (const subscriber of registry.subscribers) subscriber._model.widget.remove()
  for (const session of registry.sessions.values()) session._model.reset()
  registry.clear()
}

/** The network of one client, in the test author's hands. */
function networkOf({ id, clock, plan, wake }: WorldParts, way: Way, note: NetworkParts['note']): Network {
  return new Network({
    ways: () => [way],
    later: (ms, run) => void clock.after(ms, run, { what: 'the network to change', kind: 'calendar' }),
    answer: (point, reply, times) => plan.arm(rawFault(point, reply, times, { client: id })),
    lifted: wake,
    note,
  })
}

interface Attending {
  readonly presence: Presence
  /** The registry of the objects that are in the page. */
  readonly registry: Pick<OTRegistry, 'watch'>
  readonly watcher: PresenceWatcher
}

/** A page that is listened to, until it is left. */
interface Attendance {
  readonly leave: () => void
}

/**
 * Listens to the page that a client is in. A test runner may lay out a page after this code was loaded, and another one for the
 * next test: it is looked at anew whenever the application makes a session, a publisher or a subscriber.
 */
function attendPage({ presence, registry, watcher }: Attending): Attendance {
  let stop = presence.watch(watcher)
  let left = false
  registry.watch(() => {
    stop()
    if (!left) stop = presence.watch(watcher)
  })
  return {
    leave: () => {
      left = true
      stop()
    },
  }
}

/** Listens to the page of one client. */
function presenceOf(
  { id, journal, present = () => undefined, wake }: WorldParts,
  way: Way,
  { registry, left }: { readonly registry: OTRegistry; readonly left: () => void },
): Attendance {
  const networkWent = (online: boolean): void => {
    journal.add('control', id, online ? 'page online' : 'page offline')
    pageWent(way, online)
    if (online) wake()
  }
  return attendPage({ presence: new AmbientPresence(present), registry, watcher: { left, networkWent } })
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
  const way: Way = { conditions, link, media: mediaConditions }
  const network = networkOf(parts, way, note)
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
  const presence = presenceOf(parts, way, { registry, left: () => OT._unload() })
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
    way,
    speak: (next) => void Object.assign(client, { dialect: next }),
    drop: (code, clean) => link.drop(code, clean),
    beforeJoin: (prepare) => backend.beforeJoin(prepare),
    applyFaultsToRunning: () => applyFaultsToRunning(client),
    reset: () => {
      forgetObjects(registry)
      OT._reset()
      link.forget()
      devices.reset()
      mediaConditions.clear()
      media.quality.reset()
      const { reachable } = conditions
      Object.assign(conditions, goodConditions(), { reachable })
    },
    dispose: () => {
      devices.dispose()
      presence.leave()
      conditions.online = false
    },
  }
}
