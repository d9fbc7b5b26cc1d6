/** The options of a simulator: what each one takes, and what a world has where none is given. */

import type { CredentialRules } from '../backend/session-info.ts'
import type { TokenPolicy } from '../backend/tokens/token-check.ts'
import { type Dialect, dialects } from '../contract/dialect.ts'
import { isRsaKey } from '../kernel/bytes/rsa.ts'
import type { Clock } from '../kernel/time/clock.ts'
import { VirtualClock } from '../kernel/time/virtual-clock.ts'
import { hostNow, realTime, turnsOfHost, WallClock } from '../kernel/time/wall-clock.ts'
import type { ViewChoice } from './view.ts'

export interface SimulatorOptions {
  /** Which truth names and codes follow. Default: what `FAKE_OPENTOK_DIALECT` says in the environment of the process, else `documented`. */
  readonly dialect?: Dialect
  /**
   * The same seed and the same epoch give the same execution. Default 1; in the page of a browser ids then depend on the tab,
   * too, so that no two tabs make the same.
   */
  readonly seed?: number | string
  /** The beginning of time: milliseconds since the Unix epoch, a Date, or an ISO text such as `2026-11-27T12:00:00Z`. Default: now. */
  readonly epoch?: number | string | Date
  /** `instant`: work takes no time; `wall`: real time; `manual`: nothing moves but by `clock.advance()`. Default `instant`. */
  readonly clock?: 'instant' | 'wall' | 'manual'
  /** How tokens are taken. Default `well-formed`: everything is checked but the signature. */
  readonly credentials?: TokenPolicy
  /** The secret that signatures of T1 tokens and of HS256 are checked with, for `verified`. */
  readonly secret?: string
  /** The application's public key, as PEM, with which RS256 signatures are checked, for `verified`. */
  readonly publicKey?: string
  /** Where errors go that the real SDK lets escape to the page. Default `journal`. */
  readonly uncaught?: 'page' | 'journal'
  /**
   * Where publishers and subscribers are shown: in the `page` (an error where there is none), nowhere (`headless`), or in
   * a view of one's own. Default: in the page where there is one when it is first needed, and nowhere else.
   */
  readonly view?: ViewChoice
  /**
   * Which cameras, microphones and screens there are: `simulated` ones, or the `real` ones of the browser, of which what a
   * test author denies or unplugs is denied and unplugged all the same. Default `simulated`.
   */
  readonly devices?: 'simulated' | 'real'
  /**
   * The source that tells that the media of an element has loaded in a page that plays it: the `element`, in real time, during which
   * simulated time stands still; or the `clock`, so that every run of a page is the same. Default `element`.
   */
  readonly loads?: 'element' | 'clock'
  /** How many journal entries are kept. Default 100,000. */
  readonly journalCap?: number
}

/** The name of the environment variable that says the dialect of a whole run. */
export const dialectVariable = 'FAKE_OPENTOK_DIALECT'

/**
 * The dialect that a world has which is not told: what `FAKE_OPENTOK_DIALECT` says in the environment of the process, else `documented`.
 *
 * @throws RangeError for a word that is no dialect.
 */
export function usualDialect(env: Readonly<Record<string, string | undefined>> = environment()): Dialect {
  const word = env[dialectVariable]
  if (word === undefined || word === '') return 'documented'
  const known = dialects.find((one) => one === word)
  if (known !== undefined) return known
  throw new RangeError(`${dialectVariable}=${word} is not possible. It is one of: ${dialects.join(', ')}.`)
}

/** A page has none. It is not copied: to read all variables takes a tenth of the time in which a world is made. */
function environment(): Readonly<Record<string, string | undefined>> {
  const host: unknown = Reflect.get(globalThis, 'process')
  const env: unknown = typeof host === 'object' && host !== null ? Reflect.get(host, 'env') : undefined
  return typeof env === 'object' && env !== null ? Object(env) : {}
}

/** @throws RangeError for a text that holds no RSA key. */
export function demandPublicKey(pem: string, where: string): void {
  if (isRsaKey(pem)) return
  throw new RangeError(`${where} is no RSA key. Give the public key as PEM: it begins with -----BEGIN PUBLIC KEY-----.`)
}

/** How the service of a world takes credentials. */
export const rulesFrom = ({ credentials, secret, publicKey }: SimulatorOptions): CredentialRules => ({
  policy: credentials ?? 'well-formed',
  ...(secret === undefined ? {} : { secret }),
  ...(publicKey === undefined ? {} : { publicKey }),
})

/** The beginning of time in milliseconds since the Unix epoch; left out: now. */
export function epochOf(epoch: SimulatorOptions['epoch']): number {
  if (epoch === undefined) return hostNow()
  if (typeof epoch === 'number') return epoch
  return typeof epoch === 'string' ? Date.parse(epoch) : epoch.getTime()
}

/** @throws RangeError for `loads` where no element of a page loads anything, and for a public key that is none. */
export function demandUseOf({ loads, view = 'page', publicKey, clock, epoch }: SimulatorOptions): void {
  if (clock === 'wall' && epoch !== undefined) {
    throw new RangeError(
      "createSimulator({ epoch }) has no effect with clock: 'wall', which has the time of the machine. Leave out one of them.",
    )
  }
  if (publicKey !== undefined) demandPublicKey(publicKey, 'createSimulator({ publicKey })')
  if (loads === undefined || view === 'page' || typeof view === 'function') return
  throw new RangeError(
    `createSimulator({ loads: '${loads}' }) has no effect with a view that is not the page. Leave out loads or view.`,
  )
}

/** The clock that an option names; `unanswered` is told of each wait that the page did not answer in time. */
export function makeClock(kind: SimulatorOptions['clock'], epoch: number, unanswered: (what: string) => void): Clock {
  if (kind === 'wall') return new WallClock({ unanswered })
  return new VirtualClock({
    mode: kind ?? 'instant',
    epoch,
    nextTurn: turnsOfHost,
    inRealTime: realTime.after,
    unanswered,
  })
}
