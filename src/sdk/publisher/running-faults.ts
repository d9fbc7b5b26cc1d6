import { bagOf, type Strikes, strike, strikePath, strikeStream } from '../media/running-faults.ts'
import type { PublisherCore } from './core.ts'

function endTracks({ own, client }: PublisherCore, kind: unknown): void {
  if (kind === 'all') return own.endAll()
  for (const track of own.stream?.getTracks() ?? []) if (track.kind === kind) client.devices.endTrack(track)
}

/** Lets happen to a published publisher what a test author armed. */
export function strikePublisher(core: PublisherCore): void {
  if (!core.isPublished) return
  const { client, session } = core
  strikeStream(client, session, core.identity())
  const open = core.outgoing.connections.map(({ connection }) => connection)
  const alone: Strikes = {
    'media:tracks': ({ media }) => endTracks(core, media?.['kind']),
    'media:element': ({ media }) => core.widget.media.fail(Number(bagOf(media?.['videoElement'])['error'])),
  }
  // In a relayed session there is nothing to fail before somebody subscribes.
  const onPath: Strikes = {
    'media:ice': (row) => strikePath(open, row),
    'media:create-offer': () => {
      for (const connection of open) {
        client.media.fail({ step: 'createOffer', how: 'rejects', of: 'publisher', only: connection.index, times: 1 })
        connection.renegotiate()
      }
    },
  }
  strike(client, core.identity(), () => core.isPublished, open.length === 0 ? alone : { ...alone, ...onPath })
}
