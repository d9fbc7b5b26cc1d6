/** For Vitest: `reporters: ['default', 'fake-opentok/vitest/reporter']` tells which failures of the SDK the tests brought about. */

import fs from 'node:fs'
import { relative } from 'node:path'
import type { Reporter } from 'vitest/node'
import { publishReport } from '../suite/surface/published.ts'
import { type CoverageOptions, demandCoverageOptions } from '../suite/surface/report.ts'
import { type TestedSurface, taskKey } from '../suite/surface/tested.ts'

export type { CoverageOptions } from '../suite/surface/report.ts'

interface Run {
  readonly config: { readonly root: string; readonly shard?: unknown }
}

interface TestLike {
  readonly fullName: string
  meta(): object
}

interface ModuleLike {
  readonly moduleId: string
  readonly children: { allTests(): Iterable<TestLike> }
}

const slashed = (path: string): string => path.replaceAll('\\', '/')

const testsIn = (modules: readonly ModuleLike[], root: string): readonly TestedSurface[] =>
  modules.flatMap(({ moduleId, children }) =>
    [...children.allTests()].map((test) => ({
      path: slashed(relative(root, moduleId)),
      test: test.fullName,
      record: Reflect.get(test.meta(), taskKey),
    })),
  )

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
    const tests = testsIn(modules, this.#root)
    const { table, problems } = publishReport(tests, this.#options, {
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
