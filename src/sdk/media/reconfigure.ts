import { BrowserRefusal } from '../base/browser-refusal.ts'
import { errorOf } from '../base/fail.ts'
import type { SessionCore } from '../session/core.ts'
import { publishersOf, subscribersOf } from '../session/members.ts'
import type { MediaConnection } from './connection.ts'

/** Whether the browser took the new configuration. */
function reconfigure(connection: MediaConnection): boolean {
  try {
    connection.setConfiguration()
    return true
  } catch (thrown) {
    if (thrown instanceof BrowserRefusal) return false
    throw thrown
  }
}

/**
 * Gives the connections of a session a new configuration. What a subscriber's browser makes of it is not looked at (recorded:
 * `webrtc/session.setIceConfig/subscribed-setConfiguration-throws`).
 *
 * @throws the failure, where a publisher's browser refuses.
 */
export function reconfigureMedia(core: SessionCore): void {
  for (const { reception } of subscribersOf(core)) if (reception.connection !== null) reconfigure(reception.connection)
  for (const { outgoing } of publishersOf(core)) {
    for (const { connection } of outgoing.connections) {
      if (!reconfigure(connection)) throw errorOf(core.client, 'Session.setIceConfig/set-configuration-failed')
    }
  }
}
