/** For Jest: `reporters: ['default', 'fake-opentok/jest/reporter']` tells which failures of the SDK the tests brought about. */

import fs from 'node:fs'
import { relative } from 'node:path'
import { publishReport } from '../../suite/surface/published.ts'
import { type CoverageOptions, demandCoverageOptions } from '../../suite/surface/report.ts'
import { openFolder, takeOver } from './handed-over.ts'

export type { CoverageOptions } from '../../suite/surface/report.ts'

interface GlobalConfig {
  readonly rootDir: string
  readonly shard?: unknown
}

interface Results {
  readonly numTotalTests: number
}

const slashed = (path: string): string => path.replaceAll('\\', '/')

/**
 * Tells after a run which failures the tests brought about, and whether the application heard of them. A shard is reported
 * without thresholds; Istanbul's tools merge the `coverage-final.json` of several.
 *
 * @throws RangeError for an option that is none, or cannot be.
 *
 * @example
 * // jest.config.js
 * reporters: ['default', ['fake-opentok/jest/reporter', { scope: 'guide', thresholds: { reached: 100 } }]]
 */
export class ErrorSurfaceReporter {
  readonly #config: GlobalConfig
  readonly #options: CoverageOptions
  readonly #folder: string
  #problem: Error | undefined

  constructor(config: GlobalConfig, options: CoverageOptions = {}) {
    demandCoverageOptions('fake-opentok/jest/reporter', [options])
    this.#config = config
    this.#options = options
    this.#folder = openFolder()
  }

  onRunComplete(_contexts: unknown, { numTotalTests }: Results): void {
    const { rootDir, shard } = this.#config
    const handedOver = takeOver(this.#folder).map((one) => ({ ...one, path: slashed(relative(rootDir, one.path)) }))
    // Files that handed over no surface had no set-up file.
    const tests = handedOver.length === 0 && numTotalTests > 0 ? [{ path: '', record: undefined }] : handedOver
    const isPart = shard !== undefined && shard !== null
    const { table, problems } = publishReport(tests, this.#options, { host: fs, root: rootDir, isPart })
    if (table !== null) console.log(table)
    if (problems.length > 0) this.#problem = new Error(problems.join('\n'))
  }

  /** The error for which the run fails although its tests may have passed. */
  getLastError(): Error | undefined {
    if (this.#problem !== undefined) console.error(`\n${this.#problem.message}\n`)
    return this.#problem
  }
}

export default ErrorSurfaceReporter
