import type { Media, Track } from '../../ports/track.ts'
import type { Client } from '../base/client.ts'
import { isTrack } from '../base/properties.ts'
import type { MediaProcessorConnector } from '../surface/device.ts'

/**
 * A camera that is opened in the same turn comes first, and so does the end of requests that a call of that turn has lost, whichever was made
 * first (observed: `connected:20450201:1294`, `connected:20290311:1`).
 */
const trialMs = 1

const wait = { what: 'whether frames can be processed', kind: 'work' } as const

/**
 * The SDK tries out what the browser can do with frames, which the browser tells in a turn of its own (observed:
 * `live/programs/filters-answer-in-a-task`).
 */
export const filtersTried = ({ clock }: Client): Promise<void> =>
  new Promise((resolve) => {
    clock.after(0, () => clock.after(trialMs, resolve, wait), wait)
  })

/** Whether something can stand between a device and a stream: it takes tracks, and can be ended. */
export const isConnector = (value: unknown): value is MediaProcessorConnector =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'setTrack') === 'function' &&
  typeof Reflect.get(value, 'destroy') === 'function'

/** The track that an application's connector gives back; null where it gives none. */
async function throughConnector(connector: MediaProcessorConnector, track: Track): Promise<Track | null> {
  const processed: unknown = await Reflect.apply(connector.setTrack, connector, [track])
  return isTrack(processed) ? processed : null
}

/** The outcome of an attempt to process a track: `no-track`: there is none; `nothing`: the connector gave none back. */
export type Connected = 'connected' | 'no-track' | 'nothing'

/** An object with media whose tracks can be processed. */
interface MediaHolder {
  readonly media: Media | null
}

/** The processor that stands between a device and a stream, or between a stream and the page, on one of the tracks. */
export class TrackProcessor {
  readonly #holder: MediaHolder
  readonly #kind: 'audio' | 'video'
  #connector: MediaProcessorConnector | null = null
  #original: Track | null = null

  constructor(holder: MediaHolder, kind: 'audio' | 'video') {
    this.#holder = holder
    this.#kind = kind
  }

  get isSet(): boolean {
    return this.#connector !== null
  }

  get original(): Track | null {
    return this.#original
  }

  /** A track of the device, as it goes into the stream. */
  async process(track: Track): Promise<Track> {
    if (this.#connector === null) return track
    const before = this.#original
    const processed = (await throughConnector(this.#connector, track)) ?? track
    this.#original = track
    if (this.#kind === 'video') before?.stop()
    return processed
  }

  /** Without a track there is nothing to process, and the connector is not kept. */
  async connect(connector: MediaProcessorConnector): Promise<Connected> {
    const original = this.#current()
    if (original === undefined) return 'no-track'
    const processed = await throughConnector(connector, original)
    if (processed === null) return 'nothing'
    this.#connector = connector
    this.#original = original
    this.#exchange(original, processed)
    return 'connected'
  }

  /** The track leaves the stream, and nothing takes its place. */
  lose(): void {
    const track = this.#current()
    if (track !== undefined) this.#holder.media?.removeTrack(track)
  }

  async disconnect(): Promise<void> {
    const connector = this.#connector
    const original = this.#original
    this.#connector = null
    this.#original = null
    if (connector === null) return
    const processed = this.#current()
    if (original !== null && processed !== undefined) this.#exchange(processed, original)
    await connector.destroy()
  }

  /** The device is let go, and the connector kept for the next track. */
  letGo(): void {
    this.#original?.stop()
    this.#original = null
  }

  #current(): Track | undefined {
    const { media } = this.#holder
    return this.#kind === 'video' ? media?.getVideoTracks()[0] : media?.getAudioTracks()[0]
  }

  #exchange(old: Track, next: Track): void {
    if (old === next) return
    this.#holder.media?.addTrack(next)
    this.#holder.media?.removeTrack(old)
  }
}
