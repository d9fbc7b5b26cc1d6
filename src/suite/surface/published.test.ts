import fs, { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { publishReport } from './published.ts'
import { emptySurface } from './surface.ts'
import { tellSurface } from './tested.ts'

const tests = [{ path: 'a.test.ts', record: tellSurface(emptySurface) }]

function hostOf(fail: boolean): { written: Record<string, string>; host: Parameters<typeof publishReport>[2]['host'] } {
  const written: Record<string, string> = {}
  const host = {
    mkdirSync: () => {
      if (fail) throw new Error('EACCES: permission denied')
    },
    readdirSync: (folder: string) =>
      Object.keys(written).flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [])),
    rmSync: (path: string) => {
      delete written[path]
    },
    writeFileSync: (path: string, text: string) => {
      written[path] = text
    },
  }
  return { written, host }
}

test('the files are written below the root, or where an absolute folder says', () => {
  const { written, host } = hostOf(false)
  publishReport(tests, { scope: 'guide' }, { host, root: '/project', isPart: false })
  publishReport(tests, { scope: 'guide', folder: '/elsewhere' }, { host, root: '/project', isPart: false })
  expect(Object.keys(written)).toEqual(
    expect.arrayContaining(['/project/coverage/opentok/lcov.info', '/elsewhere/index.html']),
  )
})

test('a folder that cannot be written fails the run, and says what to do', () => {
  const { host } = hostOf(true)
  const { problems } = publishReport(tests, {}, { host, root: '/project', isPart: false })
  expect(problems).toEqual([
    expect.stringMatching(
      /cannot be written to coverage.* \(EACCES: permission denied\)\. Give the reporter another folder\./,
    ),
  ])
})

test('a folder below a file of the machine is such a folder, and nothing is written', () => {
  const root = mkdtempSync(join(tmpdir(), 'fake-opentok-published-'))
  writeFileSync(join(root, 'taken'), 'a file')
  const { table, problems } = publishReport(tests, { folder: 'taken/opentok' }, { host: fs, root, isPart: false })
  expect(problems).toEqual([
    expect.stringMatching(
      /^The coverage of the error surface cannot be written to taken\/opentok\/\S+ \(E(?:NOTDIR|EXIST).*\)\. Give/,
    ),
  ])
  expect(table).toBeNull()
  expect(readdirSync(root)).toEqual(['taken'])
  rmSync(root, { recursive: true })
})

test('files that an earlier report left go away, with and without results', () => {
  const { written, host } = hostOf(false)
  const where = { host, root: '/project', isPart: false }
  publishReport(tests, { scope: 'all' }, where)
  expect(written).toHaveProperty(['/project/coverage/opentok/surface/Session.publish.txt'])
  publishReport(tests, {}, where)
  expect(Object.keys(written).filter((path) => path.includes('/surface/'))).toEqual([])
  publishReport([{ path: '', record: undefined }], {}, where)
  expect(written).toEqual({})
})

test('only what stands in the folder is removed, and what is not of a report stays', () => {
  const { written, host } = hostOf(false)
  const removed: string[] = []
  const where = {
    host: { ...host, rmSync: (path: string) => void removed.push(path) },
    root: '/project',
    isPart: false,
  }
  publishReport(tests, {}, where)
  expect(removed).toEqual([])
  written['/project/coverage/opentok/mine.txt'] = 'mine'
  publishReport(tests, {}, where)
  expect(removed).toEqual(
    ['coverage-final.json', 'lcov.info', 'index.html'].map((name) => `/project/coverage/opentok/${name}`),
  )
})

test('the table names the lines of what was not reached', () => {
  const { host, written } = hostOf(false)
  const { table } = publishReport(tests, { scope: 'guide' }, { host, root: '', isPart: false })
  expect(table).toMatch(/^operation .* lines not reached$/m)
  const [line = '', lines = ''] = /^Session\.connect .*?(\S+)$/m.exec(table ?? '') ?? []
  expect(line).toContain('0.0 %')
  const file = written['/coverage/opentok/surface/Session.connect.txt']?.trimEnd().split('\n') ?? []
  expect(lines).toBe(`2-${file.length}`)
})

test('a row of the guide that was not reached names failures that reach it', () => {
  const { host } = hostOf(false)
  const thresholds = { scope: 'guide', thresholds: { reached: 100 } } as const
  const { problems } = publishReport(tests, thresholds, { host, root: '/', isPart: false })
  expect(problems[0]).toMatch(/^ {2}Session\.connect#1004 \(reached by Session\.connect\/\S+/m)
})

test('a part of a run has no thresholds, and the whole has', () => {
  const { host } = hostOf(false)
  const thresholds = { scope: 'guide', thresholds: { reached: 100 } } as const
  expect(publishReport(tests, thresholds, { host, root: '/', isPart: true }).problems).toEqual([])
  expect(publishReport(tests, thresholds, { host, root: '/', isPart: false }).problems).toHaveLength(1)
})

test('without the set-up file there is nothing to report', () => {
  const { host, written } = hostOf(false)
  const { problems } = publishReport([{ path: '', record: undefined }], {}, { host, root: '/', isPart: false })
  expect(problems).toEqual([expect.stringContaining('got no results from the tests. Name "fake-opentok/vitest"')])
  expect(written).toEqual({})
})
