import { expect, test, vi } from 'vitest'
import { createSimulator, errorOf } from '../simulator.ts'
import { usualDialect } from './options.ts'

test('the environment says the dialect of a world that is not told', () => {
  vi.stubEnv('FAKE_OPENTOK_DIALECT', 'sdk')
  expect(createSimulator().dialect).toBe('sdk')
  expect(createSimulator({ dialect: 'documented' }).dialect).toBe('documented')
  vi.unstubAllEnvs()
  expect(createSimulator().dialect).toBe('documented')
})

test('an environment that says no dialect is refused', () => {
  const message = 'FAKE_OPENTOK_DIALECT=real is not possible. It is one of: documented, sdk.'
  expect(() => usualDialect({ FAKE_OPENTOK_DIALECT: 'real' })).toThrow(message)
})

test('a dialect gives each failure a name and a code', () => {
  expect(errorOf('OT.initPublisher/access-denied')).toMatchObject({ name: 'OT_USER_MEDIA_ACCESS_DENIED', code: 1500 })
  expect(errorOf('Session.signal/not-connected').code).toBe(1510)
  expect(errorOf('Session.signal/not-connected', 'sdk').code).toBe(500)
})

test('a dialect that there is not, and a failure that the SDK never produces, have no error', () => {
  expect(() => errorOf('Session.signal/not-connected', 'real' as never)).toThrow('dialect')
  expect(errorOf('Session.forceDisconnect/internal-error').code).toBe(2000)
  expect(() => errorOf('Session.forceDisconnect/internal-error', 'sdk')).toThrow(
    'SDK 2.35 never produces Session.forceDisconnect/internal-error',
  )
})
