import { streamName, streamsNamed } from '../mentions.ts'
import type {
  Action,
  DeviceAction,
  FaultAction,
  NetworkChange,
  ParticipantAction,
  SessionChange,
} from '../verbs/actions.ts'
import { modesOf } from '../verbs/network.ts'

/** Any word. */
export const any = '*'

/** What an action wants of a subject, and what becomes of it. Subjects are sets of words, such as who is `here`. */
export interface Change {
  readonly subject: string
  /** A word that has to be so, and what is said where it is not. */
  readonly wants?: string
  /** A word that must not be so, and what is said where it is. */
  readonly refuses?: string
  readonly message?: string
  readonly adds?: readonly string[]
  /** Words that are so no longer; `*`: none is. */
  readonly removes?: string
  /** From then on nobody can know. */
  readonly blurs?: true
}

/** What has to be known of a scenario to tell what its actions come to. */
export interface Story {
  readonly published: ReadonlyMap<string, readonly string[]>
  /** Whether the application itself may send people away. */
  readonly isModerator: boolean
}

export const person = (name: string): string => `person ${name}`
export const streamsOf = (name: string): string => `streams of ${name}`
export const network = 'network'

const goes = (name: string): readonly Change[] => [
  { subject: person(name), removes: any },
  { subject: streamsOf(name), removes: any },
]

const hasToBeHere = (name: string, doing: string): Change => ({
  subject: person(name),
  wants: 'here',
  message: `${name} is not in the session at that time, and cannot ${doing}. Let them join before, or leave later.`,
})

/** Streams that somebody publishes under names, as long as nobody else does. */
function streamsHaveToBe(action: Action, { published }: Story): readonly Change[] {
  return streamsNamed(action).flatMap(({ name }) => {
    const owners = [...published].filter(([, streams]) => streams.includes(name)).map(([owner]) => owner)
    const [owner] = owners
    if (name === 'own' || owner === undefined || owners.length > 1) return []
    const message = `Nobody publishes a stream "${name}" at that time. Let ${owner} publish it before, or unpublish it later.`
    return [{ subject: streamsOf(owner), wants: name, message }]
  })
}

const publishesNothing = (name: string): string =>
  `${name} publishes nothing at that time. Let them publish before, or unpublish later.`

function ofPerson(action: ParticipantAction, story: Story): readonly Change[] {
  const { participant: who } = action
  const here = hasToBeHere(who, action.does)
  switch (action.does) {
    case 'join':
      return [joins(who, story), { subject: streamsOf(who), removes: any }]
    case 'leave':
    case 'vanish':
      return [here, ...goes(who)]
    case 'publish':
      return [here, { subject: streamsOf(who), adds: [streamName(who, action.publishes)] }]
    case 'unpublish':
    case 'change':
    case 'caption':
      return [here, ...ofOwnStream(action, story)]
    case 'forceDisconnect':
      return action.whom === undefined || action.whom === 'me'
        ? [here]
        : [here, hasToBeHere(action.whom, 'be sent away'), ...goes(action.whom)]
    case 'signal': {
      const to = action.signal?.to
      return to === undefined || to === 'me' ? [here] : [here, hasToBeHere(to, 'be told anything')]
    }
    case 'forceUnpublish':
      return [here, ...ends(streamsHaveToBe(action, story))]
    default:
      return [here, ...streamsHaveToBe(action, story)]
  }
}

function joins(who: string, { isModerator }: Story): Change {
  const adds = ['here']
  // Whoever may send people away can have done so.
  if (isModerator) return { subject: person(who), adds }
  const message = `${who} is in the session already at that time. Let them leave before, or give whoever joins another name.`
  return { subject: person(who), refuses: 'here', message, adds }
}

function ofOwnStream(
  action: Extract<ParticipantAction, { readonly does: 'unpublish' | 'change' | 'caption' }>,
  story: Story,
): readonly Change[] {
  const named = streamsHaveToBe(action, story)
  const subject = streamsOf(action.participant)
  const some: readonly Change[] =
    action.stream === undefined ? [{ subject, wants: any, message: publishesNothing(action.participant) }] : named
  if (action.does !== 'unpublish') return some
  return [...some, { subject, removes: action.stream ?? any }]
}

const ends = (changes: readonly Change[]): readonly Change[] =>
  changes.flatMap((change) => [change, { subject: change.subject, removes: change.wants ?? any }])

const noLine = 'The network is offline at that time, so that no connection is left to break. Let it come back before.'

