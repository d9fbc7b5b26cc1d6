import { type CapturingOperation, captureFailureOf } from '../contract/capture-replies.ts'
import { demandUnarmed } from './armed-failure.ts'
import { BrowserRefusal, unlessRefused } from './browser-refusal.ts'
import type { Client } from './client.ts'
import { captureError } from './fail.ts'
import type { Media, MediaRequest } from './ports.ts'
import { isBag, publisherSettings } from './publisher-properties.ts'

/** Asks for media; rejects with a {@link BrowserRefusal}. */
export const askForMedia = (client: Client, request: MediaRequest): Promise<Media> =>
  new Promise((resolve, reject) => {
    client.devices.capture(request, { granted: resolve, denied: (problem) => reject(new BrowserRefusal(problem)) })
  })

/** Asks for media on behalf of an operation; rejects with its failure, which says what the browser said. */
export const captureFor = (client: Client, operation: CapturingOperation, request: MediaRequest): Promise<Media> =>
  askForMedia(client, request).catch(
    unlessRefused((problem) => {
      const kind = request.screen ? 'screen' : 'camera'
      throw captureError(client, captureFailureOf(operation, problem.name, kind), problem)
    }),
  )

/** `OT.getUserMedia(properties?)`; what is no map of properties counts as none (recorded: `OT.getUserMedia/string`). */
export async function getUserMedia(client: Client, properties: unknown): Promise<Media> {
  demandUnarmed(client, 'OT.getUserMedia')
  const { request } = publisherSettings(isBag(properties) ? properties : {})
  return await captureFor(client, 'OT.getUserMedia', request)
}
