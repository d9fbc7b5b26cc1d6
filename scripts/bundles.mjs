// What is shipped, bundled from src/: ES modules, CommonJS, and a script for pages. Importing then costs a few files
// rather than a hundred.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { spreadsBehindNothing } from './quick-spreads.mjs'
import { rowsAsText } from './rows-as-text.mjs'

/** The entrances, by where they lie in the build. */
export const modules = {
  index: 'src/index.ts',
  simulator: 'src/simulator.ts',
  'entry/auto': 'src/entry/auto.ts',
  'entry/msw': 'src/entry/msw.ts',
  'entry/offline': 'src/entry/offline.ts',
  // A file of its own, so that it runs before the modules that would make another default world.
  'entry/offline/default-world': 'src/entry/offline/default-world.ts',
  'entry/panel': 'src/entry/panel.ts',
  'entry/rest': 'src/entry/rest.ts',
  'entry/scenario': 'src/entry/scenario.ts',
  'entry/jest': 'src/entry/jest.ts',
  'entry/jest/reporter': 'src/entry/jest/reporter.ts',
  'entry/playwright': 'src/entry/playwright.ts',
}

/** Entrances that are ES modules alone: what they are for cannot be required either. */
const esModules = {
  'entry/storybook': 'src/entry/storybook.ts',
  'entry/storybook/preset': 'src/entry/storybook/preset.ts',
  'entry/storybook/preview': 'src/entry/storybook/preview.ts',
  'entry/vite': 'src/entry/vite.ts',
  'entry/vitest': 'src/entry/vitest.ts',
  'entry/vitest-reporter': 'src/entry/vitest-reporter.ts',
}

const inAPage = { format: 'iife', output: { entryFileNames: '[name].iife.js', minify: true } }
const script = { ...inAPage, input: { 'fake-opentok': 'src/entry/script.ts' } }
const scenarioScript = { ...inAPage, input: { 'fake-opentok.scenarios': 'src/entry/page-scenarios.ts' } }
const panelScript = { ...inAPage, input: { 'fake-opentok.panel': 'src/entry/panel-script.ts' } }
const textsScript = { ...inAPage, input: { 'fake-opentok.texts': 'src/entry/page-texts.ts' } }

// By itself: shared with the entrances, it would cut their code into more files.
const workerScript = {
  format: 'iife',
  input: { 'entry/offline/tabs-worker': 'src/entry/offline/tabs-worker.ts' },
  output: { entryFileNames: '[name].js', minify: true },
}

const formats = [
  {
    format: 'es',
    input: { ...modules, ...esModules, 'entry/cli/main': 'src/entry/cli/main.ts' },
    output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
  },
  {
    format: 'cjs',
    input: { ...modules, index: 'src/entry/common-js.ts' },
    output: { entryFileNames: 'cjs/[name].cjs', chunkFileNames: 'cjs/chunks/[name].cjs', exports: 'auto' },
  },
  script,
  scenarioScript,
  panelScript,
  textsScript,
  workerScript,
]

/** What is left to be found where the build is used; a page finds nothing by a package's name. */
const libraries = ['@jest/globals', 'msw', 'valibot', 'vitest', 'ws', /^node:/]
const external = { es: libraries, cjs: libraries, iife: [] }

const root = fileURLToPath(new URL('..', import.meta.url))

/** How packages are found: never their builds for development, though a test runner builds this. */
const conditions = ['module', 'browser', 'production']

const run = ({ format, input, output }, options) =>
  build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [rowsAsText({ citations: format !== 'iife' }), ...(format === 'iife' ? [] : [spreadsBehindNothing])],
    resolve: { conditions },
    build: {
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      reportCompressedSize: false,
      lib: { entry: input, formats: [format], name: 'fakeOpentok' },
      rolldownOptions: { external: external[format], output: { comments: false, ...output } },
      ...options,
    },
  })

/** The whole calls of fixtures/scenarios by name, for the panel, which cannot list a folder. */
export function callScenarios() {
  const folder = `${root}fixtures/scenarios/calls/`
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const named = files.map((name) => [`calls/${name.slice(0, -5)}`, JSON.parse(readFileSync(folder + name, 'utf8'))])
  return JSON.stringify(Object.fromEntries(named))
}

/** What the demo imports, as source-aliases.ts has it for the tests. */
const sourceAliases = [
  { find: /^fake-opentok\/simulator$/, replacement: `${root}src/simulator.ts` },
  { find: /^fake-opentok\/panel$/, replacement: `${root}src/entry/panel.ts` },
  { find: /^fake-opentok\/offline$/, replacement: `${root}src/entry/offline.ts` },
]

/** The worker that the demo's tabs share, where the code in the folder beside it looks for it (src/entry/offline/default-world.ts). */
const tabsWorker = 'entry/offline/tabs-worker'

const readsScenarios = ['src/scenario/read.ts', 'src/author/scenario.ts', 'src/panel/scenario-tools.ts']
const noScenarios = `throw new Error(${JSON.stringify('the laboratory is kept small and reads no scenario files; npx fake-opentok demo does')})`

const noInstallation =
  'the laboratory asks the devices of its simulator itself, and takes no navigator; npx fake-opentok demo does'

const noSequence = 'the laboratory draws no sequence of its journal; npx fake-opentok demo does'

