// In plain Node, without a page and without a test runner.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import OT, { initSession } from 'fake-opentok'
import { simulator } from 'fake-opentok/simulator'

assert.equal(OT, simulator.OT)
const require = createRequire(import.meta.url)
assert.equal(typeof require('fake-opentok').initSession, 'function')
// Imported here and required there, it is one world.
assert.equal(require('fake-opentok/simulator').simulator, simulator)
assert.equal(require('fake-opentok').initSession, OT.initSession)

const { apiKey, sessionId, token } = simulator.credentials({ expiresIn: '-1h' })
const error = await new Promise((told) => initSession(apiKey, sessionId).connect(token, told))
assert.equal(error.code, 1004)

const command = 'node_modules/fake-opentok/dist/entry/cli/main.js'
const said = execFileSync(process.execPath, [command, 'explain', 'Session.connect/expired-token'], { encoding: 'utf8' })
assert.match(said, /1004/)
assert.match(execFileSync(process.execPath, [command, '--version'], { encoding: 'utf8' }), /^\d+\.\d+\.\d+/)
execFileSync(process.execPath, [command, 'play', 'node_modules/fake-opentok/fixtures/scenarios/Session.connect'])
