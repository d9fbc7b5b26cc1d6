import { decodeBase64Text, encodeBase64 } from '../../kernel/bytes/base64.ts'
import { hmacSha1, toHex } from '../../kernel/bytes/hash.ts'
import { Remembered } from '../../kernel/remembered.ts'
import {
  connectScope,
  type MintTokenOptions,
  scenarioField,
  secondsOf,
  type TokenContents,
  wordsOf,
} from './token-contents.ts'

/** How every T1 token begins. No JWT does: the first part of one is the base64 of a JSON object. */
export const t1Beginning = 'T1=='

type Fields = ReadonlyMap<string, string>

/** Form decoding: `+` is a space, as the PHP, Python and Java SDKs write it; a broken escape stays as it is. */
function decodeComponent(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}

function parseFields(text: string): Fields {
  const fields = new Map<string, string>()
  for (const pair of text.split('&')) {
    const [name = '', ...value] = pair.split('=')
    if (!fields.has(name)) fields.set(name, decodeComponent(value.join('=')))
  }
  return fields
}

const formatFields = (fields: readonly (readonly [name: string, value: string])[]): string =>
  fields.map(([name, value]) => `${name}=${encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'))}`).join('&')

const presentText = (fields: Fields, name: string): string | null => fields.get(name) || null

/** `null` where there is none, NaN where it is not a number of seconds. */
function seconds(fields: Fields, name: string): number | null {
  const text = presentText(fields, name)
  if (text === null) return null
  return /^\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
}

/**
 * Reads a T1 token, or gives `null` where it is not one: no readable base64, no key, signature or session id, or a
 * time that is not a number.
 *
 * @example
 * readT1('T1==cGFydG5lcl9pZD00NzAwMDAwMSZz...')?.role // 'publisher'
 */
export function readT1(text: string): TokenContents | null {
  const decoded = text.startsWith(t1Beginning) ? decodeBase64Text(text.slice(t1Beginning.length)) : null
  const colon = decoded === null ? -1 : decoded.indexOf(':')
  if (decoded === null || colon < 0) return null
  const signed = decoded.slice(colon + 1)
  const header = parseFields(decoded.slice(0, colon))
  const data = parseFields(signed)
  const key = presentText(header, 'partner_id')
  const signature = presentText(header, 'sig')
  const sessionId = presentText(data, 'session_id')
  if (key === null || signature === null || sessionId === null) return null
  const createTime = seconds(data, 'create_time')
  const expireTime = seconds(data, 'expire_time')
  if (Number.isNaN(createTime) || Number.isNaN(expireTime)) return null
  return {
    format: 't1',
    algorithm: 'HMAC-SHA1',
    key,
    sessionId,
    role: presentText(data, 'role'),
    connectionData: data.get('connection_data') ?? '',
    createTime,
    expireTime,
    notBefore: null,
    initialLayoutClassList: wordsOf(data.get('initial_layout_class_list') ?? ''),
    scope: data.get('scope') ?? null,
    nonce: presentText(data, 'nonce'),
    scenario: presentText(data, scenarioField),
    signature,
    signed,
  }
}

/** The tests of a suite make the same tokens again and again: a world that was reset draws what it drew before. */
const signatures = new Remembered<string>(256)
const encodings = new Remembered<string>(256)

/**
 * Makes a T1 token with the fields, in the order, of the OpenTok server SDK (`fixtures/facts/tokens.json`, 2.23.2).
 *
 * @example
 * mintT1({ key: '47000001', secret, sessionId, issuedAt: now, expiresAt: now + 3_600_000, random }) // 'T1==...'
 */
export function mintT1(options: Omit<MintTokenOptions, 'format'>): string {
  const { key, random, secret = random.hex(40), sessionId, role = 'publisher', data = '', scenario = '' } = options
  const signed = formatFields([
    ['session_id', sessionId],
    ['create_time', String(secondsOf(options.issuedAt))],
    ['nonce', String(random.next())],
    ['role', role],
    ['expire_time', String(secondsOf(options.expiresAt))],
    ...(data === '' ? [] : [['connection_data', data] as const]),
    ['initial_layout_class_list', (options.initialLayoutClassList ?? []).join(' ')],
    ['scope', connectScope],
    ...(scenario === '' ? [] : [[scenarioField, scenario] as const]),
  ])
  const signature = signatures.of(`${secret.length} ${secret}${signed}`, () => toHex(hmacSha1(secret, signed)))
  const header = formatFields([
    ['partner_id', key],
    ['sig', signature],
  ])
  const contents = `${header}:${signed}`
  return t1Beginning + encodings.of(contents, () => encodeBase64(contents))
}
