import type { CredentialIssuer, CredentialOptions, Credentials } from '../backend/tokens/credentials.ts'
import type { TokenPolicy } from '../backend/tokens/token-check.ts'
import type { SimulatedDevices } from '../dom/devices/devices.ts'
import type { Given } from '../scenario/scenario.ts'
import type { MediaConditions } from '../sdk/base/media-conditions.ts'

/** What the browser of the first client is able to do; everything, to begin with. */
export type BrowserAbilities = Partial<
  Record<'userMedia' | 'displayMedia' | 'webrtc' | 'encodedStreams' | 'autoplay', boolean>
>

/** What `credentials()` gives where its caller does not say; `apiKey`, `sessionId` and `token` are given as they stand. */
export interface CredentialPreset
  extends CredentialOptions,
    Partial<Pick<Credentials, 'apiKey' | 'sessionId' | 'token'>> {
  /** The named session that the token alone is for, where that is another one. */
  readonly tokenSession?: string
}

export interface CircumstanceParts {
  readonly issuer: CredentialIssuer
  readonly policy: TokenPolicy
  readonly secret: string | undefined
  readonly devices: () => SimulatedDevices | undefined
  readonly media: () => MediaConditions | undefined
  readonly note: (what: string, detail: Readonly<Record<string, unknown>>) => void
}

/** What a world is like before anything happens in it: the browser, and what `credentials()` gives. */
export class Circumstances {
  readonly policy: TokenPolicy
  readonly secret: string | undefined
  readonly #parts: CircumstanceParts
  #preset: CredentialPreset = {}
  /** What the credentials were made by that were issued last. */
  #asked: CredentialOptions = {}
  #browser: BrowserAbilities = {}

  constructor(parts: CircumstanceParts) {
    this.#parts = parts
    this.policy = parts.policy
    this.secret = parts.secret
  }

  /** Takes abilities from the first client's browser, or gives them back. */
  browser(abilities: BrowserAbilities): void {
    this.#parts.note('circumstances.browser', { ...abilities })
    this.#browser = { ...this.#browser, ...abilities }
    const { autoplay, ...support } = abilities
    const devices = this.#parts.devices()
    if (devices !== undefined) devices.support = { ...devices.support, ...support }
    if (autoplay !== undefined) this.#parts.media()?.arrange({ of: 'subscriber', blocksSound: !autoplay })
  }

  /** Every request of the first client for a camera and microphone, or for the screen, ends with this browser's error. */
  capture(of: 'camera' | 'screen', browserError: string): void {
    this.#parts.note('circumstances.capture', { of, browserError })
    this.#parts.devices()?.fault({ of, problem: browserError, delayMs: 0, times: Infinity })
  }

  /** Presets what `credentials()` gives. */
  credentials(preset: CredentialPreset): void {
    this.#parts.note('circumstances.credentials', { keys: Object.keys(preset) })
    this.#preset = preset
  }

  /** Credentials by what was preset and what is asked for; what is asked for goes first. */
  issue(options: CredentialOptions): Credentials {
    this.#asked = options
    const { apiKey, sessionId, token, tokenSession, ...preset } = this.#preset
    const issued = this.#parts.issuer.issue({ ...preset, ...options })
    const elsewhere = { ...preset, ...options, ...(tokenSession === undefined ? {} : { session: tokenSession }) }
    return {
      apiKey: apiKey ?? issued.apiKey,
      applicationId: issued.applicationId,
      sessionId: sessionId ?? issued.sessionId,
      token: token ?? (tokenSession === undefined ? issued.token : this.#parts.issuer.issue(elsewhere).token),
    }
  }

  /** These circumstances as a scenario says them. */
  get given(): Given {
    const { apiKey, sessionId, token, tokenSession, ...preset } = this.#preset
    const { role, expiresIn, data, format } = { ...preset, ...this.#asked }
    const made = { role, expiresIn, data, format, session: tokenSession }
    const wanted = Object.entries(made).filter(([, value]) => value !== undefined)
    const { webrtc: _webrtc, ...browser } = this.#browser
    return {
      ...(token !== undefined ? { token } : wanted.length === 0 ? {} : { token: Object.fromEntries(wanted) }),
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(sessionId === undefined ? {} : { sessionId }),
      ...(this.policy === 'well-formed' ? {} : { credentials: this.policy }),
      ...(this.secret === undefined ? {} : { secret: this.secret }),
      ...(Object.keys(browser).length === 0 ? {} : { browser }),
    }
  }

  reset(): void {
    this.#preset = {}
    this.#asked = {}
    this.#browser = {}
  }
}
