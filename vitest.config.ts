import { readdirSync, readFileSync } from 'node:fs'
import { playwright } from '@vitest/browser-playwright'
import type { ViteDevServer } from 'vite'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { chromiumFlags, findChromium } from './scripts/chromium.mjs'
import { sourceAliases } from './source-aliases.ts'

// Where there is none, what the browser's launcher says it did not find is what to do.
const executablePath = findChromium() ?? 'nowhere; run: node scripts/chromium.mjs'
const withCamera = ['--use-fake-device-for-media-stream=device-count=2', '--use-fake-ui-for-media-stream']

/** MSW's own worker, from its package, where a page asks for it. */
const mswWorker = {
  name: 'worker-of-msw',
  configureServer: ({ middlewares }: ViteDevServer): void => {
    middlewares.use('/mockServiceWorker.js', (_request, response) => {
      response.setHeader('content-type', 'text/javascript')
      response.end(readFileSync(new URL('node_modules/msw/lib/mockServiceWorker.js', import.meta.url)))
    })
  },
}

/** The one module that several files mock, all of them alike: they may share what they load. */
const sharedMock = "vi.mock('@vonage/client-sdk-video', () => import('fake-opentok'))"

/** What a test file does to its whole process that outlasts the test. Stubs, spies and fake timers are taken away after each test. */
const changesTheProcess =
  /\bvi\.(mock|doMock|resetModules)\b|\b(set|assign|defineProperty|deleteProperty)\(globalThis\b|\bprocess\.chdir\b|process\.env\S* = |delete process\.env|environment jsdom|(documentElement|document\.head)\.innerHTML = /

/** The other examples have libraries of their own: scripts/examples.mjs runs them. Browsers and long tests have projects of their own. */
const isOfNode = (path: string): boolean =>
  /^(src|test|examples\/(plain|demo|full-stack))\/.*\.test\.ts$/.test(path) &&
  !/node_modules|^test\/(browser|pages|packed|long)\//.test(path)

const ofNode = ['src', 'test', 'examples']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((path) => `${folder}/${path}`.replaceAll('\\', '/')),
  )
  .filter(isOfNode)
const textOf = new Map(ofNode.map((path) => [path, readFileSync(path, 'utf8').replace(sharedMock, '')]))
// Behind files that share its page, this file has failed twice: its style sheet hid nothing. The order that brings it about was not found again.
const needsOwnPage = (path: string): boolean => path.startsWith('test/contracts/view.')
const alone = ofNode.filter((path) => needsOwnPage(path) || changesTheProcess.test(textOf.get(path) ?? ''))
const together = ofNode.filter((path) => !alone.includes(path))
const ofPage = together.filter((path) => textOf.get(path)?.startsWith('// @vitest-environment happy-dom'))

/** Files that share a process, and what they load: to load it takes longer than most tests. */
const shared = {
  // Threads start in half the time that processes take.
  pool: 'threads',
  isolate: false,
  restoreMocks: true,
  unstubEnvs: true,
  unstubGlobals: true,
} as const

/** How long a test and its polls may take: none is about the speed of the machine, and a busy one takes its time. */
const patience = { testTimeout: 240_000, hookTimeout: 240_000, expect: { poll: { timeout: 100_000 } } } as const

const short: TestProjectConfiguration[] = [
  {
    extends: true,
    test: {
      ...patience,
      ...shared,
      name: 'node',
      include: together.filter((path) => !ofPage.includes(path)),
      environment: 'node',
    },
  },
  {
    extends: true,
    test: {
      ...patience,
      ...shared,
      name: 'node-page',
      include: ofPage,
      environment: 'happy-dom',
      setupFiles: ['test/clean-page.ts'],
    },
  },
  {
    extends: true,
    test: { ...patience, name: 'node-alone', include: alone, environment: 'node', pool: 'threads' },
  },
  {
    extends: true,
    plugins: [mswWorker],
    test: {
      name: 'browser',
      include: ['test/browser/**/*.test.ts'],
      provide: { allSituations: process.env.ALL_SITUATIONS !== undefined },
      ...patience,
      browser: {
        enabled: true,
        headless: true,
        // What one file has loaded from the source, module by module, the others need not load again.
        isolate: false,
        instances: [{ browser: 'chromium' }],
        provider: playwright({
          launchOptions: { args: [...chromiumFlags, ...withCamera], executablePath },
          // Fewer pictures a second: a machine without a graphics card draws each of them by its processor.
          contextOptions: { reducedMotion: 'reduce' },
        }),
        screenshotFailures: false,
        ui: false,
      },
    },
  },
  {
    // Whole pages, opened in the same browser from outside.
    extends: true,
    test: {
      name: 'pages',
      include: ['test/pages/**/*.test.ts'],
      globalSetup: ['test/pages/one-browser.ts'],
      environment: 'node',
      // What one file has bundled, the others need not bundle again.
      pool: 'threads',
      isolate: false,
      ...patience,
    },
  },
]

// What takes too long for npm test: npm run test:long sets the variable (scripts/check-long.mjs).
const long: TestProjectConfiguration[] = [
  {
    extends: true,
    test: {
      name: 'long',
      include: ['test/long/**/*.test.ts'],
      // Those that open pages share one browser with each other, as the tests of pages do.
      globalSetup: ['test/pages/one-browser.ts'],
      environment: 'node',
      ...patience,
      testTimeout: 600_000,
    },
  },
]

export default defineConfig({
  resolve: { alias: [...sourceAliases] },
  test: {
    // One worker for each processor: Vitest would leave one idle, and the tests of pages wait for the browser most of the time.
    maxWorkers: '100%',
    // Each project makes its own modules of the same source; so they are made once, and not again before they change.
    experimental: { fsModuleCache: true },
    projects: process.env.FAKE_OPENTOK_LONG === undefined ? short : long,
  },
})
