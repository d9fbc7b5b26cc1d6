import fc from 'fast-check'
import { expect } from 'vitest'
import type { Param } from '../../src/vocabulary/check.ts'
import { rightFor, wrongFor } from './wrong-values.ts'

/** The arguments of a call, of which the one at a place is wrong. */
export const callWith = (params: readonly Param[], place: number): fc.Arbitrary<readonly unknown[]> =>
  fc.tuple(...params.map(({ form }, index) => (index === place ? wrongFor(form) : rightFor(form))))

/** What a call ends with: what it throws, or what its promise is rejected with; null: nothing. */
export async function outcomeOf(call: () => unknown): Promise<unknown> {
  try {
    await call()
    return null
  } catch (error) {
    return error
  }
}

const rawWords = /Cannot read|is not a function|is not iterable|undefined \(|Invalid |\[object|Maximum call/

export function demandRefusal(error: unknown, verb: string, { name }: Param): void {
  expect(error, `${verb} takes it in silence`).toBeInstanceOf(RangeError)
  const { message } = error as RangeError
  expect(message).toContain(`${verb}(`)
  expect(message).toContain(name)
  expect(message).toMatch(/ (Give|Did you mean|There are|It knows)/)
  expect(message).not.toMatch(rawWords)
  expect(message.length).toBeLessThan(1000)
}
