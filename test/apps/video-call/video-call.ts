import OT from '@vonage/client-sdk-video'
import { askServer, ServerError } from './ask-server.ts'
import { Call, type CallNews } from './call.ts'
import { explain } from './failure-messages.ts'
import { Page } from './page.ts'

export interface VideoCallOptions {
  /** Where our server is; default: where the page comes from. */
  readonly server?: string
}

/** How a call ends, by the reason that the SDK gives. */
const endings: Readonly<Record<string, string>> = {
  clientDisconnected: 'You left the call.',
  forceDisconnected: 'A moderator sent you out.',
  networkDisconnected: 'The network lost the call. Join again.',
}

/** How the own camera stops, where the person did not stop it. */
const cameraEndings: Readonly<Record<string, string>> = {
  forceUnpublished: 'A moderator stopped your camera.',
  networkDisconnected: 'The network lost your camera.',
  mediaStopped: 'Your camera stopped by itself.',
}

const nameOf = (connection: OT.Connection | null): string => connection?.data || 'Somebody'

/** A page for one room at a time. */
class VideoCall {
  readonly #server: string
  readonly #page: Page
  readonly #people = new Map<string, OT.Connection>()
  #call: Call | undefined

  constructor(root: HTMLElement, { server = '' }: VideoCallOptions) {
    this.#server = server
    this.#page = new Page(root, {
      join: (room) => void this.#join(room),
      leave: () => this.#inCall((call) => call.leave()),
      startCamera: (name) => this.#inCall((call) => call.startCamera(name)),
      stopCamera: () => this.#inCall((call) => call.stopCamera()),
      muteEverybody: () => this.#inCall((call) => call.muteEverybody()),
      say: (text, to) => this.#inCall((call) => call.say(text, this.#people.get(to))),
    })
    this.#page.showStatus('Not in a call.')
    OT.on('exception', ({ title, code, message }) => this.#page.addLine('Problems', `${title} (${code}): ${message}`))
  }

  async #join(room: string): Promise<void> {
    this.#call?.forget()
    this.#clear()
    this.#page.showStatus('Joining …')
    try {
      this.#call = new Call(await askServer(this.#server, room), this.#news)
    } catch (error) {
      if (!(error instanceof ServerError)) throw error
      this.#page.showStatus('Not in a call.')
      this.#page.showFailure(error.message)
    }
  }

  #inCall(run: (call: Call) => void): void {
    if (this.#call === undefined) this.#page.showFailure('Join a room first.')
    else run(this.#call)
  }

  #clear(): void {
    this.#people.clear()
    this.#page.clearEntries()
  }

  readonly #news: CallNews = {
    joined: () => this.#page.showStatus('In the call.'),
    ended: (reason) => {
      this.#clear()
      this.#page.showStatus(endings[reason] ?? 'The call ended.')
    },
    reconnecting: () => this.#page.showStatus('Reconnecting …'),
    reconnected: () => this.#page.showStatus('In the call.'),
    personCame: (connection) => this.#showPerson(connection),
    personLeft: ({ connectionId }) => {
      this.#people.delete(connectionId)
      this.#page.removeEntry('People', connectionId)
    },
    cameraCame: (stream) => this.#showCamera(stream),
    cameraLeft: ({ streamId }) => this.#page.removeEntry('Cameras', streamId),
    ownCameraOn: () => this.#page.showStatus('You are on camera.'),
    ownCameraOff: (reason) => this.#page.showStatus(cameraEndings[reason] ?? 'Your camera is off.'),
    muted: () => this.#page.showStatus('A moderator muted the call.'),
    said: (text, from) => this.#page.addLine('Conversation', `${nameOf(from)}: ${text}`),
    failed: (operation, error) => {
      if (operation === 'connect') this.#page.showStatus('Not in a call.')
      this.#page.showFailure(explain(operation, error))
    },
  }

  #showPerson(connection: OT.Connection): void {
    const { connectionId } = connection
    const name = nameOf(connection)
    this.#people.set(connectionId, connection)
    this.#page.addEntry('People', connectionId, name, [
      { label: `Send ${name} out`, run: () => this.#inCall((call) => call.sendOut(connection)) },
    ])
  }

  #showCamera(stream: OT.Stream): void {
    const name = stream.name || nameOf(stream.connection)
    this.#page.addEntry('Cameras', stream.streamId, name, [
      { label: `Mute ${name}`, run: () => this.#inCall((call) => call.mute(stream)) },
      { label: `Stop ${name}'s camera`, run: () => this.#inCall((call) => call.stopTheirCamera(stream)) },
    ])
  }
}

/** Puts the page into an element. */
export function startVideoCall(root: HTMLElement, options: VideoCallOptions = {}): void {
  new VideoCall(root, options)
}
