import { expect, test } from 'vitest'
import type { ServicePointName } from '../../contract/fault-points.ts'
import type { furtherPoints } from '../../vocabulary/words.ts'
import { servicePoint } from '../../vocabulary/words.ts'
import type { Command } from '../../wire/commands.ts'
import type { FactName } from '../../wire/facts.ts'
import type { HttpRequest } from '../../wire/link.ts'
import type { Simulator } from '../simulator.ts'
import type { VerbTable } from './verb-table.ts'
import { simulatorVerbs } from './world-verbs.ts'

test('every verb of a simulator is in the table, with the very values that its type takes', () => {
  // The compiler looks: a verb without an entry, or an entry for other values, does not compile.
  const table: VerbTable<Simulator> = simulatorVerbs
  expect(Object.keys(table).length).toBeGreaterThan(10)
})

test('an answer can be arranged at every request, and at everything that the service tells', () => {
  // The compiler looks: a request or a fact that the list lacks does not compile.
  type Known = (typeof furtherPoints)[number] | ServicePointName
  const isComplete: [Exclude<Command['method'] | FactName | HttpRequest['what'], Known>] extends [never]
    ? true
    : false = true
  expect(isComplete).toBe(true)
  expect(servicePoint.words).toContain('subscriber.candidate')
})
