import type { Completion, CompletionDeed } from './completion.ts'
import { NotSupported } from './not-supported.ts'
import { findById, read } from './probe.ts'
import { count, oneOf, record, text } from './read-value.ts'
import { isCallStep, isJsonObject, type Json } from './recorded-case.ts'
import type { World } from './world.ts'

type Token = (world: World, value: Json | undefined, completion: Completion) => unknown

const tokens: Readonly<Record<string, Token>> = {
  $cb: (_world, value, completion) => completion.handler(deedOf(value)),
  $undefined: () => undefined,
  $ref: (world, path) => lookUp(world, text(path, '$ref')),
  $el: (world, id) => page(world).getElementById(text(id, '$el')),
  $newElement: (world, tag) => page(world).createElement(text(tag, '$newElement')),
  $str: (_world, value) => {
    const { len, char } = record(value, '$str')
    return text(char, '$str.char').repeat(count(len, '$str.len'))
  },
  $seen: ({ seen }, id) => seen.get(text(id, '$seen')),
  $nan: () => Number.NaN,
  $inf: () => Number.POSITIVE_INFINITY,
  $fn: () => () => undefined,
  $stream: (world, id) => inSession(world, 'streams', text(id, '$stream')),
  $connection: (world, id) => inSession(world, 'connections', text(id, '$connection')),
  $track: (world, kind) => world.rig.browser.mediaTrack(oneOf(['video', 'audio'], kind, '$track')),
  $mediaStream: (world) => world.rig.browser.mediaStream(),
}

/** `1`: a handler that is noted; `"throw"`: one that throws; a call step: one that makes a call. */
function deedOf(value: Json | undefined): CompletionDeed {
  if (value === 'throw') return 'throw'
  return isJsonObject(value) && isCallStep(value) ? value : 'nothing'
}

/**
 * Turns an argument of a recording into the value that it stands for, tokens inside lists and objects included.
 *
 * @throws NotSupported for a token that the vocabulary does not have, or that needs a page when there is none
 * @example argumentOf(world, { to: { $connection: 'c1' } }, completion)
 */
export function argumentOf(world: World, value: Json | undefined, completion: Completion): unknown {
  if (Array.isArray(value)) return value.map((one: Json) => argumentOf(world, one, completion))
  if (!isJsonObject(value)) return value
  const entries = Object.entries(value)
  const [first, ...others] = entries
  if (first !== undefined && others.length === 0 && first[0].startsWith('$')) {
    return tokenOf(first[0])(world, first[1], completion)
  }
  return Object.fromEntries(entries.map(([key, one]) => [key, argumentOf(world, one, completion)]))
}

function tokenOf(name: string): Token {
  const token = tokens[name]
  if (token === undefined) throw new NotSupported(`the argument token ${name}`)
  return token
}

/** The value at a path that begins with an object's name: `publisher`, `session.connection`. */
export function lookUp(world: World, path: string): unknown {
  const [name = '', ...keys] = path.split('.')
  if (!world.names.has(name) && !world.lenient) world.troubles.push(`nothing in this case is called "${name}"`)
  return keys.reduce(read, world.names.get(name))
}

/** A stream or connection of the session, by its id; a missing one is a trouble. */
export function inSession(world: World, collection: 'streams' | 'connections', id: string): unknown {
  const found = findById(read(world.names.get('session'), collection), id)
  if ((found === undefined || found === null) && !world.lenient)
    world.troubles.push(`session.${collection} has nothing with the id "${id}"`)
  return found
}

function page(world: World): Document {
  if (world.rig.document === null) throw new NotSupported('a page element: the rig runs without a document')
  return world.rig.document
}
