import { type Jwt, readJwt } from '../backend/tokens/jwt.ts'
import { keyKind } from '../backend/tokens/session-id.ts'
import { signatureProblem } from '../backend/tokens/token-signature.ts'
import type { RestRequest } from './message.ts'
import { projectOf, type RestWorld } from './world.ts'

/** The problem of a request's token: it is missing or unreadable, or it does not let its bearer in. */
export interface AuthenticationProblem {
  readonly kind: 'malformed' | 'refused'
  readonly why: string
}

export type Identity = { readonly ok: true; readonly key: string } | ({ readonly ok: false } & AuthenticationProblem)

/** A JWT with the key that it is made for, and the algorithm that its header demands. */
interface Bearer {
  readonly jwt: Jwt
  readonly key: unknown
  readonly algorithm: 'HS256' | 'RS256'
  readonly kind: 'api-key' | 'application-id'
}

const malformed = (why: string): Identity => ({ ok: false, kind: 'malformed', why })
const refused = (why: string): Identity => ({ ok: false, kind: 'refused', why })

function bearerOf({ headers }: RestRequest): Bearer | string {
  const project = headers['x-opentok-auth']
  if (project !== undefined) {
    const jwt = readJwt(project)
    if (jwt === null) return 'X-OPENTOK-AUTH is no JWT.'
    if (jwt.claims['ist'] !== 'project') return 'The claim "ist" of X-OPENTOK-AUTH is not "project".'
    return { jwt, key: jwt.claims['iss'], algorithm: 'HS256', kind: 'api-key' }
  }
  const [, token] = /^Bearer\s+(\S+)$/i.exec(headers['authorization'] ?? '') ?? []
  if (token === undefined) return 'There is neither X-OPENTOK-AUTH nor Authorization: Bearer.'
  const jwt = readJwt(token)
  if (jwt === null) return 'The bearer token is no JWT.'
  return { jwt, key: jwt.claims['application_id'], algorithm: 'RS256', kind: 'application-id' }
}

// Server SDKs make their tokens by the host's time, however far simulated time has gone.
function timeProblem({ claims }: Jwt, now: number): string | null {
  const expires = claims['exp']
  if (typeof expires !== 'number') return 'The token has no time of expiry ("exp").'
  return expires * 1000 <= now ? 'The token has expired.' : null
}

function verified({ jwt, algorithm }: Bearer, key: string, world: RestWorld): string | null {
  const { policy, secret, publicKey } = world.credentials
  const project = projectOf(world, key)
  const means = {
    ...(secret === undefined ? {} : { secret }),
    ...(publicKey === undefined ? {} : { publicKey }),
    ...project,
  }
  const isCheckable = policy === 'verified' || project?.secret !== undefined || project?.publicKey !== undefined
  if (!isCheckable) return null
  const problem = signatureProblem({ format: 'jwt', algorithm, ...jwt }, means)
  if (problem === null) return null
  return problem === 'bad-signature'
    ? 'The signature of the token is wrong.'
    : `There is nothing to check a signature of ${algorithm} with: this project has no such key.`
}

function identify(bearer: Bearer, pathKey: string | undefined, world: RestWorld): Identity {
  const { jwt, key, algorithm, kind } = bearer
  if (typeof key !== 'string' || keyKind(key) !== kind) return malformed(`The token is for no ${kind}.`)
  if (jwt.header['alg'] !== algorithm) return malformed(`The token is not signed with ${algorithm}.`)
  if (pathKey !== undefined && pathKey !== key) return refused(`The token is for ${key}, and the path for ${pathKey}.`)
  if (world.projects.length > 0 && projectOf(world, key) === undefined) return refused(`There is no project ${key}.`)
  const problem = timeProblem(jwt, world.hostNow()) ?? verified(bearer, key, world)
  return problem === null ? { ok: true, key } : refused(problem)
}

/**
 * Checks the token of a request and returns the key of its sender: X-OPENTOK-AUTH (HS256, an API key) or Authorization: Bearer
 * (RS256, an
 * application id). The signature is checked where there is something to check it with. Policy `any` accepts every token.
 */
export function authenticate(request: RestRequest, pathKey: string | undefined, world: RestWorld): Identity {
  const bearer = bearerOf(request)
  if (world.credentials.policy === 'any') {
    const claimed = typeof bearer === 'string' ? undefined : bearer.key
    return { ok: true, key: pathKey ?? (typeof claimed === 'string' ? claimed : world.defaultKey()) }
  }
  return typeof bearer === 'string' ? malformed(bearer) : identify(bearer, pathKey, world)
}

/** The key that the token of a request says it is for, unchecked. */
export function claimedKey(request: RestRequest): string | undefined {
  const bearer = bearerOf(request)
  return typeof bearer !== 'string' && typeof bearer.key === 'string' ? bearer.key : undefined
}
