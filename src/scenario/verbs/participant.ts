import type { Participant } from '../../backend/people/participants.ts'
import type { Permission, Role } from '../../contract/roles.ts'
import { bag, type Clash, filled, flag, optional, someBag, text, without, words } from '../../vocabulary/shape.ts'
import {
  channel,
  channelClashes,
  excepted,
  exceptOfOne,
  frameRate,
  height,
  loudness,
  orientation,
  role,
  signalKeys,
  streamClashes,
  streamKeys,
  width,
} from '../../vocabulary/words.ts'
import type { ChannelChange } from '../../wire/records.ts'
import { type Cast, type GivenStream, kept } from '../cast.ts'
import { bagOf, type Keys, schemaOf } from '../schema/schema-of.ts'
import { byTextAt, shapes } from '../schema/sentences.ts'
import type { Mentions, Named, Noun } from './noun.ts'
import { any, type Change, person, type Story, streamsHaveToBe, streamsOf } from './story.ts'
import { trackKeys, tracksChange, tracksPublished } from './tracks.ts'

/** The acts on a track that a participant sends. */
interface TrackChange {
  readonly active?: boolean
  readonly width?: number
  readonly height?: number
  readonly frameRate?: number
  readonly orientation?: 0 | 90 | 180 | 270
}

interface OfStream {
  readonly stream?: string
}

/** The details of each verb. */
interface Verbs {
  readonly join: { readonly data?: string; readonly role?: Role }
  readonly publish: { readonly publishes?: GivenStream }
  readonly unpublish: OfStream
  readonly change: { readonly channel: 'audio' | 'video' } & OfStream & TrackChange
  readonly subscribe: OfStream
  readonly unsubscribe: OfStream
  readonly caption: { readonly text: string; readonly isFinal?: boolean } & OfStream
  readonly speak: { readonly loudness?: number } & OfStream
  readonly silence: OfStream
  readonly leave: object
  readonly vanish: object
  readonly signal: { readonly signal?: { readonly type?: string; readonly data?: string; readonly to?: string } }
  readonly forceDisconnect: { readonly whom?: string }
  readonly forceUnpublish: OfStream
  /** Without a stream: everybody, but whose streams are excepted. */
  readonly mute: OfStream & { readonly except?: readonly string[] }
}

type VerbName = keyof Verbs
type ActionOf<Name extends VerbName> = { readonly participant: string; readonly does: Name } & Verbs[Name]

/** Something that a remote person does; `me` is the client that the application holds, `own` what it publishes. */
export type ParticipantAction = { [Name in VerbName]: ActionOf<Name> }[VerbName]

interface Verb<Action> {
  readonly schema: Keys
  /** The keys of which one at least is needed. */
  readonly some?: readonly string[]
  readonly clashes?: readonly Clash[]
  readonly act: (action: Action, cast: Cast) => void
  /** The conditions and consequences of a verb, besides that its participant has to be there. */
  readonly consequences: (action: Action, story: Story) => readonly Change[]
  readonly mentions: (action: Action) => Mentions
}

// An entry of the timeline has keys of its time beside those of its action.
const trackChange = (entry: TrackChange): ChannelChange =>
  Object.fromEntries(trackKeys.flatMap((key) => (entry[key] === undefined ? [] : [[key, entry[key]]])))

const ofStream = { stream: optional(filled) }

/** The name of what somebody publishes who says nothing of it: their own. */
export const streamName = (who: string, publishes: { readonly name?: string } | undefined): string =>
  publishes?.name ?? who

const named = (key: string, name: string | undefined): readonly Named[] => (name === undefined ? [] : [{ key, name }])
const namedOther = (key: string, name: string | undefined): readonly Named[] =>
  named(key, name === 'me' ? undefined : name)

const anybodys = ({ stream }: OfStream): Mentions => ({ streams: named('stream', stream) })
const theirs = ({ participant: of, stream }: OfStream & { readonly participant: string }): Mentions => ({
  streams: named('stream', stream).map((one) => ({ ...one, of })),
})
const needs = (
  { participant: who, does }: { readonly participant: string; readonly does: string },
  permission: Permission,
): Mentions => ({ needs: { who, does, permission } })

const hasToBeHere = (name: string, doing: string): Change => ({
  subject: person(name),
  wants: 'here',
  message: `${name} is not in the session at that time, and cannot ${doing}. Let them join before, or leave later.`,
})

const goes = (name: string): readonly Change[] => [
  { subject: person(name), removes: any },
  { subject: streamsOf(name), removes: any },
]

function joins(who: string, { isModerator }: Story): Change {
  const adds = ['here']
  // A participant that may send people away can have done so.
  if (isModerator) return { subject: person(who), adds }
  const message = `${who} is in the session already at that time. Let them leave before, or give the one that joins another name.`
  return { subject: person(who), refuses: 'here', message, adds }
}

