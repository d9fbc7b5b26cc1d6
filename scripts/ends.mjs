// Runs the matrix of ends against the real SDK in Chromium: npm run conformance:ends -- [--only <regex>] [--record]
import { runCommand } from './in-vite.mjs'

await runCommand('/test/live/ends/cli.ts')
