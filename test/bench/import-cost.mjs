import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { median } from './measure.mjs'

const probe = fileURLToPath(new URL('import-probe.mjs', import.meta.url))
const execute = promisify(execFile)

async function importOnce(name) {
  const { stdout } = await execute(process.execPath, ['--expose-gc', probe, name])
  return JSON.parse(stdout)
}

const costOf = (runs) => ({ ms: median(runs.map(({ ms }) => ms)), heapMB: median(runs.map(({ heapMB }) => heapMB)) })

/** Imports both packages in fresh processes, in turn, so that a busy moment of the machine hits both; medians. */
export async function importCosts(names, rounds) {
  const runs = names.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, name] of names.entries()) runs[index].push(await importOnce(name))
  }
  return runs.map(costOf)
}
