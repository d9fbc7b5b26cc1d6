import { expect as own } from '@jest/globals'
import 'fake-opentok/jest'

export async function right(promise: Promise<unknown>): Promise<void> {
  expect(1).toBeOTError('Session.connect/expired-token')
  own(1).not.toBeOTError(1004)
  const awaited: Promise<void> = own(promise).rejects.toBeOTError('OT_NOT_CONNECTED')
  await awaited
  await expect(promise).toFailWith('Session.connect/expired-token')
}

export function wrong(): void {
  // @ts-expect-error: an object is no claim.
  expect(1).toBeOTError({})
  // @ts-expect-error: this is no failure.
  void own(1).toFailWith('Session.connect/nothing')
}
