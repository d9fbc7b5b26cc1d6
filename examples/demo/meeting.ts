import type { OTError, Publisher, Session, Stream } from 'fake-opentok'

type OT = typeof import('fake-opentok').default

/** What the meeting asks of its page. */
export interface MeetingPage {
  /** Where pictures go, one's own and those of others. */
  readonly pictures: HTMLElement
  status(text: string): void
  message(text: string): void
  problem(text: string): void
}

/** What one joins with, as an application's own server gives it. */
export interface Ticket {
  readonly apiKey: string
  readonly sessionId: string
  readonly token: string
}

const filling = { insertMode: 'append', width: '100%', height: '100%' } as const

/** A meeting, written as for the real SDK: nothing in here knows that it is simulated. */
export class Meeting {
  readonly #OT: OT
  readonly #page: MeetingPage
  #session: Session | undefined
  #publisher: Publisher | undefined

  constructor(OT: OT, page: MeetingPage) {
    this.#OT = OT
    this.#page = page
  }

  join({ apiKey, sessionId, token }: Ticket): void {
    this.leave()
    const session = this.#OT.initSession(apiKey, sessionId)
    this.#session = session
    // The same id gives the same session: what listened to it before is let go.
    session.off()
    this.#listen(session)
    this.#page.status('Joining …')
    session.connect(token, (error) => {
      if (error) return this.#failed('Joining', error, 'Not in the meeting.')
      this.#page.status('In the meeting.')
      this.startCamera()
    })
  }

  leave(): void {
    this.#session?.disconnect()
    this.stopCamera()
    this.#session = undefined
  }

  startCamera(): void {
    const session = this.#session
    if (session === undefined || this.#publisher !== undefined) return
    const publisher = this.#OT.initPublisher(this.#page.pictures, { ...filling, name: 'You' }, (error) => {
      if (error) this.#gaveUp(publisher, 'Starting the camera', error)
    })
    this.#publisher = publisher
    publisher.on('mediaStopped', () => this.#page.problem('The camera is gone.'))
    publisher.on('destroyed', () => this.#forget(publisher))
    session.publish(publisher, (error) => {
      if (error) this.#gaveUp(publisher, 'Showing the camera', error)
    })
  }

  stopCamera(): void {
    this.#publisher?.destroy()
  }

  greet(): void {
    this.#session?.signal({ type: 'chat', data: 'Hello!' }, (error) => {
      if (error) this.#failed('Saying hello', error)
    })
  }

  #listen(session: Session): void {
    session.on('streamCreated', ({ stream }) => this.#watch(session, stream))
    session.on('signal:chat', ({ data, from }) =>
      this.#page.message(`${from?.connectionId === session.connection?.connectionId ? 'You' : 'Somebody'}: ${data}`),
    )
    session.on('sessionReconnecting', () => this.#page.status('Reconnecting …'))
    session.on('sessionReconnected', () => this.#page.status('In the meeting.'))
    session.on('sessionDisconnected', ({ reason }) => this.#page.status(`Not in the meeting (${reason}).`))
  }

  #watch(session: Session, stream: Stream): void {
    session.subscribe(stream, this.#page.pictures, filling, (error) => {
      if (error) this.#failed(`Watching ${stream.name}`, error)
    })
  }

  #gaveUp(publisher: Publisher | undefined, what: string, error: OTError): void {
    if (publisher !== undefined && publisher !== this.#publisher) return
    this.#failed(what, error)
    publisher?.destroy()
  }

  #forget(publisher: Publisher): void {
    if (this.#publisher === publisher) this.#publisher = undefined
  }

  #failed(what: string, { name, code, message }: OTError, status?: string): void {
    this.#page.problem(`${what} failed: ${name}${code === undefined ? '' : ` (${code})`}. ${message}`)
    if (status !== undefined) this.#page.status(status)
  }
}
