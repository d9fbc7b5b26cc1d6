import { afterEach, beforeEach, expect, type MockInstance, test, vi } from 'vitest'
import { Log } from './log-levels.ts'

let written: MockInstance<typeof console.info>

beforeEach(() => {
  written = vi.spyOn(console, 'info').mockImplementation(() => {})
})
afterEach(() => written.mockRestore())

test('warnings and errors are written from the beginning, and nothing else', () => {
  new Log().writer('info')('hello')
  expect(written).not.toHaveBeenCalled()
})

test('a level lets everything up to it through', () => {
  const log = new Log()
  expect(log.setLevel(3)).toBe(3)
  log.writer('info')('hello', 1)
  expect(written.mock.calls).toEqual([['hello', 1]])
})

test('what is no level counts as warnings', () => {
  expect([undefined, 17, 'INFO'].map((level) => new Log().setLevel(level))).toEqual([2, 2, 2])
})
