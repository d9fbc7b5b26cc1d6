import type { CaptureProblem } from '../../ports/devices.ts'

/** A server of an ICE configuration, as an application gives it. */
export interface IceServer {
  readonly urls: string | readonly string[]
  readonly username?: string
  readonly credential?: string
}

const known = /^(?:stuns?|turns?):./i
const withAccount = /^turns?:/i

/**
 * The refusal of a browser that is given servers for a connection: an address that is none, or a TURN server without an account (observed in
 * Chromium: `session.setIceConfig()` with `turn:turn.example`); null: it takes them.
 */
export function refusalOf(servers: readonly IceServer[]): CaptureProblem | null {
  for (const { urls, username, credential } of servers) {
    for (const url of [urls].flat()) {
      if (!known.test(url)) return { name: 'SyntaxError', message: `"${url}" is no address of an ICE server.` }
      if (withAccount.test(url) && (username === undefined || credential === undefined))
        return { name: 'InvalidAccessError', message: `"${url}" needs a username and a credential.` }
    }
  }
  return null
}
