import { applyFaults, applyFaultsToStream, bagOf, reportCourse } from '../media/running-faults.ts'
import type { SubscriberModel } from './model.ts'

/** Lets happen to a subscriber that is subscribed what a test author armed. */
export function applyFaultsToSubscriber(model: SubscriberModel): void {
  if (!model.isLoaded) return
  const { client, session, incoming } = model
  const who = { ...model.identity(), subscriberId: model.id }
  applyFaultsToStream(client, session, who)
  applyFaults(client, who, () => model.isLoaded, {
    'media:ice': (row) => reportCourse(incoming.connection === null ? [] : [incoming.connection], row),
    'media:element': ({ media }) => model.widget.media.fail(Number(bagOf(media?.['videoElement'])['error'])),
    'media:playback': () => model.widget.media.block(),
    'media:decryption': () => incoming.undecryptable(),
  })
}
