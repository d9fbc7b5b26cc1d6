// Tells what another version of the real SDK has otherwise than the pinned one: npm run sdk:diff -- <version, folder or file> [--live]
// What it does is TypeScript; vite loads it.
import { createServer } from 'vite'

const server = await createServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, watch: null, ws: false },
  optimizeDeps: { noDiscovery: true },
})

try {
  const { main } = await server.ssrLoadModule('/test/live/sdk-diff-cli.ts')
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
