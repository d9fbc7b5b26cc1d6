import type { Param } from '../../vocabulary/check.ts'
import { type Exact, type Shape, thing } from '../../vocabulary/shape.ts'

/** One verb of the test author's API. */
export interface VerbEntry<All extends readonly Param[] = readonly Param[]> {
  readonly params: All
  /** It only reads, and goes on doing so when its world has ended. */
  readonly reads: boolean
  /** It answers by a promise, and refuses by one. */
  readonly later: boolean
}

/** A verb that does something. */
export const verb = <const All extends readonly Param[]>(...params: All): VerbEntry<All> => ({
  params,
  reads: false,
  later: false,
})
/** A verb that only reads. */
export const reading = <const All extends readonly Param[]>(...params: All): VerbEntry<All> => ({
  ...verb(...params),
  reads: true,
})
/** A verb that answers by a promise. */
export const later = <const All extends readonly Param[]>(...params: All): VerbEntry<All> => ({
  ...verb(...params),
  later: true,
})

type Method = (...args: never[]) => unknown
/** The parameters of a method by the types of its arguments. */
export type ParamsOf<Args extends readonly unknown[]> = number extends Args['length']
  ? readonly (Param & Exact<Args[number]>)[]
  : { readonly [Index in keyof Required<Args>]: Param & Exact<Exclude<Args[Index], undefined>> }

/** The verbs of a thing, by name. */
export type Verbs = Readonly<Record<string, VerbEntry>>

/** A table with an entry for each method of a type, whose parameters take the very values that the type says. */
export type VerbTable<T> = {
  readonly [Key in keyof T as T[Key] extends Method ? Key : never]: T[Key] extends (
    ...args: infer Args extends readonly unknown[]
  ) => unknown
    ? VerbEntry<ParamsOf<Args>>
    : never
}

/** A function. */
export const aFunction = <T>(): Shape<T> => thing('a function', (value) => typeof value === 'function')
