import { bagOf, strike, strikePath, strikeStream } from '../media/running-faults.ts'
import type { SubscriberCore } from './core.ts'

/** Lets happen to a subscriber that is subscribed what a test author armed. */
export function strikeSubscriber(core: SubscriberCore): void {
  if (!core.isLoaded) return
  const { client, session, incoming } = core
  const who = { ...core.identity(), subscriberId: core.id }
  strikeStream(client, session, who)
  strike(client, who, () => core.isLoaded, {
    'media:ice': (row) => strikePath(incoming.connection === null ? [] : [incoming.connection], row),
    'media:element': ({ media }) => core.widget.media.fail(Number(bagOf(media?.['videoElement'])['error'])),
    'media:playback': () => core.widget.media.block(),
    'media:decryption': () => incoming.undecryptable(),
  })
}
