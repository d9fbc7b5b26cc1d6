// npm run packed: packs what would be published, installs it into fresh folders outside the repository, each with a tool
// that its users have, and runs it there. Build first. Needs the npm registry, and Chromium.
import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { findChromium } from '../../scripts/chromium.mjs'

const execute = promisify(execFile)
const here = fileURLToPath(new URL('.', import.meta.url))
const repository = fileURLToPath(new URL('../..', import.meta.url))

const bin = (name) => ['node_modules', '.bin', name].join('/')
const vitest = [bin('vitest'), 'run']
const jest = [bin('jest')]
// What needs a newer Node than the machine's brings one from npm.
const newest = ['node@26.10.0', 'vitest@~5.1', 'msw@3']
// The two names under which the real SDK is published.
const realSdks = ['@opentok/client@2.35.2', '@vonage/client-sdk-video@2.35.2']
const onNewNode = [bin('node'), 'node_modules/vitest/vitest.mjs', 'run']

const suite = [process.execPath, 'check.mjs']
const inSuite = ['happy-dom@21', '@vonage/client-sdk-video@2.35.2']

const consumers = [
  { name: 'Node', files: 'node', packages: [], command: [process.execPath, 'try.js'] },
  {
    name: 'two versions, and a frozen global object',
    files: 'strange-hosts',
    packages: [],
    command: [process.execPath, 'try.js'],
  },
  { name: 'Vitest 4.1', files: 'vitest', packages: ['vitest@~4.1', 'happy-dom@21', 'msw@2'], command: vitest },
  { name: 'Vitest 3.2', files: 'vitest', packages: ['vitest@~3.2', 'happy-dom@21', 'msw@2'], command: vitest },
  { name: 'Vitest 5.1 on Node 26, msw 3', files: 'vitest', packages: [...newest, 'happy-dom@21'], command: onNewNode },
  {
    name: 'Vitest 5.1 on Node 26, msw 3, jsdom 26',
    files: 'vitest',
    packages: [...newest, 'jsdom@26'],
    command: onNewNode,
    page: 'jsdom',
  },
  {
    name: 'suite in Vitest 4.1',
    files: 'suite-vitest',
    packages: ['vitest@~4.1', 'typescript@~7.0', ...inSuite],
    command: suite,
  },
  {
    name: 'suite in Vitest 3.2',
    files: 'suite-vitest',
    packages: ['vitest@~3.2', 'typescript@~5.9', ...inSuite],
    command: suite,
  },
  {
    name: 'suite in Vitest 5.1 on Node 26',
    files: 'suite-vitest',
    packages: [...newest, 'typescript@~7.0', ...inSuite],
    command: [bin('node'), 'check.mjs'],
  },
  { name: 'Jest 30', files: 'jest', packages: ['jest@30', 'jest-environment-jsdom@30'], command: jest },
  { name: 'Jest 29', files: 'jest', packages: ['jest@29', 'jest-environment-jsdom@29'], command: jest },
  {
    name: 'suite in Jest 30',
    files: 'suite-jest',
    packages: ['jest@30', 'jest-environment-jsdom@30', '@types/jest@30', 'typescript@~5.9'],
    command: suite,
  },
  {
    name: 'suite in Jest 29',
    files: 'suite-jest',
    packages: ['jest@29', 'jest-environment-jsdom@29', '@types/jest@29', 'typescript@~5.9'],
    command: suite,
  },
  {
    name: 'browser mode of Vitest 4.1',
    files: 'browser-mode',
    packages: ['vitest@~4.1', '@vitest/browser-playwright@~4.1', 'playwright@~1.65', '@vonage/client-sdk-video@2.35.2'],
    command: vitest,
  },
  {
    name: 'suite in Vitest 4.1, jsdom 26',
    files: 'suite-vitest',
    packages: ['vitest@~4.1', 'typescript@~7.0', 'jsdom@26', '@vonage/client-sdk-video@2.35.2'],
    command: suite,
    page: 'jsdom',
  },
  { name: 'bun test', files: 'bun', packages: ['bun@1'], command: [bin('bun'), 'test'] },
  { name: 'Deno', files: 'deno', packages: ['deno@2'], command: [bin('deno'), 'run', '--allow-all', 'try.js'] },
  { name: 'TypeScript 5.9', files: 'types', packages: ['typescript@~5.9', 'msw@2'], command: [bin('tsc')] },
  { name: 'TypeScript 7.0', files: 'types', packages: ['typescript@~7.0', 'msw@2'], command: [bin('tsc')] },
  {
    name: 'in place of the real SDKs, TypeScript 5.9',
    files: 'drop-in-types',
    packages: ['typescript@~5.9', ...realSdks],
    command: [bin('tsc')],
  },
  {
    name: 'in place of the real SDKs, TypeScript 7.0',
    files: 'drop-in-types',
    packages: ['typescript@~7.0', ...realSdks],
    command: [bin('tsc')],
  },
]

function pack(folder) {
  const flags = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const report = execFileSync('npm', flags, { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return join(folder, JSON.parse(report)[0].filename)
}

const said = (error) => `${error.stdout ?? ''}${error.stderr ?? ''}` || String(error)

async function install(folder, packages) {
  const flags = ['--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline']
  await execute('npm', ['install', ...flags, ...packages], { cwd: folder })
}

/** Installs the package beside a tool, and runs what a user would run; gives what was said, where that went wrong. */
async function consume({ files, packages, command: [program, ...rest], page = 'happy-dom' }, tarball) {
  const folder = mkdtempSync(join(tmpdir(), `packed-${basename(files)}-`))
  try {
    cpSync(join(here, files), folder, { recursive: true })
    await install(folder, [tarball, ...packages])
    await execute(program, rest, {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1', TEST_PAGE: page, CHROMIUM_PATH: findChromium() ?? '' },
    })
    return null
  } catch (error) {
    return said(error)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs the browser test of the script with the packed one. */
async function playInAPage(tarball) {
  const folder = mkdtempSync(join(tmpdir(), 'packed-script-'))
  const script = join(folder, 'node_modules/fake-opentok/dist/fake-opentok.iife.js')
  const command = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'pages', 'test/pages/basic-chat.test.ts']
  try {
    // Without a package of its own, npm installs into the nearest folder above that has one.
    writeFileSync(join(folder, 'package.json'), '{ "private": true }')
    await install(folder, [tarball])
    const env = { ...process.env, NO_COLOR: '1', FAKE_OPENTOK_SCRIPT: script }
    await execute(process.execPath, command, { cwd: repository, env })
    return null
  } catch (error) {
    return said(error)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const place = mkdtempSync(join(tmpdir(), 'packed-'))
const wanted = process.argv.slice(2)
const tries = [
  ...consumers.map((consumer) => ({ name: consumer.name, run: (tarball) => consume(consumer, tarball) })),
  { name: 'a page with a script tag', run: playInAPage },
].filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)))

let failed = 0
try {
  const tarball = pack(place)
  for (const { name, run } of tries) {
    const start = performance.now()
    const trouble = await run(tarball)
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(`${trouble === null ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
    if (trouble === null) continue
    failed++
    console.log(`\n${trouble.trim()}\n`)
  }
} finally {
  rmSync(place, { recursive: true, force: true })
}
console.log(`${tries.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
