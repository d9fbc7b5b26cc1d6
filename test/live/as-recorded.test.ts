import { expect, test } from 'vitest'
import { buildCase } from '../conformance/build-case.ts'
import type { Observation } from '../conformance/observation.ts'
import { asRecorded } from './as-recorded.ts'

const observed = (more: Partial<Observation>): Observation => ({
  outcome: null,
  and: [],
  after: [],
  events: [],
  state: {},
  sent: [],
  http: [],
  socketsOpenedAtMs: [],
  headless: false,
  troubles: [],
  ...more,
})

test('times up to 900 ms are left out, later ones are rounded to 100 ms', () => {
  const facts = { mark: 'completion' }
  const events = [{ facts, phase: 'task', atMs: 900 } as const, { facts, phase: 'task', atMs: 1840 } as const]
  expect(asRecorded(buildCase({}), observed({ events })).events).toEqual([
    { mark: 'completion', phase: 'task' },
    { mark: 'completion', phase: 'task', afterMs: 1800 },
  ])
})

test('where real media is at work, only sync and later are told apart', () => {
  const completion = { calls: 1, invocations: [{ timing: 'microtask', argc: 0, args: [] }] }
  const outcome = { throws: null, returns: null, completion, promise: { state: 'resolved', timing: 'sync' } }
  const recorded = asRecorded(buildCase({}, { area: 'live-publisher' }), observed({ outcome }))
  expect(recorded.completion).toEqual({ calls: 1, invocations: [{ timing: 'async', argc: 0, args: [] }] })
  expect(recorded.promise).toEqual({ state: 'resolved', timing: 'sync' })
})

test('sockets are told of where a case is about them, the first twelve by their time', () => {
  const opened = Array.from({ length: 14 }, (_, index) => 10 * index)
  const parts = { given: { server: { socket: 'refuse' } } }
  const recorded = asRecorded(buildCase({}, parts), observed({ socketsOpenedAtMs: opened }))
  expect(recorded.socketsOpenedAtMs).toHaveLength(12)
  expect(recorded.socketsOpened).toBe(14)
  expect(asRecorded(buildCase({}), observed({ socketsOpenedAtMs: opened })).socketsOpenedAtMs).toBeUndefined()
})
