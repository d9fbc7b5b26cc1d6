import type { Random } from '../../kernel/random.ts'

/** The two formats of the real server SDKs: T1 (a signed query string) and JWT. */
export type TokenFormat = 't1' | 'jwt'

/** Everything that a token says, as plain data; nothing in it has been checked. */
export interface TokenContents {
  format: TokenFormat
  /** How it says that it is signed: 'HMAC-SHA1' for T1, a JWT's own `alg` ('HS256', 'RS256', ...). */
  algorithm: string
  /** The API key or application id that it was made for: `partner_id`, `application_id` or `iss`. */
  key: string
  sessionId: string
  /** The role as it is carried, perhaps an unknown one; `null` where there is none. */
  role: string | null
  /** The connection data, '' where there is none. */
  connectionData: string
  /** Seconds since the epoch (`create_time`, a JWT's `iat`), or `null`. */
  createTime: number | null
  /** Seconds since the epoch (`expire_time`, a JWT's `exp`) from which on it is refused, or `null`. */
  expireTime: number | null
  /** Seconds since the epoch (a JWT's `nbf`) before which it is refused, or `null`. */
  notBefore: number | null
  initialLayoutClassList: readonly string[]
  /** The token's scope, words separated by spaces; `null` where there is none. */
  scope: string | null
  /** The value that makes the token unique (`nonce`, a JWT's `jti`), or `null`. */
  nonce: string | null
  /** The failure id or scenario that a test author put into it, or `null`. */
  scenario: string | null
  /** The signature as it is carried: hexadecimal in T1, base64url in a JWT. */
  signature: string
  /** The text that the signature is over. */
  signed: string
}

/** The contents of a new token. */
export interface MintTokenOptions {
  format: TokenFormat
  /** An API key, or an application id (a UUID): the latter gives a JWT the claims of the Vonage server SDK. */
  key: string
  /** The secret that signs it. Default: a random secret. */
  secret?: string
  sessionId: string
  /** Default 'publisher'. */
  role?: string
  /** The connection data; none unless given. */
  data?: string
  initialLayoutClassList?: readonly string[]
  /** The time of creation, in milliseconds since the epoch. */
  issuedAt: number
  /** The time from which on it is refused, in milliseconds since the epoch. */
  expiresAt: number
  random: Random
  /** A failure id or a scenario that the token carries, through an application's own server and back. */
  scenario?: string
}

/** The extra T1 field, or JWT claim, that carries a scenario. */
export const scenarioField = 'fake_opentok_scenario'

/** The scope that lets a client connect (`fixtures/facts/tokens.json`). */
export const connectScope = 'session.connect'

/** Milliseconds to whole seconds, as tokens count them. */
export const secondsOf = (milliseconds: number): number => Math.floor(milliseconds / 1000)

/** The words of a text, separated by white space. */
export const wordsOf = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')
