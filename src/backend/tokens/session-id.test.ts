import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import facts from '../../../fixtures/facts/tokens.json' with { type: 'json' }
import { encodeBase64Url } from '../../kernel/bytes/base64.ts'
import { createRandom } from '../../kernel/random.ts'
import { checkSessionId, mintSessionId, readSessionId } from './session-id.ts'

const real = Object.entries(facts.sessions).map(([name, { sessionId, decodedFields }]) => ({
  name,
  sessionId,
  decodedFields,
}))

const garbage = [
  undefined,
  null,
  7,
  true,
  [],
  {},
  Symbol('s'),
  () => '',
  '',
  'session',
  '1_',
  '1_!!!!',
  '3_MX40NzAwMDAwMX5-',
  `1_${encodeBase64Url('1~47000001')}`,
  `1_${encodeBase64Url('2~47000001~~1700000000000~unique~fn4~')}`,
  `1_${encodeBase64Url('1~key with words~~1700000000000~unique~fn4~')}`,
  `1_${encodeBase64Url('1~~~1700000000000~unique~fn4~')}`,
]

describe('reading', () => {
  test.each(real)('tells the fields of the real layout: $name', ({ sessionId, decodedFields }) => {
    const [, key, location, created, unique] = decodedFields
    expect(readSessionId(sessionId)).toMatchObject({ key, location, created, unique })
  })

  test('tells the time of creation, where it is not in words', () => {
    expect(readSessionId(facts.sessions.sVon.sessionId)?.createdAt).toBe(1_700_000_000_003)
    expect(readSessionId(facts.sessions.opentokNodeTests1.sessionId)?.createdAt).toBeNull()
  })

  test('tells an API key from an application id', () => {
    expect(readSessionId(facts.sessions.sLegacy.sessionId)?.keyKind).toBe('api-key')
    expect(readSessionId(facts.sessions.sVon.sessionId)?.keyKind).toBe('application-id')
  })

  test('refuses what is not a session id', () => {
    for (const value of garbage) expect(readSessionId(value)).toBeNull()
  })

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.base64String().map((text) => `1_${text}`),
        ),
        (value) => {
          readSessionId(value)
        },
      ),
      { seed: 1, numRuns: 500 },
    )
  })
})

describe('checking', () => {
  test.each(real)('lets a client with the right key in, and no other: $name', ({ sessionId, decodedFields }) => {
    expect(checkSessionId(sessionId, decodedFields[1] ?? '')).toBeNull()
    expect(checkSessionId(sessionId, '47999999')).toBe('wrong-key')
  })

  test('tells what is not a session id', () => {
    for (const value of garbage) expect(checkSessionId(value, '47000001')).toBe('malformed')
  })
})

describe('minting', () => {
  const realCases = real.filter(({ name }) => name === 'sLegacy' || name === 'sVon')

  test.each(realCases)('follows the layout of the real ones: $name', ({ sessionId, decodedFields }) => {
    const [version, key = '', location, created, unique, tail] = decodedFields
    const minted = mintSessionId({ key, now: Number(created), random: createRandom(1) })
    const fields = Buffer.from(minted.slice(2), 'base64url').toString().split('~')
    expect(minted.slice(0, 2)).toBe(sessionId.slice(0, 2))
    expect(fields).toEqual([version, key, location, created, expect.stringMatching(/^[\w+/]{24}$/), tail, ''])
    expect(unique).toMatch(/^\w{24,26}$/)
  })

  test('reads back, whatever the seed, the time and the place', () => {
    const key = fc.oneof(fc.nat().map(String), fc.uuid())
    const time = fc.integer({ min: 0, max: 4_102_444_800_000 })
    fc.assert(
      fc.property(key, time, fc.ipV4(), fc.integer(), (owner, now, location, seed) => {
        const minted = mintSessionId({ key: owner, now, location, random: createRandom(seed) })
        expect(readSessionId(minted)).toMatchObject({ key: owner, createdAt: now, location })
        expect(checkSessionId(minted, owner)).toBeNull()
      }),
      { seed: 2, numRuns: 300 },
    )
  })

  test('gives another id each time', () => {
    const random = createRandom('one')
    const ids = Array.from({ length: 100 }, () => mintSessionId({ key: '47000001', now: 1_700_000_000_000, random }))
    expect(new Set(ids).size).toBe(100)
  })

  test('refuses a key that the layout cannot hold, and says what it can', () => {
    expect(() => mintSessionId({ key: 'my key', now: 0, random: createRandom(1) })).toThrow(/"my key".*API key.*UUID/)
  })
})
