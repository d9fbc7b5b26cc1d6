import { describeElement } from './describe-element.ts'
import type { NamedObjects } from './named-objects.ts'
import type { OwnIds } from './own-ids.ts'
import { unusualKeysOfError } from './own-keys.ts'
import { ask, canDo, read, sizeOf } from './probe.ts'
import type { Json, JsonObject } from './recorded-case.ts'

/** Describes values as the recordings do: by kind, never by what a test could not know. */
export interface Describer {
  value(value: unknown, depth: number): JsonObject
  /** An error's facts, without `kind`. */
  error(error: unknown): JsonObject
  /** The name of an object if it has one, else its kind; null for none. */
  nameOrKind(object: unknown): string | null
}

/** What a describer needs to know of the world. */
export interface DescriberWorld {
  readonly OT: () => object
  readonly names: NamedObjects
  readonly ownIds: OwnIds
  readonly isSdkError: (error: unknown) => boolean
}

type Kind = readonly [kind: string, is: (value: object) => boolean]

const longestPlainText = 24
const plainText = /^[A-Za-z0-9_:.%-]*$/
const mostItems = 6
const mostProperties = 24

/** Makes a describer. Objects are told apart by what they can do, so that no class of the product is needed. */
export function createDescriber(world: DescriberWorld): Describer {
  const kinds = kindsOf(world)
  const kindOf = (value: object): string => kinds.find(([, is]) => is(value))?.[0] ?? 'object'
  const error = (value: unknown): JsonObject => describeError(value, world.isSdkError)
  const describe = (value: unknown, depth: number): JsonObject => {
    if (value === undefined) return { kind: 'undefined' }
    if (value === null) return { kind: 'null' }
    if (typeof value === 'string') return describeText(value)
    if (typeof value === 'number' || typeof value === 'boolean') return { kind: typeof value, value }
    if (typeof value !== 'object') return { kind: typeof value }
    return describeObject(value, kindOf(value), depth)
  }
  const describeObject = (value: object, kind: string, depth: number): JsonObject => {
    if (kind === 'error') return { kind, ...error(value) }
    if (kind === 'promise') return { kind, native: value instanceof Promise }
    if (Array.isArray(value)) return { kind: 'array', length: value.length, ...items(value, depth) }
    if (kind === 'stream') return { kind, id: world.ownIds.stream(value), ...ref(value) }
    if (kind === 'connection') return { kind, id: world.ownIds.connection(value), ...ref(value) }
    if (isElement(value)) return { kind: 'element', dom: describeElement(value, depth) }
    if (kind === 'MediaStream') return describeMediaStream(value)
    if (kind !== 'object') return { kind, ...ref(value) }
    return depth > 0 ? { kind, props: properties(value, depth) } : { kind }
  }
  const ref = (value: object): JsonObject => {
    const name = world.names.nameOf(value)
    return name === null ? {} : { ref: name }
  }
  const items = (value: readonly unknown[], depth: number): JsonObject =>
    depth > 0 ? { items: value.slice(0, mostItems).map((one) => describe(one, depth - 1)) } : {}
  const properties = (value: object, depth: number): JsonObject =>
    Object.fromEntries(ownProperties(value).map((key) => [key, describe(read(value, key), depth - 1)]))
  return {
    value: describe,
    error,
    nameOrKind: (object) => {
      if (object === null || object === undefined) return null
      return world.names.nameOf(object) ?? (typeof object === 'object' ? kindOf(object) : typeof object)
    },
  }
}

/** Whether a value can be waited for. */
export const isThenable = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && canDo(value, 'then')

const isElement = (value: object): value is Element => read(value, 'nodeType') === 1

const kindsOf = (world: DescriberWorld): readonly Kind[] => [
  ['OT', (value) => value === world.OT()],
  ['error', (value) => value instanceof Error || world.isSdkError(value)],
  ['promise', isThenable],
  ['array', Array.isArray],
  ['session', (value) => canDo(value, 'connect') && canDo(value, 'signal')],
  ['publisher', (value) => canDo(value, 'publishVideo')],
  ['subscriber', (value) => canDo(value, 'subscribeToVideo')],
  ['element', isElement],
  ['MediaStream', (value) => canDo(value, 'getVideoTracks') && canDo(value, 'getAudioTracks')],
  ['stream', (value) => 'streamId' in value && 'hasAudio' in value],
  // Statistics of a relayed publisher name a connection, and are recorded as an object (`webrtc/relayed/publisher.getStats-one-subscriber`).
  ['connection', (value) => 'connectionId' in value && !('subscriberId' in value)],
]

const describeText = (value: string): JsonObject =>
  value.length <= longestPlainText && plainText.test(value)
    ? { kind: 'string', value }
    : { kind: 'string', length: value.length }

const describeMediaStream = (value: object): JsonObject => ({
  kind: 'MediaStream',
  audioTracks: sizeOf(ask(value, 'getAudioTracks')),
  videoTracks: sizeOf(ask(value, 'getVideoTracks')),
})

const ownProperties = (value: object): readonly string[] =>
  Object.keys(value)
    .filter((key) => !canDo(value, key))
    .sort()
    .slice(0, mostProperties)

function describeError(value: unknown, isSdkError: (error: unknown) => boolean): JsonObject {
  const code = read(value, 'code')
  return {
    class: isSdkError(value) ? 'OT.Error' : textOf(read(read(value, 'constructor'), 'name')),
    isError: value instanceof Error,
    name: textOf(read(value, 'name')),
    code: plainCode(code),
    codeType: typeof code,
    hasMessage: Boolean(read(value, 'message')),
    ownKeys: Object.getOwnPropertyNames(Object(value))
      .filter((key) => key !== 'stack')
      .sort(),
    ...unusualKeysOfError(Object(value), isSdkError(value)),
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** An error's code as JSON has it; null stands for undefined. */
export const plainCode = (code: unknown): Json =>
  typeof code === 'number' || typeof code === 'string' || typeof code === 'boolean' ? code : null
