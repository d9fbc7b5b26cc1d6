import type { CrowdOptions } from '../../backend/people/crowd.ts'
import type { SessionRules } from '../../backend/state.ts'
import { noneOf } from '../../vocabulary/sentences.ts'
import { bag, duration, either, filled, flag, nothing, optional, type Shape, someBag } from '../../vocabulary/shape.ts'
import {
  churn,
  crowdSize,
  excepted,
  maxConnections,
  maxStreams,
  role,
  seed,
  share,
  signalKeys,
} from '../../vocabulary/words.ts'
import { type Cast, kept } from '../cast.ts'
import type { Duration } from '../values.ts'
import { type Named, type Noun, nounOf, type Verbs } from './noun.ts'
import { any, type Change, person, streamsHaveToBe, streamsOf } from './story.ts'

/** The rules of the session that a file can set. */
export type GivenRules = Partial<Omit<SessionRules, 'negotiated' | 'announced'>>

interface SessionChanges {
  readonly startArchive: { readonly startArchive: string }
  readonly pauseArchive: { readonly pauseArchive: string }
  readonly resumeArchive: { readonly resumeArchive: string }
  readonly stopArchive: { readonly stopArchive: string }
  readonly rules: { readonly rules: GivenRules }
  /** After how long the session moves to another server; four hours and one hour before, the application's server is told. */
  readonly rotateServer: { readonly rotateServer: Duration }
  /** The service turns the picture of a stream off, or on again, because the network does not carry it. */
  readonly videoByQuality: { readonly videoByQuality: string; readonly active: boolean }
  /** The service warns that the network may soon not carry the picture of a stream, or lifts the warning. */
  readonly videoWarning: { readonly videoWarning: string; readonly active: boolean }
  /** The service captions a stream. */
  readonly caption: { readonly caption: string; readonly text: string; readonly isFinal?: boolean }
  /** A crowd of so many people comes in, with the options of `room.crowd()`. */
  readonly crowd: { readonly crowd: number } & Omit<CrowdOptions, 'people'>
  /** Nothing happens any more in the crowd of this name, and they stay; or all of them leave. */
  readonly stopCrowd: { readonly stopCrowd: string }
  readonly dismissCrowd: { readonly dismissCrowd: string }
  /** The service itself signals: to everybody, or to one person; `me` is the application. */
  readonly signal: { readonly signal: { readonly type?: string; readonly data?: string; readonly to?: string } }
  readonly forceMuteStream: { readonly forceMuteStream: string }
  readonly forceMuteAll: { readonly forceMuteAll: { readonly except: readonly string[] } }
  /** The service ends the connection of a person; `me` is the application. */
  readonly forceDisconnect: { readonly forceDisconnect: string }
}

type WordName = 'rotateServer' | 'forceMuteAll' | 'disableForceMute' | 'crash'

/** Something that the service does with the whole session. Recordings are told apart by their names. */
export interface SessionAction {
  readonly session: WordName | SessionChanges[keyof SessionChanges]
}

interface StageCrowd {
  stop(): void
  leave(): void
}

/** The part of the service that a scenario uses for the session. */
export interface SessionStage {
  room(): {
    crowd(options: CrowdOptions): StageCrowd
    startArchive(name?: string): string
    stopArchive(archiveId: string): void
    setArchiveStatus(archiveId: string, status: 'started' | 'paused'): void
    setRules(rules: GivenRules): void
    setVideoByQuality(streamId: string, active: boolean): void
    warnOfVideo(streamId: string, active: boolean): void
    caption(streamId: string, text: string, options: { readonly isFinal?: boolean }): void
    rotateServer(options?: { readonly in?: Duration }): void
    signal(signal: { readonly type?: string; readonly data?: string; readonly to?: string }): void
    forceMuteStream(streamId: string): void
    forceMuteAll(options?: { readonly except?: readonly string[] }): void
    disableForceMute(): void
    forceDisconnect(connectionId: string): void
    crash(): void
  }
}

/** The rules of the session at the service. */
export const rules: Shape<GivenRules> = someBag({
  reconnection: optional(flag),
  relayed: optional(flag),
  encrypted: optional(flag),
  muteOnEntry: optional(flag),
  maxConnections: optional(either(maxConnections, nothing)),
  maxStreams: optional(either(maxStreams, nothing)),
})

const recordings = kept(() => new Map<string, string>())
const crowds = kept(() => new Map<string, StageCrowd>())

function recording(name: string, cast: Cast): string {
  const id = recordings(cast).get(name)
  if (id !== undefined) return id
  throw new Error(`No recording "${name}" runs at this time. Start it first, with { "startArchive": "${name}" }.`)
}

