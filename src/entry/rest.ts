/** `fake-opentok/rest`: the service's HTTP face as a function, for servers that are tested without MSW. */

import { answerOf, postToServer, recordOf, responseOf } from '../author/rest/fetch.ts'
import { type Rest, type RestOptions, restOf } from '../author/rest/rest.ts'
import type { Simulator } from '../author/simulator.ts'
import { restFunctions } from '../author/verbs/rest-verbs.ts'
import type { ParamsOf } from '../author/verbs/verb-table.ts'
import type { RestFailureId } from '../contract/rest/failures.ts'
import type { RestOperation } from '../contract/rest/operations.ts'
import { demandArguments, param } from '../vocabulary/check.ts'
import { thing } from '../vocabulary/shape.ts'

export type { Project, RestDisturbance, RestLimits, RestOptions, WebhookOptions } from '../author/rest/rest.ts'
export { type RestFailure, restFailureList as restFailures } from '../contract/rest/failures.ts'
export type { RestFailureId, RestOperation }

// By its shape: a server that is tested may have a Request of its own.
const isRequest = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'url' in value && 'method' in value && 'arrayBuffer' in value

const requestParams = [
  param('request', thing<Request>('a Request, such as new Request("https://video.api.vonage.com/…")', isRequest)),
] satisfies ParamsOf<[request: Request]>

/** Answers requests as the service does; its members arrange failures. */
export interface RestService extends Pick<Rest, 'answer' | 'configure'> {
  /**
   * Answers one request. Hosts are not looked at.
   *
   * @throws TypeError (rejects with it) where the network was made to fail, as `fetch` does; RangeError for what is no Request.
   */
  (request: Request): Promise<Response>
}

/**
 * The HTTP face of a world: the requests of the Vonage Video API and of OpenTok's, acting on the same rooms as `OT`.
 *
 * @throws RangeError for an option that is none.
 *
 * @example
 * const rest = createRest(simulator, { webhooks: { archive: 'http://localhost:3000/hooks/archive' } })
 * const response = await rest(new Request('https://video.api.vonage.com/v2/project/…/archive', { headers }))
 * rest.answer('startArchive', { status: 503 }) // the next one
 */
export function createRest(...args: readonly [simulator: Simulator, options?: RestOptions]): RestService {
  demandArguments('createRest', restFunctions.createRest, args)
  const [simulator, options = {}] = args
  const rest = restOf(simulator, postToServer)
  if (Object.keys(options).length > 0) rest.configure(options)
  const handle = async (...asked: readonly [request: Request]): Promise<Response> => {
    demandArguments('rest', requestParams, asked)
    const [request] = asked
    const answer = await answerOf(rest, request)
    if (answer === null) throw new TypeError('Failed to fetch')
    if (answer !== undefined) return answer
    const record = await recordOf(request.clone())
    const unknown = await responseOf(await rest.unknown(record), request)
    if (unknown === null) throw new TypeError('Failed to fetch')
    return unknown
  }
  return Object.assign(handle, {
    answer: rest.answer.bind(rest),
    configure: rest.configure.bind(rest),
  })
}
