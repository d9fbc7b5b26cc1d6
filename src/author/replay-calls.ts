import type { JournalEntry } from '../kernel/journal/entry.ts'
import { bagIn, type ReplayNames, textIn } from './replay-names.ts'

/** A call of the application, as a step of a scenario says it. */
export interface ReplayCall {
  readonly call: string
  readonly args?: readonly unknown[]
  readonly await: false
}

type Bag = Readonly<Record<string, unknown>>

const call = (name: string, ...args: readonly unknown[]): ReplayCall => ({
  call: name,
  ...(args.length === 0 ? {} : { args }),
  await: false,
})

const operationIn = (failureId: string): string => failureId.slice(0, Math.max(0, failureId.indexOf('/')))

const kept = (bag: Bag): Bag => Object.fromEntries(Object.entries(bag).filter(([, value]) => value !== null))

function channelsOf(stream: Bag | undefined): readonly Bag[] {
  const channels = stream?.['channels']
  return Array.isArray(channels) ? channels : []
}

/** The properties that a publisher was made with, as far as its stream tells. */
function propertiesOf(stream: Bag | undefined): Bag {
  const channels = channelsOf(stream)
  const of = (type: string): Bag | undefined => channels.find((channel) => channel['type'] === type)
  const video = of('video')
  const audio = of('audio')
  return {
    ...(stream?.['name'] ? { name: stream['name'] } : {}),
    ...(video === undefined ? { videoSource: null } : {}),
    ...(audio === undefined ? { audioSource: null } : {}),
    ...(video?.['source'] === 'screen' ? { videoSource: 'screen' } : {}),
    ...(video?.['active'] === false ? { publishVideo: false } : {}),
    ...(audio?.['active'] === false ? { publishAudio: false } : {}),
  }
}

/**
 * Reads from the journal which calls an application made. The journal holds requests and errors, not calls: arguments that
 * travel nowhere, and calls that ask the service for nothing and succeed, are not seen.
 */
export class ReplayCalls {
  readonly #names: ReplayNames
  readonly #appClientId: string
  readonly #active: Map<string, boolean> = new Map()
  #isConnecting = false
  #isMade = false
  /** A call whose request was seen, and whose error belongs to it. */
  readonly #open: Set<string> = new Set()

  constructor(names: ReplayNames, appClientId: string) {
    this.#names = names
    this.#appClientId = appClientId
  }

  /** The calls that an entry shows to have been made. */
  callsIn(entry: JournalEntry): readonly ReplayCall[] {
    if (entry.kind === 'fact') this.#learn(entry)
    const [client, object] = entry.who.split(' ')
    if (client !== this.#appClientId) return []
    if (entry.kind === 'request') return this.#requested(entry.what, entry.detail)
    if (entry.kind === 'error') return this.#failed(operationIn(entry.what))
    return entry.kind === 'event' ? this.#heard(object ?? '', entry) : []
  }

  #requested(what: string, detail: Bag): readonly ReplayCall[] {
    if (what === 'sessionInfo') return this.#connect()
    const made = this.#callFor(what, detail)
    for (const { call: name } of made) this.#open.add(name)
    return made
  }

  #connect(): readonly ReplayCall[] {
    if (this.#isConnecting) return []
    this.#isConnecting = true
    this.#open.add('Session.connect')
    return [call('Session.connect')]
  }

  #callFor(what: string, detail: Bag): readonly ReplayCall[] {
    const stream = this.#names.stream(detail['streamId'])
    const of = { $stream: stream ?? true }
    if (what === 'stream.create') return this.#publish(bagIn(detail, 'stream'))
    if (what === 'subscriber.create') return [call('Session.subscribe', of)]
    if (what === 'signal.signal') return [this.#signal(detail)]
    if (what === 'connection.delete') return this.#moderate('Session.forceDisconnect', detail)
    if (what === 'stream.update') return [call('Session.forceMuteStream', of)]
    if (what === 'session.update') {
      return [call(detail['muted'] === true ? 'Session.forceMuteAll' : 'Session.disableForceMute')]
    }
    if (what === 'stream_channel.update') return this.#switched(detail)
    if (what !== 'stream.delete') return []
    return stream === 'own' ? [call('Session.unpublish')] : [call('Session.forceUnpublish', of)]
  }

  #publish(stream: Bag | undefined): readonly ReplayCall[] {
    for (const { type, active } of channelsOf(stream)) this.#active.set(String(type), active === true)
    const isMade = this.#isMade
    this.#isMade = false
    const publisher = call('OT.initPublisher', null, propertiesOf(stream))
    return isMade ? [call('Session.publish')] : [publisher, call('Session.publish')]
  }

  #signal(detail: Bag): ReplayCall {
    const whom = this.#names.connection(detail['to'])
    const contents = kept(bagIn(detail, 'signal') ?? {})
    return call('Session.signal', { ...contents, ...(whom === undefined ? {} : { to: { $connection: whom } }) })
  }

  #moderate(name: string, { connectionId }: Bag): readonly ReplayCall[] {
    const whom = this.#names.connection(connectionId)
    return whom === undefined ? [] : [call(name, { $connection: whom })]
  }

  // The SDK itself says what is on after publishing, and after a moderator muted: nothing changes by that.
  #switched(detail: Bag): readonly ReplayCall[] {
    const active = bagIn(detail, 'change')?.['active']
    const kind = textIn(detail, 'channelId')?.startsWith('audio') === true ? 'audio' : 'video'
    if (typeof active !== 'boolean' || this.#active.get(kind) === active) return []
    this.#active.set(kind, active)
    return [call(kind === 'audio' ? 'Publisher.publishAudio' : 'Publisher.publishVideo', active)]
  }

  #failed(operation: string): readonly ReplayCall[] {
    if (operation === 'Session.connect') this.#isConnecting = false
    const isKnown = this.#open.delete(operation)
    return isKnown || !operation.includes('.') ? [] : [call(operation)]
  }

  #heard(object: string, { what, detail }: JournalEntry): readonly ReplayCall[] {
    if (object === 'session' && what === 'sessionConnected') this.#isConnecting = false
    if (object === 'session' && what === 'sessionDisconnected') {
      this.#isConnecting = false
      return detail['reason'] === 'clientDisconnected' ? [call('Session.disconnect')] : []
    }
    return []
  }

  // The SDK turns the sound of a muted stream off by itself.
  #learn({ what, detail }: JournalEntry): void {
    if (what !== 'stream.muted' || this.#names.stream(detail['streamId']) !== 'own') return
    if (detail['active'] === true) this.#active.set('audio', false)
  }
}
