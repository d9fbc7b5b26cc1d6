import { type SessionEnd, sessionEnds } from '../../contract/endings.ts'
import type { FailureId } from '../../contract/failures.ts'
import { isConnectedIn, refusalIn, type SessionStateName, sessionTransitions } from '../../contract/lifecycles.ts'
import type { Operation } from '../../contract/operations.ts'
import { type CapabilityFlags, capabilityPermissions, type Permission } from '../../contract/roles.ts'
import { printOf } from '../../kernel/bytes/hash.ts'
import type { Subject } from '../../kernel/hazard.ts'
import { NamedState } from '../../kernel/named-state.ts'
import { doNothing } from '../../kernel/values.ts'
import type { Command } from '../../wire/commands.ts'
import type { Fact } from '../../wire/facts.ts'
import type { ArchiveRecord, ConnectionRecord } from '../../wire/records.ts'
import type { Reply } from '../../wire/replies.ts'
import type { Client } from '../base/client.ts'
import { Collection } from '../base/collection.ts'
import { type Connection, madeConnection, routerRecord } from '../base/connection.ts'
import { SdkEvent } from '../base/events.ts'
import { Listeners } from '../base/listeners.ts'
import type { KnownSession, Registry } from '../base/registry.ts'
import type { SessionLink } from '../base/session-link.ts'
import type { Stream } from '../base/stream.ts'
import { OfferPace } from '../media/offer-pace.ts'
import type { PublisherModel } from '../publisher/model.ts'
import type { Publisher } from '../publisher/publisher.ts'
import type { SubscriberModel } from '../subscriber/model.ts'
import type { Subscriber } from '../subscriber/subscriber.ts'
import type { ActualSession } from '../surface/declared.ts'
import { HeldFacts } from './held-facts.ts'
import type { SessionInfo } from './info.ts'
import type { SessionOptions } from './options.ts'
import type { Lost, ServiceLine } from './service-line.ts'

/** The value of `session.capabilities` (recorded: area `capabilities`). */
export type Capabilities = CapabilityFlags & { supportsE2ee: 0 | 1; supportsWebRTC: 0 | 1 }

export function capabilitiesFor(client: Client, permissions: readonly Permission[]): Capabilities {
  const flag = (name: keyof CapabilityFlags): 0 | 1 => (permissions.includes(capabilityPermissions[name]) ? 1 : 0)
  const { encodedStreams, webrtc } = client.devices.support
  return {
    publish: flag('publish'),
    subscribe: flag('subscribe'),
    forceUnpublish: flag('forceUnpublish'),
    forceDisconnect: flag('forceDisconnect'),
    forceMute: flag('forceMute'),
    supportsE2ee: encodedStreams ? 1 : 0,
    supportsWebRTC: webrtc ? 1 : 0,
  }
}

/** The session, as the application holds it, and as its model knows it. */
export type SessionFace = Listeners & ActualSession & { token: string | null | undefined; apiKey: string | undefined }

/** A client, as a session knows it: with the publishers and subscribers of its `OT`. */
export type SessionClient = Client<Registry<KnownSession, Publisher, Subscriber>>

/** The state of one session, behind its facade. Every other file of the session asks this one to change it. */
export class SessionModel implements SessionLink {
  readonly client: SessionClient
  readonly facade: SessionFace
  readonly options: SessionOptions
  readonly connections: Collection<Connection, ConnectionRecord> = new Collection<Connection, ConnectionRecord>(
    madeConnection,
  )
  readonly streams: Collection<Stream> = new Collection((stream) => stream)
  readonly archives: Collection<ArchiveRecord> = new Collection((archive) => archive)
  /** Offers of media to the subscribers, as they come in. */
  readonly offers: OfferPace
  readonly #state: NamedState<SessionStateName> = new NamedState('a session', sessionTransitions, 'disconnected')
  connection: Connection | null = null
  capabilities: Capabilities
  messaging: ServiceLine | null = null
  info: SessionInfo | null = null
  /** Streams of people who were not known when the session was joined: nothing tells of their coming and going. */
  readonly unannounced: Set<Stream> = new Set()
  /** The token and the API key with which the session was connected. */
  login: { readonly token: string; readonly apiKey: string } | null = null
  /** With what session information was asked for that has not come, or not been of use. */
  asked: { readonly token: string; readonly apiKey: string } | null = null
  messagingUrl = ''
  /** The messaging connections by their servers' addresses: two while the session moves from one to another. */
  readonly lines: Map<string, ServiceLine> = new Map()
  muted = false
  /** Changes with every new beginning, so that what belongs to an earlier one can tell. */
  generation = 0
  #interrupt: () => void = doNothing
  #take: (fact: Fact) => void = doNothing
  readonly #held: HeldFacts = new HeldFacts()
  readonly #dispatchEvent: SessionFace['dispatchEvent']

  constructor(client: SessionClient, facade: SessionFace, options: SessionOptions) {
    this.client = client
    this.facade = facade
    this.#dispatchEvent = facade.dispatchEvent
    this.options = options
    this.offers = new OfferPace(client)
    this.capabilities = capabilitiesFor(client, [])
  }

  /** An attempt to join begins that `interrupt` ends. */
  joinsUntil(interrupt: () => void): void {
    this.#interrupt = interrupt
  }

