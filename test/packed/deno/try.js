// In Deno, with the package in node_modules.
import assert from 'node:assert/strict'
import OT from 'fake-opentok'
import { playScenario, readScenario } from 'fake-opentok/scenario'
import { simulator } from 'fake-opentok/simulator'

const { apiKey, sessionId, token } = simulator.credentials({ expiresIn: '-1h' })
const error = await new Promise((told) => OT.initSession(apiKey, sessionId).connect(token, told))
assert.equal(error.code, 1004)

const { passed } = await playScenario(
  readScenario({
    title: 'The token has expired',
    given: { token: { expiresIn: '-1h' } },
    steps: [{ call: 'Session.connect' }],
    expect: [{ step: 1, fails: 'Session.connect/expired-token' }],
  }),
)
assert.equal(passed, true)
console.log('ok')
