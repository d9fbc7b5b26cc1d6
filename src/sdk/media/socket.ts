import type { SessionCore } from '../session/core.ts'

/** Whether the messaging connection of a session stands at this moment. */
export const isSocketConnected = (session: SessionCore | null): boolean =>
  session?.isConnected === true && !session.isReconnecting
