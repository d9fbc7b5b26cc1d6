import type { CredentialIssuer, CredentialOptions, Credentials } from '../backend/tokens/credentials.ts'
import type { TokenPolicy } from '../backend/tokens/token-check.ts'
import type { SimulatedDevices } from '../dom/devices/devices.ts'
import type { Given } from '../scenario/scenario.ts'
import type { MediaConditions } from '../sdk/base/media-conditions.ts'

/** The abilities of the first client's browser; all, to begin with. */
export interface BrowserAbilities {
  /** It has `getUserMedia`. */
  readonly userMedia?: boolean
  /** It has `getDisplayMedia`. Without it, Chrome looks for an extension. */
  readonly displayMedia?: boolean
  /** It can share a screen by an extension, where it has no `getDisplayMedia`. */
  readonly screenExtension?: boolean
  readonly webrtc?: boolean
  readonly encodedStreams?: boolean
  /** It can replace a track that is being sent. */
  readonly replaceTrack?: boolean
  /** Its media elements have `setSinkId`. */
  readonly audioOutput?: boolean
  /** It gets the files that the SDK loads for advanced noise suppression: without them a publisher that asks for it never has its media. */
  readonly filterFiles?: boolean
  /** It plays sound before the person has done something. */
  readonly autoplay?: boolean
  /** It is in a page of https: an insecure one has no camera, no microphone and no screen. */
  readonly secure?: boolean
  /** It runs on a computer: on a telephone it shares no screen. */
  readonly desktop?: boolean
}

/** The credentials that `credentials()` gives where its caller does not say; `apiKey`, `sessionId` and `token` are given as they stand. */
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

/** The circumstances of a world before anything happens in it: the browser, and the credentials. */
export class Circumstances {
  readonly policy: TokenPolicy
  readonly secret: string | undefined
  readonly #parts: CircumstanceParts
  #preset: CredentialPreset = {}
  /** The options of the credentials that were issued last. */
  #asked: CredentialOptions = {}
  #browser: BrowserAbilities = {}

  constructor(parts: CircumstanceParts) {
    this.#parts = parts
    this.policy = parts.policy
    this.secret = parts.secret
  }

  /**
   * Takes abilities from the first client's browser, or gives them back.
   *
   * @throws RangeError for an ability that there is not.
   *
   * @example
   * simulator.circumstances.browser({ desktop: false }) // initPublisher({ videoSource: 'screen' }) now fails as on a telephone
   */
  browser(abilities: BrowserAbilities): void {
    this.#parts.note('circumstances.browser', { ...abilities })
    this.#browser = { ...this.#browser, ...abilities }
    const { autoplay, secure, desktop, ...support } = abilities
    const devices = this.#parts.devices()
    if (devices !== undefined) {
      const page = { ...(secure === undefined ? {} : { secure }), ...(desktop === undefined ? {} : { desktop }) }
      devices.page = { ...devices.page, ...page }
      devices.support = { ...devices.support, ...support }
    }
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
