import type { MediaMethod } from '../wire.ts'
import type { Decide } from './decision.ts'
import { accept, tellOnly } from './decision.ts'

/** A publisher offers its media; the service answers the description. */
const decideOffer: Decide<'stream.offer'> = ({ command, by }) =>
  accept(tellOnly(by.connection.id, { is: 'stream.answered', streamId: command.streamId, quality: 'good' }))

/** A subscriber asks for a new negotiation (ICE restart): the service offers again. */
const decideSubscriberOffer: Decide<'subscriber.offer'> = ({ command, by }) =>
  command.subscriberId === null
    ? accept()
    : accept(
        tellOnly(by.connection.id, {
          is: 'subscriber.offered',
          subscriberId: command.subscriberId,
          streamId: command.streamId,
          quality: 'good',
        }),
      )

export const decideMedia: { readonly [Name in MediaMethod]: Decide<Name> } = {
  'stream.offer': decideOffer,
  'stream.candidate': () => accept(),
  'subscriber.offer': decideSubscriberOffer,
  'subscriber.answer': () => accept(),
  'subscriber.candidate': () => accept(),
}
