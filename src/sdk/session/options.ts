/** The options of `OT.initSession()`, checked as the SDK checks them. */

import { secretLengths } from '../../contract/limits.ts'
import { isBag } from '../../kernel/values.ts'
import type { Client } from '../base/client.ts'
import { errorOf } from '../base/fail.ts'
import { demandUnarmed } from '../base/gate.ts'
import type { IceServer } from '../base/ice-servers.ts'

export interface IceConfig {
  readonly includeServers: 'all' | 'custom'
  readonly transportPolicy: 'all' | 'relay'
  readonly customServers: readonly IceServer[]
}

/** The arguments of `OT.initSession`, sorted out. */
export interface SessionOptions {
  /** Null where none was given: then connecting fails (recorded: `session.connect/completion-throws`). */
  readonly apiKey: unknown
  readonly sessionId: string
  /** As it was given: the application reads it so again, whatever it is (recorded: `live/initSession/numbers`). */
  readonly givenId: unknown
  /** Why the session id cannot be used, found when connecting: nothing given, or an object. */
  readonly sessionIdProblem: 'empty' | 'object' | null
  encryptionSecret: unknown
  readonly connectionEventsSuppressed: boolean
  iceConfig: IceConfig | null
}

const isOneOf = (value: unknown, allowed: readonly string[]): boolean =>
  value === undefined || (typeof value === 'string' && allowed.includes(value))

const isOptionalText = (value: unknown): boolean => value === undefined || typeof value === 'string'

function isServer(value: unknown): boolean {
  if (!isBag(value)) return false
  const urls = value['urls']
  const readable = typeof urls === 'string' || (Array.isArray(urls) && urls.every((url) => typeof url === 'string'))
  return readable && isOptionalText(value['username']) && isOptionalText(value['credential'])
}

function isIceConfig(value: Readonly<Record<string, unknown>>): boolean {
  const { includeServers, transportPolicy, customServers } = value
  if (!isOneOf(includeServers, ['all', 'custom']) || !isOneOf(transportPolicy, ['all', 'relay'])) return false
  if (!Array.isArray(customServers) || !customServers.every(isServer)) return false
  return !(includeServers === 'custom' && transportPolicy === 'relay' && customServers.length === 0)
}

const hasProperties = (value: unknown): value is Readonly<Record<string, unknown>> =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'

/** The SDK trips over a server that has no properties (recorded: `live/initSession/iceConfig-server-*`). */
const areServersReadable = ({ customServers }: Readonly<Record<string, unknown>>): boolean =>
  !Array.isArray(customServers) || customServers.every(hasProperties)

/** The SDK looks at nothing of what is not truthy (observed: `setIceConfig('')` resolves). */
const isNoIceConfig = (value: unknown): boolean => !value && value !== null && value !== undefined

/**
 * Checks an ICE configuration as the SDK does.
 *
 * @throws a native TypeError for what has no properties, OT_INVALID_PARAMETER for a wrong one (recorded: area `iceConfig`).
 */
export function checkIceConfig(
  client: Client,
  value: unknown,
  operation: 'OT.initSession' | 'Session.setIceConfig',
): IceConfig {
  if (isNoIceConfig(value)) return { includeServers: 'all', transportPolicy: 'all', customServers: [] }
  if (!hasProperties(value) || !areServersReadable(value)) throw errorOf(client, 'Session.setIceConfig/not-an-object')
  if (!isIceConfig(value)) {
    throw errorOf(
      client,
      operation === 'OT.initSession' ? 'OT.initSession/invalid-ice-config' : 'Session.setIceConfig/invalid-config',
    )
  }
  return { includeServers: 'all', transportPolicy: 'all', customServers: [], ...value }
}

/** Whether a text can be an encryption secret: 8 to 256 characters (recorded: area `encryption`). */
export const isEncryptionSecret = (value: unknown): boolean =>
  typeof value === 'string' && value.length >= secretLengths.least && value.length <= secretLengths.most

/**
 * Sorts the arguments of `OT.initSession`: with one argument, or a second that is null, the first is the session id. The options of a session that is there
 * are not looked at (observed: `before:20410331:21`).
 */
export function sessionOptions(
  client: Client,
  args: readonly unknown[],
  isThere: (sessionId: string) => boolean = () => false,
): SessionOptions {
  demandUnarmed(client, 'OT.initSession')
  const [first, second, third] = args
  const onlyOne = second === null || second === undefined
  const apiKey = onlyOne ? null : first
  const given = onlyOne ? first : second
  const options = third === undefined || (Boolean(given) && isThere(String(given))) ? {} : third
  if (options === null) throw errorOf(client, 'OT.initSession/options-null')
  const bag = isBag(options) ? options : {}
  const ice = bag['iceConfig']
  return {
    apiKey,
    sessionId: given === null || given === undefined ? '' : String(given),
    givenId: given ?? null,
    sessionIdProblem: given === '' || given === null || given === undefined ? 'empty' : isBag(given) ? 'object' : null,
    encryptionSecret: bag['encryptionSecret'],
    connectionEventsSuppressed: bag['connectionEventsSuppressed'] === true,
    iceConfig: ice === undefined || ice === null ? null : checkIceConfig(client, ice, 'OT.initSession'),
  }
}
