import { hmacSha256 } from '../../kernel/bytes/hash.ts'
import { formatJwt, type JsonRecord, readJwt } from './jwt.ts'
import { keyKind } from './session-id.ts'
import {
  connectScope,
  type MintTokenOptions,
  scenarioField,
  secondsOf,
  type TokenContents,
  wordsOf,
} from './token-contents.ts'

/** The size of a signature made with a 2048 bit RSA key, in bytes. */
const rsaSignatureBytes = 256

type MintJwtOptions = Omit<MintTokenOptions, 'format'>

/** JSON that is nested too deeply for the engine to write counts as nothing. */
function jsonText(value: unknown): string | null {
  try {
    return JSON.stringify(value)
  } catch {
    return null
  }
}

/** A text stays as it is, anything else but nothing becomes its JSON. */
function claimText(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null
  return typeof value === 'string' ? value : jsonText(value)
}

/** A list may be one text with spaces, as the server SDKs write it, or an array of texts. */
function claimWords(value: unknown): string | null {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string').join(' ') : claimText(value)
}

/** The first claim that is there; `null` where none is, NaN where it is not a number, as RFC 7519 demands. */
function seconds(claims: JsonRecord, ...names: readonly string[]): number | null {
  const name = names.find((candidate) => claims[candidate] !== undefined)
  if (name === undefined) return null
  const value = claims[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : Number.NaN
}

/**
 * Reads a client token in JWT form, or gives `null` where it is not one: not a JWT, no key or session id (the JWTs that
 * authenticate REST requests have none), or a time that is not a number.
 *
 * @example
 * readJwtToken('eyJhbGciOiJIUzI1NiIs...')?.role // 'publisher'
 */
export function readJwtToken(text: string): TokenContents | null {
  const jwt = readJwt(text)
  if (jwt === null) return null
  const { header, claims, signature, signed } = jwt
  const key = claimText(claims.application_id) ?? claimText(claims.iss)
  const sessionId = claims.session_id
  if (key === null || typeof header.alg !== 'string' || typeof sessionId !== 'string' || sessionId === '') return null
  const createTime = seconds(claims, 'iat', 'create_time')
  const expireTime = seconds(claims, 'exp', 'expire_time')
  const notBefore = seconds(claims, 'nbf')
  if ([createTime, expireTime, notBefore].some(Number.isNaN)) return null
  return {
    format: 'jwt',
    algorithm: header.alg,
    key,
    sessionId,
    role: claimText(claims.role),
    connectionData: claimText(claims.connection_data) ?? '',
    createTime,
    expireTime,
    notBefore,
    initialLayoutClassList: wordsOf(claimWords(claims.initial_layout_class_list) ?? ''),
    scope: claimWords(claims.scope),
    nonce: claimText(claims.jti) ?? claimText(claims.nonce),
    scenario: claimText(claims[scenarioField]),
    signature,
    signed,
  }
}

/** The claims of the OpenTok server SDK, in its order (`fixtures/facts/tokens.json`, 2.23.2). */
function projectClaims(options: MintJwtOptions): JsonRecord {
  const issued = secondsOf(options.issuedAt)
  const expires = secondsOf(options.expiresAt)
  return {
    iss: options.key,
    ist: 'project',
    iat: issued,
    exp: expires,
    session_id: options.sessionId,
    create_time: issued,
    nonce: options.random.next(),
    role: options.role ?? 'publisher',
    expire_time: expires,
    ...(options.data ? { connection_data: options.data } : {}),
    initial_layout_class_list: (options.initialLayoutClassList ?? []).join(' '),
    scope: connectScope,
  }
}

/** The claims of the Vonage server SDK, in its order (`fixtures/facts/tokens.json`, 1.31.1). */
function applicationClaims(options: MintJwtOptions): JsonRecord {
  return {
    scope: connectScope,
    session_id: options.sessionId,
    role: options.role ?? 'publisher',
    initial_layout_class_list: (options.initialLayoutClassList ?? []).join(' '),
    exp: secondsOf(options.expiresAt),
    sub: 'video',
    acl: { paths: { '/session/**': {} } },
    ...(options.data ? { connection_data: options.data } : {}),
    jti: options.random.uuid(),
    iat: secondsOf(options.issuedAt),
    application_id: options.key,
  }
}

/**
 * Makes a client token in JWT form: for an API key as the OpenTok server SDK does (HS256), for an application id with
 * the claims of the Vonage server SDK.
 *
 * A real application's token is signed with its private key (RS256), which is not at hand here: without a `secret` it
 * says RS256 and carries random bytes of the right size, which no check can verify; with a `secret` it is an HS256 JWT,
 * which `checkToken` can.
 *
 * @example
 * mintJwtToken({ key: '47000001', secret, sessionId, issuedAt: now, expiresAt: now + 3_600_000, random }) // 'eyJ...'
 */
export function mintJwtToken(options: MintJwtOptions): string {
  const { key, random, secret, scenario } = options
  const ofApplication = keyKind(key) === 'application-id'
  const extra = scenario ? { [scenarioField]: scenario } : {}
  const claims = { ...(ofApplication ? applicationClaims(options) : projectClaims(options)), ...extra }
  if (ofApplication && secret === undefined) {
    return formatJwt({ alg: 'RS256', typ: 'JWT' }, claims, () => random.bytes(rsaSignatureBytes))
  }
  const signingKey = secret ?? random.hex(40)
  return formatJwt({ alg: 'HS256', typ: 'JWT' }, claims, (signed) => hmacSha256(signingKey, signed))
}
