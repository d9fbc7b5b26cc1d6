import { expect, test } from 'vitest'
import { sessionInfoFailure } from './session-info-replies.ts'

const idFor = (body: string): string | undefined =>
  sessionInfoFailure({ kind: 'response', status: 200, body }, '47')?.id

test('an empty text as JSON is as good as no body (recorded: live/connect/http/body-string-empty)', () => {
  expect(idFor('""')).toBe('Session.connect/empty-response')
  expect(idFor('')).toBe('Session.connect/empty-response')
  expect(idFor('"text"')).toBe('Session.connect/unreadable-response')
})

test('a list of nothing at all is badly formed (recorded: live/connect/http/body-array-null)', () => {
  expect(idFor('[null]')).toBe('Session.connect/badly-formed-response')
})

test('an error whose code is null has an unexpected one (recorded: live/connect/http/error-code-null)', () => {
  expect(idFor('[{"error":{"code":null}}]')).toBe('Session.connect/unexpected-error-code')
  expect(idFor('[{"error":{}}]')).toBe('Session.connect/server-error')
})

test('a session of the key that asks for it is fine', () => {
  expect(idFor('[{"partner_id":"47"}]')).toBeUndefined()
})
