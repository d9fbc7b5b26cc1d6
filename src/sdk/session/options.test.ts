import { describe, expect, test } from 'vitest'
import { sdkClient } from '../../../test/worlds/sdk-client.ts'
import { checkIceConfig, isEncryptionSecret, sessionOptions } from './options.ts'

const { client } = sdkClient()

const options = (...args: unknown[]): ReturnType<typeof sessionOptions> => sessionOptions(client, args)

describe('the arguments of initSession', () => {
  test('are a key and a session id', () => {
    expect(options('key', 'session')).toMatchObject({ apiKey: 'key', sessionId: 'session', sessionIdProblem: null })
  })

  test.each([
    ['one alone', ['session']],
    ['a second that is null', ['session', null]],
    ['a second that is undefined', ['session', undefined]],
  ])('are a session id and no key with %s', (_what, args) => {
    expect(options(...args)).toMatchObject({ apiKey: null, sessionId: 'session' })
  })

  test.each([
    [[], 'empty'],
    [[null], 'empty'],
    [['key', ''], 'empty'],
    [['key', {}], 'object'],
    [['key', 5], null],
    [['key', true], null],
  ])('%j have the problem %s, which is found when connecting', (args, problem) => {
    expect(options(...args).sessionIdProblem).toBe(problem)
  })

  test('carry options, which need not be a record but must not be null', () => {
    const given = { connectionEventsSuppressed: true, encryptionSecret: 'secret' }
    expect(options('key', 'session', given)).toMatchObject(given)
    expect(options('key', 'session', 'text')).toMatchObject({ connectionEventsSuppressed: false, iceConfig: null })
    expect(options('key', 'session', { connectionEventsSuppressed: 1 }).connectionEventsSuppressed).toBe(false)
    expect(() => options('key', 'session', null)).toThrow()
  })

  test('are refused with a wrong ICE configuration', () => {
    expect(() => options('key', 'session', { iceConfig: { customServers: 5 } })).toThrow(
      expect.objectContaining({ name: 'OT_INVALID_PARAMETER' }),
    )
  })
})

describe('an ICE configuration', () => {
  const check = (value: unknown): unknown => checkIceConfig(client, value, 'Session.setIceConfig')

  test('is filled in with what is usual', () => {
    expect(check({ customServers: [] })).toEqual({ includeServers: 'all', transportPolicy: 'all', customServers: [] })
    const own = { includeServers: 'custom', transportPolicy: 'all', customServers: [{ urls: ['stun:x.invalid'] }] }
    expect(check(own)).toEqual(own)
  })

  // Recorded: `live/initSession/iceConfig-*`.
  test.each([[undefined], [null], ['text'], [5], [{ customServers: ['stun:x'] }], [{ customServers: [null] }]])(
    'that is %j is a TypeError',
    (value) => {
      expect(() => check(value)).toThrow(TypeError)
    },
  )

  test.each([
    [{}],
    [{ customServers: {} }],
    [{ customServers: [{ url: 'stun:x' }] }],
    [[]],
    [{ customServers: [{ urls: [5] }] }],
    [{ customServers: [{ urls: 'stun:x', username: 4 }] }],
    [{ customServers: [{ urls: 'stun:x', credential: 4 }] }],
    [{ customServers: [], includeServers: 'none' }],
    [{ customServers: [], transportPolicy: 5 }],
    [{ customServers: [], includeServers: 'custom', transportPolicy: 'relay' }],
  ])('%j is refused', (value) => {
    expect(() => check(value)).toThrow(expect.objectContaining({ name: 'OT_INVALID_PARAMETER' }))
  })
})

test.each([
  ['', false],
  ['1234567', false],
  ['12345678', true],
  ['x'.repeat(256), true],
  ['x'.repeat(257), false],
  [12345678, false],
  [null, false],
])('%j as an encryption secret: %s', (value, expected) => {
  expect(isEncryptionSecret(value)).toBe(expected)
})
