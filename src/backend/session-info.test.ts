import { describe, expect, test } from 'vitest'
import { createRandom } from '../kernel/random.ts'
import type { HttpRequest } from '../wire/link.ts'
import { admission, type CredentialRules, ownerOf, sessionInfoBody } from './session-info.ts'
import { defaultRules } from './state.ts'
import { mintSessionId } from './tokens/session-id.ts'
import { mintToken } from './tokens/token.ts'

const now = 1_800_000_000_000
const random = createRandom('session-info')
const key = '46000000'
const sessionId = mintSessionId({ key, now, random })

const tokenFor = (session: string, expiresAt = now + 1000, secret?: string): string =>
  mintToken({
    format: 't1',
    key,
    sessionId: session,
    role: 'publisher',
    data: '',
    issuedAt: now,
    expiresAt,
    random,
    ...(secret === undefined ? {} : { secret }),
  })

const request = (change: Partial<HttpRequest> = {}): HttpRequest => ({
  what: 'sessionInfo',
  apiKey: key,
  sessionId,
  token: tokenFor(sessionId),
  ...change,
})

const strict: CredentialRules = { policy: 'well-formed' }

describe('whose a session is', () => {
  test('says its id', () => {
    expect(ownerOf(sessionId, strict, 'asking')).toBe(key)
  })

  test("is the project's where its id does not say, or else whoever's asks", () => {
    expect(ownerOf('placeholder', { ...strict, projectKey: 'project' }, 'asking')).toBe('project')
    expect(ownerOf('placeholder', strict, 'asking')).toBe('asking')
  })

  test('is not looked for in its id where everything is let in', () => {
    expect(ownerOf(sessionId, { policy: 'any' }, 'asking')).toBe('asking')
  })
})

describe('somebody who asks to come in', () => {
  test('is let in with credentials that agree', () => {
    expect(admission(request(), strict, now)).toMatchObject({ ok: true, key, verdict: { role: 'publisher' } })
  })

  test.each([
    ['a session id that cannot be read', { sessionId: 'session' }, { code: '400', reason: 'invalid-session-id' }],
    ['a token that cannot be read', { token: 'token' }, { code: '403', reason: 'malformed' }],
    ['a token that has expired', { token: tokenFor(sessionId, now) }, { code: '403', reason: 'expired' }],
    [
      'a token for another session',
      { token: tokenFor(mintSessionId({ key, now: now + 5000, random })) },
      { code: '403', reason: 'wrong-session' },
    ],
  ] as const)('is refused with %s', (_what, change, refusal) => {
    expect(admission(request(change), strict, now)).toEqual({ ok: false, ...refusal })
  })

  test('is let in with anything where everything is let in', () => {
    const placeholders = request({ sessionId: 'session', token: 'token' })
    expect(admission(placeholders, { policy: 'any' }, now)).toMatchObject({ ok: true, verdict: { contents: null } })
  })

  test('is held to the signature where that is verified', () => {
    const rules: CredentialRules = { policy: 'verified', secret: 'secret' }
    expect(admission(request({ token: tokenFor(sessionId, now + 1000, 'secret') }), rules, now).ok).toBe(true)
    expect(admission(request({ token: tokenFor(sessionId, now + 1000, 'other') }), rules, now).ok).toBe(false)
  })
})

describe('the session information', () => {
  test('names the session, its owner, its server and how it is', () => {
    const rules = { ...defaultRules, relayed: true, encrypted: true, reconnection: false }
    expect(JSON.parse(sessionInfoBody(request(), admission(request(), strict, now), rules, 3))).toEqual([
      {
        session_id: sessionId,
        partner_id: key,
        messaging_url: 'wss://messaging-3.invalid',
        properties: { reconnection: false, p2p: true, e2ee: true },
      },
    ])
  })

  test('is an error inside a list of one where credentials are refused', () => {
    const refused = { ok: false, code: '403', reason: 'expired' } as const
    expect(JSON.parse(sessionInfoBody(request(), refused, defaultRules, 1))).toEqual([
      { error: { code: '403', errorMessage: { message: 'expired' } } },
    ])
  })
})
