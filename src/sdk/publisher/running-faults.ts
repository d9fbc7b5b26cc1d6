import { applyFaults, applyFaultsToStream, bagOf, type FaultEffects, reportCourse } from '../media/running-faults.ts'
import type { PublisherModel } from './model.ts'

function endTracks({ localMedia, client }: PublisherModel, kind: unknown): void {
  if (kind === 'all') return localMedia.endAll()
  for (const track of localMedia.stream?.getTracks() ?? []) if (track.kind === kind) client.devices.endTrack(track)
}

/** Lets happen to a published publisher what a test author armed. */
export function applyFaultsToPublisher(model: PublisherModel): void {
  if (!model.isPublished) return
  const { client, session } = model
  applyFaultsToStream(client, session, model.identity())
  const open = model.outgoing.connections.map(({ connection }) => connection)
  const alone: FaultEffects = {
    'media:tracks': ({ media }) => endTracks(model, media?.['kind']),
    'media:element': ({ media }) => model.widget.media.fail(Number(bagOf(media?.['videoElement'])['error'])),
  }
  // In a relayed session there is nothing to fail before somebody subscribes.
  const onPath: FaultEffects = {
    'media:ice': (row) => reportCourse(open, row),
    'media:create-offer': () => {
      for (const connection of open) {
        client.media.fail({ step: 'createOffer', how: 'rejects', of: 'publisher', only: connection.index, times: 1 })
        connection.renegotiate()
      }
    },
  }
  applyFaults(client, model.identity(), () => model.isPublished, open.length === 0 ? alone : { ...alone, ...onPath })
}