function crowdNamed(name: string, cast: Cast): StageCrowd {
  const crowd = crowds(cast).get(name)
  if (crowd !== undefined) return crowd
  throw new Error(`${noneOf('crowd', name, [...crowds(cast).keys()])} Let it come in first, with "crowd" and "name".`)
}

function startArchive(
  { room }: SessionStage,
  { startArchive: name }: SessionChanges['startArchive'],
  cast: Cast,
): void {
  const running = recordings(cast)
  if (running.has(name)) throw new Error(`The recording "${name}" runs already. Stop it first.`)
  running.set(name, room().startArchive(name))
}

const subjectOf = (name: string): string => `recording ${name}`

const pauseOf = (name: string): string => `pause of ${subjectOf(name)}`

const hasToRun = (name: string, more: Partial<Change> = {}): readonly Change[] => [
  {
    subject: subjectOf(name),
    wants: 'running',
    message: `No recording "${name}" runs at that time. Start it before, with "startArchive".`,
    ...more,
  },
]

const crowdSubject = (name: string): string => `crowd ${name}`

const stirOf = (name: string): string => `stir of ${crowdSubject(name)}`

const stirs = (churn: CrowdOptions['churn'] = 0): boolean =>
  Object.values(typeof churn === 'number' ? { all: churn } : churn).some((rate) => rate > 0)

const hasToHaveCome = (name: string): readonly Change[] => [
  {
    subject: crowdSubject(name),
    wants: 'here',
    message: `No crowd "${name}" has come in at that time. Let it come in before, with "crowd" and "name".`,
  },
]

const hasToBeHere = (name: string | undefined, whatFor: string): readonly Change[] =>
  name === undefined || name === 'me'
    ? []
    : [
        {
          subject: person(name),
          wants: 'here',
          message: `${name} is not in the session at that time, and cannot ${whatFor}. Let them join before, or leave later.`,
        },
      ]

const peopleNamed = (key: string, name: string | undefined): readonly Named[] =>
  name === undefined || name === 'me' ? [] : [{ key, name }]

