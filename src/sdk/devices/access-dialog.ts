/** Tells a publisher that the browser asks for a device, and that it has stopped; how long it takes to ask is `dialogDelayMs` of the devices. */

import type { Client } from '../base/client.ts'
import { SdkEvent } from '../base/events.ts'
import type { Listeners } from '../base/listeners.ts'

/**
 * Tells a publisher's listeners that the browser is asking the person, once it has been asking for a while, and that it has
 * stopped, while the publisher is there. Gives what is to be called when the browser has answered.
 */
export function watchAccessDialog(client: Client, publisher: Listeners, isThere: () => boolean): () => void {
  let open = false
  const timer = client.clock.after(
    client.devices.dialogDelayMs,
    () => {
      open = isThere()
      if (!open) return
      publisher.dispatchEvent(new SdkEvent('accessDialogOpened', true))
    },
    { what: 'the permission dialog to be noticed', kind: 'work' },
  )
  return () => {
    client.clock.cancel(timer)
    if (open && isThere()) publisher.dispatchEvent(new SdkEvent('accessDialogClosed', false))
  }
}
