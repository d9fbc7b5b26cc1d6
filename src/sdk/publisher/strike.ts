import { errorOf, raiseException } from '../base/fail.ts'
import type { PublishStrike } from '../media/publish-faults.ts'
import { elementTroubleMs } from '../media/timing.ts'
import type { PublishAttempt } from './attempt.ts'
import type { PublisherCore } from './core.ts'

/** Does to a publisher what was armed for the moment in which it asks for its stream; whether it asks all the same. */
export function goesOnAfter(core: PublisherCore, strike: PublishStrike, attempt: PublishAttempt): boolean {
  const { client, own, facade } = core
  const later = (delayMs: number, run: () => void): void =>
    void client.clock.after(delayMs, run, { what: 'a publish that was told to fail', kind: 'work' })
  switch (strike.kind) {
    case 'element':
      later(elementTroubleMs, () => own.elementFailed(strike.code))
      return true
    case 'ended':
      later(elementTroubleMs, () => own.endAll())
      return true
    case 'broken':
      own.isBroken = true
      return true
    case 'no-sound':
      own.hasLostSound = true
      attempt.isDeaf = true
      return true
    case 'documented':
      later(0, () => core.troubles.documented(strike.failure, attempt))
      return true
    case 'unpublished':
      later(0, () => core.unpublishFrom(attempt.session))
      return true
    case 'without-media':
      attempt.isWithoutMedia = true
      later(0, () => attempt.session.end('networkDisconnected'))
      return false
    case 'fails':
      later(0, () => {
        const error = errorOf(client, strike.failure)
        raiseException(client, facade, error)
        core.failed(error)
      })
      return false
  }
}
