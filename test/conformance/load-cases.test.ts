import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildCase } from './build-case.ts'
import { loadCases } from './load-cases.ts'

function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'cases-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content))
  return folder
}

const caseOf = (id: string) => buildCase({}, { id })

describe('loading recordings', () => {
  it('reads every file of a folder in the order of their names', () => {
    const folder = folderOf({ 'b.json': { cases: [caseOf('b')] }, 'a.json': { cases: [caseOf('a')] }, 'notes.md': '' })
    expect(loadCases(folder).map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('refuses a folder without recordings, a file of something else, and an id that stands twice', () => {
    expect(() => loadCases(folderOf({}))).toThrow(/No recordings/)
    expect(() => loadCases(folderOf({ 'a.json': {} }))).toThrow(/no list "cases"/)
    expect(() => loadCases(folderOf({ 'a.json': { cases: [{ id: 'a' }] } }))).toThrow(/cases\[0\] has no id or no area/)
    expect(() => loadCases(folderOf({ 'a.json': { cases: [caseOf('a'), caseOf('a')] } }))).toThrow(/have the id "a"/)
  })
})
