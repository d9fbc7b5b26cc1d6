import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Param } from '../../src/vocabulary/check.ts'
import { entrances, namesOf, type PublicName } from './entrances.ts'
import { methodsOf } from './live-objects.ts'
import { calledByOthers, givesToOthers, givesVerbs, handedOut } from './public-functions.ts'
import { callWith, demandRefusal, outcomeOf } from './walk.ts'

/** What was held against a table, in the call that is under way. */
const held = vi.hoisted((): { readonly checks: { verb: string; params: readonly Param[] }[] } => ({ checks: [] }))

vi.mock('../../src/vocabulary/check.ts', async (original) => {
  const real = await original<typeof import('../../src/vocabulary/check.ts')>()
  return {
    ...real,
    demandArguments: (verb: string, params: readonly Param[], args: readonly unknown[]): void => {
      held.checks.push({ verb, params })
      real.demandArguments(verb, params, args)
    },
  }
})

// Jest's own module is there under Jest alone.
vi.mock('@jest/globals', () => {
  const nothing = (): void => {}
  return {
    ...{ afterAll: nothing, afterEach: nothing, beforeEach: nothing, test: nothing },
    expect: { extend: nothing, getState: () => ({}) },
  }
})

/** The long test draws more: `MISUSES=20000`. */
const draws = Number(process.env['MISUSES'] ?? 800)
const seed = Number(process.env['MISUSES_SEED'] ?? 11)

/** What takes anything, such as the contents of a file, says itself what is wrong in it. */
const takesAnything = ({ form }: Param): boolean => form.is === 'thing' && form.fits(Symbol('strange'))

/** A public function, and the table that its arguments are held against; null: there is none. */
interface Checked {
  readonly name: string
  readonly call: (...args: readonly unknown[]) => unknown
  readonly verb: string
  readonly params: readonly Param[]
}

const isFunction = (value: unknown): value is (...args: readonly unknown[]) => unknown => typeof value === 'function'

const isClass = (value: object): boolean => /^class\b/.test(Function.prototype.toString.call(value))

/** Calls a function with what it can never take, and sees which table refuses it. */
async function checkedBy(name: string, of: object, own: unknown = undefined): Promise<Checked | null> {
  const call = (...args: readonly unknown[]): unknown => {
    if (!isFunction(of)) throw new Error(`${name} is no function.`)
    return isClass(of) ? Reflect.construct(of, args) : Reflect.apply(of, own, args)
  }
  held.checks.length = 0
  const error = await outcomeOf(() => call(...Array.from({ length: 8 }, () => Symbol('strange'))))
  const [check] = held.checks
  if (!(error instanceof RangeError) || check === undefined) return null
  // Jest hands its own configuration to a reporter first.
  if (check.verb !== 'fake-opentok/jest/reporter') return { name, call, ...check }
  return { name, ...check, call: (...args) => call({ rootDir: '.' }, ...args) }
}

const all: readonly PublicName[] = (await Promise.all(entrances.map(namesOf))).flat()
const functions = all.filter(
  ({ entrance, name, value }) =>
    isFunction(value) && !(entrance in calledByOthers) && !(`${entrance} ${name}` in calledByOthers),
)
const handed = await handedOut()

const found: readonly { readonly name: string; readonly checked: Checked | null }[] = [
  ...(await inTurn(functions, async ({ entrance, name, value }) => ({
    name: `${entrance} ${name}`,
    checked: await checkedBy(`${entrance} ${name}`, Object(value)),
  }))),
  ...(await inTurn(
    handed.flatMap(({ noun, object }) => methodsOf(object).map((verb) => ({ noun, object, verb }))),
    async ({ noun, object, verb }) => ({
      name: `${noun}.${verb}`,
      checked: await checkedBy(`${noun}.${verb}`, Object(Reflect.get(object, verb)), object),
    }),
  )),
]

async function inTurn<One, Result>(list: readonly One[], run: (one: One) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (const one of list) results.push(await run(one))
  return results
}

describe('every public function of every entrance', () => {
  test('is found: each entrance of package.json is loaded', () => {
    expect(new Set(all.map(({ entrance }) => entrance))).toContain('panel')
    expect(functions.length).toBeGreaterThan(25)
  })

  test('looks at its arguments, or is called by others than a test author', () => {
    expect(found.filter(({ checked }) => checked === null).map(({ name }) => name)).toEqual([])
  })

  test('gives verbs that are drawn too', () => {
    const dataAndWorlds = [
      'simulator createSimulator',
      'simulator errorOf',
      ...['applyScenario', 'parseScenario', 'playScenario', 'readScenario', 'simulatorFor'].map(
        (one) => `scenario ${one}`,
      ),
      ...['vitest', 'vitest/strict', 'jest'].flatMap((one) =>
        ['allowUnmet', 'configure', 'eachFailure'].map((name) => `${one} ${name}`),
      ),
      'offline joinWorld',
      'panel explainFailure',
    ]
    const unknown = functions.filter(
      ({ entrance, name }) =>
        !(name in givesVerbs) && !(name in givesToOthers) && !dataAndWorlds.includes(`${entrance} ${name}`),
    )
    expect(unknown.map(({ entrance, name }) => `${entrance} ${name}`)).toEqual([])
  })

  test('refuses by name what it cannot take, with what was given and what is right', async () => {
    const places = found.flatMap(({ checked }) =>
      checked === null
        ? []
        : checked.params
            .map((param, place) => ({ ...checked, param, place }))
            .filter(({ param }) => !takesAnything(param)),
    )
    const misuse = fc
      .constantFrom(...places)
      .chain((one) => callWith(one.params, one.place).map((args) => ({ ...one, args })))
    await fc.assert(
      fc.asyncProperty(misuse, async ({ call, verb, param, args }) => {
        demandRefusal(await outcomeOf(() => call(...args)), verb, param)
      }),
      { numRuns: draws, seed },
    )
  }, 600_000)

  test('refuses arguments beyond the last', async () => {
    for (const { checked } of found) {
      if (checked === null || checked.params.some(({ rest }) => rest)) continue
      const { call, verb, params, name } = checked
      if (name.endsWith('ErrorSurfaceReporter') || name.endsWith('default')) continue
      await fc.assert(
        fc.asyncProperty(callWith([...params, { name: 'surplus', form: { is: 'null' } }], -1), async (args) => {
          const error = await outcomeOf(() => call(...args))
          expect(error, `${name} takes one more in silence`).toBeInstanceOf(RangeError)
          expect(String(error)).toContain(`${verb}() takes `)
        }),
        { numRuns: 3, seed },
      )
    }
  })
})
