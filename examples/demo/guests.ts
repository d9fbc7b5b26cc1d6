import type { Session, Stream, Subscriber } from 'fake-opentok'
import type { MeetingPage } from './page.ts'
import type { OT } from './sdk.ts'
import type { Tile } from './stage.ts'

const filling = {
  insertMode: 'append',
  width: '100%',
  height: '100%',
  style: { buttonDisplayMode: 'off', nameDisplayMode: 'off', audioBlockedDisplayMode: 'off' },
} as const

/** The others: a tile and a subscriber for each of their streams. */
export class Guests {
  readonly #OT: OT
  readonly #session: Session
  readonly #page: MeetingPage
  readonly #tiles: Map<string, Tile> = new Map()

  constructor(OT: OT, session: Session, page: MeetingPage) {
    this.#OT = OT
    this.#session = session
    this.#page = page
    session.on('streamPropertyChanged', ({ stream }) => this.#mark(stream))
  }

  watch(stream: Stream): void {
    this.forget(stream)
    const tile = this.#page.stage.add(stream.name || 'Somebody')
    this.#tiles.set(stream.streamId, tile)
    const subscriber = this.#session.subscribe(stream, tile.media, filling, (error) => {
      if (!error || !this.#tiles.has(stream.streamId)) return
      this.forget(stream)
      this.#page.fail('watching', error, () => this.watch(stream))
    })
    this.#mark(stream)
    if (subscriber !== undefined) this.#listen(subscriber, tile)
    if (this.#session.capabilities.forceDisconnect === 1) this.#offerModeration(stream, tile)
  }

  forget({ streamId }: Stream): void {
    this.#tiles.get(streamId)?.remove()
    this.#tiles.delete(streamId)
  }

  end(): void {
    for (const tile of this.#tiles.values()) tile.remove()
    this.#tiles.clear()
  }

  #mark(stream: Stream): void {
    const tile = this.#tiles.get(stream.streamId)
    if (tile === undefined) return
    tile.muted = !stream.hasAudio
    tile.dark = !stream.hasVideo
  }

  #listen(subscriber: Subscriber, tile: Tile): void {
    subscriber.on('audioLevelUpdated', ({ audioLevel }) => {
      tile.level = audioLevel
    })
    subscriber.on('videoDisabled', ({ reason }) => {
      tile.dark = true
      if (reason === 'quality') tile.note = 'The network is too slow for a picture'
    })
    subscriber.on('videoEnabled', () => {
      tile.dark = false
      tile.note = ''
    })
    subscriber.on('videoDisableWarning', () => {
      tile.note = 'The network is slow'
    })
    subscriber.on('videoDisableWarningLifted', () => {
      tile.note = ''
    })
    subscriber.on('disconnected', () => {
      tile.note = 'Picture and sound are interrupted …'
    })
    subscriber.on('connected', () => {
      tile.note = ''
    })
    subscriber.on('audioBlocked', () => this.#offerSound())
    subscriber.on('audioUnblocked', () => this.#page.tell(''))
  }

  #offerSound(): void {
    const page = this.#page
    const act = (): void => {
      this.#OT.unblockAudio().then(
        () => page.tell(''),
        () => page.tell('The browser still plays no sound. Allow it in the address bar.'),
      )
    }
    page.tell('The browser plays no sound until you ask for it.', { label: 'Play sound', act })
  }

  #offerModeration(stream: Stream, tile: Tile): void {
    const mute = (): void => {
      this.#session.forceMuteStream(stream).catch((error: Error) => this.#page.fail('moderating', error, mute))
    }
    const remove = (): void =>
      void this.#session.forceDisconnect(stream.connection, (error) => {
        if (error) this.#page.fail('moderating', error, remove)
      })
    tile.offer({ mute, remove })
  }
}
