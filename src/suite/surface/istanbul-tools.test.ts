import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import coverage from 'istanbul-lib-coverage'
import libReport from 'istanbul-lib-report'
import reports from 'istanbul-reports'
import { afterAll, expect, test } from 'vitest'
import { createSimulator } from '../../author/simulator.ts'
import type { FailureId } from '../../contract/failures.ts'
import { FileSurface } from './file-surface.ts'
import { reportOf } from './report.ts'
import { rowsOf } from './rows.ts'
import { mergeSurfaces, type Surface } from './surface.ts'

const folder = mkdtempSync(join(tmpdir(), 'fake-opentok-istanbul-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function reaching(id: FailureId): Promise<Surface> {
  const simulator = createSimulator({ seed: 1, epoch: 0 })
  simulator.fail(id)
  const { apiKey, sessionId, token } = simulator.credentials()
  simulator.OT.initSession(apiKey, sessionId).connect(token, () => {})
  await simulator.settled()
  const file = new FileSurface()
  file.add(simulator, 'a test')
  return file.surface
}

const one = await reaching('Session.connect/offline')
const other = await reaching('Session.connect/http-error')

function mapOf(surface: Surface): coverage.CoverageMapData {
  return JSON.parse(reportOf(surface, { scope: 'all' }).files['coverage/opentok/coverage-final.json'] ?? '')
}

test('their merge of two reports says what one report of both says', () => {
  const merged = coverage.createCoverageMap(mapOf(one))
  merged.merge(mapOf(other))
  const whole = coverage.createCoverageMap(mapOf(mergeSurfaces(one, other)))
  expect(merged.getCoverageSummary().toJSON()).toEqual(whole.getCoverageSummary().toJSON())
})

test('their figures are ours', () => {
  const summary = coverage.createCoverageMap(mapOf(one)).getCoverageSummary()
  const rows = rowsOf(one, 'all')
  expect(summary.statements).toMatchObject({ total: rows.length, covered: 1 })
  expect(summary.branches.total).toBe(rows.reduce((sum, { channels }) => sum + channels.length, 0))
})

test.each(['lcovonly', 'cobertura', 'text', 'json', 'html'] as const)('their reporter %s takes it', (name) => {
  const dir = join(folder, name)
  const { files } = reportOf(one, { scope: 'all' })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const map = coverage.createCoverageMap(mapOf(one))
  const context = libReport.createContext({
    dir,
    coverageMap: map,
    sourceFinder: (path) => readFileSync(join(folder, path), 'utf8'),
  })
  const options = name === 'text' ? { file: 'report.txt' } : {}
  reports.create(name, options).execute(context)
  const written = {
    lcovonly: 'lcov.info',
    cobertura: 'cobertura-coverage.xml',
    text: 'report.txt',
    json: 'coverage-final.json',
    html: 'index.html',
  }
  expect(readFileSync(join(dir, written[name]), 'utf8')).toMatch(/nect\.txt/)
})

test('our lcov tells the same lines and branches as theirs', () => {
  const dir = join(folder, 'compared')
  const context = libReport.createContext({ dir, coverageMap: coverage.createCoverageMap(mapOf(one)) })
  reports.create('lcovonly', {}).execute(context)
  const countsIn = (text: string): readonly string[] =>
    text.split('\n').filter((line) => /^(SF|DA|LF|LH|BRF|BRH):/.test(line))
  const ours = reportOf(one, { scope: 'all' }).files['coverage/opentok/lcov.info'] ?? ''
  expect(countsIn(ours)).toEqual(expect.arrayContaining([...countsIn(readFileSync(join(dir, 'lcov.info'), 'utf8'))]))
})
