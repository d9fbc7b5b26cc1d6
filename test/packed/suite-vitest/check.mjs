// Runs what has to pass, and what has to fail with the right words.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const vitest = 'node_modules/vitest/vitest.mjs'
const env = { ...process.env, NO_COLOR: '1' }
const run = (args, more = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run', ...args], {
    env: { ...env, ...more },
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

function demand(ok, what, said) {
  if (ok) return
  console.error(`${what}\n\n${said}`)
  process.exit(1)
}

function demandTypes(project) {
  const { status, stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', project], {
    encoding: 'utf8',
  })
  demand(status === 0, `The types of ${project} should be right.`, stdout)
}

// A root mock, as a user writes it; its name is no name for a file of this repository.
mkdirSync('__mocks__/@vonage', { recursive: true })
writeFileSync(
  '__mocks__/@vonage/client-sdk-video.ts',
  "export * from 'fake-opentok'\nexport { default } from 'fake-opentok'\n",
)

demandTypes('.')
// Vitest 5 reads its own Matchers alone, which is why those without skipLibCheck need no entrance of their own there.
const { version } = JSON.parse(readFileSync('node_modules/vitest/package.json', 'utf8'))
if (!version.startsWith('5.')) demandTypes('strict')

const good = run([])
demand(good.status === 0, 'The tests should pass.', good.said)

const aliased = run(['--config', 'aliased/vitest.config.js'])
demand(aliased.status === 0, 'The tests with an alias should pass.', aliased.said)

const bad = run([], { TEST_FILES: 'failing/*.test.ts' })
demand(bad.status === 1, 'These tests should fail.', bad.said)
for (const words of [
  'asks for a failure that never comes',
  "UnmetRequest: simulator.fail('Session.publish/ice-failed') never struck.",
  "simulator.hold('Session.publish') is still held.",
  'event sessionConnected',
  '2 failed | 1 passed',
]) {
  demand(bad.said.includes(words), `"${words}" should be said.`, bad.said)
}
