import { expect, test } from 'vitest'
import type { RecordedCase } from '../../conformance/recorded-case.ts'
import { kindsIn } from './run.ts'

const programOf = (id: string, steps: number): RecordedCase => ({
  id,
  area: 'programs-before',
  given: {},
  when: { call: 'session.signal' },
  after: Array.from({ length: steps }, () => ({ call: 'OT.getDevices' })),
  // biome-ignore lint/suspicious/noThenProperty: a recording's facts are called so
  then: {},
  source: 'observed',
})

const runOf = (number: number, steps: number, differences: readonly string[]) => ({
  draw: { place: 'before', seed: 1, number } as const,
  recorded: programOf(`before:1:${number}`, steps),
  real: null,
  differences,
})

test('every differing program of a kind has a line, with its first difference', () => {
  const runs = [
    runOf(0, 2, ['completion.calls: recorded 1, got 0', 'state.session: recorded 1, got 0']),
    runOf(1, 0, []),
    runOf(2, 1, ['completion.calls: recorded 2, got 0']),
  ]
  const [kind, ...others] = kindsIn(runs)
  expect(others).toEqual([])
  expect([kind?.name, kind?.shown.id]).toEqual(['session.signal completion.calls', 'before:1:2'])
  expect(kind?.lines).toEqual([
    'before:1:0   completion.calls: recorded 1, got 0 (and 1 more)',
    'before:1:2   completion.calls: recorded 2, got 0',
  ])
})
