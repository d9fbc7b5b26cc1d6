import { type RestOperation, restOperationRows } from '../contract/rest/operations.ts'
import type { RestRequest } from './message.ts'

/** A request of the contract, and the values in the braces of its path. */
export interface Route {
  readonly operation: RestOperation
  readonly params: Readonly<Record<string, string>>
}

interface Pattern {
  readonly operation: RestOperation
  readonly method: string
  readonly parts: readonly string[]
}

const patterns: readonly Pattern[] = Object.entries(restOperationRows).map(([operation, { method, path }]) => ({
  operation: operation as RestOperation,
  method,
  parts: partsOf(path),
}))

// The contract says /projects/ in some places where the server SDKs send /project/, and a server SDK adds a slash.
function partsOf(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '')
  return parts[0] === 'v2' && parts[1] === 'projects' ? ['v2', 'project', ...parts.slice(2)] : parts
}

/** Every path that the service knows, as the source of a regular expression. */
export const knownPaths: readonly string[] = [...new Set(patterns.map(({ parts }) => parts.join('/')))].map(
  (path) => `/${path.replace(/\{\w+\}/g, '[^/?]+').replace(/^v2\/project\//, 'v2/projects?/')}`,
)

const nameIn = (part: string): string | undefined => /^\{(.+)\}$/.exec(part)?.[1]

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function paramsOf({ parts }: Pattern, given: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (parts.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, part] of parts.entries()) {
    const name = nameIn(part)
    if (name !== undefined) params[name] = decoded(given[at] ?? '')
    else if (part !== given[at]) return undefined
  }
  return params
}

/** The methods that the service knows for a path; none where it does not know the path. */
export function methodsAt(path: string): readonly string[] {
  const given = partsOf(path)
  return patterns.flatMap((pattern) => (paramsOf(pattern, given) === undefined ? [] : [pattern.method]))
}

/** The route of a request; undefined where the service knows no such request. */
export function routeOf({ method, path }: Pick<RestRequest, 'method' | 'path'>): Route | undefined {
  const given = partsOf(path)
  for (const pattern of patterns) {
    if (pattern.method !== method) continue
    const params = paramsOf(pattern, given)
    if (params !== undefined) return { operation: pattern.operation, params }
  }
  return undefined
}
