import { Registry } from '../base/registry.ts'
import { strikePublisher } from '../publisher/running-faults.ts'
import { strikeSession } from '../session/connect.ts'
import { strikeSubscriber } from '../subscriber/running-faults.ts'
import type { OTClient } from './init-session.ts'
import { OpenTok } from './ot.ts'

/** Everything an `OT` needs, but what it makes itself. */
export type ClientParts = Omit<OTClient, 'registry' | 'dispatchException' | 'extensions'>

/** Makes an `OT`, and the client that its objects share. */
export function createOT(parts: ClientParts): { readonly OT: OpenTok; readonly client: OTClient } {
  const client: OTClient = {
    ...parts,
    registry: new Registry(),
    extensions: new Set(),
    dispatchException: (details) => OT._dispatchException(details),
  }
  const OT = new OpenTok(client)
  return { OT, client }
}

/** Lets happen to everything of a client that runs what a test author armed. */
export function strikeRunning({ registry }: OTClient): void {
  for (const { _core } of registry.sessions.values()) strikeSession(_core)
  for (const { _core } of registry.publishers) strikePublisher(_core)
  for (const { _core } of registry.subscribers) strikeSubscriber(_core)
}
