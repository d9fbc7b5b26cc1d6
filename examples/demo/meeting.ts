import type { OTError, Session, Stream } from 'fake-opentok'
import { Guests } from './guests.ts'
import { Own } from './own.ts'
import type { MeetingPage } from './page.ts'
import type { OT } from './sdk.ts'
import { endings } from './wording.ts'

/** What one joins with, as an application's own server gives it. */
export interface Ticket {
  readonly apiKey: string
  readonly sessionId: string
  readonly token: string
}

/** A meeting, written as for the real SDK: nothing in here knows that it is simulated. */
export class Meeting {
  readonly #OT: OT
  readonly #page: MeetingPage
  /** Asks the application's own server for a ticket. */
  readonly #ticket: () => Ticket
  #name = ''
  #session: Session | undefined
  #own: Own | undefined
  #guests: Guests | undefined

  constructor(OT: OT, page: MeetingPage, ticket: () => Ticket) {
    this.#OT = OT
    this.#page = page
    this.#ticket = ticket
    page.chat.onSend = (text) => this.#say(text)
  }

  get own(): Own | undefined {
    return this.#own
  }

  join(name: string): void {
    this.#end()
    this.#name = name
    const { apiKey, sessionId, token } = this.#ticket()
    if (!this.#OT.checkSystemRequirements()) {
      return this.#page.tell('This browser cannot take part in calls. Use a current one.')
    }
    const session = this.#OT.initSession(apiKey, sessionId)
    // The same id gives the same session: what listened to it before is let go.
    session.off()
    this.#session = session
    this.#own = new Own(this.#OT, session, this.#page, name)
    this.#guests = new Guests(this.#OT, session, this.#page)
    this.#listen(session)
    this.#page.state = 'joining'
    session.connect(token, (error) => (error ? this.#refused(error) : this.#entered(session)))
  }

  leave(): void {
    this.#session?.disconnect()
    this.#end()
  }

  /** The page was left, and the browser shows it again as it was: the SDK has ended the call, and has told nothing of it. */
  pageShownAgain(): void {
    if (this.#session === undefined) return
    this.#end()
    this.#page.forgetProblem()
    this.#page.tell('You left the meeting together with this page.', this.#again)
  }

  muteAll(): void {
    const { stream } = this.#own ?? {}
    this.#session
      ?.forceMuteAll(stream ? [stream] : [])
      .catch((error: OTError) => this.#page.fail('moderating', error, () => this.muteAll()))
  }

  get #again(): { readonly label: string; readonly act: () => void } {
    return { label: 'Join again', act: () => this.join(this.#name) }
  }

  #entered(session: Session): void {
    this.#page.state = 'in'
    this.#page.tell('')
    this.#page.moderates = session.capabilities.forceMute === 1
    if (session.capabilities.publish === 1) this.#own?.publish()
    else this.#page.tell('You watch this meeting: viewers show no picture.')
  }

  #refused(error: OTError): void {
    this.#end()
    this.#page.fail('joining', error, () => this.join(this.#name))
  }

  #end(): void {
    this.#session?.off()
    this.#own?.end()
    this.#guests?.end()
    this.#session = undefined
    this.#own = undefined
    this.#guests = undefined
    this.#page.state = 'lobby'
    this.#page.recording = false
    this.#page.moderates = false
  }

  #listen(session: Session): void {
    const page = this.#page
    session.on({
      streamCreated: ({ stream }: { stream: Stream }) => this.#guests?.watch(stream),
      streamDestroyed: ({ stream }: { stream: Stream }) => this.#guests?.forget(stream),
      sessionReconnecting: () => {
        page.state = 'reconnecting'
        page.tell('The connection is lost. Reconnecting …')
      },
      sessionReconnected: () => {
        page.state = 'in'
        page.tell('')
      },
      archiveStarted: () => {
        page.recording = true
      },
      archiveStopped: () => {
        page.recording = false
      },
    })
    session.on('signal:chat', ({ data = '', from }) => {
      const isOwn = from?.connectionId === session.connection?.connectionId
      page.chat.add(isOwn ? 'You' : from === null ? 'The service' : from?.data || 'Somebody', data)
    })
    session.on('sessionDisconnected', ({ reason }) => {
      this.#end()
      page.tell(`${endings[reason] ?? `The meeting has ended for you (${reason})`}.`, this.#again)
    })
    session.on('cpuPerformanceChanged', ({ cpuPerformanceState }) => {
      if (cpuPerformanceState === 'critical')
        page.tell('Your computer is very busy. Switch your picture off, or close other programs.')
    })
  }

  #say(text: string): void {
    this.#session?.signal({ type: 'chat', data: text }, (error) => {
      if (error) this.#page.fail('chatting', error, () => this.#say(text))
    })
  }
}
