import { type CapturingOperation, captureFailureOf } from '../../contract/capture-replies.ts'
import { type FailureId, findFailure } from '../../contract/failures.ts'
import type { CaptureProblem, MediaRequest } from '../../ports/devices.ts'
import type { Media } from '../../ports/track.ts'
import { BrowserRefusal, unlessRefused } from '../base/browser-refusal.ts'
import type { Client } from '../base/client.ts'
import { captureError, errorOf } from '../base/fail.ts'
import { ask } from '../base/gate.ts'
import { isBag } from '../base/properties.ts'
import { requestOf } from './media-request.ts'
import { fitToDevices } from './present-devices.ts'

/** Asks for media; rejects with a {@link BrowserRefusal}. */
export const askForMedia = (client: Client, request: MediaRequest): Promise<Media> =>
  new Promise((resolve, reject) => {
    client.devices.capture(request, { granted: resolve, denied: (problem) => reject(new BrowserRefusal(problem)) })
  })

/** The browser's refusal that a test author armed for an operation. */
function refusalIn(id: FailureId): CaptureProblem {
  const condition: unknown = findFailure(id).media?.['getUserMedia']
  const name: unknown = typeof condition === 'object' && condition !== null ? Reflect.get(condition, 'reject') : null
  return { name: typeof name === 'string' ? name : 'UnknownError', message: 'The browser was told to refuse.' }
}

/** Asks for media on behalf of an operation; rejects with its failure, which says what the browser said. */
export async function captureFor(client: Client, operation: CapturingOperation, request: MediaRequest): Promise<Media> {
  const failure = ask(client, operation, {}, 'media:get-user-media', 'media:constraints')
  if (failure !== null && findFailure(failure).point === 'media:constraints') throw errorOf(client, failure)
  if (failure !== null) throw captureError(client, failure, refusalIn(failure))
  return await askForMedia(client, request).catch(
    unlessRefused((problem) => {
      const kind = request.screen ? 'screen' : 'camera'
      throw captureError(client, captureFailureOf(operation, problem.name, kind), problem)
    }),
  )
}

/**
 * `OT.getUserMedia(properties?)`; what is no map of properties counts as none (recorded: `OT.getUserMedia/string`). A screen comes
 * without the microphone, with its own sound where the person shares that (recorded: `live/programs/getUserMedia-of-a-screen`); a browser that
 * has no such method is not asked first (recorded: `live/media/OT.getUserMedia/*`).
 */
export async function getUserMedia(client: Client, properties: unknown): Promise<Media> {
  const request = requestOf(isBag(properties) ? properties : {})
  if (!request.screen && !client.devices.support.userMedia) {
    throw new TypeError('This browser has no getUserMedia: it has no camera and no microphone to give.')
  }
  // A device that the browser does not list is not asked for, as with a publisher (recorded: `live/programs/getUserMedia-of-one-device`).
  const fit = await new Promise<MediaRequest | null>((resolve) => fitToDevices(client, request, resolve))
  if (fit === null) throw errorOf(client, 'OT.getUserMedia/no-valid-constraints')
  return await captureFor(client, 'OT.getUserMedia', fit)
}
