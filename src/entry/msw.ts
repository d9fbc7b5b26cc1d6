import { type HttpHandler, HttpResponse, http, type JsonBodyType } from 'msw'
import { answerOf, postToServer, recordOf } from '../author/rest/fetch.ts'
import { type Rest, type RestOptions, restOf } from '../author/rest/rest.ts'
import { restFunctions } from '../author/verbs/rest-verbs.ts'
import { aFunction, type ParamsOf } from '../author/verbs/verb-table.ts'
import { credentialKeys } from '../author/verbs/world-verbs.ts'
import type { RestRequest } from '../rest/message.ts'
import { knownPaths } from '../rest/route.ts'
import type { CredentialOptions, Credentials, Simulator } from '../simulator.ts'
import { demandArguments, param } from '../vocabulary/check.ts'
import { answerStatus } from '../vocabulary/rest-words.ts'
import { bag, either, filled, optional, thing } from '../vocabulary/shape.ts'

export type { Project, RestDisturbance, RestLimits, RestOptions, WebhookOptions } from '../author/rest/rest.ts'

/** A request for credentials, as the application's own server sees it. */
export interface CredentialsRequest {
  /** The request itself: its headers, cookies and query may decide what is answered. */
  readonly request: Request
  /** The `:room` of the path, decoded; undefined where the path has none. */
  readonly room: string | undefined
}

/** The answer of the application's server: credentials with these options, or a failure of its own. */
export interface CredentialsAnswer extends CredentialOptions {
  /** The HTTP status, from 200 to 599; default 200. From 300 up no credentials are given. */
  readonly status?: number
  /** The body in place of credentials: a text as it stands, anything else as JSON. */
  readonly body?: JsonBodyType
}

/** The options of {@link credentialsHandler}: the path of the server, and its answer. */
export interface CredentialsHandlerOptions extends CredentialsAnswer {
  /** The path of the requests that are answered, in MSW's form; default: `/session/:room`, on every origin. */
  readonly path?: string
  /** Decides for each request; its result goes before the options that stand beside it. */
  readonly answer?: (request: CredentialsRequest) => CredentialsAnswer | Promise<CredentialsAnswer>
}

const withoutBody: readonly number[] = [204, 205, 304]

const answerKeys = {
  ...credentialKeys,
  status: optional(answerStatus),
  body: optional<JsonBodyType>({ is: 'json' }),
}

const handlerParams = [
  param(
    'simulator',
    thing<Pick<Simulator, 'credentials'>>(
      'a simulator of createSimulator()',
      (value) => typeof value === 'object' && value !== null && 'credentials' in value,
    ),
  ),
  param(
    'options',
    optional(
      either(
        aFunction<Required<CredentialsHandlerOptions>['answer']>(),
        bag({
          ...answerKeys,
          path: optional(filled),
          answer: optional(aFunction<Required<CredentialsHandlerOptions>['answer']>()),
        }),
      ),
    ),
  ),
] satisfies ParamsOf<Parameters<typeof credentialsHandler>>
const answerParams = [param('given', bag(answerKeys))] satisfies ParamsOf<[given: CredentialsAnswer]>

/** The answer that a test author's function decides on. */
async function decidedBy(
  answer: CredentialsHandlerOptions['answer'],
  asked: CredentialsRequest,
): Promise<CredentialsAnswer> {
  if (answer === undefined) return {}
  const given = await answer(asked)
  demandArguments('answer() of credentialsHandler', answerParams, [given])
  return given
}

/** @throws RangeError for options about credentials where none are given. */
function demandEffect({ status = 200, body, ...about }: CredentialsAnswer): void {
  const [vain] = Object.keys(about)
  if (vain === undefined || (status < 300 && body === undefined)) return
  throw new RangeError(
    `credentialsHandler(options.${vain}) has no effect: no credentials are given with ${body === undefined ? `status ${status}` : 'a body of your own'}. Leave one of them out.`,
  )
}

// A page on another origin sends OPTIONS first, and happy-dom does so for every such request; its own origin and its
// own headers are named, since a request with cookies takes no "*".
function corsHeaders({ headers }: Request): Record<string, string> {
  return {
    'access-control-allow-origin': headers.get('origin') ?? '*',
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET, OPTIONS',
    'access-control-allow-headers': headers.get('access-control-request-headers') ?? '*',
    vary: 'Origin',
  }
}

// An application reads the key under one name or the other; both keys fit the token.
const asServersSay = ({ apiKey, sessionId, token }: Credentials): JsonBodyType => ({
  apiKey,
  applicationId: apiKey,
  sessionId,
  token,
})

function bodyOf(simulator: Pick<Simulator, 'credentials'>, answer: CredentialsAnswer, room?: string): JsonBodyType {
  const { status = 200, body, ...options } = answer
  if (body !== undefined) return body
  if (status >= 300) return { error: `This server was told to answer ${status}.` }
  return asServersSay(simulator.credentials({ ...(room === undefined ? {} : { session: room }), ...options }))
}

function respond(body: JsonBodyType, status: number, headers: Record<string, string>): Response {
  if (withoutBody.includes(status)) return new HttpResponse(null, { status, headers })
  return typeof body === 'string'
    ? HttpResponse.text(body, { status, headers })
    : HttpResponse.json(body, { status, headers })
}

const roomIn = ({ room }: Readonly<Record<string, string | readonly string[] | undefined>>): string | undefined =>
  typeof room === 'string' ? room : undefined

