import { byKindAlone, pageFacts, passingClass, sameTurn } from './looseness.ts'
import { isJsonObject, type Json, type JsonObject } from './recorded-case.ts'

/** How described values are compared. */
export interface ValueRules {
  /** Whether `microtask` and `task` may stand for each other. */
  readonly mediaTurns: boolean
  /** Whether facts about the page are left out. */
  readonly headless: boolean
}

const longestShown = 200

/**
 * Lists where a value differs from the recorded one; a missing property and an undefined one are the same.
 *
 * @example valueDifferences({ kind: 'null' }, { kind: 'undefined' }, 'returns', rules)
 */
export function valueDifferences(
  expected: Json | undefined,
  actual: Json | undefined,
  path: string,
  rules: ValueRules,
): readonly string[] {
  const key = lastKey(path)
  if (rules.headless && pageFacts.has(key)) return []
  if (key === 'timing' || key === 'phase') return turnDifference(expected, actual, path, rules)
  if (key === 'classes') return listDifferences(withoutPassing(expected), withoutPassing(actual), path, rules)
  if (byKindAlone(key, expected)) return difference(kindOf(expected), kindOf(actual), `${path}.kind`)
  if (Array.isArray(expected)) return listDifferences(expected, actual, path, rules)
  if (isJsonObject(expected) && isJsonObject(actual)) return objectDifferences(expected, actual, path, rules)
  return difference(expected, actual, path)
}

/** Shows a value in one line. */
export function show(value: Json | undefined): string {
  const shown = value === undefined ? 'nothing' : JSON.stringify(value)
  return shown.length <= longestShown ? shown : `${shown.slice(0, longestShown)}…`
}

function objectDifferences(
  expected: JsonObject,
  actual: JsonObject,
  path: string,
  rules: ValueRules,
): readonly string[] {
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)])
  return [...keys].flatMap((key) => valueDifferences(expected[key], actual[key], join(path, key), rules))
}

function listDifferences(
  expected: Json | undefined,
  actual: Json | undefined,
  path: string,
  rules: ValueRules,
): readonly string[] {
  if (!Array.isArray(expected) || !Array.isArray(actual)) return difference(expected, actual, path)
  const expectedList: readonly Json[] = expected
  const actualList: readonly Json[] = actual
  if (expectedList.length !== actualList.length) return difference(expectedList, actualList, path)
  return expectedList.flatMap((one, index) => valueDifferences(one, actualList[index], `${path}[${index}]`, rules))
}

const turnDifference = (
  expected: Json | undefined,
  actual: Json | undefined,
  path: string,
  rules: ValueRules,
): readonly string[] => (sameTurn(expected, actual, rules.mediaTurns) ? [] : [sentence(expected, actual, path)])

const difference = (expected: Json | undefined, actual: Json | undefined, path: string): readonly string[] =>
  JSON.stringify(expected) === JSON.stringify(actual) ? [] : [sentence(expected, actual, path)]

const sentence = (expected: Json | undefined, actual: Json | undefined, path: string): string =>
  `${path}: recorded ${show(expected)}, got ${show(actual)}`

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)
const lastKey = (path: string): string => path.slice(path.lastIndexOf('.') + 1)
const kindOf = (value: Json | undefined): Json | undefined => (isJsonObject(value) ? value.kind : value)

const withoutPassing = (classes: Json | undefined): Json | undefined =>
  Array.isArray(classes) ? classes.filter((name) => name !== passingClass) : classes
