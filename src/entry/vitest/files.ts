import { type FileHost, hostOver } from '../../suite/scenarios/scenario-files.ts'

/**
 * The files of the process in which the tests run; null in a browser. Not imported from `node:fs`: a browser would not load
 * the set-up file then.
 */
export function filesOfProcess(): FileHost | null {
  if (typeof process === 'undefined' || typeof process.getBuiltinModule !== 'function') return null
  return hostOver(process.getBuiltinModule('node:fs'), process.cwd())
}
