import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const place = mkdtempSync(join(tmpdir(), 'fake-opentok-error-surface-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

interface Run {
  readonly code: number | null
  readonly said: string
}

/** Runs the sample application's tests. */
function run(args: readonly string[], env: Readonly<Record<string, string>>): Run {
  const vitest = `${repository}node_modules/vitest/vitest.mjs`
  const config = `${repository}test/long/error-surface/vitest.config.ts`
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run', '--config', config, ...args], {
    cwd: repository,
    env: { ...process.env, NO_COLOR: '1', ...env },
    encoding: 'utf8',
  })
  return { code: status, said: stdout + stderr }
}

const guide = { SURFACE_SCOPE: 'guide', SURFACE_REACHED: '100', SURFACE_TESTS: 'test/apps/video-call/guide.test.ts' }

/** Every file of a report, by its path. */
function filesIn(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    paths.map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [path.slice(folder.length), readFileSync(path, 'utf8')]
    }),
  )
}

describe('the sample application', () => {
  test("reports 100 % of the guide's rows", () => {
    const { code, said } = run([], { ...guide, SURFACE_FOLDER: join(place, 'guide') })
    expect(said).toMatch(/^all +16 +16 +100\.0 %/m)
    expect(code).toBe(0)
  })

  test('without one of its tests falls short, and the row is named', () => {
    const without = ['--testNamePattern', '^(?!.*Session.forceDisconnect#1520)']
    const { code, said } = run(without, { ...guide, SURFACE_FOLDER: join(place, 'short') })
    expect(said).toContain('Not reached:\n  Session.forceDisconnect#1520 (reached by Session.forceDisconnect/')
    expect(code).toBe(1)
  })

  test('in four shards, merged, reports the same bytes as in one run', () => {
    run([], { SURFACE_FOLDER: join(place, 'report') })
    const whole = filesIn(join(place, 'report'))
    rmSync(join(place, 'report'), { recursive: true })
    const blobs = join(place, 'blobs')
    for (const shard of [1, 2, 3, 4]) {
      run([`--shard=${shard}/4`, `--outputFile=${blobs}/blob-${shard}.json`], { SURFACE_BLOB: 'yes' })
    }
    run([`--merge-reports=${blobs}`], { SURFACE_FOLDER: join(place, 'report') })
    expect(Object.keys(whole)).toContain('/index.html')
    expect(filesIn(join(place, 'report'))).toEqual(whole)
  })
})
