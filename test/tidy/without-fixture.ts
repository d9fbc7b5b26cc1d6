import type { FailureId } from '../../src/contract/failures.ts'

/**
 * Failures that are simulated and that no scenario in fixtures/scenarios reaches, each with the reason. A failure whose
 * row says `status: 'data'` need not stand here: that is the reason.
 */
export const withoutFixture: Readonly<Partial<Record<FailureId, string>>> = {}
