import { plainCode } from './describe-value.ts'
import { unusualKeysOfError, unusualKeysOfEvent } from './own-keys.ts'
import { ask, read, sizeOf } from './probe.ts'
import type { Json, JsonObject } from './recorded-case.ts'
import type { World } from './world.ts'

/** The kinds of object that dispatch events. */
export type Dispatcher = 'OT' | 'session' | 'publisher' | 'subscriber'

/** Details that are kept as they are when an event has them. */
const plainDetails = ['reason', 'changedProperty', 'oldValue', 'newValue', 'active', 'cancelable'] as const

/**
 * The facts of an event that the recordings keep. An event without an event object has its name alone.
 *
 * @param on the name of the object that dispatched it
 */
export function eventFacts(world: World, on: string, kind: Dispatcher, type: string, event: unknown): JsonObject {
  if (event === null || event === undefined) return { on, type }
  if (kind === 'OT') return exceptionFacts(world, on, type, event)
  return {
    on,
    type,
    ...Object.fromEntries(plainDetails.map((key) => [key, plainValue(read(event, key))])),
    ...idFacts(world, event),
    ...factsByType(world, type, event),
    ...unusualKeysOfEvent(kind, type, Object(event)),
    target: world.describer.nameOrKind(read(event, 'target')),
    defaultPrevented: ask(event, 'isDefaultPrevented') === true,
    ...elementFacts(world, on, kind),
  }
}

/** The facts of the `exception` event. */
export function exceptionFacts(world: World, on: string, type: string, event: unknown): JsonObject {
  const error = read(event, 'error')
  return {
    on,
    type,
    code: plainCode(read(event, 'code')),
    hasTitle: Boolean(read(event, 'title')),
    hasMessage: Boolean(read(event, 'message')),
    target: world.describer.nameOrKind(read(event, 'target')),
    error:
      error === null || error === undefined
        ? null
        : {
            name: plainCode(read(error, 'name')),
            code: plainCode(read(error, 'code')),
            ...unusualKeysOfError(Object(error), world.rig.isSdkError(error)),
          },
    ...unusualKeysOfEvent('OT', type, Object(event)),
  }
}

function idFacts(world: World, event: unknown): JsonObject {
  const stream = world.ownIds.stream(read(event, 'stream'))
  const connection = world.ownIds.connection(read(event, 'connection'))
  return { ...(stream === null ? {} : { stream }), ...(connection === null ? {} : { connection }) }
}

function factsByType(world: World, type: string, event: unknown): JsonObject {
  if (type.startsWith('archive')) {
    return { archiveId: plainValue(read(event, 'id')), archiveName: plainValue(read(event, 'name')) }
  }
  if (type.startsWith('signal')) return signalFacts(world, event)
  const facts = moreFacts[type]
  return facts === undefined ? {} : facts(event)
}

const signalFacts = (world: World, event: unknown): JsonObject => ({
  signalType: plainValue(read(event, 'type')),
  hasData: read(event, 'data') !== undefined && read(event, 'data') !== null,
  from: world.ownIds.connection(read(event, 'from')),
})

const moreFacts: Readonly<Record<string, (event: unknown) => JsonObject>> = {
  sessionConnected: (event) => ({
    connections: sizeOf(read(event, 'connections')),
    streams: sizeOf(read(event, 'streams')),
  }),
  sessionDisconnected: (event) => ({ currentState: plainValue(read(read(event, 'target'), 'currentState')) }),
  captionReceived: (event) => ({
    streamIdPresent: Boolean(read(event, 'streamId')),
    isFinal: plainValue(read(event, 'isFinal')),
  }),
  accessDenied: (event) => ({
    deniedTitle: plainValue(read(event, 'title')),
    deniedCode: plainCode(read(event, 'code')),
    deniedDevice: String(read(event, 'message')).split(/[ :]/)[0],
  }),
  mediaStopped: (event) => ({ track: plainValue(read(read(event, 'track'), 'kind')) ?? null }),
}

function elementFacts(world: World, on: string, kind: Dispatcher): JsonObject {
  if (kind !== 'publisher' && kind !== 'subscriber') return {}
  return { elementInDom: isInPage(world, read(world.names.get(on), 'element')) }
}

/** Whether an element is in the page. */
export const isInPage = (world: World, element: unknown): boolean =>
  world.rig.document !== null && read(element, 'isConnected') === true

function plainValue(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  return undefined
}
