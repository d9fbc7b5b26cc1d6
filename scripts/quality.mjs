// Writes the figures in README.md: how many recordings are met, by area, and how much of the documentation is played.
// test/recorded.test.ts holds the page against a run of its own.
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'vite'

const server = await createServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, watch: null, ws: false },
  optimizeDeps: { noDiscovery: true },
})
try {
  const { qualityTable, withQuality } = await server.ssrLoadModule('/test/conformance/quality.ts')
  const { runFolder } = await server.ssrLoadModule('/test/conformance/run-folder.ts')
  const { createRig } = await server.ssrLoadModule('/test/conformance/simulator-rig.ts')
  const { surface } = await server.ssrLoadModule('/test/types/surface.ts')
  const table = qualityTable(await runFolder('fixtures/observed', { createRig }), await surface())
  const page = withQuality(readFileSync('README.md', 'utf8'), table)
  writeFileSync('README.md', page)
  console.log(table)
} finally {
  await server.close()
}
