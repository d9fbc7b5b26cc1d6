import type { Client } from '../base/client.ts'
import { OpenTok } from './ot.ts'

/** Everything an `OT` needs, but the way back to it. */
export type ClientParts = Omit<Client, 'dispatchException'>

/** Makes an `OT`, and the client that its objects share. */
export function createOT(parts: ClientParts): { readonly OT: OpenTok; readonly client: Client } {
  const client: Client = { ...parts, dispatchException: (details) => OT._dispatchException(details) }
  const OT = new OpenTok(client)
  return { OT, client }
}
