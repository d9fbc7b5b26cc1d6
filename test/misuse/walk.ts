import fc from 'fast-check'
import { expect } from 'vitest'
import { formIn, type Param } from '../../src/vocabulary/check.ts'
import { clashIn } from '../../src/vocabulary/clash.ts'
import { rightFor, wrongFor } from './wrong-values.ts'

/** The arguments of a call, of which the one at a place is wrong. */
export const callWith = (params: readonly Param[], place: number): fc.Arbitrary<readonly unknown[]> =>
  argumentsFrom(params, place, [])

/** One argument after the other, since the form of one can depend on those before it. */
function argumentsFrom(
  params: readonly Param[],
  place: number,
  before: readonly unknown[],
): fc.Arbitrary<readonly unknown[]> {
  const param = params[before.length]
  if (param === undefined) return fc.constant(before)
  const isWrong = before.length === place
  const form = formIn(param, params, before)
  const one = isWrong ? fc.oneof(wrongFor(form), ...clashes(param, params, before)) : rightFor(form)
  return one.chain((value) => argumentsFrom(params, place, [...before, value]))
}

/** The keys of a parameter that have no effect beside the arguments before it. */
const clashes = (
  param: Param,
  params: readonly Param[],
  before: readonly unknown[],
): readonly fc.Arbitrary<unknown>[] => {
  const { form } = param
  const bag = form.is === 'optional' ? form.of : form
  if (bag.is !== 'bag') return []
  return (param.clashes ?? [])
    .filter((clash) =>
      clashIn([clash], { [clash.key]: true }, (name) => before[params.findIndex((one) => one.name === name)]),
    )
    .map(({ key }) =>
      rightFor(bag.keys[key] ?? { is: 'json' })
        .filter((value) => value !== undefined)
        .map((value) => ({ [key]: value })),
    )
}

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
