// Runs random programs against the real SDK and ours in the same Chromium: npm run conformance:programs -- --seed <n> --count <n>
import { runCommand } from './in-vite.mjs'

await runCommand('/test/live/programs/cli.ts')
