import { expect, test } from 'vitest'
import { createSimulator } from '../../simulator.ts'

const check = (handler?: unknown): Promise<unknown> => {
  const { OT } = createSimulator({ dialect: 'sdk' })
  return Promise.resolve(Reflect.apply(OT.checkScreenSharingCapability, OT, handler === undefined ? [] : [handler]))
}

test('what is given as a handler is called, whatever it is (recorded: live/OT.checkScreenSharingCapability/*)', async () => {
  await expect(check(null)).rejects.toThrow(TypeError)
  await expect(check('text')).rejects.toThrow(TypeError)
  await expect(check()).resolves.toMatchObject({ supported: true })
})

test('a handler that throws rejects the promise, and is not thrown at the caller', async () => {
  const throwing = (): never => {
    throw new RangeError('the handler')
  }
  await expect(check(throwing)).rejects.toThrow('the handler')
})
