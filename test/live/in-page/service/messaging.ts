import type { Json, JsonObject } from '../../../conformance/recorded-case.ts'
import type { Archive, PublishMode, RemoteStream, Reply, Role, SubscribeMode } from '../../../conformance/rig.ts'
import type { PageClock } from '../page-clock.ts'
import type { Line, Sockets } from '../sockets.ts'
import type { PeerWatch } from '../watch-peer.ts'
import { type Frame, frameKinds, readFrame, writeFrame } from './frames.ts'
import { type FarSide, ServiceMedia } from './media.ts'
import { type ConnectionRecord, connectionRecord, ownStreamRecord, type StreamRecord, streamRecord } from './records.ts'
import { readRequest, type ServiceRequest } from './requests.ts'

/** What the service takes to handle a request, and a frame takes to arrive, in milliseconds. */
const handlingMs = 5
const arrivalMs = 2
const announcedAfterMs = 20
const offerAskedAfterMs = 10

/** From whom what the service itself says comes. */
const router = 'symphony.1'

/** How the service behaves in a case. */
export interface ServiceRules {
  role: Role
  publish: PublishMode
  subscribe: SubscribeMode
  p2p: boolean
  muteOnEntry: boolean
  answerOnce: boolean
  sessionsApart: boolean
  /** From the answer to an offer to the announcement of the stream, in milliseconds. */
  createdDelayMs: number
  /** What an offered remote stream carries. */
  carries: 'audio' | 'video' | 'both'
  sourceStreamId: string | null
  silent: boolean
}

/** What is to be told to the client, beside where and how. */
export interface Telling {
  readonly from?: string
  readonly more?: JsonObject
}

/**
 * A messaging service for the real SDK, in its page: it lets in, tells who is there, says yes, and negotiates media. It takes requests
 * and says what follows as the recorder's service did, so that recordings can be run again. That the real service answers so is an
 * assumption; what the SDK does with the answer is not.
 */
export class MessagingService {
  readonly rules: ServiceRules = {
    role: 'moderator',
    publish: 'announced',
    subscribe: 'never',
    p2p: false,
    muteOnEntry: false,
    answerOnce: false,
    sessionsApart: false,
    createdDelayMs: 50,
    carries: 'both',
    sourceStreamId: null,
    silent: false,
  }
  readonly archives: Archive[] = []
  /** Requests in the order in which they came, as `<resource>.<method>`. */
  readonly asked: string[] = []
  readonly #clock: PageClock
  readonly #sockets: Sockets
  readonly #media: ServiceMedia
  readonly #replies = new Map<string, readonly Reply[]>()
  readonly #connections = new Map<string, ConnectionRecord>()
  readonly #streams = new Map<string, StreamRecord>()
  /** Streams of the client's own that are to be announced when their media is negotiated. */
  readonly #unannounced = new Map<string, StreamRecord>()
  readonly #subscribers = new Map<string, string>()
  #own: string | null = null
  #ownStreams = new Set<string>()
  #channel = ''
  #lastHeard: Line | null = null

