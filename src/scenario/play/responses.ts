/** Whether the response to a request is the expected one. */

import { findRestFailure } from '../../contract/rest/failures.ts'
import { jsonOf } from '../../kernel/values.ts'
import type { RequestExpectation } from '../scenario.ts'
import type { Json } from '../values.ts'
import type { Heard } from './driver.ts'

type Response = Extract<Heard, { kind: 'response' }>

const responseOf = (heard: readonly Heard[], step: number): Response | undefined =>
  heard.find((one): one is Response => one.kind === 'response' && one.step === step)

const statusWords = (status: number | 'failed' | null): string =>
  typeof status === 'number' ? `status ${status}` : 'a failure of the network'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Whether a value has what is wanted, and perhaps more; lists have to be as long. */
function agrees(actual: unknown, wanted: Json): boolean {
  if (!isObject(wanted)) return actual === wanted
  if (!isObject(actual) || Array.isArray(actual) !== Array.isArray(wanted)) return false
  if (Array.isArray(wanted) && Array.isArray(actual) && actual.length !== wanted.length) return false
  return Object.entries(wanted).every(([key, value]) => agrees(Reflect.get(actual, key), value))
}

const bodyAgrees = ({ body }: Response, wanted: Json): boolean =>
  typeof wanted === 'string' ? body === wanted : agrees(jsonOf(body), wanted)

const shown = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)} ...` : text)

/** How a response differs from what is expected; empty: it does not. */
export function statusProblems(
  heard: readonly Heard[],
  { step, status, body, whole = true }: RequestExpectation,
): readonly string[] {
  const response = responseOf(heard, step)
  if (response === undefined)
    return [`Step ${step} should be answered with ${statusWords(status)}; it was never answered.`]
  if (response.status !== (status === 'failed' ? null : status)) {
    const came = `${statusWords(response.status)}${response.body === '' ? '' : ` (${shown(response.body)})`}`
    return [`Step ${step} should be answered with ${statusWords(status)}; it was answered with ${came}.`]
  }
  if (response.whole !== whole) {
    return [`The body of the answer of step ${step} should ${whole ? 'come to its end' : 'break off'}, and it did not.`]
  }
  if (body === undefined || bodyAgrees(response, body)) return []
  return [`The answer of step ${step} should have ${JSON.stringify(body)}, and is ${shown(response.body)}.`]
}

/** How a response differs from what the catalogue says of a failure of HTTP; empty: it is as it says. */
export function restFailureProblems(heard: readonly Heard[], step: number, id: string): readonly string[] {
  const row = findRestFailure(id)
  if (row === undefined) return [`There is no failure ${id}.`]
  const wrong = statusProblems(heard, { step, status: row.status, body: { code: row.code } })
  if (wrong.length > 0) return wrong
  const json = jsonOf(responseOf(heard, step)?.body ?? '')
  const message: unknown = isObject(json) ? Reflect.get(json, 'message') : undefined
  return typeof message === 'string' && message !== '' ? [] : [`The answer of step ${step} has no message.`]
}
