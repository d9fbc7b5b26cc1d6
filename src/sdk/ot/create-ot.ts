import { Registry } from '../base/registry.ts'
import { ReportQueue } from '../base/report-queue.ts'
import { applyFaultsToPublisher } from '../publisher/running-faults.ts'
import { applyFaultsToSession } from '../session/connect.ts'
import { applyFaultsToSubscriber } from '../subscriber/parts.ts'
import type { OTClient } from './init-session.ts'
import { OpenTok } from './ot.ts'

/** Everything an `OT` needs, but what it makes itself. */
export type ClientParts = Omit<OTClient, 'registry' | 'dispatchException' | 'extensions' | 'reports'>

/** Makes an `OT`, and the client that its objects share. */
export function createOT(parts: ClientParts): { readonly OT: OpenTok; readonly client: OTClient } {
  const client: OTClient = {
    ...parts,
    registry: new Registry(),
    extensions: new Set(),
    reports: new ReportQueue(parts.clock),
    dispatchException: (details) => OT._dispatchException(details),
  }
  const OT = new OpenTok(client)
  return { OT, client }
}

/** Lets happen to everything of a client that runs what a test author armed. */
export function applyFaultsToRunning({ registry }: OTClient): void {
  for (const { _model } of registry.sessions.values()) applyFaultsToSession(_model)
  for (const { _model } of registry.publishers) applyFaultsToPublisher(_model)
  for (const { _model } of registry.subscribers) applyFaultsToSubscriber(_model)
}
