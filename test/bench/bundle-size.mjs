import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { scriptByRoom } from '../../scripts/bundles.mjs'

// Inside the repository, so that packages are found from there.
const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))

/** The chunks that a page loads at its start: the entry, and what it imports other than by `import()`. */
function atStart(chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const needed = new Set()
  const need = (fileName) => {
    if (needed.has(fileName) || !byName.has(fileName)) return
    needed.add(fileName)
    byName.get(fileName).imports.forEach(need)
  }
  for (const { isEntry, fileName } of chunks) if (isEntry) need(fileName)
  return [...needed].map((fileName) => byName.get(fileName).code)
}

/** The size in bytes, minified, and compressed on top, of a page's script that uses a package's `OT` and no more. */
export async function bundleSize(name) {
  await mkdir(cache, { recursive: true })
  const root = await mkdtemp(`${cache}bench-`)
  const input = `${root}/page.js`
  await writeFile(input, `import OT from '${name}'\nglobalThis.OT = OT\n`)
  try {
    const { output } = await build({
      root,
      configFile: false,
      logLevel: 'error',
      build: { write: false, target: 'es2022', reportCompressedSize: false, rolldownOptions: { input } },
    })
    const code = atStart(output.filter(({ type }) => type === 'chunk')).join('')
    return { raw: Buffer.byteLength(code), gzip: gzipSync(code).length }
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

/** The rooms of the script build, each compressed by itself, the largest first: `{ name, gzip }`. */
export async function sizeByRoom() {
  const rooms = [...(await scriptByRoom())].map(([name, code]) => ({ name, gzip: gzipSync(code).length }))
  return rooms.sort((a, b) => b.gzip - a.gzip)
}
