import type { FailureId } from '../../contract/failures.ts'
import type { SilentPromise } from '../../kernel/thenable.ts'
import { Connection } from '../base/connection.ts'
import { ask } from '../base/gate.ts'
import { SessionCall } from './call.ts'
import type { SessionModel } from './model.ts'

const limits = { type: 128, data: 8192 }
const typeCharacters = /^[A-Za-z0-9\-._~]*$/

type Options = Readonly<Record<string, unknown>>

const optionsIn = (value: unknown): Options => (typeof value === 'object' && value !== null ? { ...value } : {})

const isGiven = (options: Options, key: string): boolean => Object.hasOwn(options, key)

const isMissing = (value: unknown): boolean => value === null || value === undefined

/** Data as it travels: JSON, measured in characters (recorded: `session.signal/data-8190-chars`, `session.signal/data-4097-two-byte-chars`). */
const encoded = (data: unknown): string => JSON.stringify(data) ?? ''

const asText = (data: unknown): string => (typeof data === 'string' ? data : encoded(data))

interface Check {
  readonly id: FailureId
  readonly fails: (options: Options, model: SessionModel) => boolean
}

const checks: readonly Check[] = [
  {
    id: 'Session.signal/invalid-to',
    fails: (options, model) =>
      isGiven(options, 'to') && !(options['to'] instanceof Connection) && options['to'] !== model.facade,
  },
  {
    id: 'Session.signal/invalid-type',
    fails: (options) => isGiven(options, 'type') && typeof options['type'] !== 'string',
  },
  { id: 'Session.signal/type-too-long', fails: (options) => String(options['type'] ?? '').length > limits.type },
  { id: 'Session.signal/invalid-type', fails: (options) => !typeCharacters.test(String(options['type'] ?? '')) },
  { id: 'Session.signal/invalid-data', fails: (options) => isGiven(options, 'data') && isMissing(options['data']) },
  { id: 'Session.signal/data-too-long', fails: (options) => encoded(options['data']).length > limits.data },
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
  const problem = checks.find((check) => check.fails(options, model))
  if (problem !== undefined) return call.failLocally(problem.id)
  if (model.isReconnecting && options['retryAfterReconnect'] === false) {
    return call.failLocally('Session.signal/reconnecting-without-retry')
  }
  const to = options['to']
  const contents = {
    type: typeof options['type'] === 'string' ? options['type'] : null,
    data: isGiven(options, 'data') ? asText(options['data']) : null,
  }
  return call.send({ method: 'signal.signal', signal: contents, to: to instanceof Connection ? to.id : null })
}
