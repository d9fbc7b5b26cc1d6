import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const folder = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))

/** The size in bytes, minified and then compressed, of a page's script that uses a package's `OT` and nothing else. */
export async function bundleSize(name) {
  const root = await mkdtemp(`${folder}bench-`)
  const entry = `${root}/page.js`
  await writeFile(entry, `import OT from '${name}'\nglobalThis.OT = OT\n`)
  try {
    const { output } = await build({
      root,
      configFile: false,
      logLevel: 'error',
      build: { write: false, target: 'es2022', reportCompressedSize: false, rolldownOptions: { input: entry } },
    })
    const code = output
      .filter(({ type, isEntry, fileName }) => type === 'chunk' && (isEntry || fileName))
      .map((chunk) => chunk.code)
    const text = code.join('')
    return { raw: Buffer.byteLength(text), gzip: gzipSync(text).length }
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}
