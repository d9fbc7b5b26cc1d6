/** For Vitest: `reporters: ['default', 'fake-opentok/vitest/reporter']` tells which failures of the SDK the tests brought about. */

import fs from 'node:fs'
import { relative } from 'node:path'
import type { Reporter } from 'vitest/node'
import { publishReport } from '../suite/surface/published.ts'
import { type CoverageOptions, demandCoverageOptions } from '../suite/surface/report.ts'
import { type TestedFile, taskKey } from '../suite/surface/tested.ts'

export type { CoverageOptions } from '../suite/surface/report.ts'

interface Run {
  readonly config: { readonly root: string; readonly shard?: unknown }
}

interface TestLike {
  result(): { readonly state: string }
}

interface ModuleLike {
  readonly moduleId: string
  readonly children: { allTests(): Iterable<TestLike> }
  meta(): object
}

const slashed = (path: string): string => path.replaceAll('\\', '/')

/** Whether a test of the file ran: one that was skipped has nothing to tell. */
function hasRun({ children }: ModuleLike): boolean {
  for (const test of children.allTests()) if (test.result().state !== 'skipped') return true
  return false
}

const filesThatRan = (modules: readonly ModuleLike[], root: string): readonly TestedFile[] =>
  modules.filter(hasRun).map((file) => ({
    path: slashed(relative(root, file.moduleId)),
    record: Reflect.get(file.meta(), taskKey),
  }))

/**
 * Tells after a run which failures the tests brought about, and whether the application heard of them. Shards are reported
 * one by one without thresholds; `--merge-reports` reports all of them, as one run would.
 *
 * @throws RangeError for an option that is none, or cannot be.
 *
 * @example
 * // vitest.config.ts
 * test: { reporters: ['default', ['fake-opentok/vitest/reporter', { scope: 'guide', thresholds: { reached: 100 } }]] }
 */
export default class ErrorSurfaceReporter implements Reporter {
  readonly #options: CoverageOptions
  #root = ''
  #isShard = false

  constructor(options: CoverageOptions = {}) {
    demandCoverageOptions('fake-opentok/vitest/reporter', [options])
    this.#options = options
  }

  onInit({ config }: Run): void {
    this.#root = config.root
    this.#isShard = config.shard !== undefined && config.shard !== null
  }

  onTestRunEnd(modules: readonly ModuleLike[]): void {
    const { table, problems } = publishReport(filesThatRan(modules, this.#root), this.#options, {
      host: fs,
      root: this.#root,
      isPart: this.#isShard,
    })
    if (table !== null) console.log(table)
    for (const words of problems) this.#fail(words)
  }

  #fail(words: string): void {
    console.error(`\n${words}\n`)
    process.exitCode = 1
  }
}
