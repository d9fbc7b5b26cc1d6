import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Log } from './log-levels.ts'

const written = vi.spyOn(console, 'info')

beforeEach(() => void written.mockReset().mockImplementation(() => {}))
afterEach(() => void written.mockReset())

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
