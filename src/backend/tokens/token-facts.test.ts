import { describe, expect, test } from 'vitest'
import facts from '../../../fixtures/facts/tokens.json' with { type: 'json' }
import { createRandom } from '../../kernel/random.ts'
import { mintToken, type ReadToken, readToken } from './token.ts'
import { checkToken, type TokenContext, type TokenProblem } from './token-check.ts'

interface Expectation {
  result: string
  role?: string | undefined
  connectionData?: string | undefined
  initialLayoutClassList?: readonly string[] | undefined
  expireTime?: number | undefined
}

interface Fact {
  id: string
  generatedBy: string
  apiKey: string
  sessionId: string
  token: string
  expect: Expectation
  decoded: { format: string; header?: object; data?: object; claims?: object }
}

const tokens: readonly Fact[] = facts.tokens
const valid = tokens.filter(({ expect: { result } }) => result === 'valid')
const refused = tokens.filter(({ expect: { result } }) => result !== 'valid')

/** An hour after the file was made: one expired token (jwt-rs256-expired) was given a quarter of an hour to live. */
const now = Date.parse(facts.generatedAt) + 3_600_000

const problemOf: Readonly<Record<string, TokenProblem>> = {
  malformed: 'malformed',
  expired: 'expired',
  'wrong-session': 'wrong-session',
  'wrong-project': 'wrong-key',
  'bad-signature': 'bad-signature',
}

/** Telling that these are wrong takes the RS256 check, which is not built yet; until then they are unverifiable. */
const pendingRs256 = ['jwt-rs256-bad-signature']

const isRs256 = ({ decoded }: Fact): boolean => JSON.stringify(decoded.header ?? {}).includes('RS256')

function contextOf(fact: Fact, policy: TokenContext['policy']): TokenContext {
  const account = Object.values(facts.accounts).find((row) => 'apiKey' in row && row.apiKey === fact.apiKey)
  const secret = account !== undefined && 'apiSecret' in account ? { secret: account.apiSecret } : {}
  return { key: fact.apiKey, sessionId: fact.sessionId, now, policy, ...secret }
}

function admittance({ role, connectionData, initialLayoutClassList, expireTime }: Expectation): object {
  return { ok: true, role, data: connectionData, contents: { initialLayoutClassList, expireTime } }
}

/** The tokens of the file live until 2100, so that they can be read for ever; the guides allow 30 days. */
const within30Days: ReadToken = (token) => {
  const contents = readToken(token)
  if (contents === null) return null
  return { ...contents, expireTime: Math.min(contents.expireTime ?? 0, (contents.createTime ?? 0) + 30 * 86_400) }
}

const admittedWithin30Days = (fact: Fact): object => {
  const { role, connectionData, initialLayoutClassList } = fact.expect
  return { ok: true, role, data: connectionData, contents: { initialLayoutClassList } }
}

describe('a token of the real server SDKs', () => {
  test.each(valid)('reads as what it says, and lives longer than the guides allow: $id', (fact) => {
    expect(checkToken(fact.token, contextOf(fact, 'any'))).toMatchObject(admittance(fact.expect))
    expect(checkToken(fact.token, contextOf(fact, 'well-formed'))).toEqual({ ok: false, problem: 'lives-too-long' })
  })

  test.each(valid)('lets its bearer in where it lives for 30 days: $id', (fact) => {
    const verdict = checkToken(fact.token, contextOf(fact, 'well-formed'), within30Days)
    expect(verdict).toMatchObject(admittedWithin30Days(fact))
  })

  test.each(valid)('is let in by the signature check too, where it can be told: $id', (fact) => {
    const verdict = checkToken(fact.token, contextOf(fact, 'verified'), within30Days)
    const expected = isRs256(fact) ? { ok: false, problem: 'unverifiable-signature' } : admittedWithin30Days(fact)
    expect(verdict).toMatchObject(expected)
  })

  test.each(refused)('is refused for what is wrong with it: $id', (fact) => {
    const bySignature = fact.expect.result === 'bad-signature'
    const verdict = checkToken(fact.token, contextOf(fact, bySignature ? 'verified' : 'well-formed'))
    const pending = bySignature && isRs256(fact)
    expect(pending).toBe(pendingRs256.includes(fact.id))
    expect(verdict).toEqual({ ok: false, problem: pending ? 'unverifiable-signature' : problemOf[fact.expect.result] })
  })

  test.each(refused)('is let in by policy "any" all the same: $id', (fact) => {
    const contents = readToken(fact.token)
    const role = contents === null ? 'moderator' : 'publisher'
    expect(checkToken(fact.token, contextOf(fact, 'any'))).toEqual({ ok: true, role, data: '', contents })
  })

  test.each(refused.filter(({ expect: { result } }) => result === 'bad-signature'))(
    'with a wrong signature passes where signatures are not checked: $id',
    (fact) => {
      const verdict = checkToken(fact.token, contextOf(fact, 'well-formed'), within30Days)
      expect(verdict).toMatchObject({ ok: true, role: 'publisher' })
    },
  )
})

/** The SDK's own draws, so that ours can be told apart by nothing. */
function withDraws(draws: { nonce: number; id: string }) {
  return { ...createRandom(1), next: () => draws.nonce, uuid: () => draws.id }
}

describe('a minted token', () => {
  const remade = valid.filter(({ generatedBy }) => !generatedBy.includes('2.19'))

  test.each(remade)('is the real one, to the letter, when made from the same values: $id', (fact) => {
    const contents = readToken(fact.token)
    const { secret } = contextOf(fact, 'verified')
    if (contents === null || contents.role === null) throw new Error(`${fact.id} reads as no token with a role.`)
    const minted = mintToken({
      format: contents.format,
      key: contents.key,
      sessionId: contents.sessionId,
      role: contents.role,
      data: contents.connectionData,
      initialLayoutClassList: contents.initialLayoutClassList,
      issuedAt: (contents.createTime ?? 0) * 1000,
      expiresAt: (contents.expireTime ?? 0) * 1000,
      random: withDraws({ nonce: Number(contents.nonce), id: contents.nonce ?? '' }),
      ...(secret === undefined ? {} : { secret }),
    })
    const signatureFree = (token: string): string => token.replace(/\.[\w-]{342}$/, '.signature')
    expect(isRs256(fact) ? signatureFree(minted) : minted).toBe(isRs256(fact) ? signatureFree(fact.token) : fact.token)
  })
})