/**
 * An MSW handler that stands for the application's own server: `GET /session/:room`, on every origin, is answered
 * with `{ apiKey, applicationId, sessionId, token }`, the shape in which the SDK's public samples ask for them. Both
 * keys are the one that fits the token. The room names the session: the same room is the same session.
 *
 * Answers CORS preflights too, so that a page on another origin needs no setting. Works with MSW 2 and 3.
 *
 * @throws RangeError for an option that is none, cannot be, or can have no effect.
 *
 * @example
 * import { credentialsHandler } from 'fake-opentok/msw'
 * import { simulator } from 'fake-opentok/simulator'
 * import { setupServer } from 'msw/node'
 *
 * const server = setupServer(credentialsHandler(simulator, { role: 'moderator' }))
 *
 * @example
 * server.use(credentialsHandler(simulator, { expiresIn: '-1h' })) // an expired token: connecting fails with 1004
 * server.use(credentialsHandler(simulator, { status: 503 })) // the application's own server is down
 *
 * @example
 * // a host moderates
 * server.use(
 *   credentialsHandler(simulator, {
 *     path: 'https://calls.example/token/:room',
 *     answer: ({ request }) => ({ role: request.url.endsWith('?host') ? 'moderator' : 'publisher' }),
 *   }),
 * )
 */
export function credentialsHandler(
  ...args: readonly [
    simulator: Pick<Simulator, 'credentials'>,
    options?: CredentialsHandlerOptions | Required<CredentialsHandlerOptions>['answer'],
  ]
): HttpHandler {
  demandArguments('credentialsHandler', handlerParams, args)
  const [simulator, options = {}] = args
  const { path = '*/session/:room', answer, ...fixed } = typeof options === 'function' ? { answer: options } : options
  if (answer === undefined) demandEffect(fixed)
  return http.all(path, async ({ request, params }) => {
    const headers = corsHeaders(request)
    if (request.method === 'OPTIONS') return new HttpResponse(null, { status: 204, headers })
    if (request.method !== 'GET') return undefined
    const room = roomIn(params)
    const given: CredentialsAnswer = { ...fixed, ...(await decidedBy(answer, { request, room })) }
    const { status = 200 } = given
    return respond(bodyOf(simulator, given, room), status, headers)
  })
}

/** The hosts of the service: OpenTok's, and Vonage's with those of its regions. */
const usualHosts: readonly string[] = [
  'https://api.opentok.com',
  'https://video.api.vonage.com',
  'https://video.api.us.vonage.com',
  'https://video.api.eu.vonage.com',
  'https://video.api.ap.vonage.com',
]

/** The options of {@link createHandlers}: the behaviour of the service, and its hosts. */
export interface HandlersOptions extends RestOptions {
  /** Origins, such as `https://video.my.example`, in place of the hosts of OpenTok and Vonage. */
  readonly hosts?: readonly string[]
}

function demandHosts(hosts: readonly string[]): void {
  const stranger = hosts.find((host) => !URL.canParse(host) || new URL(host).origin !== host)
  if (stranger === undefined && hosts.length > 0) return
  throw new RangeError(
    `hosts: ${JSON.stringify(stranger ?? hosts)} is no origin. Give scheme and host without a path, such as https://video.my.example.`,
  )
}

// A handler that matches and gives no response counts as one that lets the request pass. Unknown paths must not match.
const knownPathsAt = (host: string): RegExp =>
  new RegExp(`^${host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:${knownPaths.join('|')})/?(?:\\?.*)?$`)

/** The HTTP faces that have handlers: two worlds on one host tell their requests apart by project and session. */
const faces: Set<WeakRef<Rest>> = new Set()

function isOfAnother(rest: Rest, record: RestRequest): boolean {
  if (rest.owns(record)) return false
  return [...faces].some((face) => {
    const other = face.deref()
    return other !== undefined && other !== rest && other.owns(record)
  })
}

/**
 * MSW handlers that stand for the service's HTTP face: every request of the Vonage Video API and of OpenTok's, acting on
 * the same rooms as `OT`. A server that kicks somebody out ends the client's session; an archive that it starts is heard of
 * by everybody, with the id that the server got. For `setupServer` and `setupWorker`, MSW 2 and 3; CORS preflights are
 * answered. A path that the service does not know is left to MSW's `onUnhandledRequest`.
 *
 * One world has one HTTP face: {@link createRest} of `fake-opentok/rest` gives the same, with what goes wrong over HTTP.
 *
 * @throws RangeError for an option that is none.
 *
 * @example
 * import { createHandlers } from 'fake-opentok/msw'
 * import { simulator } from 'fake-opentok/simulator'
 * import { setupServer } from 'msw/node'
 *
 * const server = setupServer(...createHandlers(simulator))
 *
 * @example
 * simulator.fail('rest/startArchive/already-recording') // the next request for an archive is answered with 409
 *
 * @example
 * createHandlers(simulator, {
 *   projects: [{ key: applicationId, publicKey }],
 *   webhooks: { archive: 'https://my.example/hooks/archive', secret: 'signature secret', repeat: 2, shuffle: true },
 * })
 */
export function createHandlers(...args: readonly [simulator: Simulator, options?: HandlersOptions]): HttpHandler[] {
  demandArguments('createHandlers', restFunctions.createHandlers, args)
  const [simulator, options = {}] = args
  const { hosts = usualHosts, ...behaviour } = options
  demandHosts(hosts)
  const rest = restOf(simulator, postToServer)
  if (Object.keys(behaviour).length > 0) rest.configure(behaviour)
  faces.add(new WeakRef(rest))
  return hosts.map((host) =>
    http.all(knownPathsAt(host), async ({ request }) => {
      if (isOfAnother(rest, await recordOf(request.clone()))) return undefined
      const answer = await answerOf(rest, request)
      return answer === null ? HttpResponse.error() : answer
    }),
  )
}