const streamNamed = ({ stream }: OfStream, story: Story): readonly Change[] =>
  stream === undefined ? [] : streamsHaveToBe([stream], story)

function ofTheirStream(action: OfStream & { readonly participant: string }, story: Story): readonly Change[] {
  if (action.stream !== undefined) return streamNamed(action, story)
  const message = `${action.participant} publishes nothing at that time. Let them publish before, or unpublish later.`
  return [{ subject: streamsOf(action.participant), wants: any, message }]
}

const ends = (changes: readonly Change[]): readonly Change[] =>
  changes.flatMap((change) => [change, { subject: change.subject, removes: change.wants ?? any }])

const isThere = (name: string | undefined, doing: string): readonly Change[] =>
  name === undefined || name === 'me' ? [] : [hasToBeHere(name, doing)]

const theirId = (who: Participant, stream: string | undefined, cast: Cast): string | undefined =>
  stream === undefined ? undefined : cast.stream(stream, who.streams).id

const voiceOf = (name: string): string => `voice of ${name}`

const subscribers = kept(() => new Map<string, string>())

function unsubscribe({ participant, stream = 'own' }: ActionOf<'unsubscribe'>, cast: Cast): void {
  const who = cast.person(participant)
  const key = `${who.connectionId} ${cast.stream(stream).id}`
  const subscriberId = subscribers(cast).get(key)
  if (subscriberId === undefined) {
    throw new Error(`${who.name} does not subscribe to "${stream}" at this time. Let them subscribe first.`)
  }
  subscribers(cast).delete(key)
  who.unsubscribe(subscriberId)
}

