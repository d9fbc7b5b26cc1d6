import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { holdAgainstGaps, isKnownGap, readKnownGaps } from './known-gaps.ts'

const result = (id: string, passed: boolean) => ({ id, passed, differences: passed ? [] : ['differs'] })

function fileOf(content: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), 'gaps-')), 'known-gaps.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

describe('known gaps', () => {
  const gaps = [{ ids: ['a/1', 'webrtc/*'], reason: 'media is a model' }]

  it('names cases by id, and by the beginning of an id', () => {
    expect(isKnownGap(gaps, 'a/1')).toBe(true)
    expect(isKnownGap(gaps, 'a/10')).toBe(false)
    expect(isKnownGap(gaps, 'webrtc/publish/ok')).toBe(true)
  })

  it('reports a failure that the list does not name, and a listed case that passes', () => {
    const results = [result('a/1', true), result('a/2', false), result('webrtc/x', false), result('a/3', true)]
    expect(holdAgainstGaps(results, gaps)).toEqual({ unexpected: ['a/2'], closed: ['a/1'] })
  })

  it('is in order when exactly the listed cases fail', () => {
    expect(holdAgainstGaps([result('a/1', false), result('b', true)], gaps)).toEqual({ unexpected: [], closed: [] })
  })

  it('refuses a list with an entry that has no reason, or that names a case twice', () => {
    expect(() => readKnownGaps(fileOf([{ ids: ['a'] }]))).toThrow(/without a reason/)
    expect(() => readKnownGaps(fileOf([{ ids: ['a', 'a'], reason: 'r' }]))).toThrow(/"a" twice/)
    expect(() => readKnownGaps(fileOf({}))).toThrow(/no list of known gaps/)
    expect(readKnownGaps(fileOf(gaps))).toEqual(gaps)
  })
})
