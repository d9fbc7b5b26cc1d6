import { formatJwt } from '../../backend/tokens/jwt.ts'
import { hmacSha256, sha256, toHex } from '../../kernel/bytes/hash.ts'
import { durationOf, type PageWait } from '../../kernel/time/clock.ts'
import type { RestWorld } from '../world.ts'
import { Monitor, type Notice, type WebhookGroup } from './monitor.ts'

/** The addresses of webhooks, and the troubles on their way. */
export interface WebhookOptions extends Readonly<Partial<Record<WebhookGroup, string>>> {
  /**
   * The secret with which they are signed: the `Authorization` header carries a JWT (HS256) with the hash of the body. Default:
   * unsigned.
   */
  readonly secret?: string
  /** How often each is delivered; default 1. The service promises no single delivery. */
  readonly repeat?: number
  /** Out of order, by the seed: each is held back for up to this long; `true`: two seconds. Default: in order. */
  readonly shuffle?: boolean | number | string
  /** How long each takes; default 0. */
  readonly delay?: number | string
}

/** Posts a body to an address; gives the status of the answer, or null where there is none. */
export type Post = (address: string, headers: Readonly<Record<string, string>>, body: string) => Promise<number | null>

/** The back-off of the service (documented: `fixtures/facts/webhooks.json`, `delivery`). */
const firstRetryMs = 5000
const longestWaitMs = 900_000
const givesUpAfterMs = 86_400_000
const shuffleMs = 2000

/** The wait before the next attempt, after so many that failed. */
export const backOffMs = (failed: number): number => Math.min(firstRetryMs * 2 ** (failed - 1), longestWaitMs)

interface Delivery {
  readonly notice: Notice
  readonly address: string
  readonly began: number
  readonly failed: number
}

const isGood = (status: number | null): boolean => status !== null && status >= 200 && status < 300

/** Delivers the notices of a world to the servers of its project. */
export class Webhooks {
  readonly #world: RestWorld
  readonly #post: Post
  readonly #monitor: Monitor
  #options: WebhookOptions = {}
  /** Ends the waits of deliveries under way: an answer that has to wait for simulated time must not wait for them. */
  #open: Set<() => void> = new Set()
  #life = 0

  constructor(world: RestWorld, post: Post) {
    this.#world = world
    this.#post = post
    this.#monitor = new Monitor(world, (notice) => this.#deliver(notice))
  }

  configure(options: WebhookOptions): void {
    this.#options = options
  }

  forget(): void {
    this.#life++
    this.#monitor.forget()
    this.letTimePass()
  }

  /** Simulated time stands still while a server is asked; it goes on, because the server itself waits for it. */
  letTimePass(): void {
    for (const end of this.#open) end()
    this.#open = new Set()
  }

  #addresses({ group, event, key, address }: Notice): readonly string[] {
    const registered = [...this.#world.memory.callbacks.values()]
      .filter((callback) => callback.key === key && `${callback.group} ${callback.event}` === event)
      .map(({ url }) => url)
    const configured = this.#options[group]
    return [...(configured === undefined ? [] : [configured]), ...registered, ...(address === null ? [] : [address])]
  }

  #deliver(notice: Notice): void {
    const { repeat = 1 } = this.#options
    for (const address of this.#addresses(notice)) {
      for (let copy = 0; copy < repeat; copy++) {
        const delivery = { notice, address, began: this.#world.clock.now(), failed: 0 }
        this.#after(this.#transitMs(), 'work', delivery)
      }
    }
  }

  #transitMs(): number {
    const { delay = 0, shuffle = false } = this.#options
    const spread = shuffle === true ? shuffleMs : shuffle === false ? 0 : durationOf(shuffle)
    return durationOf(delay) + (spread === 0 ? 0 : Math.floor(this.#world.random.next() * spread))
  }

  #after(ms: number, kind: 'work' | 'calendar', delivery: Delivery): void {
    const what = `the webhook "${delivery.notice.event}" to reach ${delivery.address}`
    this.#world.clock.after(ms, () => void this.#attempt(delivery), { what, kind })
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const { notice, address } = delivery
    const life = this.#life
    const body = JSON.stringify(notice.body)
    const what = `the answer of ${address} to the webhook "${notice.event}"`
    const { wait, gaveUp } = this.#waitFor(what)
    const end = (): void => wait.end()
    this.#open.add(end)
    const status = await Promise.race([this.#post(address, this.#headers(notice, body), body), gaveUp])
    if (life !== this.#life) return
    this.#world.note('rest.webhook', { event: notice.event, address, status })
    if (!isGood(status)) this.#retry(delivery)
    this.#open.delete(end)
    end()
  }

  /** A wait that gives up after a while of real time; an answer that has not come by then is none. */
  #waitFor(what: string): { readonly wait: PageWait; readonly gaveUp: Promise<null> } {
    let giveUp = (): void => {}
    const gaveUp = new Promise<null>((resolve) => {
      giveUp = () => resolve(null)
    })
    return { wait: this.#world.clock.awaitPage(what, () => giveUp()), gaveUp }
  }

  #retry(delivery: Delivery): void {
    const failed = delivery.failed + 1
    const ms = backOffMs(failed)
    if (this.#world.clock.now() + ms - delivery.began > givesUpAfterMs) {
      this.#world.note('rest.webhook given up', { event: delivery.notice.event, address: delivery.address })
    } else this.#after(ms, 'calendar', { ...delivery, failed })
  }

  #headers({ key }: Notice, body: string): Readonly<Record<string, string>> {
    const { secret } = this.#options
    const type = { 'content-type': 'application/json' }
    if (secret === undefined) return type
    const { clock, random } = this.#world
    const claims = {
      iat: Math.floor(clock.now() / 1000),
      jti: random.uuid(),
      iss: 'Vonage',
      payload_hash: toHex(sha256(body)),
      api_key: key,
      application_id: key,
    }
    const jwt = formatJwt({ alg: 'HS256', typ: 'JWT' }, claims, (signed) => hmacSha256(secret, signed))
    return { ...type, authorization: `Bearer ${jwt}` }
  }
}
