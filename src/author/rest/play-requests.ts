import { formatJwt } from '../../backend/tokens/jwt.ts'
import { keyKind } from '../../backend/tokens/session-id.ts'
import { madeBy, type RestOperation, restOperationRows } from '../../contract/rest/operations.ts'
import { hmacSha256 } from '../../kernel/bytes/hash.ts'
import { hostNow } from '../../kernel/time/wall-clock.ts'
import { fieldOf, jsonOf } from '../../kernel/values.ts'
import type { RestOutcome, RestRequest } from '../../rest/message.ts'
import { type ArgumentSource, argumentOf } from '../../scenario/play/arguments.ts'
import type { Heard, HeardError, MadeCall } from '../../scenario/play/driver.ts'
import { usualBody } from '../../scenario/play/requests.ts'
import type { RequestStep } from '../../scenario/scenario.ts'
import type { Json } from '../../scenario/values.ts'
import type { Simulator } from '../simulator.ts'
import { type Rest, restOf } from './rest.ts'

type Response = Extract<Heard, { kind: 'response' }>
type Outcome = Awaited<ReturnType<Rest['take']>>

/** An id that nothing has. */
const nobodys = '00000000-0000-4000-8000-000000000000'
const stranger = '11111111-2222-4333-8444-555555555555'

function errorOf({ status, body, whole }: Pick<Response, 'status' | 'body' | 'whole'>): HeardError | null {
  if (status === null) return { name: 'network failure', code: null }
  const json = jsonOf(body)
  const code = fieldOf(json, 'code')
  if (status >= 300) return { name: `HTTP ${status}`, code: typeof code === 'number' && code !== status ? code : null }
  if (!whole) return { name: 'a body that breaks off', code: null }
  return body === '' || json !== undefined ? null : { name: 'a body that is no JSON', code: null }
}

/** The requests of a play: those of the application's server, in the world that is played in. */
export class PlayRequests {
  readonly #simulator: Simulator
  readonly #source: ArgumentSource
  readonly #hear: (response: Omit<Response, 'at'>) => void
  readonly #answers: { readonly request: RestOperation; readonly step: number; readonly json: unknown }[] = []

  constructor(simulator: Simulator, source: ArgumentSource, hear: (response: Omit<Response, 'at'>) => void) {
    this.#simulator = simulator
    this.#source = source
    this.#hear = hear
  }

  /** @throws Error where no answer has such a field. */
  answered(field: string, step: number | undefined): unknown {
    const found = this.#answers.findLast(
      (one) => (step === undefined || one.step === step) && fieldOf(one.json, field) !== undefined,
    )
    if (found !== undefined) return fieldOf(found.json, field)
    const where = step === undefined ? 'No answer' : `The answer of step ${step}`
    throw new Error(`${where} has a field "${field}" so far. Make the request first whose answer has it.`)
  }

  ask(step: RequestStep, number: number): MadeCall {
    let isAnswered = false
    const from = this.#simulator.journal.next
    void this.#face()
      .take(this.#requestOf(step))
      .then((outcome) => {
        const response = this.#responseOf(outcome, step, number)
        isAnswered = response !== null
        if (response !== null) this.#hear(response)
      })
    return { isAnswered: () => isAnswered, from }
  }

  // A play has no server that listens to webhooks: each counts as arrived.
  #face(): Rest {
    return restOf(this.#simulator, () => Promise.resolve(200))
  }

  #responseOf(outcome: Outcome, { request }: RequestStep, step: number): Omit<Response, 'at'> | null {
    if (outcome === undefined || outcome.kind === 'silence') return null
    const { status, body, whole } = partsOf(outcome)
    this.#answers.push({ request, step, json: jsonOf(body) })
    return { kind: 'response', step, status, body, whole, error: errorOf({ status, body, whole }) }
  }

  #requestOf(step: RequestStep): RestRequest {
    const { request, query = {} } = step
    const { method } = restOperationRows[request]
    const body = step.body ?? (method === 'GET' ? undefined : usualBody(request))
    const type = request === 'createSession' ? 'application/x-www-form-urlencoded' : 'application/json'
    return {
      method,
      path: this.#pathOf(step),
      query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
      headers: {
        ...(method === 'GET' ? {} : { 'content-type': type }),
        ...this.#tokenOf(step),
        ...Object.fromEntries(Object.entries(step.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
      },
      body: body === undefined ? '' : this.#written(body, request),
    }
  }

  #written(body: Json, request: RestOperation): string {
    if (typeof body === 'string') return body
    const value = argumentOf(body, this.#source)
    if (request !== 'createSession') return JSON.stringify(value)
    return new URLSearchParams(Object.entries(value ?? {}).map(([name, one]) => [name, String(one)])).toString()
  }

  #pathOf({ request, path = {} }: RequestStep): string {
    const part = (name: string): string => {
      const given = path[name]
      return given === undefined ? this.#usualPart(name) : String(argumentOf(given, this.#source))
    }
    return restOperationRows[request].path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(part(name)))
  }

  #usualPart(name: string): string {
    if (name === 'project') return this.#source.given('apiKey', undefined)
    if (name === 'session') return this.#source.given('sessionId', undefined)
    if (name === 'stream') return this.#source.streamId(true)
    if (name === 'connection') return this.#source.connectionId(true)
    const maker = madeBy[name]
    const made = this.#answers.findLast(({ request }) => request === maker?.request)
    const id = maker === undefined ? undefined : fieldOf(made?.json, maker.field)
    return typeof id === 'string' ? id : nobodys
  }

  #tokenOf({ token }: RequestStep): Readonly<Record<string, string>> {
    if (token === 'none') return {}
    if (token === 'unreadable') return { authorization: 'Bearer token' }
    const apiKey = this.#source.given('apiKey', undefined)
    const seconds = Math.floor(hostNow() / 1000)
    const times = { iat: seconds - 600, exp: token === 'expired' ? seconds - 300 : seconds + 300 }
    const { secret = '' } = this.#simulator.circumstances
    const key = token === 'stranger' ? stranger : apiKey
    const sign = (signed: string): Uint8Array => hmacSha256(secret, signed)
    if (keyKind(key) === 'api-key') {
      const jwt = formatJwt({ alg: 'HS256', typ: 'JWT' }, { iss: key, ist: 'project', ...times }, sign)
      return { 'x-opentok-auth': jwt }
    }
    const jwt = formatJwt({ alg: 'RS256', typ: 'JWT' }, { application_id: key, ...times }, sign)
    return { authorization: `Bearer ${jwt}` }
  }
}

function partsOf(
  outcome: Extract<RestOutcome, { kind: 'answer' | 'network-failure' }>,
): Pick<Response, 'status' | 'body' | 'whole'> {
  if (outcome.kind === 'network-failure') return { status: null, body: '', whole: true }
  const { response, broken } = outcome
  const body = response.body ?? ''
  return { status: response.status, body: broken ? body.slice(0, Math.ceil(body.length / 2)) : body, whole: !broken }
}
