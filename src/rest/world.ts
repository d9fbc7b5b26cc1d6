/** The records of the HTTP face, and the sessions that it knows. */

import type { Service } from '../backend/service.ts'
import type { CredentialRules } from '../backend/session-info.ts'
import { readSessionId } from '../backend/tokens/session-id.ts'
import type { TokenVerdict } from '../backend/tokens/token-check.ts'
import type { SigningKeys } from '../backend/tokens/token-signature.ts'
import type { RestOperation } from '../contract/rest/operations.ts'
import type { Hazard } from '../kernel/hazard.ts'
import type { Random } from '../kernel/random.ts'
import type { Clock } from '../kernel/time/clock.ts'
import type { RestRequest } from './message.ts'
import type { Route } from './route.ts'

/** An application of Vonage's, or a project of OpenTok's. */
export interface Project extends SigningKeys {
  /** Its application id (a UUID), or its API key (digits). */
  readonly key: string
  /** Its name, as the service tells it. Default ''. */
  readonly name?: string
}

/** The limits of a project. */
export interface RestLimits {
  /** How many pages are rendered at once; default 200 (assumed). */
  readonly renders?: number
}

/** A session that was made over HTTP. */
export interface MadeSession {
  readonly created: number
  readonly archiving: { readonly name: string; readonly resolution: string } | null
}

/** An address that was registered over HTTP for what happens. */
export interface Callback {
  readonly id: string
  readonly key: string
  readonly group: string
  readonly event: string
  readonly url: string
  readonly createdAt: number
}

/** The records of the HTTP face, besides those of the backend. */
export interface Memory {
  readonly made: Map<string, MadeSession>
  /** When a session was moved last, by its id. */
  readonly migrated: Map<string, number>
  /** The layout classes of streams, by the stream's id. */
  readonly layouts: Map<string, readonly string[]>
  readonly callbacks: Map<string, Callback>
  /** The verdict on the token with which a rendered page will join, by the id of its render. */
  readonly invited: Map<string, Extract<TokenVerdict, { ok: true }>>
}

export const newMemory = (): Memory => ({
  made: new Map(),
  migrated: new Map(),
  layouts: new Map(),
  callbacks: new Map(),
  invited: new Map(),
})

/** Empties the records of the HTTP face. */
export function forget(memory: Memory): void {
  for (const part of Object.values<Map<string, unknown>>({ ...memory })) part.clear()
}

/** The outcome of a request: a status, `none` or `failed`, and the body where there is one. */
export interface NotedAnswer {
  readonly status: number | string
  readonly body: string | null
}

/** The parts of a world that the service's HTTP face uses. */
export interface RestWorld {
  readonly backend: Service
  readonly clock: Clock
  readonly random: Random
  readonly hazard: Hazard
  readonly credentials: CredentialRules
  /** Real time: server SDKs make their tokens by it, whatever the simulated time is. */
  readonly hostNow: () => number
  readonly defaultKey: () => string
  readonly hasIssued: (sessionId: string) => boolean
  /** The projects that there are; none: any. */
  readonly projects: readonly Project[]
  readonly limits: RestLimits
  readonly memory: Memory
  /** The last status of a finished archive: `available` in the service's own store, `uploaded` to one's own. */
  readonly archivesEnd: 'available' | 'uploaded'
  readonly note: (what: string, detail: Readonly<Record<string, unknown>>) => void
  /** Called for each request that the service knows, before it is carried out. */
  readonly asked: (route: Route, request: RestRequest) => void
  /** Called for each request once its outcome is certain, with its failure or null. */
  readonly answered: (operation: RestOperation, answer: NotedAnswer, failure: string | null) => void
}

/** Whether the service has heard of a session: it was made, or somebody has been in it. */
export function knowsSession({ backend, memory, hasIssued }: RestWorld, sessionId: string): boolean {
  return (
    memory.made.has(sessionId) ||
    hasIssued(sessionId) ||
    backend.session(sessionId) !== undefined ||
    backend.productions.some((one) => one.sessionId === sessionId)
  )
}

/** The key that a session belongs to, as its id says. */
export const ownerOf = (sessionId: string): string | undefined => readSessionId(sessionId)?.key

/** Whether anybody is in a session. */
export const isPeopled = ({ backend }: RestWorld, sessionId: string): boolean =>
  (backend.session(sessionId)?.members.size ?? 0) > 0

/** The project of a key, where this world has a list. */
export const projectOf = ({ projects }: RestWorld, key: string): Project | undefined =>
  projects.find((project) => project.key === key)
