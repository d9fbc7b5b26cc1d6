import { expect } from 'vitest'
import 'fake-opentok/vitest'

export async function right(promise: Promise<unknown>): Promise<void> {
  expect(1).toBeOTError('Session.connect/expired-token')
  expect(1).not.toBeOTError(1004)
  const awaited: Promise<void> = expect(promise).rejects.toBeOTError('OT_NOT_CONNECTED')
  await awaited
  const failing: Promise<void> = expect(promise).toFailWith('Session.connect/expired-token')
  await failing
  expect(1).toHaveDispatched('sessionConnected', { reason: 'x' })
}

export function wrong(): void {
  // @ts-expect-error: an object is no claim.
  expect(1).toBeOTError({})
  // @ts-expect-error: this is no failure.
  void expect(1).toFailWith('Session.connect/nothing')
  // @ts-expect-error: a list is meant.
  expect(1).toHaveDispatchedInOrder('sessionConnected')
}
