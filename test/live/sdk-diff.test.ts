import { expect, test } from 'vitest'
import { declarationsOf } from './declarations.ts'
import { changesText, sdkChanges } from './sdk-diff.ts'
import type { SdkFacts } from './sdk-facts.ts'

const facts = (more: Partial<SdkFacts>, declared: string): SdkFacts => ({
  version: '1',
  declarations: declarationsOf(declared),
  codes: {},
  errorNames: [],
  titles: {},
  members: [],
  ...more,
})

test('a new version is told member by member, code by code, title by title', () => {
  const before = facts(
    { codes: { GONE: '1', SAME: '2' }, titles: { 2: 'Two' } },
    'class A { f(x: string): void; g(): void; }',
  )
  const after = facts(
    { codes: { SAME: '3' }, titles: { 2: 'Two' }, errorNames: ['OT_NEW'] },
    'class A { f(): void; h(): void; }',
  )
  expect(changesText(sdkChanges(before, after)).split('\n')).toEqual([
    'declarations: 1 added, 1 removed, 1 changed',
    '  + A.h',
    '  - A.g',
    '  ~ A.f',
    '      f(x: string): void',
    '      f(): void',
    'error codes: 0 added, 1 removed, 1 changed',
    '  - GONE',
    '  ~ SAME',
    '      2',
    '      3',
    'error names: 1 added, 0 removed, 0 changed',
    '  + OT_NEW',
    'titles of exceptions: 0 added, 0 removed, 0 changed',
    'members, undocumented ones too: 0 added, 0 removed, 0 changed',
  ])
})
