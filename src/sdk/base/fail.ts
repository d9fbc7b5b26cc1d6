import { lostStatus } from '../../contract/endings.ts'
import { type FailureId, findFailure, type Failure as Row, resolve, titleOf } from '../../contract/failures.ts'
import { ownWhenRead, setOwn } from '../../kernel/frozen.ts'
import { fieldOf } from '../../kernel/values.ts'
import type { CaptureProblem } from '../../ports/devices.ts'
import type { Client, ExceptionDetails } from './client.ts'
import { SdkEvent } from './events.ts'
import { ofFailure } from './hearing.ts'
import { type Failure, OTError } from './ot-error.ts'

const wordsOf = (slug: string): string => slug.replaceAll('-', ' ')

const messageFor = ({ id, says }: Row, why: string): string =>
  why === ''
    ? ''
    : `${says === undefined ? '' : `${says} `}${id.slice(0, id.indexOf('/'))} failed: ${why}. For its cause and remedy: npx fake-opentok explain ${id}`

type Build = (message: string, name: string | null, code: number | string | null) => Error

/** A native error has no name or code of its own but those that differ from its class's. */
const native =
  (make: (message: string) => Error): Build =>
  (message, name, code) => {
    const error = make(message)
    const ownName = name === null || name === error.name ? {} : { name }
    return Object.assign(error, ownName, code === null ? {} : { code })
  }

const builders: Readonly<Record<string, Build>> = {
  Error: native((message) => new Error(message)),
  TypeError: native((message) => new TypeError(message)),
  // The browser's own errors know their code by their name.
  DOMException: (message, name) => new DOMException(message, name ?? 'Error'),
}

/**
 * Builds the error of a failure in the client's dialect: the only place where the SDK's objects make one.
 *
 * @param why What went wrong here, in words; default: the failure's slug. Empty: the error has an empty message.
 */
export function errorOf(client: Client, id: FailureId, why?: string): Failure {
  const row = findFailure(id)
  const { name, code, class: kind } = resolve(row, client.dialect)
  const message = messageFor(row, why ?? wordsOf(row.slug))
  client.journal.add('error', client.id, id, { name, code })
  return ofFailure(
    builders[kind]?.(message, name, code) ?? new OTError(name ?? 'Error', message, code ?? undefined),
    id,
  )
}

/** The details of a step that an object of the SDK cannot make in its state. */
interface Refusal {
  readonly transition: string
  readonly from: string
  readonly to: string
  readonly current: string
}

// A class without a name, since the SDK's has none.
const Refused = (() =>
  class {
    constructor(message: string, { transition, from, to, current }: Refusal) {
      Object.assign(this, { message, transition, from, to, current })
    }
  })()

/** The object with which the SDK's state machine refuses a step: no Error (recorded: `ends/within/reconnecting/handler-disconnects-and-again`). */
export function refusedStep(client: Client, id: FailureId, refusal: Refusal): object {
  return ofFailure(new Refused(errorOf(client, id).message, refusal), id)
}

const stackOfException = ownWhenRead('stack', (event) => fieldOf(fieldOf(event, 'error'), 'stack'))

/** The event that OT dispatches for an exception. */
export function exceptionEvent({ target, code, message, error }: ExceptionDetails): SdkEvent {
  const title = typeof code === 'number' ? titleOf(code) : undefined
  const event = new SdkEvent('exception', false, { error, message, title, code, component: target, target })
  Object.defineProperty(event, 'stack', stackOfException)
  return event
}

/**
 * A refusal of the service as it came: a plain Error whose code is the status as a text; its message is enumerable (recorded:
 * `session.publish/server-stream-create-400`).
 */
export function rawError({ status, reason = '' }: { readonly status: string; readonly reason?: string }): Error {
  const error = Object.assign(new Error(), { code: status })
  setOwn(error, 'message', reason)
  return error
}

/**
 * The error that the SDK makes up for a request that was lost with its session: its code is a number (recorded:
 * `ends/publish/sent/disconnect`).
 */
export const lostRequestError = ({ message }: Error): Error => Object.assign(new Error(message), { code: lostStatus })

/** A browser's rejection that the SDK hands on unread (recorded: `webrtc/publish/setRemoteDescription-rejects`). */
export const rawBrowserError = ({ name, message }: CaptureProblem): Error => new DOMException(message, name)

/**
 * An error of the SDK's oldest make, with enumerable keys of its own (recorded: `subscriber.restrictFrameRate.promise/still-subscribing`,
 * `webrtc/session.setIceConfig/published-setConfiguration-throws`).
 */
export function oldErrorOf(client: Client, id: FailureId): Failure {
  const error = errorOf(client, id)
  const { message, stack } = error
  const shown = { message, stack, fileName: undefined, columnNumber: undefined }
  for (const [key, value] of Object.entries(shown)) setOwn(error, key, value)
  return error
}

/**
 * The error of a capture that failed, with the browser's own words (recorded: `live/media/getUserMedia/audio-only-NotAllowedError`,
 * its own keys).
 */
export function captureError(client: Client, id: FailureId, problem: CaptureProblem): Failure {
  const { name, message, constraintName } = problem
  return Object.assign(errorOf(client, id), { originalMessage: message, originalName: name, constraintName })
}

/** An error that the browser gave and the SDK hands on as it is: the failure's, by the name that the browser said. */
export function browserError(client: Client, id: FailureId, problem: CaptureProblem): Failure {
  const error = errorOf(client, id)
  if (problem.name === 'TypeError') return ofFailure(new TypeError(error.message), id)
  const saysAnother = error instanceof DOMException && error.name !== problem.name
  return saysAnother ? ofFailure(new DOMException(error.message, problem.name), id) : error
}
