import type { RawReply } from '../kernel/hazard.ts'
import type { Conditions, SocketMode } from './conditions.ts'
import { goodConditions } from './conditions.ts'
import type { InProcessLink } from './in-process.ts'

export interface NetworkParts {
  readonly conditions: Conditions
  /** The lines that the conditions govern. */
  readonly links: () => readonly InProcessLink[]
  /** Arms a raw answer at a point of the service. */
  readonly answer: (point: string, reply: RawReply, times: number) => void
  /** Called when a condition was lifted, so that waits behind it go on. */
  readonly lifted: () => void
  readonly note: (what: string, detail: Readonly<Record<string, unknown>>) => void
}

/** The network of a client, in the test author's hands. */
export class Network {
  readonly #parts: NetworkParts

  constructor(parts: NetworkParts) {
    this.#parts = parts
  }

  /** Whether the client is cut off, or the service refuses or ignores it, because the test author said so. */
  get isHeld(): boolean {
    const { online, silent, socketModes } = this.#parts.conditions
    return !online || silent || (socketModes[0] ?? 'accept') !== 'accept'
  }

  /** Cuts the network: lines break at once, requests fail, new lines are refused, until `comeBack()`. */
  goOffline(): void {
    this.#parts.note('network.goOffline', {})
    this.#parts.conditions.online = false
    for (const link of this.#parts.links()) link.drop()
  }

  /** Mends the network, whatever was wrong with it but its latency. */
  comeBack(): void {
    this.#parts.note('network.comeBack', {})
    const { latency } = this.#parts.conditions
    Object.assign(this.#parts.conditions, goodConditions(), { latency })
    this.#parts.lifted()
  }

  /** Sets how long each message takes one way, in milliseconds: one figure, or at least and at most, drawn from the seed. */
  setLatency(least: number, most: number = least): void {
    if (!(least >= 0) || !(most >= least)) {
      throw new RangeError(
        `A latency from ${least} to ${most} ms is impossible. Give one figure from 0 up, or the least and the most.`,
      )
    }
    this.#parts.note('network.setLatency', { least, most })
    this.#parts.conditions.latency = [least, most]
  }

  /** Breaks every messaging connection, as if the service closed it with `code`; default 1006, an abnormal end. */
  drop(code = 1006): void {
    this.#parts.note('network.drop', { code })
    for (const link of this.#parts.links()) link.drop(code, code !== 1006)
  }

  /** The service stops talking and listening without ending any line, or starts again. */
  setSilent(silent: boolean): void {
    this.#parts.note('network.setSilent', { silent })
    this.#parts.conditions.silent = silent
    if (!silent) this.#parts.lifted()
  }

  /** How coming messaging connections are taken, one each in order; the last one stays. */
  setSocketMode(...modes: readonly SocketMode[]): void {
    this.#parts.note('network.setSocketMode', { modes: [...modes] })
    this.#parts.conditions.socketModes = modes.length === 0 ? ['accept'] : [...modes]
    if (!this.isHeld) this.#parts.lifted()
  }

  /**
   * Arms a raw answer: at `sessionInfo` an HTTP status and body, at a request such as `stream.create` a status and a
   * reason; status `'none'` never answers.
   */
  answer(point: string, reply: RawReply, options: { readonly times?: number } = {}): void {
    this.#parts.note('network.answer', { point, status: reply.status })
    this.#parts.answer(point, reply, options.times ?? 1)
  }
}
