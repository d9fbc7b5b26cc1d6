import type { RestOutcome, RestRequest } from '../rest/message.ts'
import { methodsAt } from '../rest/route.ts'
import type { Post } from '../rest/webhooks/delivery.ts'
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
    headers: Object.fromEntries(request.headers),
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
    signal.addEventListener('abort', () => reject(signal.reason))
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

/** Posts with the `fetch` of this place, looked up at each call, so that MSW and a real server can be reached alike. */
export const postByFetch: Post = async (address, headers, body) => {
  try {
    const { status } = await globalThis.fetch(address, { method: 'POST', headers, body })
    return status
  } catch {
    return null
  }
}

/** Answers a request as the service does; undefined where it knows no such path. */
export async function answerOf(rest: Rest, request: Request): Promise<Response | null | undefined> {
  const record = await recordOf(request.clone())
  if (!isKnownPath(record.path)) return undefined
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: corsHeaders(request) })
  return responseOf((await rest.take(record)) ?? (await rest.unknown(record)), request)
}
