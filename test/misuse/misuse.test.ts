import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { restVerbs } from '../../src/author/verbs/rest-verbs.ts'
import { verbTables } from '../../src/author/verbs/verbs.ts'
import { functionParams } from '../../src/author/verbs/world-verbs.ts'
import { createSimulator } from '../../src/simulator.ts'
import type { Param } from '../../src/vocabulary/check.ts'
import { fullWorld, lookAt, methodsOf } from './live-objects.ts'
import { callWith, demandRefusal, outcomeOf } from './walk.ts'
import { wrongFor } from './wrong-values.ts'

/** The long test draws more: `MISUSES=20000`. */
const draws = Number(process.env['MISUSES'] ?? 800)
const seed = Number(process.env['MISUSES_SEED'] ?? 11)

const tables: Readonly<Record<string, Readonly<Record<string, { readonly params: readonly Param[] }>>>> = {
  ...verbTables,
  rest: restVerbs,
}

describe('misuse', () => {
  const world = fullWorld()
  const verbs = world.held.flatMap(({ noun, object }) =>
    methodsOf(object).map((verb) => ({ noun, object, verb, params: tables[noun]?.[verb]?.params })),
  )

  test('every verb of every object that a test author holds stands in a table', () => {
    expect(verbs.filter(({ params }) => params === undefined).map(({ noun, verb }) => `${noun}.${verb}`)).toEqual([])
    expect(verbs.length).toBeGreaterThan(100)
  })

  test('is refused by name, with what was given and what is right, and changes nothing', async () => {
    const places = verbs.flatMap((one) =>
      (one.params ?? []).map((_, place) => ({ ...one, params: one.params ?? [], place })),
    )
    const misuse = fc
      .constantFrom(...places)
      .chain((one) => callWith(one.params, one.place).map((args) => ({ ...one, args })))
    const before = lookAt(world)
    await fc.assert(
      fc.asyncProperty(misuse, async ({ noun, object, verb, params, place, args }) => {
        const method: unknown = Reflect.get(object, verb)
        const error = await outcomeOf(() => Reflect.apply(method as () => void, object, [...args]))
        const param = params[place]
        if (param !== undefined) demandRefusal(error, `${noun}.${verb}`, param)
        if (lookAt(world) !== before) expect(lookAt(world)).toBe(before)
      }),
      { numRuns: draws, seed },
    )
  }, 600_000)

  test('of options when a world is made is refused', async () => {
    const [options] = functionParams.createSimulator
    if (options === undefined) throw new Error('createSimulator() takes options.')
    await fc.assert(
      fc.asyncProperty(wrongFor(options.form), async (wrong) => {
        if (wrong === undefined) return
        const error = await outcomeOf(() => Reflect.apply(createSimulator, undefined, [wrong]))
        demandRefusal(error, 'createSimulator', options)
      }),
      { numRuns: Math.ceil(draws / 10), seed },
    )
  })

  test('of a value that cannot even be read is refused', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    const throwing = {
      get times(): number {
        throw new Error('not today')
      },
    }
    for (const options of [proxy, throwing]) {
      expect(() => world.simulator.network.flap(options)).toThrow(/network\.flap\(options\): this cannot be read/)
    }
  })

  test('with too many arguments is refused', () => {
    const { simulator } = world
    expect(() => Reflect.apply(simulator.network.goOffline, simulator.network, [true])).toThrow(
      'network.goOffline() takes no arguments, and was given 1',
    )
    expect(() => Reflect.apply(simulator.network.drop, simulator.network, [1006, 'why'])).toThrow(
      /network\.drop\(\) takes one argument: code, and was given 2; the first of the others is the text "why"/,
    )
  })

  test('without the object that a verb belongs to is refused', () => {
    const { goOffline } = world.simulator.network
    expect(() => goOffline()).toThrow(/network\.goOffline\(\) was called without its object/)
  })
})
