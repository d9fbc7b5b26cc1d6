// npm run lab [-- folder]: the live laboratory as one folder of files, for any file server: the meeting, the panel, and what the
// application was told, side by side. Says what it comes to, and fails above 200 kB gzip, or where the panel alone, without
// the core and the failures' texts, comes to more than 25 kB.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { bundleDemo } from './bundles.mjs'

const limit = 200_000
const panelLimit = 25_000

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const folder = resolve(process.argv[2] ?? 'lab')
await bundleDemo(folder, { isLab: true })

const page = join(folder, 'index.html')
writeFileSync(page, readFileSync(page, 'utf8').replace('<html lang="en">', '<html lang="en" data-lab>'))

const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
const sizeOf = ({ parentPath, name }) => gzipSync(readFileSync(join(parentPath, name)), { level: 9 }).length
const size = files.reduce((sum, file) => sum + sizeOf(file), 0)
const panel = files.filter(({ name }) => name.startsWith('open-panel')).reduce((sum, file) => sum + sizeOf(file), 0)
console.log(
  `The laboratory is in ${folder}: ${files.length} files, ${(size / 1000).toFixed(1)} kB gzip, of which the panel is ${(panel / 1000).toFixed(1)} kB. Serve it with any file server.`,
)
if (panel === 0 || panel > panelLimit) {
  console.error(`The panel has to be a file of its own, of at most ${panelLimit / 1000} kB.`)
  process.exitCode = 1
}
if (size > limit) {
  console.error(`That is more than ${limit / 1000} kB.`)
  process.exitCode = 1
}
