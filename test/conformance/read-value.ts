import { NotSupported } from './not-supported.ts'
import { isJsonObject, type Json, type JsonObject } from './recorded-case.ts'

const refuse = (value: Json | undefined, where: string): never => {
  throw new NotSupported(`${where} = ${JSON.stringify(value)}`)
}

/** A text of a recording, or NotSupported. */
export const text = (value: Json | undefined, where: string): string =>
  typeof value === 'string' ? value : refuse(value, where)

/** A number of a recording, or NotSupported. */
export const count = (value: Json | undefined, where: string): number =>
  typeof value === 'number' ? value : refuse(value, where)

/** A boolean of a recording, or NotSupported. */
export const flag = (value: Json | undefined, where: string): boolean =>
  typeof value === 'boolean' ? value : refuse(value, where)

/** An object of a recording, or NotSupported. */
export const record = (value: Json | undefined, where: string): JsonObject =>
  isJsonObject(value) ? value : refuse(value, where)

/** A list of a recording, or NotSupported. */
export const list = (value: Json | undefined, where: string): readonly Json[] =>
  Array.isArray(value) ? value : refuse(value, where)

/** A list, or the single value as a list of one. */
export const oneOrMore = (value: Json | undefined): readonly Json[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

/** One of the words that the vocabulary has for something, or NotSupported. */
export function oneOf<const Word extends string>(words: readonly Word[], value: Json | undefined, where: string): Word {
  return words.find((word) => word === value) ?? refuse(value, where)
}

/** The name in `{ reject: <name> }`, or NotSupported. */
export const rejection = (value: Json | undefined, where: string): { readonly reject: string } => ({
  reject: text(record(value, where).reject, `${where}.reject`),
})
