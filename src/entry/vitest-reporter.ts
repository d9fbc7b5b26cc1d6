/** For Vitest: `reporters: ['default', 'fake-opentok/vitest/reporter']` tells which failures of the SDK the tests brought about. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import type { Reporter } from 'vitest/node'
import { type CoverageOptions, demandCoverageOptions, reportOf } from '../suite/surface/report.ts'
import { surfaceAcross, type TestedSurface, taskKey } from '../suite/surface/tested.ts'

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
      told: Reflect.get(test.meta(), taskKey),
    })),
  )

/** @throws Error for a folder that cannot be written. */
function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const target = resolve(root, path)
    try {
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(target, text)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new Error(
        `The coverage of the error surface cannot be written to ${path} (${why}). Give the reporter another folder.`,
      )
    }
  }
}

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
    demandCoverageOptions(options)
    this.#options = options
  }

  onInit({ config }: Run): void {
    this.#root = config.root
    this.#isShard = config.shard !== undefined && config.shard !== null
  }

  onTestRunEnd(modules: readonly ModuleLike[]): void {
    const { surface, problem } = surfaceAcross(testsIn(modules, this.#root))
    if (problem !== null) return this.#fail(problem)
    const { files, table, shortfalls } = reportOf(surface, this.#options)
    try {
      write(this.#root, files)
    } catch (error) {
      return this.#fail(error instanceof Error ? error.message : String(error))
    }
    console.log(`\nError surface of the OpenTok / Vonage Video SDK\n${table}\n`)
    if (!this.#isShard) for (const words of shortfalls) this.#fail(words)
  }

  #fail(words: string): void {
    console.error(`\n${words}\n`)
    process.exitCode = 1
  }
}
