// Runs the real SDK and ours in the same Chromium over the same cases: npm run conformance:live -- [--area <name>] [--only <regex>]
// The runner is TypeScript; vite loads it, and bundles the part of it that runs in the page.
import { createServer } from 'vite'

const server = await createServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, watch: null, ws: false },
  optimizeDeps: { noDiscovery: true },
})

try {
  const { main } = await server.ssrLoadModule('/test/live/cli.ts')
  process.exitCode = await main(process.argv.slice(2), {
    print: (text) => process.stdout.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
  })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 2
} finally {
  await server.close()
}
