import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../../test/any-text.ts'
import { encodeBase64, encodeBase64Url } from '../../kernel/bytes/base64.ts'
import { createRandom } from '../../kernel/random.ts'
import { mintSessionId } from './session-id.ts'
import { type MintTokenOptions, mintToken, readToken } from './token.ts'

const now = 1_800_000_000_000
const apiKey = '47000001'
const applicationId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'
const random = createRandom('token.test')
const sessionId = mintSessionId({ key: apiKey, now, random })

const layouts = [
  { name: 'T1', format: 't1', key: apiKey },
  { name: 'JWT of a project', format: 'jwt', key: apiKey },
  { name: 'JWT of an application', format: 'jwt', key: applicationId },
] as const

const base = { sessionId, issuedAt: now, expiresAt: now + 3_600_000, random } as const

const t1 = (data: string, header = 'partner_id=1&sig=ab'): string => `T1==${encodeBase64(`${header}:${data}`)}`

const jwt = (claims: unknown, header: unknown = { alg: 'HS256' }): string =>
  `${encodeBase64Url(JSON.stringify(header))}.${encodeBase64Url(JSON.stringify(claims))}.c2ln`

describe.each(layouts)('a minted $name', ({ format, key }) => {
  test('reads back, whatever its data, role, scenario and times', () => {
    const text = fc.oneof(anyText(), fc.string({ unit: fc.constantFrom(...'=&+:%;~ "{}\\') }))
    const given = fc.record({ data: text, role: fc.string({ minLength: 1 }), scenario: text, seed: fc.integer() })
    fc.assert(
      fc.property(given, fc.nat(4_102_444_800), fc.nat(86_400), ({ data, role, scenario, seed }, issued, life) => {
        const options: MintTokenOptions = {
          ...base,
          ...{ format, key, data, role, scenario, random: createRandom(seed) },
          ...{ issuedAt: issued * 1000, expiresAt: (issued + life) * 1000 },
        }
        expect(readToken(mintToken(options))).toMatchObject({
          ...{ format, key, sessionId, role, connectionData: data, scenario: scenario === '' ? null : scenario },
          ...{ createTime: issued, expireTime: issued + life, notBefore: null, scope: 'session.connect' },
        })
      }),
      { seed: 1, numRuns: 60 },
    )
  })

  test('is a publisher without data, layout or scenario unless told otherwise', () => {
    expect(readToken(mintToken({ ...base, format, key }))).toMatchObject({
      ...{ role: 'publisher', connectionData: '', initialLayoutClassList: [], scenario: null },
    })
  })

  test('carries layout classes', () => {
    const token = mintToken({ ...base, format, key, initialLayoutClassList: ['focus', 'full'] })
    expect(readToken(token)?.initialLayoutClassList).toEqual(['focus', 'full'])
  })

  test('counts in whole seconds, cut off', () => {
    const token = mintToken({ ...base, format, key, issuedAt: now + 999, expiresAt: now + 1999 })
    expect(readToken(token)).toMatchObject({ createTime: now / 1000, expireTime: now / 1000 + 1 })
  })

  test('is the same for the same seed, and unique otherwise', () => {
    const mint = (seed: number): string => mintToken({ ...base, format, key, random: createRandom(seed) })
    expect(mint(1)).toBe(mint(1))
    expect(readToken(mint(1))?.nonce).not.toBe(readToken(mint(2))?.nonce)
  })

  test('is plain data when read', () => {
    const contents = readToken(mintToken({ ...base, format, key, data: 'd' }))
    expect(JSON.parse(JSON.stringify(contents))).toEqual(contents)
  })
})

test('a token of an application says RS256 without a secret, with a signature of the real size, and HS256 with one', () => {
  const options = { ...base, format: 'jwt', key: applicationId } as const
  const unsigned = readToken(mintToken(options))
  expect(unsigned?.algorithm).toBe('RS256')
  expect(Buffer.from(unsigned?.signature ?? '', 'base64url')).toHaveLength(256)
  expect(readToken(mintToken({ ...options, secret: 's' }))?.algorithm).toBe('HS256')
})

describe('reading a T1 token', () => {
  test('is not disturbed by unknown fields, nor by their order', () => {
    const token = t1('color=red&role=moderator&session_id=s', 'sdk_version=php&sig=ab&partner_id=1')
    expect(readToken(token)).toMatchObject({ key: '1', sessionId: 's', role: 'moderator', signature: 'ab' })
  })

  test('takes a plus for a space, as forms are encoded, and leaves a broken escape alone', () => {
    expect(readToken(t1('session_id=s&connection_data=a+b%2Bc'))?.connectionData).toBe('a b+c')
    expect(readToken(t1('session_id=s&connection_data=100%'))?.connectionData).toBe('100%')
    expect(readToken(t1('session_id=s&connection_data=a=b'))?.connectionData).toBe('a=b')
  })

  test('tells what is signed: all that follows the first colon', () => {
    expect(readToken(t1('session_id=s&connection_data=a:b'))?.signed).toBe('session_id=s&connection_data=a:b')
  })

  test.each([
    ['no session', t1('role=publisher')],
    ['an empty session', t1('session_id=')],
    ['no key', t1('session_id=s', 'sig=ab')],
    ['no signature', t1('session_id=s', 'partner_id=1')],
    ['no colon', `T1==${encodeBase64('partner_id=1&sig=ab')}`],
    ['an expiry that is no number', t1('session_id=s&expire_time=NaN')],
    ['a creation that is no number', t1('session_id=s&create_time=yesterday')],
    ['bytes that are not UTF-8', `T1==${encodeBase64(Uint8Array.of(0x3a, 0xff))}`],
  ])('refuses %s', (_, token) => {
    expect(readToken(token)).toBeNull()
  })
})

