/**
 * `fake-opentok/offline`: a world that several pages, browsers and machines share, with no service and no network behind it.
 * `npx fake-opentok serve` hosts one; `joinWorld()` takes part in it.
 */

import type { SimulatorOptions } from '../author/options.ts'
import { joinSharedWorld } from '../author/shared.ts'
import type { Simulator } from '../author/simulator.ts'
import { version } from '../author/this-package.ts'
import { aFunction, type ParamsOf } from '../author/verbs/verb-table.ts'
import { sharedOptionKeys } from '../author/verbs/world-verbs.ts'
import { tellThatSimulated } from '../kernel/test-runner.ts'
import { demandArguments, param } from '../vocabulary/check.ts'
import { bag, optional, type Shape, thing } from '../vocabulary/shape.ts'
import { type SocketClass, servedWorld } from '../world/page-world.ts'

/** The options of {@link joinWorld}: those of a simulator that the world does not settle by itself. */
export interface JoinWorldOptions
  extends Pick<SimulatorOptions, 'dialect' | 'seed' | 'uncaught' | 'view' | 'devices' | 'journalCap'> {
  /** Opens a line to the host. Default: the WebSocket of the page, or of Node from version 22 on. */
  readonly WebSocket?: SocketClass
}

const address: Shape<string> = thing(
  'the address that "npx fake-opentok serve" prints, such as ws://127.0.0.1:4005/',
  (value) => typeof value === 'string' && URL.canParse(value) && /^(ws|http)s?:$/.test(new URL(value).protocol),
)
const joinWorldParams = [
  param('address', address),
  param('options', optional(bag({ ...sharedOptionKeys, WebSocket: optional(aFunction<SocketClass>()) }))),
] satisfies ParamsOf<Parameters<typeof joinWorld>>

const isSocketClass = (value: unknown): value is SocketClass => typeof value === 'function'

function socketClass(given: JoinWorldOptions['WebSocket']): SocketClass {
  const found: unknown = given ?? Reflect.get(globalThis, 'WebSocket')
  if (isSocketClass(found)) return found
  throw new Error(
    "joinWorld() needs a WebSocket, and this Node has none. Install ws, and give it: joinWorld(address, { WebSocket }) with import { WebSocket } from 'ws'. Node has its own from version 22 on.",
  )
}

/**
 * Takes part in a world that `npx fake-opentok serve` hosts: people in other pages, browsers and machines are in the same
 * rooms, and what is armed at the service strikes whoever calls next. It goes by real time. What the host refuses rejects the
 * next `settled()`.
 *
 * @throws RangeError for an address or an option that is none, or cannot be; Error where there is no WebSocket.
 *
 * @example
 * const simulator = joinWorld('ws://127.0.0.1:4005/')
 * const { apiKey, sessionId, token } = await (await fetch('http://127.0.0.1:4005/session/lobby')).json()
 * simulator.OT.initSession(apiKey, sessionId).connect(token, (error) => {})
 */
export function joinWorld(...args: readonly [address: string, options?: JoinWorldOptions]): Simulator {
  demandArguments('joinWorld', joinWorldParams, args)
  const [given, { WebSocket: ownClass, ...others } = {}] = args
  const target = new URL(given).href.replace(/^http/, 'ws')
  const world = joinSharedWorld(servedWorld(target, socketClass(ownClass), version), others)
  tellThatSimulated(`fake-opentok/offline takes part in ${target}`, console)
  return world
}
