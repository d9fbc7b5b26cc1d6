/** Makes session ids and tokens as the application's own server would: `simulator.credentials()`. */

import type { Role } from '../../contract/roles.ts'
import { createRandom, type Random } from '../../kernel/random.ts'
import type { Clock } from '../../kernel/time/clock.ts'
import { durationOf } from '../../kernel/time/clock.ts'
import { mintSessionId } from './session-id.ts'
import { mintToken } from './token.ts'
import type { TokenFormat } from './token-contents.ts'

export interface CredentialOptions {
  /** Default `publisher`, as the server SDKs have it. */
  readonly role?: Role
  /** How long the token lives from now: milliseconds, or a text such as `'1h'`; negative (`'-1h'`): it has expired already. Default one day. */
  readonly expiresIn?: number | string
  /** The connection data. */
  readonly data?: string
  /** A failure or scenario that the token carries into the application. */
  readonly scenario?: string
  /** `jwt`, a Vonage Video token for an application id (the default), or `t1`, an OpenTok token for an API key. */
  readonly format?: TokenFormat
  /** A name for the session: the same name gives the same session. Default: the one session that everybody shares. */
  readonly session?: string
}

/** The credentials for `OT.initSession` and `session.connect`, in the real formats. */
export interface Credentials {
  /** The first argument of `OT.initSession`: an application id for `jwt`, an API key for `t1`. */
  readonly apiKey: string
  /** The same, under the name that Vonage's samples use. */
  readonly applicationId: string
  readonly sessionId: string
  readonly token: string
}

export interface IssuerParts {
  readonly clock: Pick<Clock, 'now'>
  readonly random: Random
  readonly secret: string | undefined
  /** For a world that several tabs share: each tab that names a session gets the same one, from this seed alone. */
  readonly everywhere?: number | string | undefined
}

/** When the sessions were made that every tab gets by the same name: their ids cannot tell. */
const anyTime = 1_700_000_000_000

function lifeOf(value: number | string): number {
  if (typeof value === 'number') return value
  return value.startsWith('-') ? -durationOf(value.slice(1)) : durationOf(value)
}

const dayMs = 86_400_000

/** Makes sessions and tokens, as an application's own server would. */
export class CredentialIssuer {
  readonly #parts: IssuerParts
  #keys: Readonly<Record<TokenFormat, string>>
  #sessions: Map<string, string> = new Map()

  constructor(parts: IssuerParts) {
    this.#parts = parts
    this.#keys = this.#drawKeys()
  }

  /** The id of a named session, for one format of keys. */
  sessionId(name: string, format: TokenFormat): string {
    const known = this.#sessions.get(`${format} ${name}`)
    if (known !== undefined) return known
    const { clock, random, everywhere } = this.#parts
    const drawn =
      everywhere === undefined
        ? { now: clock.now(), random }
        : { now: anyTime, random: createRandom(`${everywhere} ${format} ${name}`) }
    const id = mintSessionId({ key: this.#keys[format], ...drawn })
    this.#sessions.set(`${format} ${name}`, id)
    return id
  }

  /** Credentials for a session. */
  issue(options: CredentialOptions = {}): Credentials {
    const { role = 'publisher', format = 'jwt', data = '', session = 'default', scenario } = options
    const { clock, random, secret } = this.#parts
    const life = lifeOf(options.expiresIn ?? dayMs)
    const key = this.#keys[format]
    const sessionId = this.sessionId(session, format)
    const token = mintToken({
      format,
      key,
      sessionId,
      role,
      data,
      issuedAt: Math.min(clock.now(), clock.now() + life),
      expiresAt: clock.now() + life,
      random,
      ...(secret === undefined ? {} : { secret }),
      ...(scenario === undefined ? {} : { scenario }),
    })
    return { apiKey: key, applicationId: key, sessionId, token }
  }

  /** The keys that sessions and tokens are made for. */
  get keys(): Readonly<Record<TokenFormat, string>> {
    return this.#keys
  }

  hasIssued(sessionId: string): boolean {
    return [...this.#sessions.values()].includes(sessionId)
  }

  /** As new; the source of chance has to be rewound before. */
  reset(): void {
    this.#sessions = new Map()
    this.#keys = this.#drawKeys()
  }

  #drawKeys(): Readonly<Record<TokenFormat, string>> {
    const { random } = this.#parts
    return { jwt: random.uuid(), t1: String(40_000_000 + random.integer(9_999_999)) }
  }
}
