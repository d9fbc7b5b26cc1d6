/** The rule by which a served world lets pages and programs in: the name that they asked for, and their origin. */

import type { IncomingMessage } from 'node:http'

export interface AdmissionOptions {
  /** The address at which the server listens. */
  readonly host: string
  /** Pages of these origins may take part, besides those of this machine and those that are served here. */
  readonly origins: readonly string[]
}

const isLoopbackName = (name: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\]|.*\.localhost)$/.test(name)

const isLoopbackOrigin = (origin: string): boolean => URL.canParse(origin) && isLoopbackName(new URL(origin).hostname)

/** Whether a server that listens at this address is open to this machine alone. */
export const isThisMachineAlone = (host: string): boolean => isLoopbackName(host) || host === '::1'

/** The rule by which requests are let in. */
export class Admission {
  readonly #isThisMachineAlone: boolean
  readonly #origins: readonly string[]
  readonly #hosts: readonly string[]

  constructor({ host, origins }: AdmissionOptions) {
    this.#isThisMachineAlone = isThisMachineAlone(host)
    this.#origins = origins
    this.#hosts = origins.map((origin) => new URL(origin).host)
  }

  /**
   * The reason for which a request is refused, with advice; undefined: it is let in. A page of any name can reach this machine once its name
   * stands for 127.0.0.1 (DNS rebinding), and then asks without an origin: the name that it asks for gives it away.
   */
  whyNot({ headers: { host, origin } }: Pick<IncomingMessage, 'headers'>): string | undefined {
    if (host !== undefined && !this.#isOwnName(host)) {
      return `This world is at an address of this machine, and ${host} was asked for. Ask for localhost or 127.0.0.1, or end serve, and start it again with --origin http://${host}`
    }
    if (origin === undefined || isLoopbackOrigin(origin) || this.#origins.includes(origin)) return undefined
    if (URL.canParse(origin) && new URL(origin).host === host) return undefined
    if (origin !== 'null')
      return `Pages of ${origin} may not take part. End serve, and start it again with --origin ${origin}`
    return 'A page that was opened as a file, or stands in a sandbox, has no origin and may not take part. Open it from a server.'
  }

  #isOwnName(host: string): boolean {
    if (!this.#isThisMachineAlone || this.#hosts.includes(host)) return true
    return isLoopbackOrigin(`http://${host}`)
  }
}
