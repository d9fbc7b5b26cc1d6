import fc from 'fast-check'
import type { RecordedCase } from '../../conformance/recorded-case.ts'
import { caseOf, programs } from './program.ts'
import type { Place } from './steps.ts'

/** A program that can be drawn again: its place, the run's seed, and its number in the run. */
export interface Draw {
  readonly place: Place
  readonly seed: number
  readonly number: number
}

const places: readonly Place[] = ['before', 'connected', 'media']

export const nameOf = ({ place, seed, number }: Draw): string => `${place}:${seed}:${number}`

/**
 * Reads what `--replay` is given.
 *
 * @throws Error when it is no name of a program
 * @example readName('connected:7:12')
 */
export function readName(name: string): Draw {
  const [, place, seed, number] = /^(\w+):(\d+):(\d+)$/.exec(name) ?? []
  const known = places.find((one) => one === place)
  if (known === undefined)
    throw new Error(`--replay takes a program's name, as "connected:7:12", not "${name}". The report prints the names.`)
  return { place: known, seed: Number(seed), number: Number(number) }
}

/** Programs have seeds of their own, so that one can be drawn without the others. */
const seedOf = ({ seed, number }: Draw): number =>
  (Math.imul(seed, 0x9e37_79b1) ^ Math.imul(number + 1, 0x85eb_ca6b)) | 0

/** The program of a name; the same at any time. */
export function draw(one: Draw): RecordedCase {
  const [drawn] = fc.sample(programs(one.place), { seed: seedOf(one), numRuns: 1 })
  if (drawn === undefined) throw new Error(`Nothing was drawn for ${nameOf(one)}.`)
  return caseOf(nameOf(one), one.place, drawn)
}

/**
 * Looks for a shorter program that still differs in the same way, by fast-check's shrinking.
 *
 * @param differs whether a program differs so
 * @param most how many programs are tried
 */
export async function shrink(
  one: Draw,
  differs: (recorded: RecordedCase) => Promise<boolean>,
  most: number,
): Promise<RecordedCase> {
  let shortest = draw(one)
  let tried = 0
  const property = fc.asyncProperty(programs(one.place), async (drawn) => {
    tried += 1
    if (tried > most) return
    const recorded = caseOf(nameOf(one), one.place, drawn)
    if (!(await differs(recorded))) return
    shortest = recorded
    throw new Error('It differs.')
  })
  await fc.check(property, { seed: seedOf(one), numRuns: 1, markInterruptAsFailure: false })
  return shortest
}
