import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roles } from '../../contract/roles.ts'
import { encodeBase64Url } from '../../kernel/bytes/base64.ts'
import { createRandom } from '../../kernel/random.ts'
import { mintSessionId } from './session-id.ts'
import { type MintTokenOptions, mintToken } from './token.ts'
import { checkToken, type TokenContext, type TokenVerdict } from './token-check.ts'

const now = 1_800_000_000_000
const key = '47000001'
const applicationId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'
const secret = 'the secret'
const random = createRandom('token-check.test')
const sessionId = mintSessionId({ key, now, random })
const otherSession = mintSessionId({ key, now, random })

const context: TokenContext = { key, sessionId, now, policy: 'well-formed' }
const options = { key, sessionId, secret, issuedAt: now - 1000, expiresAt: now + 3_600_000, random } as const

const mint = (format: 't1' | 'jwt', changes: Partial<MintTokenOptions> = {}): string =>
  mintToken({ ...options, ...changes, format })

const jwt = (claims: object): string => {
  const whole = { iss: key, session_id: sessionId, ...claims }
  return `${encodeBase64Url('{"alg":"HS256"}')}.${encodeBase64Url(JSON.stringify(whole))}.c2ln`
}

const t1 = (fields: string): string =>
  `T1==${Buffer.from(`partner_id=${key}&sig=ab:session_id=${sessionId}${fields}`).toString('base64')}`

const outcome = (verdict: TokenVerdict): string => (verdict.ok ? verdict.role : verdict.problem)
const check = (token: unknown, changes: Partial<TokenContext> = {}): string =>
  outcome(checkToken(token, { ...context, ...changes }))

describe.each(['t1', 'jwt'] as const)('a %s token', (format) => {
  test.each(roles)('of role %s lets its bearer in as that, with its data', (role) => {
    const verdict = checkToken(mint(format, { role, data: 'name=Bob' }), context)
    expect(verdict).toMatchObject({ ok: true, role, data: 'name=Bob', contents: { sessionId } })
  })

  test('is refused from the second of its expiry on', () => {
    const token = mint(format)
    expect(check(token, { now: options.expiresAt - 1 })).toBe('publisher')
    expect(check(token, { now: options.expiresAt })).toBe('expired')
  })

  test('is refused for another session, another key and an unknown role', () => {
    expect(check(mint(format, { sessionId: otherSession }))).toBe('wrong-session')
    expect(check(mint(format, { key: '47000002' }))).toBe('wrong-key')
    expect(check(mint(format, { role: 'admin' }))).toBe('unknown-role')
  })

  test('may carry 1,000 characters of connection data, and no more', () => {
    expect(check(mint(format, { data: 'x'.repeat(1000) }))).toBe('publisher')
    expect(check(mint(format, { data: 'x'.repeat(1001) }))).toBe('data-too-long')
  })

  test('may live for 30 days, and no longer', () => {
    const expiresAt = options.issuedAt + 30 * 86_400_000
    expect(check(mint(format, { expiresAt }))).toBe('publisher')
    expect(check(mint(format, { expiresAt: expiresAt + 1000 }))).toBe('lives-too-long')
  })

  test('made a little ahead of our time is let in', () => {
    expect(check(mint(format, { issuedAt: now + 60_000 }))).toBe('publisher')
  })
})

