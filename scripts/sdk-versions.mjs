// Writes VERSIONS.md: what other versions of the real SDK do otherwise than the pinned one: npm run sdk:versions -- [<version> ...]
import { runCommand } from './in-vite.mjs'

await runCommand('/test/live/versions/cli.ts')
