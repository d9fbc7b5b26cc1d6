/** Calls of the application, taken from the journal and written as steps of a scenario file. */

import { isOperation, operationOf } from '../../contract/operations.ts'
import type { JournalEntry } from '../../kernel/journal/entry.ts'
import type { CallMade } from '../../kernel/journal/places.ts'
import { type Bag, fieldOf, isBag } from '../../kernel/values.ts'
import type { ReplayNames } from './names.ts'
import type { ReplayObjects } from './objects.ts'

/** A call of the application, as a step of a scenario says it. */
export interface ReplayCall {
  readonly call: string
  readonly args?: readonly unknown[]
  readonly handler?: false
  readonly promise?: true
  readonly on?: string
  readonly as?: string
  readonly together?: true
  readonly await: false
}

const isFunction = (value: unknown): boolean => fieldOf(value, 'object') === 'function'

const isNothing = (value: unknown): boolean => value === undefined || value === null

/** The names that stand in a call for ids and for objects, and the object and the arguments of the call themselves. */
export interface CallNames {
  readonly names: ReplayNames
  readonly objects: ReplayObjects
  readonly made: CallMade | undefined
}

/** An object of the SDK among the arguments, as a file says it; null: no file can. */
function tokenOf({ object, id }: Bag, { names, objects }: CallNames, itself: unknown): unknown {
  if (object === 'stream') return { $stream: names.stream(id) ?? true }
  if (object === 'connection') return { $connection: names.connection(id) ?? true }
  if (object === 'secret') return 'a secret that the journal does not tell'
  if (object === 'function') return { $function: true }
  const isOfSdk = object === 'session' || object === 'publisher' || object === 'subscriber'
  return isOfSdk ? { [`$${object}`]: objects.nameOf(itself) ?? true } : null
}

function argumentOf(value: unknown, names: CallNames, itself?: unknown): unknown {
  if (value === undefined) return null
  if (Array.isArray(value)) return value.map((one: unknown) => argumentOf(one, names))
  if (!isBag(value)) return value
  if (typeof value['object'] === 'string') return tokenOf(value, names, itself)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, argumentOf(one, names)]))
}

/** The arguments without those at the end that are nothing. */
function trimmed(args: readonly unknown[]): readonly unknown[] {
  const last = args.findLastIndex((one) => !isNothing(one))
  return args.slice(0, last + 1)
}

/** The arguments of calls that take credentials: the player has some of its own for each session. */
const credentials: Readonly<Record<string, (of: string) => readonly unknown[]>> = {
  'OT.initSession': (of) => [{ $given: 'apiKey' }, { $given: 'sessionId', of }],
  'Session.connect': (of) => [{ $given: 'token', of }],
}

/** The arguments of a call as its step says them; undefined: the usual ones. */
function saidArguments(what: string, given: readonly unknown[], names: CallNames): readonly unknown[] | undefined {
  const { args: raw = [], object } = names.made ?? {}
  const own = credentials[what]
  if (own !== undefined) {
    const of = names.objects.otherSession(what === 'OT.initSession' ? given[1] : fieldOf(object, 'sessionId'))
    return of === undefined ? undefined : own(of)
  }
  const said = given.map((one, index) => argumentOf(one, names, raw[index]))
  return trimmed(said.filter((_, index) => !isFunction(given[index])))
}

/** The call of an entry, as a step; undefined where no step can make it. */
export function callIn({ what, detail }: JournalEntry, names: CallNames): ReplayCall | undefined {
  const isOfCatalogue = isOperation(what)
  if (!isOfCatalogue && what !== 'Publisher.destroy') return undefined
  const given: readonly unknown[] = Array.isArray(detail['args']) ? detail['args'] : []
  const isPromise = detail['form'] === 'promise'
  const isHandled = given.some(isFunction)
  const args = saidArguments(what, given, names)
  const on = names.objects.nameOf(names.made?.object)
  return {
    call: what,
    ...(args === undefined ? {} : { args }),
    ...(on === undefined ? {} : { on }),
    ...(isPromise
      ? { promise: true }
      : isOfCatalogue && operationOf(what).completion && !isHandled
        ? { handler: false }
        : {}),
    await: false,
  }
}