const verbs: { readonly [Name in VerbName]: Verb<ActionOf<Name>> } = {
  join: {
    schema: { data: optional(text), role: optional(role) },
    act: ({ participant: name, data, role: as }, cast) =>
      cast.join({ name, ...(data === undefined ? {} : { data }), ...(as === undefined ? {} : { role: as }) }),
    consequences: ({ participant: who }) => [{ subject: streamsOf(who), removes: any }],
    mentions: ({ participant: name, role: as }) => ({ joins: { name, role: as } }),
  },
  publish: {
    schema: { publishes: optional(without(bag(streamKeys), ...streamClashes)) },
    act: ({ participant, publishes }, cast) => void cast.person(participant).publish(publishes),
    consequences: ({ participant: who, publishes }) => [
      { subject: streamsOf(who), adds: [streamName(who, publishes)] },
      ...tracksPublished(who, streamName(who, publishes), publishes).map(
        ([subject, adds]): Change => ({ subject, removes: any, adds }),
      ),
    ],
    mentions: (action) => ({
      ...needs(action, 'publish'),
      publishes: { who: action.participant, stream: streamName(action.participant, action.publishes) },
    }),
  },
  unpublish: {
    schema: ofStream,
    act: ({ participant, stream }, cast) => {
      const who = cast.person(participant)
      who.unpublish(theirId(who, stream, cast))
    },
    consequences: (action, story) => [
      ...ofTheirStream(action, story),
      { subject: streamsOf(action.participant), removes: action.stream ?? any },
    ],
    mentions: theirs,
  },
  change: {
    schema: {
      channel,
      active: optional(flag),
      width: optional(width),
      height: optional(height),
      frameRate: optional(frameRate),
      orientation: optional(orientation),
      ...ofStream,
    },
    some: trackKeys,
    // A change in a file has fewer keys than one in code.
    clashes: channelClashes('channel').filter(({ key }) => trackKeys.some((one) => one === key)),
    act: (action, cast) => {
      const who = cast.person(action.participant)
      who.change(action.channel, trackChange(action), theirId(who, action.stream, cast))
    },
    consequences: (action, story) => [...ofTheirStream(action, story), ...tracksChange(action, story)],
    mentions: theirs,
  },
  subscribe: {
    schema: ofStream,
    act: ({ participant, stream = 'own' }, cast) => {
      const who = cast.person(participant)
      const { id } = cast.stream(stream)
      subscribers(cast).set(`${who.connectionId} ${id}`, who.subscribe(id))
    },
    consequences: streamNamed,
    mentions: (action) => ({ ...anybodys(action), ...needs(action, 'subscribe') }),
  },
  unsubscribe: { schema: ofStream, act: unsubscribe, consequences: streamNamed, mentions: anybodys },
  caption: {
    schema: { text: filled, isFinal: optional(flag), ...ofStream },
    act: ({ participant, text: said, isFinal = true, stream }, cast) => {
      const who = cast.person(participant)
      const streamId = theirId(who, stream, cast)
      who.caption(said, { isFinal, ...(streamId === undefined ? {} : { streamId }) })
    },
    consequences: ofTheirStream,
    mentions: theirs,
  },
  speak: {
    schema: { loudness: optional(loudness), ...ofStream },
    act: ({ participant, loudness: how, stream }, cast) => {
      const who = cast.person(participant)
      const streamId = theirId(who, stream, cast)
      who.speak({ ...(how === undefined ? {} : { loudness: how }), ...(streamId === undefined ? {} : { streamId }) })
    },
    consequences: (action, story) => [
      ...ofTheirStream(action, story),
      { subject: voiceOf(action.participant), adds: ['speaking'] },
    ],
    mentions: theirs,
  },
  silence: {
    schema: ofStream,
    act: ({ participant, stream }, cast) => {
      const who = cast.person(participant)
      who.silence(theirId(who, stream, cast))
    },
    consequences: (action, story) => [
      ...ofTheirStream(action, story),
      {
        subject: voiceOf(action.participant),
        wants: 'speaking',
        message: `${action.participant} is silent at that time. Let them "speak" before.`,
      },
    ],
    mentions: theirs,
  },
  leave: {
    schema: {},
    act: ({ participant }, cast) => cast.person(participant).leave(),
    consequences: ({ participant }) => goes(participant),
    mentions: () => ({}),
  },
  vanish: {
    schema: {},
    act: ({ participant }, cast) => cast.person(participant).vanish(),
    consequences: ({ participant }) => goes(participant),
    mentions: () => ({}),
  },
  signal: {
    schema: { signal: optional(bag(signalKeys)) },
    act: ({ participant, signal = {} }, cast) => {
      const { to, ...contents } = signal
      cast.person(participant).signal({ ...contents, ...(to === undefined ? {} : { to: cast.connectionId(to) }) })
    },
    consequences: ({ signal }) => isThere(signal?.to, 'be told anything'),
    mentions: ({ signal }) => ({ people: namedOther('signal.to', signal?.to) }),
  },
  forceDisconnect: {
    schema: { whom: optional(filled) },
    act: ({ participant, whom = 'me' }, cast) => cast.person(participant).forceDisconnect(cast.connectionId(whom)),
    consequences: ({ whom }) =>
      whom === undefined || whom === 'me' ? [] : [...isThere(whom, 'be sent away'), ...goes(whom)],
    mentions: (action) => ({ people: namedOther('whom', action.whom), ...needs(action, 'forcedisconnect') }),
  },
  forceUnpublish: {
    schema: ofStream,
    act: ({ participant, stream }, cast) =>
      cast.person(participant).forceUnpublish(stream === undefined ? cast.ownStream().id : cast.stream(stream).id),
    consequences: (action, story) => ends(streamNamed(action, story)),
    mentions: (action) => ({ ...anybodys(action), ...needs(action, 'forceunpublish') }),
  },
  mute: {
    schema: { ...ofStream, except: optional(excepted) },
    clashes: [exceptOfOne('stream')],
    act: ({ participant, stream, except }, cast) => {
      const who = cast.person(participant)
      if (stream !== undefined) who.mute(cast.stream(stream).id)
      else who.mute(undefined, except === undefined ? {} : { except: except.map((name) => cast.stream(name).id) })
    },
    consequences: ({ stream, except = [] }, story) =>
      streamsHaveToBe([...(stream === undefined ? [] : [stream]), ...except], story),
    mentions: (action) => ({
      streams: [
        ...named('stream', action.stream),
        ...(action.except ?? []).map((name, index) => ({ key: `except[${index}]`, name })),
      ],
      ...needs(action, 'forcemute'),
    }),
  },
}

const names = Object.keys(verbs)

const verbOf = (action: ParticipantAction): Verb<never> => verbs[action.does]

/** The acts of remote people. */
export const participant: Noun<ParticipantAction, object> = {
  schema: (more: Keys) => {
    const choices = Object.entries(verbs).map(([does, { schema, some, clashes = [] }]) => {
      const keys = { participant: filled, does: words('verb of a participant', [does]), ...schema, ...more }
      return [does, schemaOf(without(some === undefined ? bag(keys) : someBag(keys, some), ...clashes))]
    })
    const stranger = bagOf({ participant: filled, does: words('verb of a participant', names), ...more })
    return shapes(Object.fromEntries(choices), byTextAt('does'), stranger)
  },
  act: (_stage, action, cast) => verbOf(action).act(action as never, cast),
  consequences: (action, story) => {
    const { participant: who, does } = action
    const first = does === 'join' ? joins(who, story) : hasToBeHere(who, does)
    return [first, ...verbOf(action).consequences(action as never, story)]
  },
  mentions: (action) => {
    const { people = [], ...rest } = verbOf(action).mentions(action as never)
    return { ...rest, people: [{ key: 'participant', name: action.participant }, ...people] }
  },
  verbs: names,
}
