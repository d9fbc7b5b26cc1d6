/** The answer to a client that asks for session information: its session id and its token are looked at here. */

import type { Permission } from '../contract/roles.ts'
import type { HttpRequest } from '../wire/link.ts'
import type { SessionRules } from './state.ts'
import { checkSessionId, readSessionId } from './tokens/session-id.ts'
import { checkToken, type TokenPolicy, type TokenProblem, type TokenVerdict } from './tokens/token-check.ts'

/** How the service takes credentials. */
export interface CredentialRules {
  readonly policy: TokenPolicy
  readonly secret?: string
  readonly publicKey?: string
  /** The key that sessions belong to whose id does not say; default: whichever key asks. */
  readonly projectKey?: string
  /** The permissions of a client whose token cannot be read, where policy `any` lets it in. Default: all. */
  readonly assumedPermissions?: readonly Permission[]
}

/** The role of a bearer, or the JSON error code and reason of the refusal. */
export type Admission =
  | { readonly ok: true; readonly key: string; readonly verdict: Extract<TokenVerdict, { ok: true }> }
  | { readonly ok: false; readonly code: string; readonly reason: string }

const sessionProblems: Readonly<Record<string, { code: string; reason: string }>> = {
  malformed: { code: '400', reason: 'invalid-session-id' },
}

/**
 * Problems of a token that are told before a session id is looked at (seen in the suites of programs written against the
 * service: a made-up token with a made-up session id is refused with 1004).
 */
const unreadable: readonly TokenProblem[] = ['malformed']

/** The key that a session belongs to: the one inside its id, where the id says one. */
export const ownerOf = (sessionId: string, rules: CredentialRules, asking: string): string =>
  (rules.policy === 'any' ? undefined : readSessionId(sessionId)?.key) ?? rules.projectKey ?? asking

/**
 * Looks at a session id and a token. A session that belongs to another key is no refusal here: its owner is named in
 * the answer, and the client compares (recorded: `session.connect/http/wrong-partner-id`).
 */
export function admission(request: HttpRequest, rules: CredentialRules, now: number): Admission {
  const key = ownerOf(request.sessionId, rules, request.apiKey)
  const { policy, secret, publicKey } = rules
  const keys = { ...(secret === undefined ? {} : { secret }), ...(publicKey === undefined ? {} : { publicKey }) }
  const context = { key, sessionId: request.sessionId, now, policy, ...keys }
  const verdict = checkToken(request.token, context)
  const unknown = policy === 'any' ? null : checkSessionId(request.sessionId, key)
  const problem = sessionProblems[unknown ?? '']
  if (problem !== undefined && (verdict.ok || !unreadable.includes(verdict.problem))) return { ok: false, ...problem }
  return verdict.ok ? { ok: true, key, verdict } : { ok: false, code: '403', reason: verdict.problem }
}

/** The body of the session information, as JSON: a list of one node, an error in it where credentials are refused. */
export function sessionInfoBody(
  request: HttpRequest,
  admitted: Admission,
  rules: SessionRules,
  server: number,
): string {
  if (!admitted.ok) {
    return JSON.stringify([{ error: { code: admitted.code, errorMessage: { message: admitted.reason } } }])
  }
  const { reconnection, relayed, encrypted } = rules
  const messaging_url = `wss://messaging-${server}.invalid`
  const properties = { reconnection, p2p: relayed, e2ee: encrypted }
  return JSON.stringify([{ session_id: request.sessionId, partner_id: admitted.key, messaging_url, properties }])
}
