import OT from '@vonage/client-sdk-video'
import type { Credentials } from './ask-server.ts'
import type { Operation, SdkError } from './failure-messages.ts'

/** What a call tells the page. */
export interface CallNews {
  readonly joined: () => void
  readonly ended: (reason: string) => void
  readonly reconnecting: () => void
  readonly reconnected: () => void
  readonly personCame: (connection: OT.Connection) => void
  readonly personLeft: (connection: OT.Connection) => void
  readonly cameraCame: (stream: OT.Stream) => void
  readonly cameraLeft: (stream: OT.Stream) => void
  readonly ownCameraOn: () => void
  readonly ownCameraOff: (reason: string) => void
  readonly muted: () => void
  readonly said: (text: string, from: OT.Connection | null) => void
  readonly failed: (operation: Operation, error: SdkError) => void
}

type Completion = (error?: SdkError | null) => void

/** One visit to a room. */
export class Call {
  readonly #session: OT.Session
  readonly #news: CallNews
  #publisher: OT.Publisher | undefined

  constructor(credentials: Credentials, news: CallNews) {
    this.#news = news
    this.#session = OT.initSession(credentials.apiKey, credentials.sessionId)
    this.#listenForPeople()
    this.#listenForItsOwnFate()
    this.#session.connect(credentials.token, this.#completing('connect', news.joined))
  }

  leave(): void {
    void this.#session.disconnect()
  }

  /** Lets go of the session: one with the same id would be the same object, and would still tell this page. */
  forget(): void {
    this.leave()
    this.#publisher?.destroy()
    this.#session.off()
  }

  startCamera(name: string): void {
    this.#publisher ??= this.#makePublisher(name)
    this.#session.publish(this.#publisher, this.#completing('publish', this.#news.ownCameraOn))
  }

  stopCamera(): void {
    if (this.#publisher !== undefined) this.#session.unpublish(this.#publisher)
  }

  /** Says something to everybody, or to one person. */
  say(text: string, to?: OT.Connection): void {
    const signal = { type: 'chat', data: text, ...(to === undefined ? {} : { to }) }
    void this.#session.signal(signal, this.#completing('signal'))
  }

  sendOut(connection: OT.Connection): void {
    void this.#session.forceDisconnect(connection, this.#completing('forceDisconnect'))
  }

  stopTheirCamera(stream: OT.Stream): void {
    void this.#session.forceUnpublish(stream, this.#completing('forceUnpublish'))
  }

  mute(stream: OT.Stream): void {
    this.#session.forceMuteStream(stream).catch(this.#completing('forceMuteStream'))
  }

  muteEverybody(): void {
    this.#session.forceMuteAll().catch(this.#completing('forceMuteAll'))
  }

  #completing(operation: Operation, done: () => void = () => {}): Completion {
    return (error) => (error ? this.#news.failed(operation, error) : done())
  }

  #makePublisher(name: string): OT.Publisher {
    const properties: OT.PublisherProperties = { insertMode: 'append', width: '100%', height: '100%', name }
    const publisher = OT.initPublisher('publisher', properties, (error) => {
      if (!error) return
      this.#publisher = undefined
      this.#news.failed('initPublisher', error)
    })
    publisher.on('streamDestroyed', ({ reason }) => this.#news.ownCameraOff(reason))
    publisher.on('destroyed', () => {
      this.#publisher = undefined
    })
    return publisher
  }

  #listenForPeople(): void {
    this.#session.on('connectionCreated', ({ connection }) => {
      if (connection.connectionId !== this.#session.connection?.connectionId) this.#news.personCame(connection)
    })
    this.#session.on('connectionDestroyed', ({ connection }) => this.#news.personLeft(connection))
    this.#session.on('streamCreated', ({ stream }) => this.#watch(stream))
    this.#session.on('streamDestroyed', ({ stream }) => this.#news.cameraLeft(stream))
    this.#session.on('signal:chat', ({ data = '', from }) => this.#news.said(data, from))
  }

  #listenForItsOwnFate(): void {
    this.#session.on('sessionDisconnected', ({ reason }) => this.#news.ended(reason))
    this.#session.on('sessionReconnecting', () => this.#news.reconnecting())
    this.#session.on('sessionReconnected', () => this.#news.reconnected())
    this.#session.on('muteForced', () => this.#news.muted())
  }

  #watch(stream: OT.Stream): void {
    this.#news.cameraCame(stream)
    const properties: OT.SubscriberProperties = { insertMode: 'append', width: '100%', height: '100%' }
    this.#session.subscribe(stream, 'subscribers', properties, this.#completing('subscribe'))
  }
}
