// Replays recordings of the real SDK against ours: npm run conformance -- --cases <folder> [--area <name>] [--json]
// The runner is TypeScript; vite loads it, so that nothing has to be built first.
import { existsSync } from 'node:fs'
import { openVite } from './in-vite.mjs'

const rig = '/test/conformance/simulator-rig.ts'
const server = await openVite()

// Standard output is the report's alone; what the product logs goes where people look for it.
for (const level of ['log', 'info', 'debug', 'warn']) console[level] = console.error

try {
  if (!existsSync(`.${rig}`)) throw new Error(`There is no rig over the simulator yet: .${rig} must export createRig.`)
  const { main } = await server.ssrLoadModule('/test/conformance/cli.ts')
  const { createRig } = await server.ssrLoadModule(rig)
  process.exitCode = await main(process.argv.slice(2), {
    createRig,
    knownGapsFile: 'test/conformance/known-gaps.json',
    print: (text) => process.stdout.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
  })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 2
} finally {
  await server.close()
}
