/** Requests and responses of `fetch`, as the HTTP face takes and gives them. */

import type { RestOutcome, RestRequest } from '../../rest/message.ts'
import { methodsAt } from '../../rest/route.ts'
import type { Post } from '../../rest/webhooks/delivery.ts'
import type { Rest } from './rest.ts'

/** The headers that let a page on any origin read an answer, without a setting of its own. */
export const corsHeaders = (request: Request): Readonly<Record<string, string>> => ({
  'access-control-allow-origin': request.headers.get('origin') ?? '*',
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
  'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '*',
  vary: 'Origin',
})

/** A request as the HTTP face takes it. */
export async function recordOf(request: Request): Promise<RestRequest> {
  const { pathname, searchParams } = new URL(request.url)
  return {
    method: request.method,
    path: pathname,
    query: Object.fromEntries(searchParams),
    // The headers of happy-dom keep their capital letters.
    headers: Object.fromEntries([...request.headers].map(([name, value]) => [name.toLowerCase(), value])),
    body: await request.text(),
  }
}

/** Whether the service has a request at this path, by whatever method. */
export const isKnownPath = (path: string): boolean => methodsAt(path).length > 0

// The first half of the body comes, and then the line breaks.
function brokenBody(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  let sent = false
  return new ReadableStream({
    pull: (controller) => {
      if (sent) controller.error(new TypeError('The connection was closed in the middle of the body.'))
      else controller.enqueue(bytes.slice(0, Math.ceil(bytes.length / 2)))
      sent = true
    },
  })
}

const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason))
  })

/** An outcome as a `Response`; null: the network fails. Where there is no answer, it never resolves. */
export async function responseOf(
  outcome: Exclude<RestOutcome, { kind: 'held' }>,
  request: Request,
): Promise<Response | null> {
  if (outcome.kind === 'silence') return never(request.signal)
  if (outcome.kind === 'network-failure') return null
  const { status, headers, body } = outcome.response
  const whole = { ...corsHeaders(request), ...headers }
  if (!outcome.broken || body === null) return new Response(body, { status, headers: whole })
  const length = String(new TextEncoder().encode(body).length)
  return new Response(brokenBody(body), { status, headers: { ...whole, 'content-length': length } })
}

interface NodeResponse {
  readonly statusCode?: number
  resume(): void
}

/** The part of Node's `http` and `https` that is used. */
interface NodeHttp {
  request(
    address: string,
    options: { readonly method: string; readonly headers: Readonly<Record<string, string | number>> },
    answered: (response: NodeResponse) => void,
  ): { on(event: 'error', failed: () => void): unknown; end(body: string): unknown }
}

const isNodeHttp = (value: unknown): value is NodeHttp =>
  typeof value === 'object' && value !== null && 'request' in value

function nodeHttpFor(address: string): NodeHttp | undefined {
  const host: unknown = Reflect.get(globalThis, 'process')
  const find: unknown = typeof host === 'object' && host !== null ? Reflect.get(host, 'getBuiltinModule') : undefined
  const found: unknown =
    typeof find === 'function' ? find(address.startsWith('https:') ? 'node:https' : 'node:http') : null
  return isNodeHttp(found) ? found : undefined
}

function postByNode(http: NodeHttp, address: string, headers: Readonly<Record<string, string>>, body: string) {
  const length = new TextEncoder().encode(body).length
  const options = { method: 'POST', headers: { ...headers, 'content-length': length } }
  return new Promise<number | null>((resolve) => {
    try {
      const request = http.request(address, options, (response) => {
        response.resume()
        resolve(response.statusCode ?? null)
      })
      request.on('error', () => resolve(null))
      request.end(body)
    } catch {
      // An address that Node cannot ask is one that gives no answer.
      resolve(null)
    }
  })
}

async function postByFetch(address: string, headers: Readonly<Record<string, string>>, body: string) {
  try {
    const { status } = await globalThis.fetch(address, { method: 'POST', headers, body })
    return status
  } catch {
    return null
  }
}

/**
 * Posts as a server does: in Node with its own `http`, because the `fetch` of a simulated page (happy-dom) asks other origins
 * for leave; in a browser with `fetch`. MSW sees either, and a real server is reached by either.
 */
export const postToServer: Post = (address, headers, body) => {
  const http = nodeHttpFor(address)
  return http === undefined ? postByFetch(address, headers, body) : postByNode(http, address, headers, body)
}

/** Answers a request as the service does; undefined where it knows no such path. */
export async function answerOf(rest: Rest, request: Request): Promise<Response | null | undefined> {
  const record = await recordOf(request.clone())
  if (!isKnownPath(record.path)) return undefined
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: corsHeaders(request) })
  return responseOf((await rest.take(record)) ?? (await rest.unknown(record)), request)
}
