// Tells what another version of the real SDK has otherwise than the pinned one: npm run sdk:diff -- <version, folder or file> [--live]
import { runCommand } from './in-vite.mjs'

await runCommand('/test/live/sdk-diff-cli.ts')