/** The stand-ins for files that the laboratory has no use for: it plays no scenarios, its time is the computer's, its devices are
 * simulated, no server asks it, and nothing gives it a public key. */
const inLaboratory = {
  'src/panel/player.ts': 'export class Player {}',
  'src/kernel/time/virtual-clock.ts': 'export class VirtualClock {}',
  'src/kernel/bytes/rsa.ts': 'export const isRsaKey = () => false; export const verifyRs256 = () => false',
  'src/kernel/journal/sequence.ts': `export const toSequence = () => { throw new Error(${JSON.stringify(noSequence)}) }`,
  'src/dom/devices/real-devices.ts': 'export class RealDevices {}',
  'src/dom/devices/installed-devices.ts': `export class InstalledDevices { install() { throw new Error(${JSON.stringify(noInstallation)}) } uninstall() {} reset() {} }`,
  'src/author/replay/requests.ts': 'export class ReplayRequests { expectations = []; learn() {} stepOf() {} }',
}

/** A plugin for the bundler: the laboratory has no reader of scenario files, which is a sixth of its size; the panel says so. */
const keptSmall = {
  name: 'kept-small',
  load: (id) => {
    const unused = Object.entries(inLaboratory).find(([path]) => id === `${root}${path}`)
    if (unused !== undefined) return unused[1]
    return readsScenarios.some((path) => id === `${root}${path}`) ? `${noScenarios}\nexport {}` : null
  },
}

/**
 * Builds the demo: a page that needs a file server and nothing else. The laboratory (`isLab`) is the same without scenario files.
 */
export async function bundleDemo(folder, { isLab = false } = {}) {
  if (isBuilt && !isLab) return cpSync(`${root}dist/demo`, folder, { recursive: true })
  const demo = `${root}examples/demo`
  await build({
    root: demo,
    base: './',
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [rowsAsText({ citations: false }), ...(isLab ? [keptSmall] : [])],
    resolve: { alias: sourceAliases, conditions },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { index: `${demo}/index.html`, [tabsWorker]: `${root}src/entry/offline/tabs-worker.ts` },
        output: {
          comments: false,
          entryFileNames: ({ name }) => (name === tabsWorker ? '[name].js' : 'assets/[name]-[hash].js'),
        },
      },
    },
  })
  if (!isLab) writeFileSync(`${folder}/calls.json`, callScenarios())
}

/** Bundles everything into a folder. */
export async function bundle(folder) {
  for (const one of formats) await run(one, { outDir: folder })
  writeFileSync(`${folder}/fake-opentok.calls.json`, callScenarios())
  await bundleDemo(resolve(folder, 'demo'))
}

/** Whether dist/ was built a moment ago, from the source as it stands: npm test says so (scripts/check.mjs). */
const isBuilt = process.env.FAKE_OPENTOK_BUILT !== undefined

/** Texts by what they are bundled from: the source stays as it is while a process runs its tests. */
const texts = new Map()

const makeText = async (one) => {
  const [{ output }] = await run(one, { write: false })
  return output[0].code
}

function bundledText(one) {
  const key = JSON.stringify(one)
  const text = texts.get(key) ?? makeText(one)
  texts.set(key, text)
  return text
}

/** The text of a script for pages: from dist/, if that is sure to hold it as it would be bundled now. */
const scriptText = async (one) => {
  const [name] = Object.keys(one.input)
  return isBuilt ? readFileSync(`${root}dist/${name}.iife.js`, 'utf8') : bundledText(one)
}

/** The script for pages, as text, from the source as it stands. */
export const bundleScript = () => scriptText(script)

/** `fake-opentok/offline` as it lies in dist/, with its worker, likewise: the texts of its files by their paths. */
export async function bundleOffline() {
  const [modulesOnly] = formats
  const kept = Object.entries(modules).filter(([name]) => name.startsWith('entry/offline'))
  const built = [
    ...(await run({ ...modulesOnly, input: Object.fromEntries(kept) }, { write: false })),
    ...(await run(workerScript, { write: false })),
  ]
  return Object.fromEntries(built.flatMap(({ output }) => output.map(({ fileName, code }) => [fileName, code])))
}

/** The script that reads scenarios in a page, likewise. */
export const bundleScenarioScript = () => scriptText(scenarioScript)

/** The script of the panel, and that of the failures' texts, likewise. */
export const bundlePanelScript = () => scriptText(panelScript)
export const bundleTextsScript = () => scriptText(textsScript)

/** An entrance with everything that it needs, what it loads later included, as the text of one ES module, from the source as it stands. */
export const bundleEntrance = (path) =>
  bundledText({ format: 'es', input: { entrance: path }, output: { codeSplitting: false } })

const roomOf = (id) => /\/src\/([a-z]+)[/.]/.exec(id)?.[1] ?? 'elsewhere'

/** The code of the script for pages by room, before it is made small: what its size comes from. */
export async function scriptByRoom() {
  const [{ output }] = await run({ ...script, output: { ...script.output, minify: false } }, { write: false })
  const rooms = new Map()
  for (const [id, { code }] of Object.entries(output[0].modules)) {
    rooms.set(roomOf(id), (rooms.get(roomOf(id)) ?? '') + (code ?? ''))
  }
  return rooms
}
