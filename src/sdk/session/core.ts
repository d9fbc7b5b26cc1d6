import { type CapabilityFlags, capabilityPermissions, type Permission } from '../../contract/roles.ts'
import type { Subject } from '../../kernel/hazard.ts'
import type { Command } from '../../wire/commands.ts'
import type { Fact } from '../../wire/facts.ts'
import type { ArchiveRecord } from '../../wire/records.ts'
import type { Reply } from '../../wire/replies.ts'
import type { Client } from '../base/client.ts'
import { Collection } from '../base/collection.ts'
import { Connection, routerRecord } from '../base/connection.ts'
import { SdkEvent } from '../base/events.ts'
import type { Stream } from '../base/stream.ts'
import { restartMedia } from '../media/media-facts.ts'
import { OfferPace } from '../media/offer-pace.ts'
import { HeldFacts } from './held-facts.ts'
import type { SessionInfo } from './info.ts'
import type { Messaging } from './messaging.ts'
import type { SessionOptions } from './options.ts'
import type { Session } from './session.ts'

export type SessionStateName = 'disconnected' | 'connecting' | 'connected' | 'migrating' | 'disconnecting'

/** What `session.capabilities` holds (recorded: area `capabilities`). */
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

/** The state of one session, behind its facade. Every other file of the session asks this one to change it. */
export class SessionCore {
  readonly client: Client
  readonly facade: Session
  readonly options: SessionOptions
  readonly connections: Collection<Connection> = new Collection()
  readonly streams: Collection<Stream> = new Collection()
  readonly archives: Collection<ArchiveRecord> = new Collection()
  /** Offers of media to the subscribers, as they come in. */
  readonly offers: OfferPace
  state: SessionStateName = 'disconnected'
  connection: Connection | null = null
  capabilities: Capabilities
  messaging: Messaging | null = null
  info: SessionInfo | null = null
  /** What the session was connected with. */
  login: { readonly token: string; readonly apiKey: string } | null = null
  /** With what session information was asked for that has not come, or not been of use. */
  asked: { readonly token: string; readonly apiKey: string } | null = null
  messagingUrl = ''
  /** The messaging connections by their servers' addresses: two while the session moves from one to another. */
  readonly lines: Map<string, Messaging> = new Map()
  muted = false
  /** Changes with every new beginning, so that what belongs to an earlier one can tell. */
  generation = 0
  /** Ends the attempt to join that is under way, where there is one. */
  interruptJoining: () => void = () => {}
  /** Takes in what the service tells. */
  take: (fact: Fact) => void = () => {}
  readonly #held: HeldFacts = new HeldFacts()

  constructor(client: Client, facade: Session, options: SessionOptions) {
    this.client = client
    this.facade = facade
    this.options = options
    this.offers = new OfferPace(client)
    this.capabilities = capabilitiesFor(client, [])
  }

  get sessionId(): string {
    return this.options.sessionId
  }

  /** What a fault on a call of the session can be matched on. */
  get whereabouts(): Subject {
    return { sessionId: this.sessionId, connectionId: this.connection?.id }
  }

  get isConnected(): boolean {
    return this.state === 'connected' || this.state === 'migrating'
  }

  get isReconnecting(): boolean {
    return this.messaging?.reconnecting === true
  }

  setState(state: SessionStateName): void {
    this.state = state
  }

  /** Back to the beginning: nobody is known, nothing is permitted. */
  reset(): void {
    this.generation++
    this.state = 'disconnected'
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

  /** The line is gone, and is being sought again. */
  reconnecting(): void {
    this.facade.dispatchEvent(new SdkEvent('sessionReconnecting', false))
  }

  reconnected(): void {
    this.facade.dispatchEvent(new SdkEvent('sessionReconnected', true))
    restartMedia(this)
  }

  enter(connection: Connection, permissions: readonly Permission[]): void {
    this.connection = connection
    connection.permissions = permissions
    this.capabilities = capabilitiesFor(this.client, permissions)
    this.state = 'connected'
  }

  /** The router shows itself among the connections once media goes through it. */
  meetRouter(): void {
    if (this.info?.relayed === true) return
    const record = routerRecord(this.sessionId)
    if (!this.connections.has(record.id)) this.connections.add(new Connection(record))
  }

  /** Sends a command; without a line it is lost at once. */
  request(command: Command, answered: (reply: Reply) => void = () => {}, lost: () => void = () => {}): void {
    if (this.messaging === null) lost()
    else this.messaging.request(command, answered, lost)
  }
}
