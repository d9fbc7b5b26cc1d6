import { expect, test } from 'vitest'
import { OTError } from './ot-error.ts'

const error = new OTError('OT_TIMEOUT', 'Nothing came of it.', 1500)

test('an error of the SDK keeps code, message, name and stack in JSON and when it is spread', () => {
  expect(Object.keys(error)).toEqual(['code', 'message', 'name', 'stack'])
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({
    code: 1500,
    message: 'Nothing came of it.',
    name: 'OT_TIMEOUT',
    stack: expect.stringContaining('ot-error.test.ts'),
  })
  expect({ ...error }).toHaveProperty('stack')
})

test('an error without a code has the property all the same, as the real one has', () => {
  expect(Object.keys(new OTError('OT_CANCEL', 'Taken back.', undefined))).toEqual(['code', 'message', 'name', 'stack'])
})

test('it is an Error still, and is shown by its name', () => {
  expect(error).toBeInstanceOf(Error)
  expect(String(error)).toBe('OT_TIMEOUT: Nothing came of it.')
})
