/** Session ids: read, checked and made. */

import { decodeBase64Text, encodeBase64, encodeBase64Url } from '../../kernel/bytes/base64.ts'
import type { Random } from '../../kernel/random.ts'
import { Remembered } from '../../kernel/remembered.ts'

/** The account that a key stands for: an OpenTok project's API key (digits) or a Vonage application's id (a UUID). */
export type KeyKind = 'api-key' | 'application-id'

/** The contents of a session id, as plain data. */
export interface SessionIdContents {
  /** The API key or application id that the session belongs to. */
  key: string
  keyKind: KeyKind
  /** The location hint that the session was created with: an IP address, or '' for none. */
  location: string
  /** When it was created, as the id spells it: milliseconds since the epoch, in older ids a date in words. */
  created: string
  /** `created` in milliseconds since the epoch, or `null` where the id spells a date in words. */
  createdAt: number | null
  /** The part that makes the id unique. */
  unique: string
}

/** Why a session id is refused. */
export type SessionIdProblem = 'malformed' | 'wrong-key'

/** The contents of a new session id. */
export interface MintSessionIdOptions {
  /** An API key (digits) or an application id (a UUID). */
  key: string
  /** The time of creation, in milliseconds since the epoch. */
  now: number
  random: Random
  /** The location hint, an IP address; none unless given. */
  location?: string
}

const layout = /^[12]_([\w-]+)$/
const uniqueBytes = 18

const conventions = {
  'api-key': { prefix: '1_', tail: 'fn4' },
  'application-id': { prefix: '2_', tail: 'fn5' },
} as const

/**
 * Which kind of key a text is, or `null` where it is neither.
 *
 * @example
 * keyKind('47000001') // 'api-key'
 */
export function keyKind(key: string): KeyKind | null {
  if (/^\d+$/.test(key)) return 'api-key'
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(key) ? 'application-id' : null
}

/**
 * Reads a session id of the real layout (`fixtures/facts/tokens.json`, `sessions`), or gives `null` where it is not one.
 *
 * @example
 * readSessionId('1_MX4xMDB-MTI3LjAuMC4xflR1ZSBKYW4gMjggMTU6NDg6NDAgUFNUIDIwMTR-MC43NjAyOTYyfg')?.key // '100'
 */
export function readSessionId(text: unknown): SessionIdContents | null {
  return typeof text === 'string' ? known.of(text, () => contentsOf(text)) : null
}

const known = new Remembered<SessionIdContents | null>(256)

function contentsOf(text: string): SessionIdContents | null {
  const encoded = layout.exec(text)?.[1]
  const decoded = encoded === undefined ? null : decodeBase64Text(encoded)
  if (decoded === null) return null
  const [version, key = '', location = '', created = '', unique] = decoded.split('~')
  const kind = keyKind(key)
  if (version !== '1' || kind === null || created === '' || unique === undefined) return null
  const createdAt = /^\d{1,15}$/.test(created) ? Number(created) : null
  return { key, keyKind: kind, location, created, createdAt, unique }
}

/**
 * Makes a session id in the layout of the real ones, which `readSessionId` and the real server SDKs can read.
 *
 * Throws a RangeError for a key that is neither an API key nor an application id.
 *
 * @example
 * mintSessionId({ key: '47000001', now: 1700000000000, random: createRandom(1) }) // '1_MX40NzAwMDAwMX5-...'
 */
export function mintSessionId(options: MintSessionIdOptions): string {
  const { key, now, random, location = '' } = options
  const kind = keyKind(key)
  if (kind === null) {
    throw new RangeError(
      `No session id can be made for the key ${JSON.stringify(key)}: the layout holds digits (an API key) or a UUID ` +
        '(an application id). Pass one of these.',
    )
  }
  const { prefix, tail } = conventions[kind]
  const fields = ['1', key, location, String(Math.floor(now)), encodeBase64(random.bytes(uniqueBytes)), tail, '']
  return prefix + encodeBase64Url(fields.join('~'))
}

/**
 * Why a client with this key cannot join this session, or `null` where nothing is wrong with the id.
 *
 * @example
 * checkSessionId('session', '47000001') // 'malformed'
 */
export function checkSessionId(sessionId: unknown, key: string): SessionIdProblem | null {
  const contents = readSessionId(sessionId)
  if (contents === null) return 'malformed'
  return contents.key === key ? null : 'wrong-key'
}