const networkChanges: Readonly<Record<Extract<NetworkChange, string>, Change>> = {
  offline: {
    subject: network,
    refuses: 'offline',
    message: 'The network is offline already at that time. Let it come back before.',
    adds: ['offline'],
  },
  online: {
    subject: network,
    wants: any,
    message: 'Nothing is wrong with the network at that time, so that it cannot come back. Let it go "offline" before.',
    removes: any,
  },
  drop: { subject: network, refuses: 'offline', message: noLine },
  silent: { subject: network, adds: ['silent'] },
  talking: {
    subject: network,
    wants: 'silent',
    message: 'The service is not silent at that time. Let it fall "silent" before.',
    removes: 'silent',
  },
}

function ofNetwork(change: NetworkChange): readonly Change[] {
  if (typeof change === 'string') return [networkChanges[change]]
  if ('drop' in change) return [networkChanges.drop]
  if ('flap' in change) return [{ subject: network, blurs: true }]
  if (!('socket' in change)) return []
  const isOpen = modesOf(change.socket)[0] === 'accept'
  return [{ subject: network, ...(isOpen ? { removes: 'closed' } : { adds: ['closed'] }) }]
}

/** What there is of each kind before anything is plugged in or out, by the id of the device. */
export const usualDevices: Readonly<Record<string, string>> = {
  camera: 'camera-1',
  microphone: 'default',
  speaker: 'default',
}

export const devices = (device: string): string => `devices ${device}`
export const use = (device: string): string => `use of ${device}`

const isAsBefore = (device: string): readonly Change[] => [
  { subject: devices(device), removes: any },
  { subject: devices(device), adds: [usualDevices[device] ?? ''] },
  { subject: use(device), removes: any },
]

const noDevice = (device: string, id?: string): string =>
  `There is no ${device}${id === undefined ? '' : ` "${id}"`} at that time. Let one be plugged in before, with "does": "add".`

function ofDevice(action: DeviceAction): readonly Change[] {
  const { device } = action
  const there = { subject: devices(device), wants: any, message: noDevice(device) }
  switch (action.does) {
    case 'reset':
      return Object.keys(usualDevices).flatMap(isAsBefore)
    case 'unplug': {
      const { id = any } = action
      return [
        { ...there, wants: id, message: noDevice(device, action.id) },
        { subject: there.subject, removes: id },
      ]
    }
    case 'add':
      // Without an id it is numbered, after the devices that there are.
      return [{ subject: there.subject, adds: [action.id ?? 'another'] }]
    case 'occupy':
      return [there, { subject: use(device), adds: ['occupied'] }]
    case 'free': {
      const message = `No other program uses the ${device} at that time. Let one "occupy" it before.`
      return [{ subject: use(device), wants: 'occupied', message, removes: any }]
    }
    default:
      return []
  }
}

const recording = (name: string): string => `recording ${name}`

function ofSession(action: Extract<Action, { readonly session: unknown }>, story: Story): readonly Change[] {
  const change: SessionChange = action.session
  if (typeof change === 'string') return []
  if ('startArchive' in change) {
    const message = `The recording "${change.startArchive}" runs already at that time. Stop it before.`
    return [{ subject: recording(change.startArchive), refuses: 'running', message, adds: ['running'] }]
  }
  const [verb, name] = Object.entries(change)[0] ?? []
  if (verb !== 'pauseArchive' && verb !== 'resumeArchive' && verb !== 'stopArchive') {
    return streamsHaveToBe(action, story)
  }
  const message = `No recording "${String(name)}" runs at that time. Start it before, with "startArchive".`
  const subject = recording(String(name))
  return [{ subject, wants: 'running', message, ...(verb === 'stopArchive' ? { removes: any } : {}) }]
}

function ofFault(action: FaultAction): readonly Change[] {
  // A failure may be one of the network.
  if ('fail' in action) return [{ subject: network, blurs: true }]
  if ('hold' in action) {
    const message = `The answer to ${action.hold} is withheld already at that time. Release it before.`
    return [{ subject: `answer ${action.hold}`, refuses: 'held', message, adds: ['held'] }]
  }
  const message = `The answer to ${action.release} is not withheld at that time. Hold it before, with "hold".`
  return [{ subject: `answer ${action.release}`, wants: 'held', message, removes: any }]
}

/** What an action wants, and what it comes to. */
export function consequences(action: Action, story: Story): readonly Change[] {
  if ('network' in action) return ofNetwork(action.network)
  if ('device' in action) return ofDevice(action)
  if ('media' in action || 'quality' in action) return streamsHaveToBe(action, story)
  if ('session' in action) return ofSession(action, story)
  return 'participant' in action ? ofPerson(action, story) : ofFault(action)
}