describe.each(['t1', 'jwt'] as const)('the signature of a %s token', (format) => {
  test('passes with its secret, fails with another, and cannot be told without one', () => {
    expect(check(mint(format), { policy: 'verified', secret })).toBe('publisher')
    expect(check(mint(format), { policy: 'verified', secret: 'another' })).toBe('bad-signature')
    expect(check(mint(format), { policy: 'verified' })).toBe('unverifiable-signature')
  })

  test('made without a secret passes no check', () => {
    const { secret: _, ...rest } = options
    const token = mintToken({ ...rest, format })
    expect(check(token)).toBe('publisher')
    expect(check(token, { policy: 'verified', secret: '' })).toBe('bad-signature')
  })

  test('fails where the token was tampered with', () => {
    const token = mint(format, { role: 'subscriber' })
    const decode = (text: string): string => Buffer.from(text, 'base64').toString()
    const [head = '', body = '', signature = ''] = token.split('.')
    const promote = (text: string): string =>
      Buffer.from(decode(text).replace('subscriber', 'moderator')).toString('base64')
    const forged = format === 't1' ? `T1==${promote(token.slice(4))}` : `${head}.${promote(body)}.${signature}`
    expect(check(forged)).toBe('moderator')
    expect(check(forged, { policy: 'verified', secret })).toBe('bad-signature')
  })
})

describe.each(['t1', 'jwt'] as const)('a %s token under policy "any"', (format) => {
  test('keeps its role and data, even expired, foreign and of another session', () => {
    const token = mint(format, { role: 'subscriber', data: 'd', key: '1', sessionId: otherSession, expiresAt: 0 })
    expect(checkToken(token, { ...context, policy: 'any' })).toMatchObject({ ok: true, role: 'subscriber', data: 'd' })
  })

  test('is never too long', () => {
    expect(check(mint(format, { data: 'x'.repeat(2000), expiresAt: now * 2 }), { policy: 'any' })).toBe('publisher')
  })

  test('of an unknown role makes a moderator', () => {
    expect(check(mint(format, { role: 'admin' }), { policy: 'any' })).toBe('moderator')
  })
})

describe('what a token leaves out', () => {
  test('no role makes a publisher', () => {
    expect(check(jwt({}))).toBe('publisher')
    expect(check(t1(''))).toBe('publisher')
  })

  test('no expiry gives a T1 token a day, a JWT any time', () => {
    const created = `&create_time=${now / 1000}`
    expect(check(t1(created), { now: now + 86_399_999 })).toBe('publisher')
    expect(check(t1(created), { now: now + 86_400_000 })).toBe('expired')
    expect(check(jwt({ iat: now / 1000 }), { now: now * 2 })).toBe('publisher')
  })
})

describe('what only some tokens have', () => {
  test('nbf closes the door until its second', () => {
    const token = jwt({ nbf: now / 1000 })
    expect(check(token, { now: now - 1 })).toBe('not-yet-valid')
    expect(check(token)).toBe('publisher')
  })

  test('a scope must name connecting among its words', () => {
    expect(check(jwt({ scope: 'archive.list session.connect' }))).toBe('publisher')
    expect(check(jwt({ scope: 'session.connected' }))).toBe('wrong-scope')
    expect(check(t1('&scope=archive.list'))).toBe('wrong-scope')
  })

  test('the token of an application is checked but for its RS256 signature', () => {
    const session = mintSessionId({ key: applicationId, now, random })
    const { secret: _, ...rest } = { ...options, key: applicationId, sessionId: session }
    const place = { key: applicationId, sessionId: session }
    const token = mintToken({ ...rest, format: 'jwt' })
    expect(check(token, place)).toBe('publisher')
    expect(check(token, { ...place, policy: 'verified', secret })).toBe('unverifiable-signature')
    const signed = mintToken({ ...rest, secret, format: 'jwt' })
    expect(check(signed, { ...place, policy: 'verified', secret })).toBe('publisher')
  })
})

describe('what is no token', () => {
  const garbage = fc.oneof(fc.anything(), fc.constantFrom('', 'token', 'T1==token', 'a.b.c'))

  test('is malformed, whatever its type, and lets a moderator in under policy "any"', () => {
    fc.assert(
      fc.property(garbage, (value) => {
        expect(check(value)).toBe('malformed')
        expect(check(value, { policy: 'verified', secret })).toBe('malformed')
        const admitted = { ok: true, role: 'moderator', data: '', contents: null }
        expect(checkToken(value, { ...context, policy: 'any' })).toEqual(admitted)
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})
