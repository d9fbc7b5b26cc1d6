import { classesOf, describeElement } from './describe-element.ts'
import { isInPage } from './event-facts.ts'
import { ask, canDo, read, sizeOf } from './probe.ts'
import type { Json, JsonObject } from './recorded-case.ts'
import type { World } from './world.ts'

const capabilityNames = ['publish', 'subscribe', 'forceUnpublish', 'forceDisconnect', 'forceMute'] as const

/**
 * Reads `then.state`: the registries, every named session, publisher and subscriber, and the page.
 *
 * @param depth how deep the page is described below the children of `body`
 */
export function readState(world: World, depth: number): JsonObject {
  const state: Record<string, Json> = { OT: { ...world.rig.registry() } }
  for (const [name, object] of world.names.entries()) {
    const facts = objectState(world, object)
    if (facts !== null) state[name] = facts
  }
  const { document } = world.rig
  if (document !== null) state.dom = [...document.body.children].map((child) => describeElement(child, depth + 1))
  return state
}

function objectState(world: World, object: unknown): JsonObject | null {
  if (canDo(object, 'connect') && canDo(object, 'signal')) return sessionState(world, object)
  if (canDo(object, 'publishVideo')) {
    return { ...widgetState(world, object), accessAllowed: plainBoolean(read(object, 'accessAllowed')) }
  }
  return canDo(object, 'subscribeToVideo') ? widgetState(world, object) : null
}

const sessionState = (world: World, session: unknown): JsonObject => ({
  currentState: String(read(session, 'currentState')),
  isConnected: ask(session, 'isConnected') === true,
  connection: world.ownIds.connection(read(session, 'connection')),
  capabilities: Object.fromEntries(
    capabilityNames.map((name) => [name, plainNumber(read(read(session, 'capabilities'), name))]),
  ),
  streams: sizeOf(read(session, 'streams')),
  connections: sizeOf(read(session, 'connections')),
})

function widgetState(world: World, widget: unknown): JsonObject {
  const element = read(widget, 'element')
  return {
    inDom: isInPage(world, element),
    element: String(world.describer.value(element, 0).kind),
    stream: orAbsence(read(widget, 'stream'), (stream) => world.ownIds.stream(stream)),
    session: orAbsence(read(widget, 'session'), (session) => String(world.describer.value(session, 0).kind)),
    ...(isElement(element) ? { rootClasses: classesOf(element) } : {}),
  }
}

/** The recordings keep null apart from undefined, which is written as a word. */
const orAbsence = (value: unknown, describe: (value: unknown) => Json): Json =>
  value === undefined ? 'undefined' : value === null ? null : describe(value)

const isElement = (value: unknown): value is Element => read(value, 'nodeType') === 1
const plainNumber = (value: unknown): Json => (typeof value === 'number' ? value : null)
const plainBoolean = (value: unknown): Json | undefined => (typeof value === 'boolean' ? value : undefined)
