// Compiles src/ into dist/ (ES modules and declarations) and makes the command executable.
import { execFileSync } from 'node:child_process'
import { chmodSync, rmSync } from 'node:fs'

rmSync('dist', { recursive: true, force: true })
execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' })
chmodSync('dist/entry/cli/main.js', 0o755)
if (!process.argv.includes('--quiet')) console.log('built dist/')
