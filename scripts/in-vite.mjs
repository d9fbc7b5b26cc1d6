// Runs a command that is written in TypeScript: vite loads it, and bundles the part of it that runs in a page.
import { createServer } from 'vite'

/** A server of vite that loads TypeScript and watches nothing; its caller closes it. */
export const openVite = () =>
  createServer({
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true },
  })

/** Calls `main(args, world)` of a module; the command's exit code is what it resolves with, or 2 when it could not run. */
export async function runCommand(module) {
  const server = await openVite()
  try {
    const { main } = await server.ssrLoadModule(module)
    process.exitCode = await main(process.argv.slice(2), {
      print: (text) => process.stdout.write(`${text}\n`),
      complain: (text) => process.stderr.write(`${text}\n`),
    })
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}${adviceOn(error)}\n`)
    process.exitCode = 2
  } finally {
    await server.close()
  }
}

/** Where the options of such a command are listed, for a word that is none of them. */
const adviceOn = (error) =>
  String(error?.code).startsWith('ERR_PARSE_ARGS') ? '. test/live/README.md lists the options of this command.' : ''
