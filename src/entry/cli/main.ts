#!/usr/bin/env node
/** The program `fake-opentok`: the first file that `npx fake-opentok` runs. */

import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { run } from './run.ts'

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
