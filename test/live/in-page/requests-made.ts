import type { HttpAnswer } from '../../conformance/rig.ts'
import { type RequestKind, requestKind } from '../requests.ts'
import type { PageClock } from './page-clock.ts'

type PageWindow = Window & typeof globalThis

/** What a request takes at least, as that of any network. */
const latencyMs = 10

const accepted = 'data:application/json,%7B%7D'

/** Requests of a page, in order, and how a case says they are answered. */
export interface Requests {
  readonly made: readonly RequestKind[]
  answers(kind: RequestKind, answers: readonly HttpAnswer[]): void
}

/** The SDK reports one thing after the other: what an application asks it to report would wait for hundreds before it. */
const isUnasked = (report: unknown): boolean => !String(report).includes('ReportIssue')

/**
 * Watches what the page asks over HTTP. The server of the page answers, as the case says; here a late answer is asked for late, so that
 * the page's own time counts. What the SDK reports of itself is answered on the spot, `{}`, unless a case says how: there is far too
 * much of it to be sent through the browser.
 */
export function watchRequests(window: PageWindow, clock: PageClock): Requests {
  const made: RequestKind[] = []
  const answers = new Map<RequestKind, readonly HttpAnswer[]>()
  const answerTo = (kind: RequestKind): HttpAnswer => {
    const list = answers.get(kind) ?? []
    const turn = made.filter((one) => one === kind).length - 1
    return list[Math.min(turn, list.length - 1)] ?? {}
  }
  window.XMLHttpRequest = class extends window.XMLHttpRequest {
    #answer: HttpAnswer = {}
    #timeout = 0
    #onTheSpot = false

    constructor() {
      super()
      for (const type of ['readystatechange', 'load', 'error', 'timeout', 'loadend']) {
        this.addEventListener(type, () => {
          // Opening a request tells of it at once, inside the call.
          if (this.readyState > 1) clock.taskBegins()
        })
      }
    }

    override open(method: string, url: string | URL, ...rest: readonly unknown[]): void {
      const kind = requestKind(String(url))
      if (kind !== null) made.push(kind)
      this.#answer = kind === null ? {} : answerTo(kind)
      this.#onTheSpot = kind === 'logging' && !answers.has(kind)
      Reflect.apply(super.open, this, [method, this.#onTheSpot ? accepted : url, ...rest])
    }

    override get timeout(): number {
      return this.#timeout
    }

    override set timeout(ms: number) {
      this.#timeout = ms
    }

    override send(body?: Document | XMLHttpRequestBodyInit | null): void {
      const { hang, delayMs = 0 } = this.#answer
      const send = (): void => {
        // It was aborted, or has timed out, before its late answer was asked for.
        if (this.readyState !== 1) return
        super.send(body)
        if (hang !== true) this.addEventListener('loadend', clock.work.begin(), { once: true })
      }
      clock.after(this.#onTheSpot && isUnasked(body) ? 0 : latencyMs + delayMs, send)
      // Set when its time has come, a time-out happens at once.
      if (this.#timeout > 0) clock.after(this.#timeout, () => this.#timeOut(send))
    }

    #timeOut(send: () => void): void {
      if (this.readyState === 4 || this.readyState === 0) return
      send()
      super.timeout = 1
    }
  }
  return { made, answers: (kind, list) => answers.set(kind, list) }
}
