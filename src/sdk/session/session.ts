import type { SessionStateName } from '../../contract/lifecycles.ts'
import type { Operation } from '../../contract/operations.ts'
import { noteCallsOf, noted } from '../base/calls.ts'
import type { Collection } from '../base/collection.ts'
import type { Connection } from '../base/connection.ts'
import { SdkEvent } from '../base/events.ts'
import { ask, demandUnarmed, refuse, throwing } from '../base/gate.ts'
import { bridge } from '../base/hearing.ts'
import { Listeners } from '../base/listeners.ts'
import type { Failure } from '../base/ot-error.ts'
import { ownListening } from '../base/own-methods.ts'
import { type Callable, promised, withPromise } from '../base/promises.ts'
import type { Stream } from '../base/stream.ts'
import type { Publisher } from '../publisher/publisher.ts'
import type { Subscriber } from '../subscriber/subscriber.ts'
import { connect } from './connect.ts'
import { destroySession, disconnect } from './disconnect.ts'
import { type Capabilities, type SessionClient, SessionModel } from './model.ts'
import { disableForceMute, forceDisconnect, forceMuteAll, forceMuteStream, forceUnpublish } from './moderate.ts'
import type { SessionOptions } from './options.ts'
import { publish } from './publish.ts'
import { setEncryptionSecret, setIceConfig } from './settings.ts'
import { signal } from './signal.ts'
import { subscribe, unsubscribe } from './subscribe.ts'

/** A session, as the application holds it: each method sorts its arguments and hands on. */
export class Session extends Listeners {
  static {
    noteCallsOf(Session, 'Session')
  }

  declare readonly id: string
  declare readonly sessionId: string
  /** Undocumented: the token and the key of the last `connect()`, as they were given. */
  token: string | null | undefined
  apiKey: string | undefined
  readonly connect: Callable<readonly unknown[], this, Session>
  readonly publish: Callable<readonly unknown[], Publisher | null | undefined, Publisher>
  readonly subscribe: Callable<readonly unknown[], Subscriber | undefined, Subscriber>
  /** Not for applications. */
  readonly _model: SessionModel

  constructor(client: SessionClient, options: SessionOptions) {
    super(client, 'session')
    ownListening(this)
    Object.assign(this, { id: options.givenId, sessionId: options.givenId })
    this._model = new SessionModel(client, this, options)
    const model = this._model
    if (!client.devices.support.webrtc) client.view.showRequirements()
    this.connect = noted(
      client,
      'Session.connect',
      withPromise(
        (...args: readonly unknown[]) => {
          connect(model, args)
          return this
        },
        // The handler that is passed along is ignored (recorded: `session.connect.promise/with-completion`).
        (...args: readonly unknown[]) =>
          promised(client, (done) =>
            connect(model, [...args.slice(0, 1), bridge((error?: Failure) => done(error, this))]),
          ),
      ),
      this,
    )
    this.publish = noted(
      client,
      'Session.publish',
      withPromise(
        (...args: readonly unknown[]) => publish(model, args),
        (...args: readonly unknown[]) =>
          promised(client, (done) =>
            publish(model, [
              args[0],
              args[1],
              bridge((error: Failure | null, publisher: Publisher) => done(error, publisher)),
            ]),
          ),
      ),
      this,
    )
    this.subscribe = noted(
      client,
      'Session.subscribe',
      withPromise(
        (...args: readonly unknown[]) => subscribe(model, args),
        (...args: readonly unknown[]) =>
          promised(client, (done) =>
            subscribe(model, [
              args[0],
              args[1],
              args[2],
              bridge((error: Failure | null, subscriber: Subscriber) => done(error, subscriber)),
            ]),
          ),
      ),
      this,
    )
  }

  /** The own connection; null unless connected (recorded: `session.property/connection/*`). */
  get connection(): Connection | null {
    return this._model.connection
  }

  /** The permissions of the session's own token, as 0 and 1; all 0 unless connected (recorded: area `capabilities`). */
  get capabilities(): Capabilities {
    return this._model.capabilities
  }

  /** Undocumented, and used by applications: the streams of the session, own ones included. */
  get streams(): Collection<Stream> {
    return this._model.streams
  }

  /** Undocumented: the archives of the session since it connected (recorded: `live/session/before/archives`). */
  get archives(): SessionModel['archives'] {
    return this._model.archives
  }

  /** Undocumented, and used by applications: the connections of the session, the own one included. */
  get connections(): SessionModel['connections'] {
    return this._model.connections
  }

  /** Undocumented: `disconnected`, `connecting`, `connected`, `migrating` or `disconnecting`. */
  get currentState(): SessionStateName {
    return this._model.state
  }

  /** Undocumented: what the service says of the session; undefined before it said so. */
  get sessionInfo(): object | undefined {
    return this._model.info === null ? undefined : hidden(this._model.info)
  }

  is(...states: readonly string[]): boolean {
    return states.flat().includes(this._model.state)
  }

  isNot(...states: readonly string[]): boolean {
    return !this.is(...states)
  }

