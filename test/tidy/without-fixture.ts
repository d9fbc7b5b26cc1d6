import type { FailureId } from '../../src/contract/failures.ts'

/**
 * Failures that are simulated and that no scenario in fixtures/scenarios reaches, each with the reason. A failure whose
 * row says `status: 'data'` need not stand here: that is the reason.
 */
export const withoutFixture: Readonly<Partial<Record<FailureId, string>>> = {
  'Session.publish/screen-sharing-extension-not-installed':
    'its exception event carries no error, where it should carry that of the failure',
  'Session.publish/screen-sharing-not-supported':
    'its exception event carries no error, where it should carry that of the failure',
  'Session.publish/invalid-audio-output-source':
    'its exception event carries no error, where it should carry that of the failure',
  'Session.publish/stream-deleted-while-negotiating': 'nobody can delete a stream that is not announced yet',
  'Session.signal/internal-error': 'heard without its exception event',
}
