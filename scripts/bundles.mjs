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
  'entry/scenario': 'src/entry/scenario.ts',
}

const script = {
  format: 'iife',
  input: { 'fake-opentok': 'src/entry/script.ts' },
  output: { entryFileNames: '[name].iife.js', minify: true },
}

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
]

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
      rolldownOptions: { external: ['msw', 'valibot', /^node:/], output: { comments: false, ...output } },
      ...options,
    },
  })

/** Bundles everything into a folder. */
export async function bundle(folder) {
  for (const one of formats) await run(one, { outDir: folder })
}

/** The script for pages, as text, from the source as it stands. */
export async function bundleScript() {
  const [{ output }] = await run(script, { write: false })
  return output[0].code
}
