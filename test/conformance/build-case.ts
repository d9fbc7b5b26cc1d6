import type { RecordedCase, RecordedThen } from './recorded-case.ts'

/** Builds a recording for a test of the runner: what happened, and what else matters to the test. */
export const buildCase = (recorded: RecordedThen, parts: Partial<RecordedCase> = {}): RecordedCase => ({
  id: 'a/case',
  area: 'a',
  given: {},
  when: { call: 'session.connect' },
  source: 'observed',
  ...parts,
  // biome-ignore lint/suspicious/noThenProperty: the vocabulary's word for what happened; no function
  then: recorded,
})
