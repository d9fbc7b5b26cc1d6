import type { FailureId } from '../../contract/failures.ts'
import type { Client } from '../base/client.ts'
import { errorOf } from '../base/fail.ts'
import { raise } from '../base/gate.ts'
import type { Listeners } from '../base/listeners.ts'
import type { Failure } from '../base/ot-error.ts'
import type { PublishTrouble } from '../media/publish-faults.ts'
import { elementTroubleMs } from '../media/timing.ts'
import type { PublishAttempt } from './publish-attempt.ts'
import type { PublisherMedia } from './publisher-media.ts'

/** A publisher at the moment in which it asks for its stream, and the ways in which a trouble ends its attempt. */
export interface PublishInTrouble {
  readonly client: Client
  readonly facade: Listeners
  readonly localMedia: PublisherMedia
  readonly attempt: PublishAttempt
  readonly lost: () => void
  readonly tell: (failure: FailureId) => void
  readonly failed: (error: Failure) => void
  readonly unpublish: () => void
}

/** Does what a test armed for the moment in which a publisher asks for its stream; gives whether the publisher asks all the same. */
export function meetTrouble(trouble: PublishTrouble, publisher: PublishInTrouble): boolean {
  const { client, localMedia, attempt } = publisher
  const later = (delayMs: number, run: () => void): void =>
    void client.clock.after(delayMs, run, { what: 'a publish that was told to fail', kind: 'work' })
  switch (trouble.kind) {
    case 'element':
      later(elementTroubleMs, () => localMedia.elementFailed(trouble.code))
      return true
    case 'ended':
      later(elementTroubleMs, () => localMedia.endAll())
      return true
    case 'broken':
      localMedia.isBroken = true
      return true
    case 'no-sound':
      localMedia.hasLostSound = true
      attempt.isDeaf = true
      return true
    case 'documented':
      later(0, () => publisher.tell(trouble.failure))
      return true
    case 'session-ended':
      attempt.whenAccepted(() => later(0, () => attempt.session.end('networkDisconnected')))
      return true
    case 'lost':
      later(0, publisher.lost)
      return false
    case 'unpublished':
      later(0, publisher.unpublish)
      return true
    case 'without-media':
      attempt.isWithoutMedia = true
      later(0, () => attempt.session.end('networkDisconnected'))
      return false
    case 'fails':
      later(0, () => failAsArmed(trouble.failure, publisher))
      return false
  }
}

function failAsArmed(failure: FailureId, { client, facade, failed }: PublishInTrouble): void {
  const error = errorOf(client, failure)
  raise({ client, facade }, error)
  failed(error)
}
