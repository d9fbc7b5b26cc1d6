import type { Route } from 'playwright'
import { readAnswers } from '../conformance/read-service.ts'
import { isJsonObject, type Json, type JsonObject, type RecordedCase } from '../conformance/recorded-case.ts'
import type { HttpAnswer } from '../conformance/rig.ts'
import { type RequestKind, requestKind } from './requests.ts'

/** A request that nobody here is meant to answer. */
export interface Escape {
  /** The case in whose page it was made. */
  readonly id: string
  readonly address: string
}

const partner = '46000000'
const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }

/** How often each kind of request was made in a case; a case is played once at a time. */
const counts = new WeakMap<RecordedCase, Map<RequestKind, number>>()

/** Begins to count the requests of a case anew. */
export const forgetRequests = (recorded: RecordedCase): boolean => counts.delete(recorded)

function turnOf(recorded: RecordedCase, kind: RequestKind): number {
  const ofCase = counts.get(recorded) ?? new Map<RequestKind, number>()
  counts.set(recorded, ofCase)
  const turn = ofCase.get(kind) ?? 0
  ofCase.set(kind, turn + 1)
  return turn
}

/** Answers a request of a case's page as the case says; what it does not know fails, and is reported. */
export async function answerRoute(
  route: Route,
  recorded: RecordedCase | null,
  escaped: (one: Escape) => void,
): Promise<void> {
  const address = route.request().url()
  const kind = requestKind(address)
  if (kind === null || recorded === null) {
    escaped({ id: recorded?.id ?? 'between cases', address })
    return route.abort('addressunreachable')
  }
  const { http = {}, offline } = recorded.given
  if (kind === 'script') return give(route, { status: 404 }, () => null)
  if (offline === true) return route.abort('internetdisconnected')
  const answers = readAnswers(http[kind], `given.http.${kind}`)
  const answer = answers[Math.min(turnOf(recorded, kind), answers.length - 1)] ?? usual(kind)
  return give(route, answer, () => sessionInfo(address, recorded, answer.fields ?? {}))
}

const usual = (kind: RequestKind): HttpAnswer => (kind === 'sessionInfo' ? { json: '@ok' } : { json: {} })

/** What the service says of a session when all is well, with what a case changes of it. */
function sessionInfo(address: string, { given }: RecordedCase, fields: JsonObject): Json {
  const { http = {}, server = {} } = given
  const own = {
    reconnection: server.reconnection !== false,
    renegotiation: true,
    p2p: { preference: { value: server.p2p === true ? 'enabled' : 'disabled' } },
    simulcast: false,
    ...objectIn(http.sessionProperties),
  }
  const sessionId = decodeURIComponent(new URL(address).pathname.split('/')[2] ?? '')
  const usualFields = {
    session_id: sessionId,
    partner_id: given.partner ?? partner,
    messaging_url: 'wss://live.invalid',
    symphony_address: 'symphony.1',
    ice_servers: [],
  }
  return [{ ...usualFields, properties: own, ...objectIn(http.sessionInfoFields), ...fields }]
}

const objectIn = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {})

function give(route: Route, answer: HttpAnswer, normal: () => Json): Promise<void> {
  if (answer.hang === true) return Promise.resolve()
  const given = answer.abort === undefined ? fulfil(route, answer, normal) : route.abort(answer.abort)
  // A page that has gone on meanwhile takes no answer.
  return given.catch(() => {})
}

function fulfil(
  route: Route,
  { status = 200, body, json, contentType }: HttpAnswer,
  normal: () => Json,
): Promise<void> {
  const content = json === '@ok' ? normal() : json
  const text = body ?? (content === undefined ? '' : JSON.stringify(content))
  const type = contentType ?? (content === undefined ? 'text/plain' : 'application/json')
  return route.fulfill({ status, headers: { ...headers, 'content-type': type }, body: text })
}