const verbs: Verbs<SessionChanges, SessionStage> = {
  startArchive: {
    schema: { startArchive: filled },
    act: startArchive,
    consequences: ({ startArchive: name }) => [
      {
        subject: subjectOf(name),
        refuses: 'running',
        message: `The recording "${name}" runs already at that time. Stop it before.`,
        adds: ['running'],
      },
      { subject: pauseOf(name), removes: any },
    ],
  },
  pauseArchive: {
    schema: { pauseArchive: filled },
    act: ({ room }, { pauseArchive: name }, cast) => room().setArchiveStatus(recording(name, cast), 'paused'),
    consequences: ({ pauseArchive: name }) => [
      ...hasToRun(name),
      {
        subject: pauseOf(name),
        refuses: 'paused',
        message: `The recording "${name}" is paused already at that time. Resume it before.`,
        adds: ['paused'],
      },
    ],
  },
  resumeArchive: {
    schema: { resumeArchive: filled },
    act: ({ room }, { resumeArchive: name }, cast) => room().setArchiveStatus(recording(name, cast), 'started'),
    consequences: ({ resumeArchive: name }) => [
      ...hasToRun(name),
      {
        subject: pauseOf(name),
        wants: 'paused',
        message: `The recording "${name}" is not paused at that time. Pause it before, with "pauseArchive".`,
        removes: any,
      },
    ],
  },
  stopArchive: {
    schema: { stopArchive: filled },
    act: ({ room }, { stopArchive: name }, cast) => {
      room().stopArchive(recording(name, cast))
      recordings(cast).delete(name)
    },
    consequences: ({ stopArchive: name }) => hasToRun(name, { removes: any }),
  },
  rotateServer: {
    schema: { rotateServer: duration },
    act: ({ room }, { rotateServer }) => room().rotateServer({ in: rotateServer }),
  },
  rules: { schema: { rules }, act: ({ room }, change) => room().setRules(change.rules) },
  videoByQuality: {
    schema: { videoByQuality: filled, active: flag },
    act: ({ room }, { videoByQuality, active }, cast) =>
      room().setVideoByQuality(cast.stream(videoByQuality).id, active),
    consequences: ({ videoByQuality }, story) => streamsHaveToBe([videoByQuality], story),
    mentions: ({ videoByQuality: name }) => ({ streams: [{ key: 'videoByQuality', name }] }),
  },
  videoWarning: {
    schema: { videoWarning: filled, active: flag },
    act: ({ room }, { videoWarning, active }, cast) => room().warnOfVideo(cast.stream(videoWarning).id, active),
    consequences: ({ videoWarning }, story) => streamsHaveToBe([videoWarning], story),
    mentions: ({ videoWarning: name }) => ({ streams: [{ key: 'videoWarning', name }] }),
  },
  caption: {
    schema: { caption: filled, text: filled, isFinal: optional(flag) },
    act: ({ room }, { caption, text: said, isFinal }, cast) =>
      room().caption(cast.stream(caption).id, said, isFinal === undefined ? {} : { isFinal }),
    consequences: ({ caption }, story) => streamsHaveToBe([caption], story),
    mentions: ({ caption: name }) => ({ streams: [{ key: 'caption', name }] }),
  },
  crowd: {
    schema: {
      crowd: crowdSize,
      publish: optional(share),
      churn: optional(churn),
      role: optional(role),
      name: optional(filled),
      seed: optional(seed),
    },
    act: ({ room }, { crowd: people, ...options }, cast) => {
      const { name = 'guest' } = options
      crowds(cast).set(name, room().crowd({ people, ...options }))
    },
    consequences: ({ name = 'guest', churn }) => [
      { subject: crowdSubject(name), adds: ['here'] },
      { subject: stirOf(name), removes: any, adds: stirs(churn) ? ['stirring'] : [] },
    ],
  },
  stopCrowd: {
    schema: { stopCrowd: filled },
    act: (_stage, { stopCrowd }, cast) => crowdNamed(stopCrowd, cast).stop(),
    consequences: ({ stopCrowd }) => [
      ...hasToHaveCome(stopCrowd),
      {
        subject: stirOf(stopCrowd),
        wants: 'stirring',
        message: `Nothing happens in the crowd "${stopCrowd}" by itself at that time. Give it a "churn", and stop it once.`,
        removes: any,
      },
    ],
  },
  dismissCrowd: {
    schema: { dismissCrowd: filled },
    act: (_stage, { dismissCrowd }, cast) => crowdNamed(dismissCrowd, cast).leave(),
    consequences: ({ dismissCrowd }) => [
      ...hasToHaveCome(dismissCrowd),
      { subject: crowdSubject(dismissCrowd), removes: any },
      { subject: stirOf(dismissCrowd), removes: any },
    ],
  },
  signal: {
    schema: { signal: bag(signalKeys) },
    act: ({ room }, { signal: { to, ...contents } }, cast) =>
      room().signal({ ...contents, ...(to === undefined ? {} : { to: cast.connectionId(to) }) }),
    consequences: ({ signal: { to } }) => hasToBeHere(to, 'get a signal'),
    mentions: ({ signal: { to } }) => ({ people: peopleNamed('signal.to', to) }),
  },
  forceMuteStream: {
    schema: { forceMuteStream: filled },
    act: ({ room }, { forceMuteStream: name }, cast) => room().forceMuteStream(cast.stream(name).id),
    consequences: ({ forceMuteStream: name }, story) => streamsHaveToBe([name], story),
    mentions: ({ forceMuteStream: name }) => ({ streams: [{ key: 'forceMuteStream', name }] }),
  },
  forceMuteAll: {
    schema: { forceMuteAll: bag({ except: excepted }) },
    act: ({ room }, { forceMuteAll: { except } }, cast) =>
      room().forceMuteAll({ except: except.map((name) => cast.stream(name).id) }),
    consequences: ({ forceMuteAll: { except } }, story) => streamsHaveToBe(except, story),
    mentions: ({ forceMuteAll: { except } }) => ({
      streams: except.map((name, index) => ({ key: `forceMuteAll.except[${index}]`, name })),
    }),
  },
  forceDisconnect: {
    schema: { forceDisconnect: filled },
    act: ({ room }, { forceDisconnect: name }, cast) => room().forceDisconnect(cast.connectionId(name)),
    consequences: ({ forceDisconnect: name }) => [
      ...hasToBeHere(name, 'be sent away'),
      { subject: person(name), removes: any },
      { subject: streamsOf(name), removes: any },
    ],
    mentions: ({ forceDisconnect: name }) => ({ people: peopleNamed('forceDisconnect', name) }),
  },
}

/** The service's acts on the whole session. */
export const session: Noun<SessionAction, SessionStage> = nounOf<'session', WordName, SessionChanges, SessionStage>({
  key: 'session',
  what: 'change of the session',
  words: {
    rotateServer: { act: ({ room }) => room().rotateServer() },
    forceMuteAll: { act: ({ room }) => room().forceMuteAll() },
    disableForceMute: { act: ({ room }) => room().disableForceMute() },
    crash: { act: ({ room }) => room().crash() },
  },
  verbs,
})
