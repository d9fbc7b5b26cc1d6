// Runs what has to pass, and what has to fail with the right words.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const env = { ...process.env, NO_COLOR: '1' }
const node = (args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  return { status, said: stdout + stderr }
}
const jest = (...args) => node(['node_modules/jest/bin/jest.js', ...args])

function demand(ok, what, said) {
  if (ok) return
  console.error(`${what}\n\n${said}`)
  process.exit(1)
}

const types = node(['node_modules/typescript/bin/tsc', '-p', '.'])
demand(types.status === 0, 'The types should be right.', types.said)

const good = jest('application.test.js')
demand(good.status === 0, 'The tests should pass.', good.said)

for (const words of ['Error surface of the OpenTok / Vonage Video SDK', 'Session.connect']) {
  demand(good.said.includes(words), `"${words}" should be said.`, good.said)
}
for (const name of ['coverage-final.json', 'lcov.info', 'index.html']) {
  demand(existsSync(`coverage/opentok/${name}`), `The reporter should write ${name}.`, good.said)
}

const bad = jest('failing')
demand(bad.status === 1, 'These tests should fail.', bad.said)
for (const words of [
  'asks for a failure that never comes',
  "UnmetRequest: simulator.fail('Session.publish/ice-failed') never struck.",
  "simulator.hold('Session.publish') is still held.",
  'event sessionConnected',
  '2 failed, 1 passed',
]) {
  demand(bad.said.includes(words), `"${words}" should be said.`, bad.said)
}
