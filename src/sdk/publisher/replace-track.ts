import type { Track } from '../../ports/track.ts'
import { BrowserRefusal, unlessRefused } from '../base/browser-refusal.ts'
import type { Client } from '../base/client.ts'
import { browserError } from '../base/fail.ts'
import { troubleFor } from '../media/armed-troubles.ts'
import type { PublisherModel } from './model.ts'

/** The operations that put one track in another's place. */
export type ReplacingOperation = 'Publisher.setVideoSource' | 'Publisher.cycleVideo' | 'Publisher.setAudioSource'

/**
 * Whether the browser cannot replace a track that is being sent; the SDK looks before it does anything (recorded:
 * `webrtc/publisher.setVideoSource/published-replaceTrack-missing`).
 */
export const cannotReplaceTracks = (client: Client): boolean =>
  !client.devices.support.replaceTrack || client.media.troubleInTest('replaceTrack')?.how === 'missing'

function replaceInConnections(model: PublisherModel, operation: ReplacingOperation, sameKind: boolean): void {
  const { client, settings, streamId, outgoing } = model
  // A browser's own error, which the SDK passes on (observed: `media:20370514:14` of the random programs).
  if (!sameKind && outgoing.connections.length > 0)
    throw new TypeError('The track is of another kind than the one that is sent.')
  for (const { index } of client.media.connections({ of: 'publisher' })) {
    const trouble = troubleFor(client, 'replaceTrack', {
      side: 'publisher',
      index,
      operation,
      streamId,
      name: settings.name,
    })
    const name = trouble?.error ?? 'InvalidModificationError'
    if (trouble !== null) throw new BrowserRefusal({ name, message: 'The track that is sent cannot be replaced.' })
  }
}

/**
 * Puts a track in another's place, in what is sent first, and in what the publisher has.
 *
 * @throws the browser's own error where it refuses (recorded: `webrtc/publisher.setVideoSource/published-replaceTrack-rejects`).
 */
export async function replaceTrack(
  model: PublisherModel,
  operation: ReplacingOperation,
  old: Track | undefined,
  next: Track,
): Promise<void> {
  if (old === next || model.media === null) return
  await Promise.resolve()
    .then(() => replaceInConnections(model, operation, old === undefined || old.kind === next.kind))
    .catch(
      unlessRefused((problem) => {
        throw browserError(model.client, `${operation}/replace-track-rejected`, problem)
      }),
    )
  model.media.addTrack(next)
  if (old !== undefined) model.media.removeTrack(old)
  model.localMedia.tracksReplaced()
}
