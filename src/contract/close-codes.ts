/** The reaction of the SDK to a closed messaging connection: it reconnects, or disconnects for a reason. */
export type CloseOutcome = 'reconnects' | 'networkDisconnected' | 'clientDisconnected'

/** Close codes after which the SDK never reconnects (recorded: `socket/closed-1003-reconnection`, `socket/closed-1011-reconnection`). */
const finalCloseCodes: readonly number[] = [1003, 1011]

/** Close codes that the SDK takes for its own wish where it does not reconnect (recorded: `socket/closed-1001-no-reconnection`). */
const orderlyCloseCodes: readonly number[] = [1000, 1001]

/**
 * The reaction of the SDK to a close code, with and without automatic reconnection.
 *
 * @example
 * closeOutcome(1011, true) // 'networkDisconnected'
 */
export function closeOutcome(code: number, reconnection: boolean): CloseOutcome {
  if (reconnection) return finalCloseCodes.includes(code) ? 'networkDisconnected' : 'reconnects'
  return orderlyCloseCodes.includes(code) ? 'clientDisconnected' : 'networkDisconnected'
}
