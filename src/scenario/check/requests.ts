import { restOperationRows } from '../../contract/rest/operations.ts'
import { noneOf } from '../../vocabulary/sentences.ts'
import { argumentProblems, tokensIn } from '../play/arguments.ts'
import type { RequestStep, Scenario, ScenarioProblem } from '../scenario.ts'
import type { Json } from '../values.ts'
import { answerLatencyProblems } from '../verbs/rest.ts'

/** The names in the braces of a path. */
const namesIn = (path: string): readonly string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)

const isBag = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The tokens that can stand in a request, which travels as text: ids, texts and answers, and no objects of the application. */
const travelling = ['$given', '$connectionId', '$streamId', '$answer', '$repeat', '$undefined']

function partProblems(value: Json, place: string): readonly ScenarioProblem[] {
  const still = tokensIn(value, place).filter(({ key }) => !travelling.includes(key))
  return [
    ...argumentProblems(value, place),
    ...still.map(({ path, key }) => ({
      path,
      message: `A request carries text, and ${key} is an object of the application. Take one of: ${travelling.join(', ')}.`,
    })),
  ]
}

function pathProblems({ request, path = {} }: RequestStep, place: string): readonly ScenarioProblem[] {
  if (!isBag(path)) return [{ path: place, message: 'must be an object, with what stands in the braces of the path.' }]
  const known = namesIn(restOperationRows[request].path)
  const strangers = Object.keys(path).filter((name) => !known.includes(name))
  return [
    ...strangers.map((name) => ({
      path: `${place}.${name}`,
      message: noneOf(`part of the path of ${request}`, name, known),
    })),
    ...Object.entries(path).flatMap(([name, value]) => partProblems(value, `${place}.${name}`)),
  ]
}

/** The problems of a request of the application's server. */
export function requestProblems(step: RequestStep, path: string): readonly ScenarioProblem[] {
  const { method } = restOperationRows[step.request]
  const bodyless = step.body !== undefined && method === 'GET'
  return [
    ...pathProblems(step, `${path}.path`),
    ...(step.body === undefined ? [] : partProblems(step.body, `${path}.body`)),
    ...(bodyless ? [{ path: `${path}.body`, message: 'A GET has no body: take it out.' }] : []),
  ]
}

/** The problems of the circumstances of HTTP. */
export function givenRestProblems({ given }: Scenario): readonly ScenarioProblem[] {
  const latency = given?.rest?.latency
  return latency === undefined ? [] : answerLatencyProblems(latency, 'given.rest.latency')
}
