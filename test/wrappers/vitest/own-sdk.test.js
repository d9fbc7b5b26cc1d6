import OT from '@opentok/client'
import { simulator } from 'fake-opentok/simulator'
import * as imports from 'imports-sdk'
import * as requires from 'requires-sdk'
import { afterEach, describe, expect, test } from 'vitest'

afterEach(() => simulator.reset())

describe.each([
  ['requires', requires],
  ['imports', imports],
])('a dependency that %s the SDK', (_how, wrapper) => {
  test('gets the one of the test', () => {
    expect(wrapper.OT).toBe(OT)
    expect(wrapper.OT).toBe(simulator.OT)
  })

  test('joins the world of the test', async () => {
    simulator.room().join({ name: 'Alice' }).publish()
    const session = wrapper.join(simulator.credentials(), () => {})
    await simulator.settled()
    expect(session.streams.length()).toBe(1)
  })

  test('meets the failures of the test', async () => {
    const error = await new Promise((done) => wrapper.join(simulator.credentials({ expiresIn: '-1h' }), done))
    expect(error).toMatchObject({ name: 'OT_AUTHENTICATION_ERROR', code: 1004 })
  })
})
