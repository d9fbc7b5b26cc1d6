// Runs the real SDK and ours in the same Chromium over the same cases: npm run conformance:live -- [--area <name>] [--only <regex>]
import { runCommand } from './in-vite.mjs'

await runCommand('/test/live/cli.ts')
