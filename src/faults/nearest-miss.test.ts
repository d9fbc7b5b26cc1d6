import { describe, expect, test } from 'vitest'
import { type Miss, mismatchOf, missWords, nearer } from './nearest-miss.ts'

describe('what a fault matches on', () => {
  const subject = { client: 'client-1', streamId: 's1', name: undefined, tracks: 0 }

  test('agrees where every named fact does', () => {
    expect(mismatchOf({ client: 'client-1', streamId: 's1' }, subject)).toBeNull()
    expect(mismatchOf({}, subject)).toBeNull()
  })

  test('names the fact that does not agree, and counts those that do', () => {
    expect(mismatchOf({ client: 'client-1', streamId: 's2' }, subject)).toEqual({
      where: subject,
      agreed: 1,
      condition: { kind: 'match', key: 'streamId', wanted: 's2', got: 's1' },
    })
  })

  test('tells a fact from one that is not there, and a number from its text', () => {
    expect(mismatchOf({ connectionId: 'c1' }, subject)?.condition).toMatchObject({
      key: 'connectionId',
      got: undefined,
    })
    expect(mismatchOf({ tracks: '0' }, subject)?.condition).toMatchObject({ wanted: '0', got: 0 })
    expect(mismatchOf({ tracks: 0 }, subject)).toBeNull()
  })
})

describe('of two misses', () => {
  const miss = (condition: Miss['condition'], agreed = 0): Miss => ({ where: {}, agreed, condition })
  const early = miss({ kind: 'after', missingMs: 10 })
  const other = miss({ kind: 'match', key: 'name', wanted: 'a', got: 'b' })
  const second = miss({ kind: 'call', wanted: 3, got: 2 })

  test('the one that failed a later condition is closer', () => {
    expect(nearer(early, other)).toBe(other)
    expect(nearer(second, other)).toBe(second)
  })

  test('the one with more facts that agree is closer', () => {
    const closer = miss({ kind: 'match', key: 'name', wanted: 'a', got: 'b' }, 2)
    expect(nearer(closer, other)).toBe(closer)
  })

  test('of two that are equal the later one counts', () => {
    const again = miss({ kind: 'match', key: 'name', wanted: 'a', got: 'c' })
    expect(nearer(other, again)).toBe(again)
  })
})

test.each([
  [{ kind: 'after', missingMs: 10 } as const, 'it came 10 ms before the time that "after" asks for'],
  [
    { kind: 'match', key: 'name', wanted: 'camera', got: 'screen' } as const,
    'its name was "screen", and match asks for "camera"',
  ],
  [{ kind: 'begun' } as const, 'that connect() had begun before the failure was armed'],
  [{ kind: 'call', wanted: 3, got: 2 } as const, 'it was call 2, and the failure waits for call 3'],
])('a miss reads as a sentence: %j', (condition, words) => {
  expect(missWords({ where: {}, agreed: 0, condition })).toBe(`The closest call: ${words}.`)
})
