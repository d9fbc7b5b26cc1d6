import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { answerOf, postToServer } from '../../author/rest/fetch.ts'
import { type Rest, restOf, type WebhookOptions } from '../../author/rest/rest.ts'
import type { Simulator } from '../../author/simulator.ts'
import { type FailureId, findFailure, isFailureId } from '../../contract/failures.ts'
import { nameOf } from '../../contract/fault-points.ts'
import type { FaultOptions } from '../../faults/fault.ts'
import { messageOf } from '../../kernel/values.ts'
import { isAtService } from '../../world/remote-plan.ts'

/** The largest body of a request, in bytes: the service's largest request is a signal of 8 kB. */
const largestBody = 256 * 1024

/** A request that is answered with a status and a sentence. */
class BadRequest extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > largestBody) throw new BadRequest(413, `A body has ${largestBody} bytes at most.`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** A request of Node's server as a `Request`. Its signal ends with the line, so that an answer that never comes is not awaited for ever. */
async function requestOf(incoming: IncomingMessage, url: URL, signal: AbortSignal): Promise<Request> {
  const { method = 'GET', headers } = incoming
  const body = await bodyOf(incoming)
  const pairs = Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]))
  const whole = { method, headers: pairs.map(([name = '', value = '']): [string, string] => [name, value]), signal }
  return new Request(url, method === 'GET' || method === 'HEAD' ? whole : { ...whole, body: new Uint8Array(body) })
}

const json = (status: number, body: unknown): Response =>
  new Response(`${JSON.stringify(body)}\n`, { status, headers: { 'content-type': 'application/json' } })

/** The body of `POST /failures`: the id of a failure, beside the options of `simulator.fail`. */
function readFailure(text: string): { readonly failure: string; readonly options: FaultOptions } {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw new BadRequest(400, 'The body is no JSON. Send {"failure": "Session.publish/stream-limit-exceeded"}.')
  }
  if (typeof read !== 'object' || read === null || !('failure' in read) || typeof read.failure !== 'string') {
    throw new BadRequest(400, 'The body names no failure. Send {"failure": "Session.publish/stream-limit-exceeded"}.')
  }
  const { failure, ...options } = read
  return { failure, options }
}

/** @throws BadRequest for a failure that would strike in a page, where the request names none: the server itself makes no calls. */
function demandPlace(failure: string, { match }: FaultOptions): void {
  if (!isFailureId(failure) || isAtService(nameOf(findFailure(failure).point))) return
  if (String(match?.client).includes('@')) return
  throw new BadRequest(
    400,
    `${failure} happens in a page, and this request names none. Add "match": {"client": "client-1@2"} for the first client of page 2, or call simulator.fail() in the page.`,
  )
}

/** The requests to a served world, besides those of its pages: the service's HTTP face, and failures that are asked for. */
export class WorldHttp {
  readonly #simulator: Simulator
  readonly #rest: Rest

  constructor(simulator: Simulator, webhooks: WebhookOptions) {
    this.#simulator = simulator
    this.#rest = restOf(simulator, postToServer)
    this.#rest.configure({ webhooks })
  }

  /** Answers a request; false where nothing is known at its path. */
  async answer(incoming: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
    const ending = new AbortController()
    response.once('close', () => ending.abort())
    try {
      const request = await requestOf(incoming, url, ending.signal)
      const answer = await this.#answerTo(request, url.pathname)
      if (answer === undefined) return false
      await send(answer, response)
    } catch (error) {
      if (ending.signal.aborted) return true
      const status = error instanceof BadRequest ? error.status : 400
      await send(json(status, { error: messageOf(error) }), response)
    }
    return true
  }

  #answerTo(request: Request, path: string): Promise<Response | null | undefined> {
    if (path === '/failures') return this.#failures(request)
    return answerOf(this.#rest, request)
  }

  async #failures(request: Request): Promise<Response> {
    if (request.method === 'GET') return json(200, this.#simulator.armed)
    if (request.method !== 'POST') throw new BadRequest(405, 'Failures are asked for with POST, and listed with GET.')
    const { failure, options } = readFailure(await request.text())
    demandPlace(failure, options)
    this.#simulator.fail(failure as FailureId, options)
    await this.#simulator.settled()
    return json(201, { failure, ...options })
  }
}

async function send(answer: Response | null, response: ServerResponse): Promise<void> {
  if (answer === null) return void response.destroy()
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  if (answer.body === null) return void response.end()
  await new Promise<void>((resolve) => {
    const body = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0])
    // A body that breaks off breaks the line off.
    body.on('error', () => response.destroy())
    response.once('close', resolve)
    body.pipe(response)
  })
}
