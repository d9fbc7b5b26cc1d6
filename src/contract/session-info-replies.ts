/** The answers to a request for session information that are out of the ordinary, and the failure that each of them becomes. */

import type { FailureId } from './failures.ts'

/** The outcome of the request for session information. */
export type SessionInfoAnswer =
  | { readonly kind: 'response'; readonly status: number; readonly body: string }
  /** `offline`: the browser knows that it has no network. */
  | { readonly kind: 'network-failure'; readonly offline?: boolean }

/** Why session information is of no use. */
export interface SessionInfoFailure {
  readonly id: FailureId
  /** Whether the SDK asks again, three times in all, before it gives up. */
  readonly retried: boolean
}

/** The error that the SDK gives for an error code in the session information (recorded: `session.connect/http/error-code-*`). */
export const sessionInfoErrors: Readonly<Record<string, FailureId>> = {
  '400': 'Session.connect/invalid-session-id',
  '403': 'Session.connect/authentication-error',
  '404': 'Session.connect/session-not-found',
  '409': 'Session.connect/terms-of-service-failure',
  '500': 'Session.connect/server-error',
}

/**
 * The exact fault of credentials, by the reason that our service gives with code 403. The SDK does not look at
 * it: name and code are the same.
 */
export const credentialReasons: Readonly<Record<string, FailureId>> = {
  expired: 'Session.connect/expired-token',
  malformed: 'Session.connect/malformed-token',
  missing: 'Session.connect/missing-token',
  'not-yet-valid': 'Session.connect/token-not-yet-valid',
  'wrong-session': 'Session.connect/wrong-session-token',
  'wrong-key': 'Session.connect/wrong-project-token',
  'wrong-scope': 'Session.connect/wrong-scope-token',
  'unknown-role': 'Session.connect/unknown-role-token',
  'data-too-long': 'Session.connect/connection-data-too-long',
  'lives-too-long': 'Session.connect/token-lives-too-long',
  'bad-signature': 'Session.connect/bad-signature',
  'unverifiable-signature': 'Session.connect/unverifiable-signature',
}

/** Failures after which the SDK asks again (recorded: how often `http` names the request). */
const retried: readonly FailureId[] = [
  'Session.connect/network-failure',
  'Session.connect/offline',
  'Session.connect/http-error',
  'Session.connect/empty-response',
  'Session.connect/unreadable-response',
  'Session.connect/unexpected-error-code',
]

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const field = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined)

function parse(body: string): { readonly json: unknown } | null {
  try {
    return { json: JSON.parse(body) }
  } catch {
    return null
  }
}

function errorFailure(error: unknown): FailureId {
  const code = field(error, 'code')
  if (code === undefined) return 'Session.connect/server-error'
  const reason = field(field(error, 'errorMessage'), 'message')
  const precise = String(code) === '403' ? credentialReasons[String(reason)] : undefined
  return precise ?? sessionInfoErrors[String(code)] ?? 'Session.connect/unexpected-error-code'
}

function nodesFailure(nodes: readonly unknown[], apiKey: string): FailureId | null {
  if (nodes.length === 0) return 'Session.connect/empty-response'
  if (nodes[0] === null) return 'Session.connect/badly-formed-response'
  const refused = nodes.find((node) => field(node, 'error') !== undefined)
  if (refused !== undefined) return errorFailure(field(refused, 'error'))
  return field(nodes[0], 'partner_id') === apiKey ? null : 'Session.connect/wrong-api-key'
}

function bodyFailure(body: string, apiKey: string): FailureId | null {
  if (body === '') return 'Session.connect/empty-response'
  const parsed = parse(body)
  if (parsed?.json === '' || parsed?.json === null) return 'Session.connect/empty-response'
  if (parsed === null || typeof parsed.json === 'string') return 'Session.connect/unreadable-response'
  return Array.isArray(parsed.json) ? nodesFailure(parsed.json, apiKey) : 'Session.connect/badly-formed-response'
}

function failureIn(answer: SessionInfoAnswer, apiKey: string): FailureId | null {
  if (answer.kind === 'network-failure') {
    return answer.offline === true ? 'Session.connect/offline' : 'Session.connect/network-failure'
  }
  const fine = answer.status >= 200 && answer.status < 300
  return fine ? bodyFailure(answer.body, apiKey) : 'Session.connect/http-error'
}

/** Whether a node of session information is of a kind that has fields. */
const isNode = (node: unknown): boolean => isRecord(node) && !Array.isArray(node)

const isBrokenError = (node: unknown): boolean => field(node, 'error') === null

/**
 * Whether the SDK breaks down over the answer, so that `connect()` is never answered: a list whose first item has no
 * fields, or an error that is null (recorded: `live/connect/http/body-array-number`, `live/connect/http/error-null`).
 */
export function breaksTheReader(answer: SessionInfoAnswer): boolean {
  if (answer.kind !== 'response' || answer.status < 200 || answer.status >= 300) return false
  const nodes = parse(answer.body)?.json
  if (!Array.isArray(nodes) || nodes.length === 0 || nodes[0] === null) return false
  return !isNode(nodes[0]) || nodes.some(isBrokenError)
}

/**
 * The failure that an answer to the request for session information leads to; null where the answer is good.
 *
 * @param apiKey What the client connects with; the session has to belong to it.
 *
 * @example
 * sessionInfoFailure({ kind: 'response', status: 500, body: '' }, '47000001')
 * // { id: 'Session.connect/http-error', retried: true }
 */
export function sessionInfoFailure(answer: SessionInfoAnswer, apiKey: string): SessionInfoFailure | null {
  const id = failureIn(answer, apiKey)
  return id === null ? null : { id, retried: retried.includes(id) }
}
