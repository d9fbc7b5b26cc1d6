import { expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import type { VerbTable } from './verb-table.ts'
import { simulatorVerbs } from './world-verbs.ts'

test('every verb of a simulator is in the table, with the very values that its type takes', () => {
  // The compiler looks: a verb without an entry, or an entry for other values, does not compile.
  const table: VerbTable<Simulator> = simulatorVerbs
  expect(Object.keys(table).length).toBeGreaterThan(10)
})
