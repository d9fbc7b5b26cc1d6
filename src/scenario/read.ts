import * as v from 'valibot'
import { messageOf } from '../kernel/values.ts'
import { demandArguments, param } from '../vocabulary/check.ts'
import { quoted } from '../vocabulary/sentences.ts'
import { text as aText, filled, optional, type Shape, thing } from '../vocabulary/shape.ts'
import { checkScenario } from './check/check.ts'
import type { Scenario, ScenarioProblem } from './scenario.ts'
import { ScenarioError } from './scenario.ts'
import { scenarioSchema } from './schema/schema.ts'

const source = param('source', optional(filled))
// The schema says what is wrong with it, place by place.
const anyValue: Shape<unknown> = thing('what a scenario file holds', () => true)
const readParams = [param('value', anyValue), source]
const parseParams = [param('text', aText), source]

const deepest = 32

const prototypeKeys: readonly string[] = ['__proto__', 'constructor', 'prototype']

/** A place in a file, such as `faults[0].failure`. */
export const pathOf = (keys: readonly unknown[]): string =>
  keys
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')

/** Keys that reach for a prototype, wherever they are, and nesting without an end. */
function hiddenProblems(value: unknown, path: readonly unknown[]): readonly ScenarioProblem[] {
  if (typeof value !== 'object' || value === null) return []
  if (path.length > deepest) return [{ path: pathOf(path), message: `is nested more than ${deepest} levels deep.` }]
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  return keys.flatMap((key) => {
    const inner = [...path, key]
    if (typeof key === 'string' && prototypeKeys.includes(key)) {
      return [{ path: pathOf(inner), message: `The key ${quoted(key)} is not allowed: take it out.` }]
    }
    return hiddenProblems(Reflect.get(value, key), inner)
  })
}

const problemOf = (issue: v.BaseIssue<unknown>): ScenarioProblem => ({
  path: pathOf(issue.path?.map(({ key }) => key) ?? []),
  message: issue.message,
})

/**
 * Reads a scenario from a value, such as an imported JSON file.
 *
 * @param source What the scenario is called in an error, such as its file.
 * @throws ScenarioError naming every place that is wrong, and the remedy; RangeError for another argument that cannot be.
 *
 * @example
 * readScenario({ title: 'The token has expired', given: { token: { expiresIn: '-1h' } } })
 */
export function readScenario(...args: readonly [value: unknown, source?: string]): Scenario {
  demandArguments('readScenario', readParams, args)
  const [value, name = 'The scenario'] = args
  const hidden = hiddenProblems(value, [])
  if (hidden.length > 0) throw new ScenarioError(name, hidden)
  const result = v.safeParse(scenarioSchema, value)
  if (!result.success) throw new ScenarioError(name, result.issues.map(problemOf))
  const problems = checkScenario(result.output)
  if (problems.length > 0) throw new ScenarioError(name, problems)
  read.add(result.output)
  return result.output
}

/** Scenarios that have been read, and need not be again. */
const read: WeakSet<Scenario> = new WeakSet()

/**
 * A scenario that is known to be one, wherever it comes from: one that was written in code is read now.
 *
 * @throws ScenarioError naming every place that is wrong, and the remedy.
 */
export const demandScenario = (scenario: Scenario): Scenario =>
  read.has(scenario) ? scenario : readScenario(scenario, `The scenario ${quoted(scenario?.title)}`)

/** Some editors write it at the beginning of a file. */
const byteOrderMark = '\ufeff'

/**
 * Reads a scenario from the text of its file.
 *
 * @throws ScenarioError for a text that is no JSON, or no scenario; RangeError for what is no text.
 * @example const scenario = parseScenario(readFileSync('kicked.json', 'utf8'), 'kicked.json')
 */
export function parseScenario(...args: readonly [text: string, source?: string]): Scenario {
  demandArguments('parseScenario', parseParams, args)
  const [text, name = 'The scenario'] = args
  let value: unknown
  try {
    value = JSON.parse(text.startsWith(byteOrderMark) ? text.slice(1) : text)
  } catch (error) {
    const why = messageOf(error).replaceAll(/(?:\\n|\s)+/g, ' ')
    throw new ScenarioError(name, [{ path: '', message: `It is not JSON (${why}). Mend the text, then try again.` }])
  }
  return readScenario(value, name)
}
