import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildCase } from '../conformance/build-case.ts'
import { loadCases } from '../conformance/load-cases.ts'
import type { LiveCase } from './live-case.ts'
import { record } from './record.ts'
import type { LiveResult } from './run-live.ts'

const written = (id: string): LiveCase => ({
  recorded: { ...buildCase({}, { area: 'live-area' }), id },
  known: false,
  own: true,
})
const result = (id: string, more: Partial<LiveResult> = {}): LiveResult => ({
  id,
  area: 'live-area',
  real: { throws: null },
  troubles: [],
  isLate: false,
  differences: [],
  drift: [],
  ...more,
})

test('what the real SDK did is kept for each case until it is run again, and forgotten with the case', () => {
  const folder = mkdtempSync(join(tmpdir(), 'record-'))
  const about = { folder, sdk: '2.35.2', day: '2026-11-22' }
  try {
    expect(record([written('a'), written('b')], [result('a'), result('b')], about)).toBe(2)
    expect(record([written('b'), written('c')], [result('c', { real: { throws: 'x' } })], about)).toBe(1)
    expect(loadCases(folder).map(({ id, then }) => [id, then.throws])).toEqual([
      ['b', null],
      ['c', 'x'],
    ])
    expect(readFileSync(`${folder}/live-area.json`, 'utf8')).toContain('"recorded":"2026-11-22"')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('what could not be observed faithfully is not recorded', () => {
  const folder = mkdtempSync(join(tmpdir(), 'record-'))
  try {
    const results = [result('a', { troubles: ['no such method'] }), result('b', { real: null })]
    expect(record([written('a'), written('b')], results, { folder, sdk: '2.35.2', day: '2026-11-22' })).toBe(0)
    expect(() => loadCases(folder)).toThrow('No recordings')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
