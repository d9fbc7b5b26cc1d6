// npm test: the build, everything that must be in step with it, types, lint and format, and all tests.
// Needs nothing that npm ci does not install, but a Chromium (scripts/chromium.mjs finds one, or says what to do). Its
// last line is "N passed, N failed": each step counts as one, and so does each test.
import { existsSync } from 'node:fs'
import { check, report, steps, tests } from './steps.mjs'

/** Files that are made from the catalogue, each by a script that says with --check whether its file is in step. */
const generators = [
  'errors-page',
  'differences-page',
  'endings-page',
  'failure-index',
  'map-page',
  'rest-page',
  'rest-fixtures',
  'schema',
  'verbs-page',
]
  .map((name) => `scripts/${name}.mjs`)
  .filter((path) => existsSync(path))

const tsc = 'node_modules/typescript/bin/tsc'
const build = { name: 'build', command: ['scripts/build.mjs', '--quiet'] }
const chromium = { name: 'Chromium for the browser tests', command: ['scripts/chromium.mjs'] }
const ofTheBuild = [
  ...generators.map((path) => ({ name: `${path} --check`, command: [path, '--check'] })),
  { name: 'packaging', command: ['scripts/packaging.mjs', '--quick'] },
  { name: 'what each entrance loads, and what a test calls', command: ['scripts/budget.mjs'] },
]
const ofTheSource = [
  { name: 'types', command: [tsc, '--noEmit', '-p', '.'] },
  { name: 'types of the service, without a page', command: [tsc, '--noEmit', '-p', 'src/backend'] },
  { name: 'lint and format', command: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '.'] },
]

// All of it takes minutes (npm run test:long); every sixty-fourth case without a service tells whether the two have parted.
const live = {
  name: 'live comparison, one case in sixty-four',
  command: ['scripts/live.mjs', '--serviceless', '--part', '1/64'],
}

await check('npm test', async () => {
  const hasBrowser = await steps([chromium])
  // Two lanes for two cores: what needs the build waits for it, and the rest is done beside it.
  const besides = steps([...ofTheSource, ...(hasBrowser ? [live] : [])], 1)
  const built = await steps([build], 1)
  if (built) await steps(ofTheBuild, 1)
  else for (const one of ofTheBuild) report(one, { code: 1, said: 'Not tried: there is no build to try it on.' }, 0)
  await besides
  // Without a browser, whose lack has been reported, the other tests are run all the same.
  await tests(hasBrowser ? [] : ['--project', 'node*'], built ? { FAKE_OPENTOK_BUILT: '1' } : {})
})
