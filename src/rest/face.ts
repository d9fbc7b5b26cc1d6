import { never, normal } from '../backend/http-outcome.ts'
import type { RestOperation } from '../contract/rest/operations.ts'
import type { RawReply } from '../kernel/hazard.ts'
import { type AuthenticationProblem, authenticate } from './authorize.ts'
import { bodyOf } from './body.ts'
import { type Call, type Handle, Refusal, refusalResponse } from './call.ts'
import { answered, type Json, type RestOutcome, type RestRequest, type RestResponse } from './message.ts'
import { handlers } from './operations/handlers.ts'
import { type Route, routeOf } from './route.ts'
import type { RestWorld } from './world.ts'

/** A response, and the failure that it reports; null: none. */
interface Told {
  readonly response: RestResponse
  readonly failure: string | null
}

/** A body that is no JSON. */
const malformedBody = '{"id":'

/** The slugs by which requests name the problem of their token, where it is not `not-authorized`. */
const authenticationSlugs: Readonly<Partial<Record<RestOperation, Readonly<Record<string, string>>>>> = {
  startRender: { malformed: 'malformed-authentication', refused: 'failed-authentication' },
  migrateSession: { refused: 'token-not-authorized' },
}

const slugOf = (operation: RestOperation, { kind }: AuthenticationProblem): string =>
  authenticationSlugs[operation]?.[kind] ?? 'not-authorized'

const refused = (operation: RestOperation, slug: string, why?: string): Told => ({
  response: refusalResponse(operation, slug, why),
  failure: `rest/${operation}/${slug}`,
})

const slugIn = (id: string): string => id.slice(id.lastIndexOf('/') + 1)

function callOf(route: Route, request: RestRequest, body: Json, key: string, world: RestWorld): Call<RestOperation> {
  const { operation, params } = route
  const refusal = (slug: string, why?: string): Refusal =>
    new Refusal(`rest/${operation}/${slug}` as Refusal['id'], why ?? '')
  return { operation, params, query: request.query, body, key, world, refusal }
}

/** Carries a request out, and returns the service's response. */
function carryOut(route: Route, request: RestRequest, world: RestWorld): Told {
  const { operation, params } = route
  const identity = authenticate(request, params['project'], world)
  if (!identity.ok) return refused(operation, slugOf(operation, identity), identity.why)
  const body = bodyOf(operation, request)
  if (typeof body === 'string') {
    return refused(operation, operation === 'startRender' ? 'malformed-url' : 'invalid-request', body)
  }
  const handle: (call: never) => RestResponse = handlers[operation] satisfies Handle<never>
  try {
    const call = callOf(route, request, body, identity.key, world)
    return { response: handle(call as never), failure: null }
  } catch (error) {
    if (error instanceof Refusal) return refused(operation, slugIn(error.id), error.message || undefined)
    throw error
  }
}

const answer = (response: RestResponse, delayMs = 0, broken = false): RestOutcome => ({
  kind: 'answer',
  response,
  delayMs,
  broken,
})

function spoiled(response: RestResponse, reason: string | undefined): RestResponse {
  return reason === 'malformed' && response.body !== null ? { ...response, body: malformedBody } : response
}

/** The service's HTTP face: takes requests, and returns their outcomes. It has no timers. */
export class RestFace {
  readonly #world: RestWorld

  constructor(world: RestWorld) {
    this.#world = world
  }

  /** The answer to a request; undefined where the service knows no such request. */
  take(request: RestRequest): RestOutcome | undefined {
    const route = routeOf(request)
    return route === undefined ? undefined : this.#consider(route, request)
  }

  /** The service's answer to a path that it does not know. */
  unknown({ method, path }: Pick<RestRequest, 'method' | 'path'>): RestOutcome {
    return answer(answered(404, { code: 404, message: `There is no ${method} ${path} at this service.` }))
  }

  #consider(route: Route, request: RestRequest): RestOutcome {
    const { operation, params } = route
    const point = `rest/${operation}`
    this.#world.asked(route, request)
    const sabotage = this.#world.hazard.atService(point, { sessionId: params['session'], apiKey: params['project'] })
    if (sabotage === null) return answer(this.#own(route, request))
    if (sabotage.kind === 'reply') return this.#instead(route, request, sabotage.reply)
    return {
      kind: 'held',
      whenOpen: (run) =>
        sabotage.gate.whenOpen((reply) =>
          run(reply === null ? answer(this.#own(route, request)) : this.#instead(route, request, reply)),
        ),
    }
  }

  #own(route: Route, request: RestRequest): RestResponse {
    const { response, failure } = carryOut(route, request, this.#world)
    this.#world.answered(route.operation, response, failure)
    return response
  }

  // `reason` names the damage of the service's own answer: its body is malformed, or breaks off.
  #instead(route: Route, request: RestRequest, { status, reason, body, delayMs = 0 }: RawReply): RestOutcome {
    if (status === normal) {
      return answer(spoiled(this.#own(route, request), reason), delayMs, reason === 'truncated')
    }
    const isEmpty = status === '204' || status === '205' || status === '304'
    const text = isEmpty
      ? null
      : (body ?? JSON.stringify({ code: Number(status), message: `The service answers ${status}.` }))
    const isStatus = Number.isInteger(Number(status))
    this.#world.answered(route.operation, { status: isStatus ? Number(status) : status, body: null }, reason ?? null)
    if (status === never) return { kind: 'silence' }
    if (status === 'failed' || status === 'offline') return { kind: 'network-failure' }
    const headers = { 'content-type': 'application/json' }
    return answer({ status: Number(status), headers, body: text }, delayMs)
  }
}
