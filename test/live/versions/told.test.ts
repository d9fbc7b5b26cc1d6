import { expect, test } from 'vitest'
import type { RecordedCase } from '../../conformance/recorded-case.ts'
import { changesIn } from './told.ts'

const recorded: RecordedCase = {
  id: 'live/x',
  area: 'live-x',
  given: {},
  when: { call: 'session.signal', args: [] },
  // biome-ignore lint/suspicious/noThenProperty: a recording's facts are called so
  then: {},
  source: 'observed',
}

test('what an older version does otherwise is told once, with where it was seen, and without what follows from it', () => {
  const differences = [
    'returns.kind: recorded "promise", got "undefined"',
    'returns.native: recorded false, got nothing',
    'events[2] [promise-rejected]: recorded, but did not happen here',
    'events[3] session.signal: not recorded, but happened here',
    'promise: recorded {"state":"rejected"}, got null',
  ]
  expect(changesIn([{ id: 'live/x', differences, troubles: [] }], [recorded])).toEqual([
    { what: 'session.signal', older: 'yes', pinned: 'no', seenIn: ['live/x'] },
    { what: 'session.signal promise', older: '`null`', pinned: 'a promise, rejected', seenIn: ['live/x'] },
    { what: 'session.signal returns.kind', older: '`"undefined"`', pinned: '`"promise"`', seenIn: ['live/x'] },
  ])
})
