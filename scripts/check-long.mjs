// npm run test:long: the checks that take longer than npm test may. Each runs by itself, in its order; the last line is
// "N passed, N failed". Words after -- choose the steps whose names hold one of them: npm run test:long -- packed
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check, steps, tests } from './steps.mjs'

const node = (name, ...command) => ({ name, run: () => steps([{ name, command }], 1) })

/** One line for each check. Tests in test/long are run by vitest and count one by one. */
const all = [
  node('Chromium for the browser tests', 'scripts/chromium.mjs'),
  node('build', 'scripts/build.mjs', '--quiet'),
  node('laboratory of at most 200 kB', 'scripts/lab.mjs', join(tmpdir(), 'fake-opentok-lab')),
  node('examples with the packed package', 'scripts/examples.mjs'),
  { name: 'tests in test/long', run: () => tests([], { FAKE_OPENTOK_LONG: '1' }) },
  {
    name: '20,000 misuses of the control verbs',
    run: () => tests(['--project', 'node*', 'test/misuse'], { MISUSES: '20000' }),
  },
  {
    name: 'pictures of 1,000 random rooms, parsed by Mermaid',
    run: () => tests(['--project', 'node*', 'test/worlds/mermaid.test.ts'], { ROOMS: '1000' }),
  },
  {
    name: '10,000 mutants of scenario files: validate, play and the schema agree',
    run: () => tests(['--project', 'node*', 'test/mutants'], { MUTANTS: '10000' }),
  },
  {
    name: '100 random worlds replay from the scenarios that they gave',
    run: () => tests(['--project', 'node*', 'test/worlds/replayed-worlds.test.ts'], { REPLAYED_WORLDS: '100' }),
  },
  {
    name: 'random programs of all seeds that were observed',
    run: () => tests(['--project', 'node', 'test/live/programs'], { ALL_PROGRAMS: '1' }),
  },
  {
    name: 'reports in both schemes, all ways to be in one call, all of the demo and of addresses, and all slips under a strict policy',
    run: () =>
      tests(
        [
          '--project',
          'pages',
          ...['report', 'tabs', 'strict-policy', 'demo', 'address'].map((name) => `test/pages/${name}.test.ts`),
        ],
        {
          ALL_PAGES: '1',
        },
      ),
  },
  {
    name: 'every entrance in every situation, with default options',
    run: () => tests(['--project', 'browser', 'test/browser/default-options.test.ts'], { ALL_SITUATIONS: '1' }),
  },
  {
    name: 'every control of the panel, copied as a scenario and as a test',
    run: () => tests(['--project', 'node*', 'test/worlds/copied-from-the-panel.test.ts'], { ALL_COPIES: '1' }),
  },
  {
    name: '200 walks of three people to the ends of their calls',
    run: () => tests(['--project', 'node*', 'test/worlds/ends-walk.test.ts'], { ALL_WALKS: '1' }),
  },
  node('packaging, and how each module system finds the types', 'scripts/packaging.mjs'),
  node('recordings of the real SDK', 'scripts/conformance.mjs'),
  node('live comparison, all cases without a service', 'scripts/live.mjs', '--serviceless'),
  node('packed package in fresh folders', 'test/packed/run.mjs'),
  node('published packages that wrap the SDK', 'test/wrappers/run.mjs'),
]

const words = process.argv.slice(2)
const chosen = all.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))

await check('npm run test:long', async () => {
  if (chosen.length === 0)
    throw new Error(`No step has ${words.join(' or ')} in its name. Steps: ${all.map(({ name }) => name).join('; ')}`)
  for (const one of chosen) await one.run()
})
