import type { JoinOptions, Participant } from '../backend/participants.ts'
import type { SessionRules, StreamRecord } from '../backend/state.ts'
import type { Dialect } from '../contract/dialect.ts'
import type { FailureId } from '../contract/failures.ts'
import type { FaultOptions } from './fault.ts'
import type { BrowserAbility, DeviceVerb, Given, GivenDevice, SocketMode } from './scenario.ts'

export interface StageNetwork {
  goOffline(): void
  comeBack(): void
  drop(code?: number): void
  setSilent(silent: boolean): void
  setLatency(least: number, most?: number): void
  setSocketMode(...modes: readonly SocketMode[]): void
}

/** What a scenario needs of the world that it is played in. */
export interface Stage {
  readonly dialect: Dialect
  readonly policy: NonNullable<Given['credentials']>
  readonly secret: string | undefined
  readonly network: StageNetwork
  /** @throws RangeError for a device that does not have the verb. */
  device(device: GivenDevice, verb: DeviceVerb): void
  /** Every coming capture ends with this browser's error. */
  capture(of: 'camera' | 'screen', browserError: string): void
  session(rules: Partial<SessionRules>): void
  browser(abilities: Partial<Record<BrowserAbility, boolean>>): void
  /** Presets what `credentials()` gives. */
  credentials(given: Given): void
  fail(failure: FailureId, options: FaultOptions): void
  join(options: JoinOptions): Participant
  /** The streams of the session, whosever they are. */
  streams(): readonly StreamRecord[]
  /** The connection of the client that the application holds; undefined unless it is connected. */
  ownConnectionId(participants: readonly Participant[]): string | undefined
  after(time: number | string, what: string, run: () => void): void
  /** Calls back with the name of every event that the SDK's objects dispatch. */
  onEvent(heard: (type: string) => void): void
}
