import type * as v from 'valibot'
import type { Cast } from '../cast.ts'
import type { ScenarioProblem } from '../problem.ts'
import type { Keys } from '../schema/schema-of.ts'
import { type DeviceAction, type DeviceStage, device } from './device.ts'
import { type FailAction, type FaultStage, fail, type HoldAction, hold, type ReleaseAction, release } from './fault.ts'
import { type MediaAction, type MediaStage, media } from './media.ts'
import { type NetworkAction, type NetworkStage, network } from './network.ts'
import type { Mentions, Noun } from './noun.ts'
import { type ParticipantAction, participant } from './participant.ts'
import { type QualityAction, type QualityStage, quality } from './quality.ts'
import { type RestAction, type RestStage, rest } from './rest.ts'
import { type SessionAction, type SessionStage, session } from './session.ts'
import type { Change, Story } from './story.ts'

/** Everything that an entry of a timeline, or a step, can be about, by the key that says so. */
export const nouns: {
  readonly network: Noun<NetworkAction, NetworkStage>
  readonly device: Noun<DeviceAction, DeviceStage>
  readonly media: Noun<MediaAction, MediaStage>
  readonly quality: Noun<QualityAction, QualityStage>
  readonly session: Noun<SessionAction, SessionStage>
  readonly participant: Noun<ParticipantAction, object>
  readonly rest: Noun<RestAction, RestStage>
  readonly fail: Noun<FailAction, FaultStage>
  readonly hold: Noun<HoldAction, FaultStage>
  readonly release: Noun<ReleaseAction, FaultStage>
} = { network, device, media, quality, session, participant, rest, fail, hold, release }

type NounKey = keyof typeof nouns

/** Something that happens behind the application's back. */
export type Action =
  | NetworkAction
  | DeviceAction
  | MediaAction
  | QualityAction
  | SessionAction
  | ParticipantAction
  | RestAction
  | FailAction
  | HoldAction
  | ReleaseAction

/** The part of the world that all nouns use. */
export type NounStage = NetworkStage & DeviceStage & MediaStage & QualityStage & SessionStage & RestStage & FaultStage

export const nounKeys: readonly NounKey[] = Object.keys(nouns) as NounKey[]

/** The noun of an action, which takes actions of its own kind alone. */
function nounOf(action: Action): Noun<never, NounStage> {
  const key = nounKeys.find((one) => one in action)
  if (key === undefined) throw new TypeError(`An action has none of the keys ${nounKeys.join(', ')}.`)
  return nouns[key]
}

/** Lets an action happen. @throws Error for what is not possible at this time, such as a verb on somebody who has left. */
export const act = (stage: NounStage, action: Action, cast: Cast): void =>
  nounOf(action).act(stage, action as never, cast)

/** The conditions of an action, and its consequences. */
export const consequences = (action: Action, story: Story): readonly Change[] =>
  nounOf(action).consequences(action as never, story)

export const mentions = (action: Action): Mentions => nounOf(action).mentions(action as never)

/** The problem of an action whose shape is right, which no schema can find. */
export const problemsOf = (action: Action, path: string): readonly ScenarioProblem[] =>
  nounOf(action).problems?.(action as never, path) ?? []

/** The shape of an action of each noun; `more`: the further keys of its place. */
export const actionShapes = (more: Keys): Readonly<Record<string, v.GenericSchema>> =>
  Object.fromEntries(nounKeys.map((key) => [key, nouns[key].schema(more)]))
