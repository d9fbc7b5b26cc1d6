// What is shipped, bundled from src/: ES modules, CommonJS, and a script for pages. Importing then costs a few files
// rather than a hundred.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { rowsAsText } from './rows-as-text.mjs'

/** The entrances, by where they lie in the build. */
export const modules = {
  index: 'src/index.ts',
  simulator: 'src/simulator.ts',
  'entry/auto': 'src/entry/auto.ts',
  'entry/msw': 'src/entry/msw.ts',
  'entry/rest': 'src/entry/rest.ts',
  'entry/scenario': 'src/entry/scenario.ts',
}

const inAPage = { format: 'iife', output: { entryFileNames: '[name].iife.js', minify: true } }
const script = { ...inAPage, input: { 'fake-opentok': 'src/entry/script.ts' } }
const scenarioScript = { ...inAPage, input: { 'fake-opentok.scenarios': 'src/entry/page-scenarios.ts' } }

const formats = [
  {
    format: 'es',
    input: { ...modules, 'entry/cli/main': 'src/entry/cli/main.ts' },
    output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
  },
  {
    format: 'cjs',
    input: { ...modules, index: 'src/entry/common-js.ts' },
    output: { entryFileNames: 'cjs/[name].cjs', chunkFileNames: 'cjs/chunks/[name].cjs', exports: 'auto' },
  },
  script,
  scenarioScript,
]

/** What is left to be found where the build is used; a page finds nothing by a package's name. */
const external = { es: ['msw', 'valibot', /^node:/], cjs: ['msw', 'valibot', /^node:/], iife: [] }

const root = fileURLToPath(new URL('..', import.meta.url))

const run = ({ format, input, output }, options) =>
  build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [rowsAsText()],
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

/** Bundles everything into a folder. */
export async function bundle(folder) {
  for (const one of formats) await run(one, { outDir: folder })
}

async function bundledText(one) {
  const [{ output }] = await run(one, { write: false })
  return output[0].code
}

/** The script for pages, as text, from the source as it stands. */
export const bundleScript = () => bundledText(script)

/** The script that reads scenarios in a page, likewise. */
export const bundleScenarioScript = () => bundledText(scenarioScript)

/** An entrance with everything that it needs, as the text of one ES module, from the source as it stands. */
export const bundleEntrance = (path) => bundledText({ format: 'es', input: { entrance: path }, output: {} })

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
