/** A request that is understood: its sender, its session, its page of a list, and how it is refused. */

import { checkSessionId } from '../backend/tokens/session-id.ts'
import { type RestFailureId, type RestFailureRow, type RestSlug, restFailures } from '../contract/rest/failures.ts'
import type { RestOperation } from '../contract/rest/operations.ts'
import { answered, type Json, type RestResponse } from './message.ts'
import { ownerOf, type RestWorld } from './world.ts'

/** The requests that can fail in a given way. */
export type OpWith<Slug extends string> = {
  readonly [Op in RestOperation]: Slug extends RestSlug<Op> ? Op : never
}[RestOperation]

/** A request is refused: thrown inside this room alone, and answered where the request is taken. */
export class Refusal extends Error {
  readonly id: RestFailureId

  constructor(id: RestFailureId, why: string) {
    super(why)
    this.id = id
  }
}

const table: Readonly<Record<RestOperation, Readonly<Record<string, RestFailureRow>>>> = restFailures

/** The service's response for a failure: its status, and its code and a sentence as JSON. */
export function refusalResponse(operation: RestOperation, slug: string, why?: string): RestResponse {
  const row = table[operation][slug]
  if (row === undefined) throw new Error(`There is no failure rest/${operation}/${slug} in the catalogue.`)
  return answered(row.status, { code: row.code, message: why ?? row.when })
}

/** A request that is understood, and whose sender is known. */
export interface Call<Op extends RestOperation> {
  readonly operation: Op
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Json
  /** The application or project that asks. */
  readonly key: string
  readonly world: RestWorld
  refusal(slug: RestSlug<Op>, why?: string): Refusal
}

export type Handle<Op extends RestOperation> = (call: Call<Op>) => RestResponse

/** The requests about a session whose id may be malformed, or another application's. */
export type InSession = OpWith<'not-authorized'> & OpWith<'invalid-request'>

/** The session that a request is about, from its path or its body. */
export function sessionOf(call: Call<InSession>): string {
  const { params, body, key, world } = call
  const sessionId = params['session'] ?? body['sessionId']
  if (typeof sessionId !== 'string' || sessionId === '') {
    throw call.refusal('invalid-request', 'There is no session id.')
  }
  if (world.credentials.policy === 'any') return sessionId
  const problem = checkSessionId(sessionId, key)
  if (problem === 'malformed') throw call.refusal('invalid-request', 'The session id is malformed.')
  if (problem === 'wrong-key') {
    const owner = ownerOf(sessionId) ?? 'another application'
    throw call.refusal('not-authorized', `The session belongs to ${owner}, and not to ${key}.`)
  }
  return sessionId
}

/** Whether a text can be an id at all; a test author may choose ids that do not look like those of the service. */
export const isId = (text: string): boolean => /^[\w-]+$/.test(text)

/** Whether a text is an id as the service makes them. */
export const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)

/**
 * The page of a list that a request asks for: `offset`, and `count` (50, at most 1,000). The contract has no refusal for a figure
 * that is none, so it counts as left out (assumed).
 */
export function pageOf<Item>(items: readonly Item[], query: Readonly<Record<string, string>>): readonly Item[] {
  const figure = (name: string, usual: number, most: number): number => {
    const text = query[name] ?? ''
    return /^\d+$/.test(text) ? Math.min(Number(text), most) : usual
  }
  const offset = figure('offset', 0, Infinity)
  return items.slice(offset, offset + figure('count', 50, 1000))
}

/** The owner of a record, under the names that Vonage and OpenTok give that field. */
export const projectFields = (key: string): Json => ({
  applicationId: key,
  projectId: key,
  ...(/^\d+$/.test(key) ? { partnerId: Number(key) } : {}),
})
