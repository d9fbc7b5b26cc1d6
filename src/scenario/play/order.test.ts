import { expect, test } from 'vitest'
import type { Heard } from './driver.ts'
import { orderProblems } from './order.ts'

const heard: readonly Heard[] = [
  { at: 0, kind: 'event', on: 'session', type: 'sessionConnected', reason: null },
  { at: 0, kind: 'completion', step: 1, error: null },
  { at: 5, kind: 'event', on: 'session', type: 'streamDestroyed', reason: 'clientDisconnected' },
  { at: 5, kind: 'event', on: 'publisher', type: 'streamDestroyed', reason: 'forceUnpublished' },
  { at: 6, kind: 'exception', on: 'publisher', code: 1500, error: null },
]

test('landmarks come one after the other, whatever lies between', () => {
  expect(orderProblems({ heard }, ['sessionConnected', { step: 1 }, 'streamDestroyed', 'exception'])).toEqual([])
})

test('an event is told apart by its object and its reason', () => {
  const own = { event: 'streamDestroyed', on: 'publisher' } as const
  expect(orderProblems({ heard }, [own, { event: 'exception', on: 'OT' }])).toEqual([])
  expect(orderProblems({ heard }, [own, { event: 'streamDestroyed', reason: 'clientDisconnected' }])).toEqual([
    'After streamDestroyed on publisher, streamDestroyed (clientDisconnected) should be heard; there came exception.',
  ])
})

test('what comes too early is told with what came instead', () => {
  expect(orderProblems({ heard }, ['streamDestroyed', 'sessionConnected'])).toEqual([
    'After streamDestroyed, sessionConnected should be heard; there came streamDestroyed, exception.',
  ])
  expect(orderProblems({ heard: [] }, [{ step: 1 }])).toEqual([
    'After the beginning, the answer of step 1 should be heard; there came nothing.',
  ])
})
