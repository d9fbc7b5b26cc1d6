import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildCase } from '../conformance/build-case.ts'
import { retime } from './retime.ts'
import type { LiveResult } from './run-live.ts'

const recorded = (id: string, afterMs?: number) => ({
  ...buildCase({}),
  id,
  // biome-ignore lint/suspicious/noThenProperty: a recording's facts are called so
  then: {
    throws: null,
    events: [{ mark: 'completion', phase: 'task', ...(afterMs === undefined ? {} : { afterMs }) }],
  },
})
const result = (id: string, drift: readonly string[], afterMs?: number): LiveResult => ({
  id,
  area: 'a',
  real: { events: [{ mark: 'completion', phase: 'task', ...(afterMs === undefined ? {} : { afterMs }) }] },
  troubles: [],
  isLate: false,
  differences: [],
  drift,
})

test('a recording that is late, and nothing else, gets the times of the page clock; another stays as it is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'retime-'))
  const path = join(folder, 'a.json')
  const late = 'events[0] [completion] afterMs: recorded 7000, got 1200'
  try {
    writeFileSync(
      path,
      JSON.stringify({ cases: [recorded('a', 7000), recorded('b', 7000), recorded('c', 7000)] }, null, 1),
    )
    const results = [
      result('a', [late], 1200),
      result('b', [late, 'throws: recorded null, got 1'], 1200),
      result('c', []),
    ]
    expect(retime(results, { folder, day: '2026-11-27' })).toEqual(['a'])
    const { cases } = JSON.parse(readFileSync(path, 'utf8'))
    expect(cases).toEqual([{ ...recorded('a', 1200), timed: '2026-11-27' }, recorded('b', 7000), recorded('c', 7000)])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a time that is now too short to be written goes, and letters stay escaped where they were', () => {
  const folder = mkdtempSync(join(tmpdir(), 'retime-'))
  const path = join(folder, 'a.json')
  try {
    writeFileSync(path, JSON.stringify({ note: 'é', cases: [recorded('a', 1300)] }, null, 1).replace('é', '\\u00e9'))
    retime([result('a', ['events[0] [completion] afterMs: recorded 1300, got 20'])], { folder, day: '2026-11-27' })
    expect(readFileSync(path, 'utf8')).toContain('\\u00e9')
    expect(JSON.parse(readFileSync(path, 'utf8')).cases[0].then.events).toEqual([{ mark: 'completion', phase: 'task' }])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