  /** Ends the attempt to join that is under way, where there is one. */
  interruptJoining(): void {
    this.#interrupt()
  }

  /** `take` takes in what the service tells. */
  takesBy(take: (fact: Fact) => void): void {
    this.#take = take
  }

  /** Takes in what the service tells. */
  take(fact: Fact): void {
    this.#take(fact)
  }

  get sessionId(): string {
    return this.options.sessionId
  }

  /** The subject that a fault on a call of the session is matched on. */
  get whereabouts(): Subject {
    return { sessionId: this.sessionId, connectionId: this.connection?.id }
  }

  get state(): SessionStateName {
    return this.#state.name
  }

  get isConnected(): boolean {
    return isConnectedIn[this.state]
  }

  get isReconnecting(): boolean {
    return this.messaging?.reconnecting === true
  }

  get isOver(): boolean {
    return this.messaging?.isOver === true
  }

  get hasLine(): boolean {
    return this.isConnected && !this.isReconnecting
  }

  /** The failure with which the session refuses a call of an operation in its state; null: it does not. */
  refusal(operation: Operation): FailureId | null {
    return refusalIn(this.state === 'connected' && this.isReconnecting ? 'reconnecting' : this.state, operation)
  }

  get frameKey(): string | undefined {
    const { encryptionSecret: secret } = this.options
    if (this.info?.encrypted !== true || typeof secret !== 'string' || secret === '') return undefined
    return printOf(secret)
  }

  /** The publishers that are attached to the session, in the order in which they were made. */
  get publishers(): PublisherModel[] {
    return [...this.client.registry.publishers].map(({ _model }) => _model).filter(({ session }) => session === this)
  }

  /** Its subscribers, in the order in which they were made. */
  get subscribers(): SubscriberModel[] {
    return [...this.client.registry.subscribers].map(({ _model }) => _model).filter(({ session }) => session === this)
  }

  subscribersTo(streamId: string): SubscriberModel[] {
    return this.subscribers.filter((subscriber) => subscriber.streamId === streamId)
  }

  /** Whether an event would come to a listener, or to what a test has put in place of `dispatchEvent`. */
  isHeard(type: string): boolean {
    const { facade } = this
    return facade.dispatchEvent !== this.#dispatchEvent || Listeners.prototype.listenerCount.call(facade, type) > 0
  }

  setState(state: SessionStateName): void {
    this.#state.become(state)
  }

  /** Back to the beginning: nobody is known, nothing is permitted. */
  reset(): void {
    this.generation++
    this.setState('disconnected')
    this.messaging = null
    this.connection = null
    this.capabilities = capabilitiesFor(this.client, [])
    this.connections.clear()
    this.streams.clear()
    this.archives.clear()
    this.lines.clear()
    this.#held.clear()
    this.muted = false
  }

  /** Keeps a fact about somebody who is not known yet (recorded: `session.signal/received-from-unknown-then-joins`). */
  hold(connectionId: string, fact: Fact): void {
    this.#held.hold(connectionId, fact)
  }

  /** The facts that waited for somebody, who is known now. */
  release(connectionId: string): readonly Fact[] {
    return this.#held.release(connectionId)
  }

  enter(connection: Connection, permissions: readonly Permission[]): void {
    this.connection = connection
    connection.permissions = permissions
    this.capabilities = capabilitiesFor(this.client, permissions)
    this.setState('connected')
  }

  /** The router shows itself among the connections once media goes through it. */
  meetRouter(): void {
    if (this.info?.relayed === true) return
    const record = routerRecord(this.sessionId)
    if (!this.connections.has(record.id)) this.connections.add(record)
  }

  /** Sends a command; without a line nothing comes of it (recorded: `ends/publish/same-turn/disconnect-and-connect`). */
  request(command: Command, answered: (reply: Reply) => void = () => {}, lost: Lost = () => true): void {
    this.messaging?.request(command, answered, lost)
  }

  /**
   * Ends a session: the state goes first, the media next, and the events follow in a turn of their own, publishers
   * before subscribers (recorded: area `disconnect`). The table of the contract says when the requests under way are answered, and
   * whether anybody is told.
   *
   * @param how The way in which the session ends.
   */
  end(reason: string, how: SessionEnd = 'removed'): void {
    const { requests, comes } = sessionEnds[how]
    const { generation, messaging } = this
    if (requests === 'behind') this.#finish(reason, how)
    messaging?.close(() => {
      if (requests === 'before' && comes && this.generation === generation) this.#finish(reason, how)
    })
  }

  #finish(reason: string, how: SessionEnd): void {
    const { publishers, subscribers } = this
    // A session that has ended has no token (recorded: `live/programs/token-of-an-ended-session`).
    this.facade.token = null
    this.reset()
    const { generation } = this
    for (const subscriber of subscribers) subscriber.streamLost(how)
    this.client.clock.after(
      0,
      () => {
        if (this.generation !== generation && this.state !== 'disconnected') return
        const event = new SdkEvent('sessionDisconnected', true, { reason })
        this.facade.dispatchEvent(event)
        for (const publisher of publishers) publisher.sessionEnded(reason, how)
        for (const subscriber of subscribers) {
          if (event.isDefaultPrevented()) subscriber.widget.hide()
          else subscriber.destroy(reason)
        }
      },
      { what: 'sessionDisconnected', kind: 'work' },
    )
  }
}
