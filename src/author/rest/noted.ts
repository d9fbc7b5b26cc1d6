/** Requests and answers of HTTP as entries of the journal. */

import { madeBy, type RestOperation } from '../../contract/rest/operations.ts'
import { type Bag, fieldOf, isBag, jsonOf } from '../../kernel/values.ts'
import { isJson, type RestRequest } from '../../rest/message.ts'
import type { Route } from '../../rest/route.ts'
import type { NotedAnswer } from '../../rest/world.ts'

const usualType = (operation: RestOperation): string =>
  operation === 'createSession' ? 'application/x-www-form-urlencoded' : 'application/json'

function bodyIn(operation: RestOperation, { body }: RestRequest): unknown {
  if (operation === 'createSession') return Object.fromEntries(new URLSearchParams(body))
  const json = jsonOf(body)
  return isJson(json) ? json : body
}

/** A request of a server, as the journal tells it: without its token, which `token: 'none'` says is missing. */
export function askedDetail({ operation, params }: Route, request: RestRequest): Bag {
  const { project: _, ...path } = params
  const { headers, query } = request
  const type = headers['content-type']
  const isPlain = type === undefined || type.startsWith(usualType(operation))
  const hasToken = headers['authorization'] !== undefined || headers['x-opentok-auth'] !== undefined
  return {
    ...(Object.keys(path).length === 0 ? {} : { path }),
    ...(Object.keys(query).length === 0 ? {} : { query }),
    ...(request.body === '' ? {} : { body: bodyIn(operation, request) }),
    ...(isPlain ? {} : { contentType: type }),
    ...(hasToken ? {} : { token: 'none' }),
  }
}

/** The field of an answer that holds the id of the thing that the request made. */
const madeFields = new Map(Object.values(madeBy).map(({ request, field }) => [request, field]))

/** The id that an answer gives to the thing that its request made. */
function madeIn(operation: RestOperation, { status, body }: NotedAnswer): unknown {
  const field = madeFields.get(operation)
  if (field === undefined || typeof status !== 'number' || status >= 300 || body === null) return undefined
  const json = jsonOf(body)
  return isBag(json) ? fieldOf(json, field) : undefined
}

/** An answer to a server, as the journal tells it. */
export function answeredDetail(operation: RestOperation, answer: NotedAnswer, failure: string | null): Bag {
  const id = madeIn(operation, answer)
  return {
    status: answer.status,
    ...(failure === null ? {} : { failure }),
    ...(id === undefined ? {} : { id }),
  }
}
