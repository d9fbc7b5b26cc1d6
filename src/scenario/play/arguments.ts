/** The arguments of a step: tokens such as `$stream` in them stand for objects. */

import { kindOf, noneOf } from '../../vocabulary/sentences.ts'
import type { ScenarioProblem } from '../scenario.ts'
import type { Json } from '../values.ts'

/** The object that a token such as `{ "$stream": "Alice" }` stands for; looked up when its step is made. */
export interface ArgumentSource {
  given(what: 'apiKey' | 'sessionId' | 'token', session: string | undefined): string
  /** `true`: the first that somebody else publishes; `own`: the own one; else by its name. */
  stream(which: string | true): unknown
  /** `true`: the first that is not the own one; `me`: the own one; else by the participant's name. */
  connection(which: string | true): unknown
  object(kind: 'session' | 'publisher' | 'subscriber', which: string | true): unknown
  /** An id as the service knows it, whether or not the application has met whose it is. */
  streamId(which: string | true): string
  connectionId(which: string | true): string
  /** A field of the JSON that a request was answered with: the last that has one, or that of a step. */
  answered(field: string, step: number | undefined): unknown
  handler(): unknown
}

type Bag = { readonly [key: string]: Json }

interface Token {
  /** Whether a value can stand beside the token. */
  readonly fits: (value: Json, bag: Bag) => boolean
  readonly wants: string
  readonly value: (source: ArgumentSource, value: Json, bag: Bag) => unknown
}

const isTextOrTrue = (value: Json): value is string | true => typeof value === 'string' || value === true
const isTrue = (value: Json): boolean => value === true
const givenKeys = ['apiKey', 'sessionId', 'token'] as const
const isGivenKey = (value: Json): value is (typeof givenKeys)[number] => givenKeys.some((key) => key === value)

const longest = 100_000

function isRepeat(value: Json): value is readonly [string, number] {
  if (!Array.isArray(value) || value.length !== 2) return false
  const [text, times] = value as readonly Json[]
  return (
    typeof text === 'string' && typeof times === 'number' && Number.isInteger(times) && times >= 0 && times <= longest
  )
}

/** A listener that keeps the SDK from doing what it does unless it is told not to. */
function preventDefault(event: unknown): void {
  const prevent: unknown =
    typeof event === 'object' && event !== null ? Reflect.get(event, 'preventDefault') : undefined
  if (typeof prevent === 'function') Reflect.apply(prevent, event, [])
}

const named = (kind: 'session' | 'publisher' | 'subscriber'): Token => ({
  fits: isTextOrTrue,
  wants: 'true, or the name that a step gave with "as"',
  value: (source, value) => source.object(kind, isTextOrTrue(value) ? value : true),
})

const tokens: Readonly<Record<string, Token>> = {
  $given: {
    fits: (value, { of }) => isGivenKey(value) && (of === undefined || typeof of === 'string'),
    wants: 'apiKey, sessionId or token',
    value: (source, value, { of }) =>
      source.given(isGivenKey(value) ? value : 'token', typeof of === 'string' ? of : undefined),
  },
  $stream: {
    fits: isTextOrTrue,
    wants: 'true, "own", or the name of a stream',
    value: (source, value) => source.stream(isTextOrTrue(value) ? value : true),
  },
  $connection: {
    fits: isTextOrTrue,
    wants: 'true, "me", or the name of a participant',
    value: (source, value) => source.connection(isTextOrTrue(value) ? value : true),
  },
  $session: named('session'),
  $publisher: named('publisher'),
  $subscriber: named('subscriber'),
  $answer: {
    fits: (value, { of }) => typeof value === 'string' && (of === undefined || typeof of === 'number'),
    wants: 'the name of a field of an answer, with "of" and the number of a step where it is not the last',
    value: (source, value, { of }) => source.answered(String(value), typeof of === 'number' ? of : undefined),
  },
  $connectionId: {
    fits: isTextOrTrue,
    wants: 'true, "me", or the name of a participant',
    value: (source, value) => source.connectionId(isTextOrTrue(value) ? value : true),
  },
  $streamId: {
    fits: isTextOrTrue,
    wants: 'true, "own", or the name of a stream',
    value: (source, value) => source.streamId(isTextOrTrue(value) ? value : true),
  },
  $handler: { fits: isTrue, wants: 'true', value: (source) => source.handler() },
  $function: { fits: isTrue, wants: 'true', value: () => () => undefined },
  $prevent: { fits: isTrue, wants: 'true', value: () => preventDefault },
  $undefined: { fits: isTrue, wants: 'true', value: () => undefined },
  $repeat: {
    fits: isRepeat,
    wants: `a list of a text and how often it is repeated, at most ${longest} times`,
    value: (_source, value) => (isRepeat(value) ? value[0].repeat(value[1]) : ''),
  },
}

const isBag = (value: Json): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value)

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

const tokenIn = (bag: Bag): string | undefined => Object.keys(bag).find((key) => key.startsWith('$'))

/** A token as it stands in an argument, and what stands beside its `$` key. */
export interface PlacedToken {
  readonly path: string
  readonly key: string
  readonly value: Json
}

/** The tokens in arguments, wherever they are. */
export function tokensIn(value: Json, path: string): readonly PlacedToken[] {
  if (isList(value)) return value.flatMap((item, index) => tokensIn(item, `${path}[${index}]`))
  if (!isBag(value)) return []
  const key = tokenIn(value)
  if (key !== undefined) return [{ path: `${path}.${key}`, key, value: value[key] ?? null }]
  return Object.entries(value).flatMap(([inner, item]) => tokensIn(item, `${path}.${inner}`))
}

const companions: Readonly<Record<string, readonly string[]>> = { $given: ['of'], $answer: ['of'] }

function tokenProblems(bag: Bag, key: string, path: string): readonly ScenarioProblem[] {
  const token = Object.hasOwn(tokens, key) ? tokens[key] : undefined
  if (token === undefined) return [{ path: `${path}.${key}`, message: noneOf('token', key, Object.keys(tokens)) }]
  const stranger = Object.keys(bag).find((other) => other !== key && companions[key]?.includes(other) !== true)
  if (stranger !== undefined) {
    return [{ path: `${path}.${stranger}`, message: `Nothing stands beside ${key}: take it out.` }]
  }
  const value = bag[key] ?? null
  if (token.fits(value, bag)) return []
  return [{ path: `${path}.${key}`, message: `must be ${token.wants}, and this is ${kindOf(value)}.` }]
}

/** The problems of the tokens in arguments. */
export function argumentProblems(value: Json, path: string): readonly ScenarioProblem[] {
  if (isList(value)) return value.flatMap((item, index) => argumentProblems(item, `${path}[${index}]`))
  if (!isBag(value)) return []
  const key = tokenIn(value)
  if (key !== undefined) return tokenProblems(value, key, path)
  return Object.entries(value).flatMap(([inner, item]) => argumentProblems(item, `${path}.${inner}`))
}

/** The value that an argument stands for, tokens inside lists and objects included. */
export function argumentOf(value: Json, source: ArgumentSource): unknown {
  if (isList(value)) return value.map((item) => argumentOf(item, source))
  if (!isBag(value)) return value
  const key = tokenIn(value)
  const token = key === undefined ? undefined : tokens[key]
  if (key !== undefined && token !== undefined) return token.value(source, value[key] ?? null, value)
  return Object.fromEntries(Object.entries(value).map(([inner, item]) => [inner, argumentOf(item, source)]))
}
