import { tokenLimits } from '../../contract/limits.ts'
import { type Role, roles } from '../../contract/roles.ts'
import { type ReadToken, readToken } from './token.ts'
import { connectScope, type TokenContents, wordsOf } from './token-contents.ts'
import { type SignatureProblem, type SigningKeys, signatureProblem } from './token-signature.ts'

/**
 * How strictly tokens are taken: 'well-formed' checks everything but the signature, 'verified' the signature too, 'any'
 * lets everything in.
 */
export type TokenPolicy = 'well-formed' | 'any' | 'verified'

/** The circumstances that a token is checked against. */
export interface TokenContext extends SigningKeys {
  /** The API key or application id that the client connects with. */
  key: string
  /** The session that the client connects to. */
  sessionId: string
  /** Milliseconds since the epoch. */
  now: number
  policy: TokenPolicy
}

/** Why a token is refused; each leads to error 1004 (`fixtures/facts/guide-errors.json`). */
export type TokenProblem =
  | 'malformed'
  | 'wrong-key'
  | SignatureProblem
  | 'wrong-session'
  | 'wrong-scope'
  | 'unknown-role'
  | 'data-too-long'
  | 'lives-too-long'
  | 'expired'
  | 'not-yet-valid'

/** The outcome of a token: the rights of its bearer, or the refusal. */
export type TokenVerdict =
  | { ok: true; role: Role; data: string; contents: TokenContents | null }
  | { ok: false; problem: TokenProblem }

/** The server SDKs give a T1 token this life, in seconds, unless told otherwise (opentok-token's documented default). */
const defaultT1Life = 86_400

/** The server SDKs' documented default for a token that names no role. */
const defaultRole: Role = 'publisher'

function roleOf(contents: TokenContents): Role | null {
  if (contents.role === null) return defaultRole
  return roles.find((role) => role === contents.role) ?? null
}

function expiryOf(contents: TokenContents): number | null {
  if (contents.expireTime !== null || contents.format === 'jwt' || contents.createTime === null) {
    return contents.expireTime
  }
  return contents.createTime + defaultT1Life
}

function timeProblem(contents: TokenContents, now: number): 'expired' | 'not-yet-valid' | null {
  const expiry = expiryOf(contents)
  if (expiry !== null && now >= expiry * 1000) return 'expired'
  return contents.notBefore !== null && now < contents.notBefore * 1000 ? 'not-yet-valid' : null
}

/** A life without an end is no longer one than the guides allow: RFC 7519 lets a JWT go without an expiry (assumed). */
function lengthProblem(contents: TokenContents): 'data-too-long' | 'lives-too-long' | null {
  if (contents.connectionData.length > tokenLimits.data) return 'data-too-long'
  const { createTime, expireTime } = contents
  if (createTime === null || expireTime === null) return null
  return expireTime - createTime > tokenLimits.life ? 'lives-too-long' : null
}

function scopeProblem({ scope }: TokenContents): 'wrong-scope' | null {
  return scope === null || wordsOf(scope).includes(connectScope) ? null : 'wrong-scope'
}

type Rule = (contents: TokenContents, context: TokenContext) => TokenProblem | null

/** In order: whose it is, whether it is genuine, what it is for, when, whether it is too long (an order that is assumed). The first that objects decides. */
const rules: readonly Rule[] = [
  (contents, { key }) => (contents.key === key ? null : 'wrong-key'),
  (contents, context) => (context.policy === 'verified' ? signatureProblem(contents, context) : null),
  (contents, { sessionId }) => (contents.sessionId === sessionId ? null : 'wrong-session'),
  (contents) => scopeProblem(contents),
  (contents) => (roleOf(contents) === null ? 'unknown-role' : null),
  (contents, { now }) => timeProblem(contents, now),
  (contents) => lengthProblem(contents),
]

function findProblem(contents: TokenContents, context: TokenContext): TokenProblem | null {
  for (const rule of rules) {
    const problem = rule(contents, context)
    if (problem !== null) return problem
  }
  return null
}

/** A bearer whose role cannot be told is a moderator, so that nothing is closed to it. */
function admit(contents: TokenContents | null): TokenVerdict {
  if (contents === null) return { ok: true, role: 'moderator', data: '', contents }
  return { ok: true, role: roleOf(contents) ?? 'moderator', data: contents.connectionData, contents }
}

/**
 * Decides whether a token lets its bearer into a session, and as what (`fixtures/facts/tokens.json`, `expect`).
 *
 * A token without a role is a publisher's; one with an unknown role is refused. A token without an expiry lives a day
 * (T1), or for ever (JWT, RFC 7519). A time of creation in the future is no reason to refuse, `nbf` is. Connection data of more than 1,000 characters and a
 * life of more than 30 days are.
 *
 * @example
 * checkToken(token, { key: '47000001', sessionId, now, policy: 'well-formed' }) // { ok: false, problem: 'expired' }
 */
export function checkToken(text: unknown, context: TokenContext, read: ReadToken = readToken): TokenVerdict {
  const contents = read(text)
  if (context.policy === 'any') return admit(contents)
  if (contents === null) return { ok: false, problem: 'malformed' }
  const problem = findProblem(contents, context)
  return problem === null ? admit(contents) : { ok: false, problem }
}
