import type { MessagePortLike } from '../ports/message-port.ts'
import { type Port, PortEnd } from './port.ts'

/** A port over a browser's `MessagePort`, and what tells that its other end will never answer. */
export interface TabPort extends Port {
  lose(): void
}

/**
 * A port over a browser's `MessagePort`. A browser need not tell that the other end is gone; who hears of it otherwise says so
 * by `lose()`.
 *
 * @param ready What is sent before it resolves waits.
 */
export function portOverMessages(channel: MessagePortLike, ready: Promise<void> = Promise.resolve()): TabPort {
  const end = new PortEnd()
  let waiting: unknown[] | null = []
  channel.addEventListener('message', ({ data }) => end.hear(data))
  channel.addEventListener('close', () => end.lose())
  channel.start()
  void ready.then(() => {
    for (const message of waiting ?? []) channel.postMessage(message)
    waiting = null
  })
  return {
    send: (message) => {
      if (waiting === null) channel.postMessage(message)
      else waiting.push(message)
    },
    onMessage: end.onMessage,
    onClose: end.onClose,
    close: () => {
      end.end()
      channel.close()
    },
    lose: () => end.lose(),
  }
}