describe('reading a JWT', () => {
  const claims = { iss: '1', session_id: 's' }

  test('is not disturbed by unknown claims', () => {
    expect(readToken(jwt({ ...claims, color: { red: [1] } }))).toMatchObject({ key: '1', sessionId: 's', role: null })
  })

  test('tells exp, nbf and iat, in seconds', () => {
    const times = { createTime: 10, notBefore: 20, expireTime: 30.5 }
    expect(readToken(jwt({ ...claims, iat: 10, nbf: 20, exp: 30.5 }))).toMatchObject(times)
  })

  test('takes the times of a T1 token where its own are missing', () => {
    const token = jwt({ ...claims, create_time: 10, expire_time: 20 })
    expect(readToken(token)).toMatchObject({ createTime: 10, expireTime: 20 })
  })

  test('takes lists of words as texts or as arrays', () => {
    const lists = { scope: ['session.connect', 7], initial_layout_class_list: ['focus', 'full'] }
    const read = { scope: 'session.connect', initialLayoutClassList: ['focus', 'full'] }
    expect(readToken(jwt({ ...claims, ...lists }))).toMatchObject(read)
  })

  test('takes data that is no text as its JSON', () => {
    expect(readToken(jwt({ ...claims, connection_data: { id: 7 } }))?.connectionData).toBe('{"id":7}')
  })

  test.each([
    ['no session', jwt({ iss: '1' })],
    ['a session that is no text', jwt({ iss: '1', session_id: 7 })],
    ['no key', jwt({ session_id: 's' })],
    ['no algorithm', jwt(claims, { typ: 'JWT' })],
    ['claims that are a list', jwt([claims])],
    ['claims that are nothing', jwt(null)],
    ['a header that is a text', jwt(claims, 'HS256')],
    ['an expiry that is no number', jwt({ ...claims, exp: '30' })],
    ['an expiry of null', jwt({ ...claims, exp: null })],
    ['no signature', jwt(claims).replace('c2ln', '')],
    ['a signature that is not base64url', jwt(claims).replace('c2ln', '@@@')],
    ['a fourth part', `${jwt(claims)}.c2ln`],
  ])('refuses %s', (_, token) => {
    expect(readToken(token)).toBeNull()
  })
})

describe('garbage', () => {
  const real = layouts.map(({ format, key }) => mintToken({ ...base, format, key, data: 'd' }))

  test('never throws, whatever its type', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(readToken(value)).toBeNull()
      }),
      { seed: 2, numRuns: 150 },
    )
  })

  test('never throws, however a real token was damaged', () => {
    const damage = fc.record({ token: fc.constantFrom(...real), at: fc.nat(600), length: fc.nat(20), by: fc.string() })
    fc.assert(
      fc.property(damage, ({ token, at, length, by }) => {
        readToken(token.slice(0, at) + by + token.slice(at + length))
      }),
      { seed: 3, numRuns: 200 },
    )
  })

  test('never throws, whatever JSON a JWT holds', () => {
    const names = ['iss', 'session_id', 'role', 'exp', 'scope', 'connection_data', 'initial_layout_class_list']
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.jsonValue()), (claims) => {
        readToken(jwt(claims))
      }),
      { seed: 4, numRuns: 100 },
    )
  })

  test('never throws for JSON nested beyond the stack', () => {
    const depth = 30_000
    const body = `{"iss":"1","session_id":"s","connection_data":${'['.repeat(depth)}${']'.repeat(depth)}}`
    const token = `${encodeBase64Url('{"alg":"HS256"}')}.${encodeBase64Url(body)}.c2ln`
    expect(() => readToken(token)).not.toThrow()
  })
})

describe('a reader of tokens', () => {
  test.each(['t1', 'jwt'] as const)('reads a %s token once, however often it is shown', (format) => {
    const token = mintToken({ ...base, format, key: apiKey })
    expect(readToken(token)).toEqual(readToken(token))
    expect(readToken(token)).toBe(readToken(token))
  })

  test('gives null for what is no token, each time', () => {
    expect([readToken('token'), readToken('token'), readToken('T1==token'), readToken(undefined)]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })

  test('forgets the oldest tokens, and reads them anew', () => {
    const token = mintToken({ ...base, format: 't1', key: apiKey })
    const first = readToken(token)
    for (let at = 0; at < 300; at++) readToken(`token ${at}`)
    expect(readToken(token)).not.toBe(first)
    expect(readToken(token)).toEqual(first)
  })
})
