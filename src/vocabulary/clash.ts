import type { Clash } from './shape.ts'

type Other = (name: string) => unknown

function isSo({ key, values, beside, is }: Clash, value: object, other: Other): boolean {
  const own: unknown = Reflect.get(value, key)
  if (own === undefined || values?.every((one) => one !== own) === true) return false
  return [beside].flat().every((name) => {
    const given = other(name)
    return is === undefined ? given !== undefined : is.some((one) => one === given)
  })
}

function besideText({ beside, is }: Clash, other: Other): string {
  const names = [beside].flat().join(' and ')
  const given = other(names)
  if (given === undefined) return `without ${names}`
  return is === undefined ? `beside ${names}` : `where ${names} is ${JSON.stringify(given)}`
}

/** The key of an object that has no effect beside what is given elsewhere, and the sentence about it. */
export function clashIn(
  clashes: readonly Clash[] | undefined,
  value: object,
  other: Other,
): { readonly key: string; readonly sentence: string } | undefined {
  const found = clashes?.find((clash) => isSo(clash, value, other))
  if (found === undefined) return undefined
  const { key, why } = found
  return {
    key,
    sentence: `this has no effect ${besideText(found, other)}: ${why}. Give something else, or leave it out.`,
  }
}
