import type { JsonObject } from '../../../conformance/recorded-case.ts'
import type { Frame } from './frames.ts'

/** One request of the SDK's to the service. */
export interface ServiceRequest {
  /** `<resource>.<method>`, as the recordings name requests. */
  readonly key: string
  /** The path of the session's own address, which every answer is sent under. */
  readonly channel: string
  /** Ids by resource: `{ stream: '...', subscriber: '...' }`. */
  readonly ids: Readonly<Record<string, string>>
  readonly content: JsonObject
  readonly transaction: string
}

const channelParts = 5
const mostPartsOfAResource = 6

interface Written {
  readonly method: string
  readonly uri: string
  readonly content?: JsonObject
}

/** Reads a request from its frame: `/v2/partner/<key>/session/<id>/<resource>/<id>/...` with a method. */
export function readRequest({ text, headers }: Frame): ServiceRequest {
  const { method, uri, content = {} }: Written = JSON.parse(text)
  const parts = uri.split('/')
  const [, ...path] = parts.filter((part) => part !== '')
  return {
    key: `${resourceIn(path)}.${method}`,
    channel: parts.slice(0, channelParts + 1).join('/'),
    ids: idsIn(path),
    content,
    transaction: headers['TRANSACTION-ID'] ?? '',
  }
}

/** `partner/1/session/2` gives `{ partner: '1', session: '2' }`. */
function idsIn(path: readonly string[]): Readonly<Record<string, string>> {
  const ids: Record<string, string> = {}
  for (let at = 0; at + 1 < path.length; at += 2) ids[path[at] ?? ''] = path[at + 1] ?? ''
  return ids
}

/** The last resource of a path; a channel is one of a stream or of a subscriber. */
function resourceIn(path: readonly string[]): string {
  const last = path.at(path.length % 2 === 1 ? -1 : -2) ?? ''
  return last === 'channel' && path.length > mostPartsOfAResource ? `${path.at(-4)}_channel` : last
}
