import type { Simulator } from '../author/simulator.ts'

/** The fixtures of a test: the world that the aliased SDK drives, its `OT`, and the session that `credentials()` is for. */
export interface OpenTokFixtures {
  readonly simulator: Simulator
  readonly OT: Simulator['OT']
  readonly room: ReturnType<Simulator['room']>
}

type Use<Value> = (value: Value) => Promise<void>

/** A fixture as the object form of `test.extend({ ... })` takes it. */
export type UseFixture<Value> = (context: object, use: Use<Value>) => Promise<void>

/** Fixtures for the object form. */
export type ObjectFixtures = { readonly [Name in keyof OpenTokFixtures]: UseFixture<OpenTokFixtures[Name]> }

/** Fixtures for the builder form, one each. */
export type BuilderFixtures = { readonly [Name in keyof OpenTokFixtures]: () => OpenTokFixtures[Name] }

/** The fixtures of a world for the object form, `test.extend(fixtures)`. */
export const objectFixtures = (simulator: Simulator): ObjectFixtures => ({
  // A runner reads the names between the braces, and hands over what they name: nothing here.
  // biome-ignore lint/correctness/noEmptyPattern: the runner demands a pattern.
  simulator: async ({}, use) => use(simulator),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  OT: async ({}, use) => use(simulator.OT),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  room: async ({}, use) => use(simulator.room()),
})

/** The fixtures of a world for the builder form, `test.extend('simulator', fixture.simulator)`. */
export const builderFixtures = (simulator: Simulator): BuilderFixtures => ({
  simulator: () => simulator,
  OT: () => simulator.OT,
  room: () => simulator.room(),
})