  constructor(clock: PageClock, sockets: Sockets, watch: PeerWatch) {
    this.#clock = clock
    this.#sockets = sockets
    this.#media = new ServiceMedia(clock, this, watch)
    sockets.hear((line, data) => this.#heard(line, readFrame(data)))
  }

  /** The client's own connection, once it has asked to be let in. */
  get own(): string | null {
    return this.#own
  }

  get ownStreams(): readonly string[] {
    return [...this.#ownStreams]
  }

  /** The client is told that its streams went. */
  takeOwnStreams(reason: string): void {
    for (const id of this.#ownStreams) this.tell('deleted', `/stream/${id}`, {}, { more: { reason } })
    this.#ownStreams.clear()
  }

  subscribersOf(stream: string): readonly string[] {
    return [...this.#subscribers].flatMap(([id, of]) => (of === stream ? [id] : []))
  }

  ownerOf(stream: string): string | null {
    return this.#streams.get(stream)?.connection.id ?? null
  }

  script(request: string, replies: readonly Reply[]): void {
    this.#replies.set(request, replies)
  }

  join(id: string): void {
    const record = connectionRecord(id, 'publisher')
    this.#connections.set(id, record)
    this.tell('created', `/connection/${id}`, record)
  }

  leave(id: string, reason: string): void {
    this.#connections.delete(id)
    this.tell('deleted', `/connection/${id}`, {}, { more: { reason } })
  }

  publish(stream: RemoteStream): void {
    const record = streamRecord(stream, this.rules.sourceStreamId)
    this.#streams.set(stream.id, record)
    this.tell('created', `/stream/${stream.id}`, record)
  }

  unpublish(id: string, reason: string): void {
    this.#streams.delete(id)
    this.tell('deleted', `/stream/${id}`, {}, { more: { reason } })
  }

  /** Somebody, or the router, wants to be sent media by the client. */
  askForOffer(path: string, from: string): void {
    this.tell('generateoffer', path, { peerId: 'peer1', sourceStreamId: this.leg }, { from })
  }

  /** Another client subscribes to the client's own streams, or stops. */
  subscribeFrom(connection: string, subscriber: string): void {
    this.#media.relayTo(subscriber, connection)
    for (const stream of this.#ownStreams) this.askForOffer(`/stream/${stream}/subscriber/${subscriber}`, connection)
  }

  unsubscribeFrom(connection: string, subscriber: string): void {
    for (const stream of this.#ownStreams) {
      this.tell('deleted', `/stream/${stream}/subscriber/${subscriber}`, {}, { from: connection })
    }
  }

  /** Between which two ends media of the session runs. */
  get leg(): string {
    return this.rules.p2p ? 'P2P' : 'MANTIS'
  }

  /** Tells the client something under its session's address; nothing while the service is silent, or there is no socket. */
  tell(method: string, path: string, content: Json, { from = router, more = {} }: Telling = {}): void {
    this.#send({
      kind: frameKinds.message,
      to: [this.#channel],
      headers: {
        'Content-Type': 'application/x-raptor+v2',
        'TRANSACTION-ID': crypto.randomUUID(),
        'X-TB-FROM-ADDRESS': from,
      },
      text: JSON.stringify({ method, uri: `${this.#channel}${path}`, content, ...more }),
    })
  }

  /** Called when an offer of the client's was answered. */
  answered(stream: string): void {
    const record = this.#unannounced.get(stream)
    if (record === undefined || this.rules.publish === 'jsepNoCreated') return
    this.#unannounced.delete(stream)
    this.#streams.set(stream, record)
    this.#clock.after(this.rules.createdDelayMs, () => this.tell('created', `/stream/${stream}`, record))
  }

  #line(): Line | null {
    const heard = this.rules.sessionsApart ? this.#lastHeard : null
    return heard?.isOpen === true ? heard : (this.#sockets.lines().findLast(({ isOpen }) => isOpen) ?? null)
  }

  #send(frame: Frame, line: Line | null = this.#line()): void {
    if (this.rules.silent || line === null) return
    const data = writeFrame(frame)
    this.#clock.after(arrivalMs, () => line.deliver(data))
  }

  #heard(line: Line, frame: Frame): void {
    if (frame.kind === frameKinds.ping) {
      this.#send({ kind: frameKinds.pong, to: [], headers: {}, text: '' }, line)
      return
    }
    if (frame.kind === frameKinds.farewell && frame.headers.reconnect !== '1') this.#forgetOwn()
    if (frame.kind !== frameKinds.message) return
    const request = readRequest(frame)
    this.#lastHeard = line
    this.#channel = request.channel
    this.asked.push(request.key)
    this.#answer(request)
  }

  #forgetOwn(): void {
    if (this.#own === null) return
    this.#connections.delete(this.#own)
    for (const [id, { connection }] of this.#streams) if (connection.id === this.#own) this.#streams.delete(id)
  }

  #answer(request: ServiceRequest): void {
    const [reply, ...later] = this.#replies.get(request.key) ?? []
    if (later.length > 0) this.#replies.set(request.key, later)
    if (reply?.status === 'none') return
    const scripted = reply !== undefined && reply.status !== '200x'
    if (scripted) {
      const body = reply.reason === undefined ? undefined : { reason: reply.reason }
      this.#clock.after(reply.delayMs ?? handlingMs, () => this.#status(request, reply.status, body))
      if (!reply.status.startsWith('2')) return
    }
    this.#clock.after(handlingMs, () => this.#handle(request, scripted))
  }

  #status({ transaction }: ServiceRequest, status: string, body?: JsonObject): void {
    const headers = { 'TRANSACTION-ID': transaction, STATUS: status, 'X-TB-FROM-ADDRESS': router }
    this.#send({ kind: frameKinds.status, to: [], headers, text: body === undefined ? '' : JSON.stringify(body) })
  }

  #handle(request: ServiceRequest, replied: boolean): void {
    const agree = (body?: JsonObject): void => {
      if (!replied) this.#status(request, '200', body)
    }
    const deeds: Readonly<Record<string, () => void>> = {
      'connection.create': () => this.#letIn(request, agree),
      'connection.delete': () => this.#sendAway(request, agree),
      'stream.create': () => this.#publishOwn(request, agree),
      'stream.delete': () => this.#unpublishOwn(request, agree),
      'subscriber.create': () => this.#offer(request, agree),
      'subscriber.delete': () => this.#endSubscriber(request, agree),
      'signal.signal': () => this.#passOn(request, agree),
      'stream.offer': () => this.#media.takeOffer(farSideOf(request), request.content, agree),
      'subscriber.offer': () => this.#media.takeOffer(farSideOf(request), request.content, agree),
      'subscriber.answer': () => this.#media.takeAnswer(farSideOf(request), request.content, agree),
      'stream.candidate': () => this.#media.takeCandidate(farSideOf(request), request.content, agree),
      'subscriber.candidate': () => this.#media.takeCandidate(farSideOf(request), request.content, agree),
    }
    const deed = deeds[request.key]
    if (deed === undefined) agree()
    else deed()
  }

