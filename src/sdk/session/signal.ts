import type { FailureId } from '../../contract/failures.ts'
import { signalLimits as limits, signalTypeLetters } from '../../contract/limits.ts'
import type { SilentPromise } from '../../kernel/thenable.ts'
import { Connection } from '../base/connection.ts'
import { ask } from '../base/gate.ts'
import { SessionCall } from './call.ts'
import type { SessionModel } from './model.ts'

const typeCharacters = new RegExp(`^${signalTypeLetters}+$`)

type Options = Readonly<Record<string, unknown>>

const optionsIn = (value: unknown): Options => (typeof value === 'object' && value !== null ? { ...value } : {})

const isGiven = (options: Options, key: string): boolean => Object.hasOwn(options, key)

const isMissing = (value: unknown): boolean => value === null || value === undefined

/** Data as it travels: JSON, a function as an object without properties. No JSON, no data. */
function encoded(data: unknown): string | undefined {
  try {
    return JSON.stringify(typeof data === 'function' ? {} : data)
  } catch {
    return undefined
  }
}

const asText = (data: unknown): string => (typeof data === 'string' ? data : (encoded(data) ?? ''))

/** A type without a length is not too long: numbers and objects are types by their text (observed: `live/programs/signal-type-number`). */
const isTooLong = (type: unknown): boolean => Number(Object(type).length) > limits.type

interface Check {
  readonly key: string
  readonly id: FailureId
  readonly fails: (options: Options, model: SessionModel) => boolean
}

/** The parts of a signal that are looked at, where they are given, in the SDK's order: data (its JSON is measured in characters), addressee, type. */
const checks: readonly Check[] = [
  {
    key: 'data',
    id: 'Session.signal/invalid-data',
    fails: ({ data }) => isMissing(data) || encoded(data) === undefined,
  },
  { key: 'data', id: 'Session.signal/data-too-long', fails: ({ data }) => (encoded(data) ?? '').length > limits.data },
  {
    key: 'to',
    id: 'Session.signal/invalid-to',
    fails: ({ to }, model) => !(to instanceof Connection) && to !== model.facade,
  },
  { key: 'type', id: 'Session.signal/invalid-type', fails: ({ type }) => isMissing(type) },
  { key: 'type', id: 'Session.signal/type-too-long', fails: ({ type }) => isTooLong(type) },
  { key: 'type', id: 'Session.signal/invalid-type', fails: ({ type }) => !typeCharacters.test(String(type)) },
  {
    key: 'retryAfterReconnect',
    id: 'Session.signal/invalid-retry',
    fails: ({ retryAfterReconnect }) => typeof retryAfterReconnect !== 'boolean',
  },
]

/** `session.signal(options?, handler?)`; the handler may stand alone. */
export function signal(model: SessionModel, first: unknown, second: unknown): SilentPromise<undefined> {
  const completion = typeof first === 'function' ? first : second
  const options = optionsIn(first)
  const call = new SessionCall(model, 'Session.signal', completion)
  const fault = ask(model.client, 'Session.signal', {
    ...model.whereabouts,
    type: typeof options['type'] === 'string' ? options['type'] : null,
  })
  if (fault !== null) return call.failLocally(fault)
  const refusal = model.refusal('Session.signal')
  if (refusal !== null) return call.failLocally(refusal)
  const problem = checks.find(({ key, fails }) => isGiven(options, key) && fails(options, model))
  if (problem !== undefined) return call.failLocally(problem.id)
  if (model.isReconnecting && options['retryAfterReconnect'] === false) {
    return call.failLocally('Session.signal/reconnecting-without-retry')
  }
  const to = options['to']
  const contents = {
    type: isGiven(options, 'type') ? String(options['type']) : null,
    data: isGiven(options, 'data') ? asText(options['data']) : null,
  }
  return call.send({ method: 'signal.signal', signal: contents, to: to instanceof Connection ? to.id : null })
}
