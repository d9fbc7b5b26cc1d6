import type { RestOperation } from '../contract/rest/operations.ts'
import { isJson, type Json, type RestRequest } from './message.ts'

/** The requests whose body is missing or is not read. */
const bodyless: readonly RestOperation[] = ['muteStream', 'migrateSession', 'stopArchive', 'stopBroadcast']

const none: Json = {}

const isBodyless = (operation: RestOperation, method: string): boolean =>
  method === 'GET' || method === 'DELETE' || operation === 'stopCaptions' || bodyless.includes(operation)

// Capital letters and parameters, such as a character set, make no other type (RFC 9110, 8.3.1).
const mediaType = (header: string): string => (header.split(';')[0] ?? '').trim().toLowerCase()

function formIn(body: string): Json {
  return Object.fromEntries(new URLSearchParams(body))
}

function jsonIn(body: string): Json | string {
  try {
    const value: unknown = JSON.parse(body)
    return isJson(value) ? value : 'The body is JSON, and no object.'
  } catch {
    return 'The body is no JSON.'
  }
}

/** The values in the body of a request, or the problem of the body. A session is asked for by a form, all else by JSON. */
export function bodyOf(operation: RestOperation, { method, headers, body }: RestRequest): Json | string {
  if (isBodyless(operation, method) || operation === 'stopConnector') return none
  const type = mediaType(headers['content-type'] ?? '')
  if (operation === 'createSession') {
    if (body === '') return none
    return type === 'application/x-www-form-urlencoded' ? formIn(body) : 'The body is not sent as a form.'
  }
  if (type !== 'application/json') return `The body is sent as ${type || 'nothing'}, and not as application/json.`
  return jsonIn(body)
}