  #letIn({ ids: { connection = '' } }: ServiceRequest, agree: (body: JsonObject) => void): void {
    const record = connectionRecord(connection, this.rules.role)
    this.#own = connection
    this.#connections.set(connection, record)
    agree({
      connection: [...this.#connections.values()],
      stream: [...this.#streams.values()],
      archive: this.archives.map((one) => ({ ...one })),
      ...(this.rules.muteOnEntry ? { mute: { active: true } } : {}),
    })
    this.tell('created', `/connection/${connection}`, record)
  }

  /** A client that is sent away goes, and its streams stay: the recorder's service did no more. */
  #sendAway({ ids: { connection = '' } }: ServiceRequest, agree: () => void): void {
    agree()
    if (!this.#connections.delete(connection)) return
    this.tell('deleted', `/connection/${connection}`, {}, { more: { reason: 'forceDisconnected' } })
  }

  #publishOwn({ ids: { stream = '' }, content }: ServiceRequest, agree: (body: JsonObject) => void): void {
    const { publish, p2p, sourceStreamId } = this.rules
    agree({ content: { iceServers: [] } })
    this.#media.forget(stream)
    this.#ownStreams.add(stream)
    if (sourceStreamId !== null) this.#streams.delete(stream)
    if (publish === 'never') return
    const record = ownStreamRecord(content, this.#own ?? '', p2p ? 'P2P' : sourceStreamId)
    if (publish === 'announced') {
      this.#streams.set(stream, record)
      this.#clock.after(announcedAfterMs, () => this.tell('created', `/stream/${stream}`, record))
      return
    }
    if (publish === 'jsepAfterCreated') {
      this.#streams.set(stream, record)
      this.tell('created', `/stream/${stream}`, record)
    } else this.#unannounced.set(stream, record)
    this.#clock.after(offerAskedAfterMs, () => this.askForOffer(`/stream/${stream}`, router))
  }

  /** A stream that is taken back is the client's until it is told that it went, which the case does: the recorder's service did no more. */
  #unpublishOwn({ ids: { stream = '' } }: ServiceRequest, agree: () => void): void {
    agree()
    this.#streams.delete(stream)
  }

  #offer(request: ServiceRequest, agree: (body: JsonObject) => void): void {
    const { subscriber = '', stream = '' } = request.ids
    this.#subscribers.set(subscriber, stream)
    agree({ content: { iceServers: [] } })
    if (this.rules.subscribe !== 'never') this.#media.offer(farSideOf(request))
  }

  #endSubscriber({ ids: { subscriber = '' } }: ServiceRequest, agree: () => void): void {
    agree()
    this.#subscribers.delete(subscriber)
    this.#media.forget(subscriber)
  }

  #passOn({ ids: { connection }, content }: ServiceRequest, agree: () => void): void {
    agree()
    if (connection !== undefined && connection !== this.#own) return
    const to = connection === undefined ? '' : `/connection/${connection}`
    this.tell('signal', `${to}/signal/${crypto.randomUUID()}`, content, { from: this.#own ?? '' })
  }
}

/** Which of the service's own ends of a media connection a request is about. */
const farSideOf = ({ ids: { stream = '', subscriber } }: ServiceRequest): FarSide => ({
  stream,
  subscriber: subscriber ?? null,
})
