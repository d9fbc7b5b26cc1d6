import type { OTError, Publisher, Session, Stream } from 'fake-opentok'
import type { MeetingPage } from './page.ts'
import type { OT } from './sdk.ts'
import type { Tile } from './stage.ts'

const filling = {
  insertMode: 'append',
  width: '100%',
  height: '100%',
  style: { buttonDisplayMode: 'off', nameDisplayMode: 'off' },
} as const

/** A publisher and where it is shown. */
interface Shown {
  readonly publisher: Publisher
  readonly tile: Tile
}

/** Which camera and microphone are used; left out: those that the browser chooses. */
export interface ChosenDevices {
  readonly camera?: string
  readonly microphone?: string
}

/** What one shows to the others: the camera with the microphone, and a screen. */
export class Own {
  readonly #OT: OT
  readonly #session: Session
  readonly #page: MeetingPage
  readonly #name: string
  #camera: Shown | undefined
  #screen: Shown | undefined
  #chosen: ChosenDevices = {}
  #wants = { audio: true, video: true }

  constructor(OT: OT, session: Session, page: MeetingPage, name: string) {
    this.#OT = OT
    this.#session = session
    this.#page = page
    this.#name = name
    session.on('streamPropertyChanged', ({ stream }) => this.#mark(stream))
    session.on('muteForced', (event) => {
      if (!('active' in event) || event.active === true) this.#page.tell('A moderator muted everybody.')
    })
  }

  /** One's own stream; undefined while nothing is published. */
  get stream(): Stream | undefined {
    return this.#camera?.publisher.stream ?? undefined
  }

  publish(): void {
    if (this.#camera !== undefined) return
    const tile = this.#page.stage.add(`${this.#name} (you)`)
    const { camera, microphone } = this.#chosen
    const options = {
      ...filling,
      name: this.#name,
      publishAudio: this.#wants.audio,
      publishVideo: this.#wants.video,
      audioFallback: { publisher: true },
      ...(camera === undefined ? {} : { videoSource: camera }),
      ...(microphone === undefined ? {} : { audioSource: microphone }),
    }
    const failed = (error: OTError): void => this.#failed('camera', shown, error)
    const publisher = this.#OT.initPublisher(tile.media, options, (error) => {
      if (error) failed(error)
    })
    if (publisher === undefined) return tile.remove()
    const shown: Shown = { publisher, tile }
    this.#camera = shown
    this.#listen(shown)
    this.#show()
    this.#session.publish(publisher, (error) => {
      if (error) this.#failed('publishing', shown, error)
    })
  }

  toggle(kind: 'audio' | 'video'): void {
    this.#wants = { ...this.#wants, [kind]: !this.#wants[kind] }
    const publisher = this.#camera?.publisher
    if (publisher === undefined) return this.publish()
    if (kind === 'audio') publisher.publishAudio(this.#wants.audio)
    else publisher.publishVideo(this.#wants.video)
    this.#show()
  }

  toggleScreen(): void {
    if (this.#screen !== undefined) return this.#drop(this.#screen)
    this.#OT.checkScreenSharingCapability(({ supported }) => {
      if (supported) this.#share()
      else this.#page.tell('This browser cannot share a screen.')
    })
  }

  /** Uses another camera or microphone from now on. */
  choose(devices: ChosenDevices): void {
    this.#chosen = devices
    if (this.#camera === undefined) return
    this.#drop(this.#camera)
    this.publish()
  }

  end(): void {
    for (const shown of [this.#camera, this.#screen]) if (shown !== undefined) this.#drop(shown)
  }

  #share(): void {
    const name = `${this.#name}'s screen`
    const tile = this.#page.stage.add(name)
    const options = { ...filling, name, videoSource: 'screen', publishAudio: false } as const
    const publisher = this.#OT.initPublisher(tile.media, options, (error) => {
      if (error) this.#failed('screen', shown, error)
    })
    if (publisher === undefined) return tile.remove()
    const shown: Shown = { publisher, tile }
    this.#screen = shown
    publisher.on('mediaStopped', () => this.#drop(shown))
    publisher.on('destroyed', () => this.#drop(shown))
    this.#page.press('screen', true)
    this.#session.publish(publisher, (error) => {
      if (error) this.#failed('screen', shown, error)
    })
  }

  #listen(shown: Shown): void {
    const { publisher, tile } = shown
    const page = this.#page
    publisher.on({
      accessDialogOpened: () => page.tell('Allow the camera and the microphone in the question of your browser.'),
      accessDialogClosed: () => page.tell(''),
      audioLevelUpdated: ({ audioLevel }: { audioLevel: number }) => {
        tile.level = audioLevel
      },
      muteForced: () => {
        this.#wants = { ...this.#wants, audio: false }
        this.#show()
        page.tell('A moderator muted you.')
      },
      mediaStopped: () => page.tell('Your camera or microphone is gone. Plug it in, or choose another one.'),
      videoDisableWarning: () => {
        tile.note = 'Your network is slow'
      },
      videoDisableWarningLifted: () => {
        tile.note = ''
      },
      videoDisabled: () => {
        tile.note = 'Your network carries your sound alone'
      },
      videoEnabled: () => {
        tile.note = ''
      },
      destroyed: () => this.#drop(shown),
    })
    publisher.on('streamDestroyed', ({ reason }) => {
      if (reason === 'forceUnpublished') page.tell('A moderator switched your picture off.')
    })
  }

  #mark({ streamId, hasAudio, hasVideo }: Stream): void {
    if (this.#camera === undefined || streamId !== this.stream?.streamId) return
    this.#wants = { audio: hasAudio, video: hasVideo }
    this.#show()
  }

  #failed(doing: 'camera' | 'screen' | 'publishing', shown: Shown | undefined, error: OTError): void {
    if (shown === undefined || (shown !== this.#camera && shown !== this.#screen)) return
    this.#drop(shown)
    this.#page.fail(doing, error, () => (doing === 'screen' ? this.toggleScreen() : this.publish()))
  }

  #drop(shown: Shown): void {
    if (shown === this.#camera) this.#camera = undefined
    else if (shown === this.#screen) this.#screen = undefined
    else return
    shown.tile.remove()
    shown.publisher.destroy()
    this.#show()
  }

  #show(): void {
    const { audio, video } = this.#wants
    const isOn = this.#camera !== undefined
    this.#page.press('microphone', isOn && audio)
    this.#page.press('camera', isOn && video)
    this.#page.press('screen', this.#screen !== undefined)
    if (this.#camera === undefined) return
    this.#camera.tile.muted = !audio
    this.#camera.tile.dark = !video
  }
}
