/** Acts of the test author, taken from the journal and written as entries of a scenario file. */

import type { JournalEntry } from '../../kernel/journal/entry.ts'
import { firstClientId } from '../client.ts'
import type { ReplayNames } from './names.ts'

/** An action of a timeline, without its time. */
export type ReplayAction = Readonly<Record<string, unknown>>

type Detail = JournalEntry['detail']

/**
 * The entry of a file for a verb of the test author's API. `null`: nothing has to be said, since it follows from what else the
 * file says. `undefined`: no file can say it.
 */
type Saying = (detail: Detail, names: ReplayNames) => ReplayAction | null | undefined

/** The keys of a detail that have a value, without some, and without the connection of the person that it is about. */
function rest(detail: Detail, ...without: readonly string[]): ReplayAction {
  const kept = Object.entries(detail).filter(
    ([key, value]) => key !== 'by' && !without.includes(key) && value !== undefined && value !== null,
  )
  return Object.fromEntries(kept)
}

const named = (key: string, name: string | undefined): ReplayAction => (name === undefined ? {} : { [key]: name })

const streamKeys = ['audio', 'video', 'videoType', 'width', 'height', 'frameRate', 'encryptionSecret']

function published(detail: Detail, names: ReplayNames): ReplayAction {
  const options = Object.fromEntries(Object.entries(detail).filter(([key]) => streamKeys.includes(key)))
  return { does: 'publish', publishes: { name: names.publishing(detail['by']) ?? detail['stream'], ...options } }
}

function signalled(detail: Detail, names: ReplayNames): ReplayAction | undefined {
  const { to } = detail
  const whom = names.connection(to)
  if (to !== undefined && to !== null && whom === undefined) return undefined
  return { does: 'signal', signal: { ...rest(detail, 'name', 'to'), ...named('to', whom) } }
}

function muted(detail: Detail, names: ReplayNames): ReplayAction {
  const { streamId, except } = detail
  if (streamId !== undefined) return { does: 'mute', ...named('stream', names.stream(streamId)) }
  const excepted = Array.isArray(except) ? except.flatMap((id: unknown) => names.stream(id) ?? []) : []
  return { does: 'mute', ...(excepted.length === 0 ? {} : { except: excepted }) }
}

const ofStream =
  (does: string): Saying =>
  (detail, names) => {
    const stream = names.stream(detail['streamId'])
    return stream === undefined ? undefined : { does, stream }
  }

const people: Readonly<Record<string, Saying>> = {
  join: (detail) => ({ does: 'join', ...rest(detail, 'name') }),
  publish: published,
  unpublish: ofStream('unpublish'),
  subscribe: ofStream('subscribe'),
  unsubscribe: (detail, names) => ({ does: 'unsubscribe', stream: names.subscribed(detail['subscriberId']) ?? 'own' }),
  change: (detail, names) => ({
    does: 'change',
    ...rest(detail, 'name', 'streamId'),
    ...named('stream', names.stream(detail['streamId'])),
  }),
  signal: signalled,
  mute: muted,
  caption: (detail, names) => ({
    does: 'caption',
    ...rest(detail, 'name', 'streamId'),
    ...named('stream', names.stream(detail['streamId'])),
  }),
  forceUnpublish: ofStream('forceUnpublish'),
  forceDisconnect: (detail, names) => {
    const whom = names.connection(detail['connectionId'])
    return whom === undefined ? undefined : { does: 'forceDisconnect', whom }
  },
  leave: () => ({ does: 'leave' }),
  vanish: () => ({ does: 'vanish' }),
}

const network: Readonly<Record<string, Saying>> = {
  goOffline: () => ({ network: 'offline' }),
  comeBack: () => ({ network: 'online' }),
  drop: ({ code }) => ({ network: { drop: code } }),
  setSilent: ({ silent }) => ({ network: silent === true ? 'silent' : 'talking' }),
  setLatency: ({ least, most }) => ({ network: { latency: [least, most] } }),
  setSocketMode: ({ modes }) => ({ network: { socket: modes } }),
  answer: ({ point, delayMs, ...reply }) => ({
    network: { answer: point, ...rest(reply, 'client'), ...(delayMs === undefined ? {} : { delay: delayMs }) },
  }),
}

const permitted =
  (does: string): Saying =>
  ({ kind }) => ({ device: kind, does })

const devices: Readonly<Record<string, Saying>> = {
  granted: permitted('allow'),
  denied: permitted('deny'),
  dismissed: permitted('dismiss'),
  unanswered: permitted('neverAnswer'),
  unasked: permitted('forgetPermission'),
  occupy: ({ name }) => ({ device: name, does: 'occupy' }),
  free: ({ name }) => ({ device: name, does: 'free' }),
  unplug: ({ name, deviceId }) => ({
    device: name,
    does: 'unplug',
    ...(deviceId === undefined ? {} : { id: deviceId }),
  }),
  add: ({ name, deviceId, label }) => ({
    device: name,
    does: 'add',
    id: deviceId,
    ...(label === undefined ? {} : { label }),
  }),
  reset: () => ({ device: 'all', does: 'reset' }),
  install: () => null,
  uninstall: () => null,
}

/** Verbs of media whose first parameter stands under the verb's own name in a file, by that parameter's name here. */
const subjects: Readonly<Record<string, string>> = {
  fail: 'step',
  planPath: 'states',
  path: 'state',
  decryption: 'outcome',
  failElements: 'code',
  refuseSound: 'error',
  endTracks: 'kind',
  muteTracks: 'kind',
  'quality.network': 'condition',
  'quality.limit': 'limitation',
  'quality.codec': 'name',
  'quality.interrupt': 'ms',
  'quality.fallBack': 'stage',
  'quality.cpu': 'state',
}

