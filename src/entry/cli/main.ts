#!/usr/bin/env node
/** The program `fake-opentok`: the first file that `npx fake-opentok` runs. */

import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { run } from './run.ts'

// A command runs much code, and little of it often: V8 spent a quarter of the time of "play" on making the best of functions that were
// hardly called again. It now makes something simple of each at once, and the best of those alone that are called four times as often.
for (const flag of ['--always-sparkplug', '--interrupt-budget=540000']) setFlagsFromString(flag)

// A reader of the output may stop reading, as `head` does; that is no failure of this program.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await run(process.argv.slice(2), {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  isTerminal: process.stdout.isTTY === true,
  env: process.env,
  folder: process.cwd(),
  program: fileURLToPath(import.meta.url),
})
