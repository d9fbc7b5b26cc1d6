import { describe, expect, test } from 'vitest'
import { createRandom, type Random } from '../../kernel/random.ts'
import { admission } from '../session-info.ts'
import { CredentialIssuer, type CredentialOptions } from './credentials.ts'
import { readToken } from './token.ts'

const now = 1_800_000_000_000

function issuer({ random = createRandom('credentials'), secret }: { random?: Random; secret?: string } = {}) {
  return new CredentialIssuer({ clock: { now: () => now }, random, secret })
}

/** The outcome of credentials at the service. */
function verdictOn(options: CredentialOptions, at = now) {
  const { apiKey, sessionId, token } = issuer().issue(options)
  return admission({ what: 'sessionInfo', apiKey, sessionId, token }, { policy: 'well-formed' }, at)
}

describe('credentials', () => {
  test.each(['jwt', 't1'] as const)('in the format %s let a publisher in for a day', (format) => {
    const day = 86_400_000
    expect(verdictOn({ format })).toMatchObject({ ok: true, verdict: { role: 'publisher', data: '' } })
    expect(verdictOn({ format }, now + day - 1).ok).toBe(true)
    expect(verdictOn({ format }, now + day)).toMatchObject({ ok: false, reason: 'expired' })
  })

  test('carry the role, the data and the scenario that they are asked for', () => {
    const { token } = issuer().issue({ role: 'moderator', data: 'name=Ada', scenario: 'offline' })
    expect(readToken(token)).toMatchObject({ role: 'moderator', connectionData: 'name=Ada', scenario: 'offline' })
  })

  test.each([
    [60_000, 59_999, 60_000],
    ['1h', 3_599_999, 3_600_000],
  ])('that expire in %j live until then', (expiresIn, alive, dead) => {
    expect(verdictOn({ expiresIn }, now + alive).ok).toBe(true)
    expect(verdictOn({ expiresIn }, now + dead).ok).toBe(false)
  })

  test.each(['-1h', -60_000])('that expired %j ago have expired', (expiresIn) => {
    expect(verdictOn({ expiresIn })).toMatchObject({ ok: false, reason: 'expired' })
  })

  test('for a name are for one session, and for another name for another', () => {
    const one = issuer()
    const session = (name?: string): string => one.issue(name === undefined ? {} : { session: name }).sessionId
    expect(session('a')).toBe(session('a'))
    expect(new Set([session('a'), session('b'), session()]).size).toBe(3)
    expect(session()).toBe(one.sessionId('default', 'jwt'))
  })

  test('of one format are for one key, which the application passes first', () => {
    const one = issuer()
    const { apiKey, applicationId } = one.issue()
    expect([one.issue({ session: 'x' }).apiKey, applicationId]).toEqual([apiKey, apiKey])
    expect(one.issue({ format: 't1' }).apiKey).toMatch(/^4\d{7}$/)
  })

  test('are signed with the secret, where there is one', () => {
    const { apiKey, sessionId, token } = issuer({ secret: 'secret' }).issue()
    const asked = { what: 'sessionInfo', apiKey, sessionId, token } as const
    expect(admission(asked, { policy: 'verified', secret: 'secret' }, now).ok).toBe(true)
    expect(admission(asked, { policy: 'verified', secret: 'another' }, now).ok).toBe(false)
  })

  test('are the same for the same seed, also after a reset that rewinds it', () => {
    const random = createRandom('twice')
    const one = issuer({ random })
    const first = [one.issue(), one.issue({ format: 't1', session: 'x' })]
    random.rewind()
    one.reset()
    expect([one.issue(), one.issue({ format: 't1', session: 'x' })]).toEqual(first)
    expect(issuer({ random: createRandom('other') }).issue().token).not.toBe(first[0]?.token)
  })
})
