/**
 * `fake-opentok/simulator`: the test author's entrance.
 */

import { sharedWorld } from './author/shared.ts'
import { createSimulator, type Simulator } from './author/simulator.ts'

export type { SimulatorClock } from './author/clock.ts'
export { errorOf, type Hearing } from './author/hearing.ts'
export type { MediaControls, MediaTarget, PathOptions, StepOptions } from './author/media.ts'
export type { SimulatorOptions } from './author/options.ts'
export type { NetworkOptions, QualityControls } from './author/quality.ts'
export { createSimulator, type SimulatedClient, type Simulator } from './author/simulator.ts'
export type { Unmet } from './author/unmet.ts'
export type { Crowd, CrowdOptions } from './backend/people/crowd.ts'
export type { ChurnRates } from './backend/people/crowd-churn.ts'
export type { JoinOptions, Participant, PublishOptions, SpeakOptions } from './backend/people/participants.ts'
export type { Room } from './backend/people/room.ts'
export type { SessionRules } from './backend/state.ts'
export type { CredentialOptions, Credentials } from './backend/tokens/credentials.ts'
export type { Dialect } from './contract/dialect.ts'
export { type ErrorOf, type Failure, type FailureId, failures, type ResolvedFailure } from './contract/failures.ts'
export type { DeviceControls } from './dom/devices/device-controls.ts'
export type { ArmedFailure, FaultOptions } from './faults/fault.ts'
export type { Hold } from './faults/hold.ts'
export type { JournalEntry } from './kernel/journal/entry.ts'
export type { Journal } from './kernel/journal/journal.ts'
export type { PendingWait } from './kernel/time/clock.ts'
export type { Network } from './transport/network.ts'

/** The world that `fake-opentok` and `fake-opentok/simulator` share, imported or required. */
export const simulator: Simulator = /* @__PURE__ */ sharedWorld(createSimulator)
