import type { CrowdOptions } from '../backend/people/crowd.ts'
import type { JoinOptions, Participant } from '../backend/people/participants.ts'
import type { SessionRules } from '../backend/state.ts'
import type { Dialect } from '../contract/dialect.ts'
import type { FailureId } from '../contract/failures.ts'
import type { FaultOptions } from '../faults/fault.ts'
import type { Hold } from '../faults/hold.ts'
import type { RawReply } from '../kernel/hazard.ts'
import type { StreamRecord } from '../wire/records.ts'
import type { BrowserAbility, Given } from './scenario.ts'
import type { DeviceAction, ElementWords, MediaPath, MediaStep, QualityChange, SocketMode } from './verbs/actions.ts'

export interface StageNetwork {
  goOffline(): void
  comeBack(): void
  drop(code?: number): void
  flap(options: { readonly times?: number; readonly downMs?: number; readonly upMs?: number }): void
  setSilent(silent: boolean): void
  setLatency(least: number, most?: number): void
  setSocketMode(...modes: readonly SocketMode[]): void
  answer(point: string, reply: RawReply, options: { readonly times?: number }): void
}

/** Whose media; `stream` is an id. */
export interface StageWhose {
  readonly of?: 'publisher' | 'subscriber'
  readonly stream?: string
}

interface StepWords extends StageWhose {
  readonly how?: 'rejects' | 'throws' | 'hangs'
  readonly error?: string
  readonly after?: number
  readonly times?: number
}

type TrackKind = 'audio' | 'video' | 'all'

export interface StageMedia {
  fail(step: MediaStep, options: StepWords): void
  planPath(states: readonly MediaPath[], options: StageWhose & { readonly times?: number }): void
  path(state: MediaPath, whose: StageWhose): void
  renegotiate(whose: StageWhose): void
  closeConnections(whose: StageWhose): void
  decryption(outcome: 'mismatch' | 'ok', whose: Pick<StageWhose, 'stream'>): void
  arrangeElements(plan: ElementWords & Pick<StageWhose, 'of'>): void
  failElements(code: number, whose: StageWhose): void
  endElements(whose: StageWhose): void
  blockSound(whose: Pick<StageWhose, 'stream'>): void
  refuseSound(error: string | undefined, whose: Pick<StageWhose, 'stream'>): void
  allowSound(whose: Pick<StageWhose, 'stream'>): void
  endTracks(kind: TrackKind, whose: StageWhose): void
  muteTracks(kind: TrackKind, whose: StageWhose): void
  mend(): void
}

interface Sides {
  readonly width: number
  readonly height: number
}

type OfStream = Pick<StageWhose, 'stream'>

export interface StageQuality {
  network(condition: Words<'network'>, options: StageWhose & QualityOptions): void
  score(scores: { readonly audio?: number; readonly video?: number }, whose: OfStream): void
  limit(limitation: Words<'limit'>, whose: OfStream): void
  codec(name: string, whose: StageWhose): void
  resolution(size: Sides | null, whose: StageWhose): void
  interrupt(ms: number | undefined, whose: OfStream): void
  fallBack(stage: Words<'fallBack'>, whose: OfStream): void
  resizePicture(size: Sides, whose: OfStream): void
  cpu(state: Words<'cpu'>): void
}

type QualityWith<Key extends string> = Extract<QualityChange, Readonly<Record<Key, unknown>>>
type Words<Key extends 'network' | 'limit' | 'fallBack' | 'cpu'> =
  QualityWith<Key> extends Readonly<Record<Key, infer Word>> ? Word : never
type QualityOptions = Pick<QualityWith<'network'>, 'reason' | 'source'>

export interface StageCrowd {
  stop(): void
  leave(): void
}

/** The session, from the service's side. */
export interface StageRoom {
  readonly streams: readonly StreamRecord[]
  join(options: JoinOptions): Participant
  crowd(options: CrowdOptions): StageCrowd
  startArchive(name?: string): string
  stopArchive(archiveId: string): void
  setArchiveStatus(archiveId: string, status: 'started' | 'paused'): void
  setRules(rules: Partial<SessionRules>): void
  setVideoByQuality(streamId: string, active: boolean): void
  rotateServer(): void
}

/** What a scenario needs of the world that it is played in. */
export interface Stage {
  readonly dialect: Dialect
  readonly policy: NonNullable<Given['credentials']>
  readonly secret: string | undefined
  readonly network: StageNetwork
  readonly media: StageMedia
  readonly quality: StageQuality
  /** The session of the scenario; it comes into being when it is first asked for. */
  room(): StageRoom
  /** Runs something once it is known which session it is: at once, or when the application asks for one. */
  whenRoom(run: () => void): void
  /** @throws RangeError for a device that does not have the verb. */
  device(action: DeviceAction): void
  /** Every coming capture ends with this browser's error. */
  capture(of: 'camera' | 'screen', browserError: string): void
  browser(abilities: Partial<Record<BrowserAbility, boolean>>): void
  /** Presets what `credentials()` gives. */
  credentials(given: Given): void
  fail(failure: FailureId, options: FaultOptions): void
  /** @throws RangeError for an operation whose answer nobody gives. */
  hold(operation: string): Hold
  join(options: JoinOptions): Participant
  /** The connection of the client that the application holds; undefined unless it is connected. */
  ownConnectionId(): string | undefined
  /** Milliseconds since the beginning: since it is known which session it is. */
  now(): number
  after(time: number | string, what: string, run: () => void): void
  /** Calls back with the name of every event that the application's client dispatches, until what it returns is called. */
  onEvent(heard: (type: string) => void): () => void
}
