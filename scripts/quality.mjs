// Writes the figures in README.md and docs/how-true-it-is.md: how many recordings are met, by area, and how much of the documentation is played.
// test/recorded.test.ts holds the pages against a run of its own.
import { readFileSync, writeFileSync } from 'node:fs'
import { openVite } from './in-vite.mjs'

const server = await openVite()
try {
  const { qualityPages, qualityTables, withQuality } = await server.ssrLoadModule('/test/conformance/quality.ts')
  const { runFolder } = await server.ssrLoadModule('/test/conformance/run-folder.ts')
  const { createRig } = await server.ssrLoadModule('/test/conformance/simulator-rig.ts')
  const { surface } = await server.ssrLoadModule('/test/types/surface.ts')
  const tables = qualityTables(await runFolder('fixtures/observed', { createRig }), await surface())
  for (const [page, table] of Object.entries(qualityPages)) {
    writeFileSync(page, withQuality(readFileSync(page, 'utf8'), tables[table]))
  }
  console.log(tables.whole)
} finally {
  await server.close()
}
