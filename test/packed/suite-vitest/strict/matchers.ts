import { test } from 'fake-opentok/vitest/strict'
import { expect } from 'vitest'

test('the matchers are typed without skipLibCheck', async ({ simulator }) => {
  expect(simulator).toHaveDispatched('sessionConnected')
  const awaited: Promise<void> = expect(Promise.reject(new Error())).rejects.toBeOTError('OT_NOT_CONNECTED')
  await awaited
})