/** Verbs of one side of a stream alone, of which a file need not say which it is. */
const oneSided: readonly string[] = [
  'decryption',
  'blockSound',
  'refuseSound',
  'allowSound',
  'quality.score',
  'quality.limit',
  'quality.interrupt',
  'quality.fallBack',
  'quality.resizePicture',
]

/** Verbs that take a bag of figures, which a file has under the verb's name. */
const bags: Readonly<Record<string, readonly string[]>> = {
  'quality.score': ['audio', 'video'],
  'quality.resolution': ['width', 'height'],
  'quality.resizePicture': ['width', 'height'],
  arrangeElements: ['error', 'ended', 'neverLoads', 'bindThrows', 'blocksSound', 'playRejects', 'evenMuted'],
}

function mediaAct(verb: string, detail: Detail, names: ReplayNames): ReplayAction | undefined {
  if (verb === 'mend') return { media: 'mend' }
  const isQuality = verb.startsWith('quality.')
  const name = isQuality ? verb.slice('quality.'.length) : verb
  const { stream, client: _client, ...others } = detail
  const known = names.stream(stream)
  if (stream !== undefined && known === undefined) return undefined
  const subject = subjects[verb]
  const bag = bags[verb] ?? []
  const figures = rest(Object.fromEntries(Object.entries(others).filter(([key]) => bag.includes(key))))
  const isEmpty = Object.keys(figures).length === 0
  const value = subject !== undefined ? others[subject] : bag.length === 0 ? true : isEmpty ? null : figures
  const side = oneSided.includes(verb) ? ['of'] : []
  const whose = { ...rest(others, subject ?? '', ...bag, ...side), ...named('stream', known) }
  // A quality that is not degraded has neither a reason nor a source.
  const kept =
    name === 'network' && rest(whose, 'source')['reason'] === 'none' ? rest(whose, 'reason', 'source') : whose
  return { [isQuality ? 'quality' : 'media']: { [name]: value, ...kept } }
}

const rooms: Readonly<Record<string, Saying>> = {
  // Everybody in a crowd is told of by themselves.
  crowd: () => null,
  startArchive: (detail, names) => ({ session: { startArchive: names.archive(detail['id']) ?? 'recording' } }),
  stopArchive: (detail, names) => ({ session: { stopArchive: names.archive(detail['archiveId']) } }),
  setArchiveStatus: ({ archiveId, status }, names) => ({
    session: { [status === 'paused' ? 'pauseArchive' : 'resumeArchive']: names.archive(archiveId) },
  }),
  setRules: (detail) => ({ session: { rules: rest(detail) } }),
  setVideoByQuality: ({ streamId, active }, names) => ({ session: { videoByQuality: names.stream(streamId), active } }),
  warnOfVideo: ({ streamId, active }, names) => ({ session: { videoWarning: names.stream(streamId), active } }),
  caption: ({ streamId, text, isFinal }, names) => {
    const stream = names.stream(streamId)
    return stream === undefined ? undefined : { session: { caption: stream, text, isFinal } }
  },
  signal: ({ signal, to }, names) => ({
    session: { signal: { ...rest(Object(signal)), ...named('to', names.connection(to)) } },
  }),
  forceMuteStream: ({ streamId }, names) => {
    const stream = names.stream(streamId)
    return stream === undefined ? undefined : { session: { forceMuteStream: stream } }
  },
  forceMuteAll: ({ except }, names) => {
    const excepted = Array.isArray(except) ? except.flatMap((id: unknown) => names.stream(id) ?? []) : []
    return { session: excepted.length === 0 ? 'forceMuteAll' : { forceMuteAll: { except: excepted } } }
  },
  disableForceMute: () => ({ session: 'disableForceMute' }),
  forceDisconnect: ({ connectionId }, names) => {
    const name = names.connection(connectionId)
    return name === undefined ? undefined : { session: { forceDisconnect: name } }
  },
  crash: () => ({ session: 'crash' }),
  rotateServer: ({ in: wait }) => ({ session: wait === undefined ? 'rotateServer' : { rotateServer: wait } }),
}

const plain: Readonly<Record<string, Saying>> = {
  hold: ({ operation }) => ({ hold: operation }),
  release: ({ operation, fails }) => ({ release: operation, ...(fails === null ? {} : { fails }) }),
  'rest.answer': ({ request, ...more }) => ({ rest: { answer: request, ...more } }),
  // Faults are gathered by themselves, since one may be taken back.
  fail: () => null,
  disarm: () => null,
  'never struck': () => null,
  'page did not answer': () => null,
  'circumstances.credentials': () => null,
  'circumstances.browser': () => null,
}

function personAct(verb: string, detail: Detail, names: ReplayNames): ReplayAction | null | undefined {
  const say = people[verb]
  const said = say?.(detail, names)
  if (said === undefined || said === null) return said
  const participant = names.connection(detail['by']) ?? names.coming
  return participant === undefined ? undefined : { participant, ...said }
}

/** The entry of a file for an act of the test author; see `Saying`. */
export function actionOf({ what, detail }: JournalEntry, names: ReplayNames): ReplayAction | null | undefined {
  const { client } = detail
  if (client !== undefined && client !== firstClientId) return undefined
  if (what === 'room.join') return personAct('join', detail, names)
  const [noun = '', ...more] = what.split('.')
  const verb = more.join('.')
  if (noun === 'participant') return personAct(verb, detail, names)
  if (noun === 'media') return mediaAct(verb, detail, names)
  const tables: Readonly<Record<string, Readonly<Record<string, Saying>>>> = { network, devices, room: rooms }
  const say = verb === '' || tables[noun] === undefined ? plain[what] : tables[noun][verb]
  return say?.(detail, names)
}