  isConnected(): boolean {
    return this._model.isConnected
  }

  /** Adds a listener; throws a native TypeError when it is no function (recorded: area `events`). */
  override on(names: unknown, listener?: unknown, context?: unknown): this {
    this.#demandUnarmed('Session.on')
    return super.on(names, listener, context)
  }

  /** Dispatches an event to its listeners; throws an Error when it has no type (recorded: `events/dispatchEvent/no-type`). */
  override dispatchEvent(event: unknown): this {
    if (!(event instanceof SdkEvent)) this.#demandUnarmed('Session.dispatchEvent')
    return super.dispatchEvent(event)
  }

  disconnect(): Promise<unknown> {
    return disconnect(this._model)
  }

  /** Undocumented: drops what is known at once, and disconnects. */
  destroy(): void {
    destroySession(this._model)
  }

  unpublish(publisher?: unknown): void {
    this.#demandUnarmed('Session.unpublish')
    if (!publisher) return
    publisherOf(this._model, publisher).unpublishFrom(this._model)
  }

  unsubscribe(subscriber?: unknown): boolean {
    return throwing(this._model, () => unsubscribe(this._model, subscriber))
  }

  signal(options?: unknown, completion?: unknown): Promise<undefined> {
    return signal(this._model, options, completion)
  }

  forceDisconnect(connection?: unknown, completion?: unknown): Promise<undefined> {
    return forceDisconnect(this._model, connection, completion)
  }

  forceUnpublish(stream?: unknown, completion?: unknown): Promise<undefined> {
    return forceUnpublish(this._model, stream, completion)
  }

  forceMuteStream(stream?: unknown): Promise<undefined> {
    return forceMuteStream(this._model, stream)
  }

  forceMuteAll(excludedStreams?: unknown): Promise<undefined> {
    return forceMuteAll(this._model, excludedStreams)
  }

  disableForceMute(): Promise<undefined> {
    return disableForceMute(this._model)
  }

  setIceConfig(config?: unknown): Promise<undefined> {
    return setIceConfig(this._model, config)
  }

  setEncryptionSecret(secret?: unknown): Promise<undefined> {
    return setEncryptionSecret(this._model, secret)
  }

  /** The publisher of an own stream, by stream or id; throws an Error for what is neither (recorded: `session.getPublisherForStream/*`). */
  getPublisherForStream(stream?: unknown): Publisher | undefined {
    this.#demandUnarmed('Session.getPublisherForStream')
    const id = typeof stream === 'string' ? stream : ownId(stream)
    if (id === undefined) throw refuse(this._model, 'Session.getPublisherForStream/invalid-stream')
    return [...this._model.client.registry.publishers].find((publisher) => publisher.streamId === id)
  }

  /** The subscribers of a stream, which may be none; throws a native TypeError without a stream (recorded: `session.getSubscribersForStream/*`). */
  getSubscribersForStream(stream?: unknown): Subscriber[] {
    this.#demandUnarmed('Session.getSubscribersForStream')
    if (stream === null || stream === undefined) {
      throw refuse(this._model, 'Session.getSubscribersForStream/missing-stream')
    }
    const id = ownId(stream)
    return [...this._model.client.registry.subscribers].filter(
      ({ streamId, _model }) => id !== undefined && streamId === id && _model.session === this._model,
    )
  }

  /** Undocumented: the same as `OT.reportIssue`, for one session. */
  reportIssue(issue?: unknown): Promise<unknown[]> {
    return promised(this._model.client, (done) => {
      const armed = ask(this._model.client, 'Session.reportIssue', this._model.whereabouts)
      if (armed !== null || issue === undefined || issue === null)
        done(refuse(this._model, armed ?? 'Session.reportIssue/missing-arguments'), [])
      else
        this._model.client.clock.after(0, () => done(undefined, []), { what: 'the report of an issue', kind: 'work' })
    })
  }

  #demandUnarmed(operation: Operation): void {
    throwing(this._model, () => demandUnarmed(this._model.client, operation, this._model.whereabouts))
  }
}

const ownId = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'id')) return undefined
  const id: unknown = Reflect.get(value, 'id')
  return typeof id === 'string' ? id : undefined
}

interface Unpublishable {
  unpublishFrom(model: SessionModel): void
}

const isUnpublishable = (value: unknown): value is Unpublishable =>
  typeof value === 'object' && value !== null && 'unpublishFrom' in value && typeof value.unpublishFrom === 'function'

function publisherOf(session: SessionModel, publisher: unknown): Unpublishable {
  const model: unknown =
    typeof publisher === 'object' && publisher !== null ? Reflect.get(publisher, '_model') : undefined
  if (isUnpublishable(model)) return model
  throw refuse(session, 'Session.unpublish/not-a-publisher')
}

// Applications see that there is session information, and none of its enumerable parts (recorded: `session.property/sessionInfo/connected`).
const hidden = (info: object): object =>
  Object.create(
    null,
    Object.fromEntries(Object.entries(info).map(([key, value]) => [key, { value, enumerable: false }])),
  )
