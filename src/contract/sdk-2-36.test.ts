import { expect, test } from 'vitest'
import { demandArmable } from '../faults/arm.ts'
import { createSimulator } from '../simulator.ts'
import { failures } from './failures.ts'

const later = failures.filter(({ since }) => since === '2.36')

test('what is documented of SDK 2.36 cannot be armed, and the refusal says why', () => {
  expect(later.map(({ id }) => id)).toEqual(['Session.publish/retry-time-out'])
  for (const row of later) expect(() => demandArmable(row, 'documented')).toThrow('is documented of SDK 2.36')
  expect(() => createSimulator().fail('Session.publish/retry-time-out')).toThrow('SDK 2.35')
})

test('options of SDK 2.36 are ignored, with one entry in the journal that names the version', async () => {
  const simulator = createSimulator()
  let called = 0
  simulator.OT.initPublisher(undefined, { maxPublishTimeout: 5000, onRetry: () => called++ } as object)
  simulator.OT.initPublisher(undefined, {})
  await simulator.settled()
  const entries = simulator.journal.entries.filter(({ what }) => what.includes('2.36'))
  expect(entries).toMatchObject([{ detail: { options: ['maxPublishTimeout', 'onRetry'] } }])
  expect(called).toBe(0)
})
