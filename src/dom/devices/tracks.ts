import type { Media, Track } from '../../ports/track.ts'

const figureIn = (value: unknown): number | undefined => {
  const figure: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'ideal') : value
  return typeof figure === 'number' ? figure : undefined
}

/** The host's EventTarget; where there is none, what is built on it says so when it is first made. */
export const HostTarget: typeof EventTarget =
  globalThis.EventTarget ??
  class {
    constructor() {
      throw new Error(
        'This host has no EventTarget, and simulated tracks and devices are event targets. Load a polyfill of EventTarget before fake-opentok.',
      )
    }
  }

// Taken when this module loads, as the class below takes its EventTarget: a target refuses the events of another window.
const HostEvent: typeof Event = globalThis.Event

/** A track where the environment has none: its description, its switch, and its end. Like a browser's, it shows nothing of its own. */
export class SimulatedTrack extends HostTarget implements Track {
  readonly #kind: string
  readonly #id: string
  readonly #label: string
  #enabled = true
  #contentHint = ''
  #settings: Readonly<Record<string, unknown>>
  #ended = false
  #muted = false
  #onEnded: ((event: Event) => void) | null = null

  constructor(kind: 'audio' | 'video', id: string, label: string, settings: Readonly<Record<string, unknown>>) {
    super()
    this.#kind = kind
    this.#id = id
    this.#label = label
    this.#settings = settings
  }

  get kind(): string {
    return this.#kind
  }

  get id(): string {
    return this.#id
  }

  get label(): string {
    return this.#label
  }

  get enabled(): boolean {
    return this.#enabled
  }

  set enabled(enabled: boolean) {
    this.#enabled = enabled
  }

  get contentHint(): string {
    return this.#contentHint
  }

  set contentHint(hint: string) {
    this.#contentHint = hint
  }

  get readyState(): 'live' | 'ended' {
    return this.#ended ? 'ended' : 'live'
  }

  get muted(): boolean {
    return this.#muted
  }

  get onended(): ((event: Event) => void) | null {
    return this.#onEnded
  }

  set onended(listener: ((event: Event) => void) | null) {
    if (this.#onEnded !== null) this.removeEventListener('ended', this.#onEnded)
    if (listener !== null) this.addEventListener('ended', listener)
    this.#onEnded = listener
  }

  getSettings(): Readonly<Record<string, unknown>> {
    return this.#settings
  }

  /** Takes on the size and the frame rate that are asked for, as the device can do them all. */
  async applyConstraints(constraints: object = {}): Promise<void> {
    const wanted = Object.entries(constraints).flatMap(([key, value]) => {
      const figure = figureIn(value)
      return figure === undefined ? [] : [[key, figure] as const]
    })
    this.#settings = { ...this.#settings, ...Object.fromEntries(wanted) }
  }

  stop(): void {
    this.#ended = true
  }

  /** The device behind the track is gone. */
  deviceLost(): void {
    this.#ended = true
  }

  remoteMute(muted: boolean): void {
    this.#muted = muted
  }
}

/** Calls `stopped` behind each `stop()` of a track, of which a browser tells nobody. */
export function hearStop(track: Track, stopped: () => void): void {
  const stop = (): void => {
    Object.getPrototypeOf(track).stop.call(track)
    stopped()
  }
  Object.defineProperty(track, 'stop', { value: stop, configurable: true, writable: true })
}

/** Tells the listeners of a track that it has ended without being asked to, as the browser does. */
export function announceEnd(track: Track): void {
  if (track instanceof SimulatedTrack) track.dispatchEvent(new HostEvent('ended'))
  else if (isNative(track)) track.dispatchEvent(new globalThis.Event('ended'))
  else if (isTarget(track)) track.dispatchEvent(new HostEvent('ended'))
}

const isNative = (track: Track): track is Track & MediaStreamTrack =>
  typeof MediaStreamTrack === 'function' && track instanceof MediaStreamTrack

/** A track of the application's own making. */
const isTarget = (track: Track): track is Track & Pick<EventTarget, 'dispatchEvent'> =>
  typeof Reflect.get(track, 'dispatchEvent') === 'function'

/** Whether a stream of these tracks is active: one that plays is enough. */
export const isActive = (tracks: readonly Track[]): boolean => tracks.some(({ readyState }) => readyState === 'live')

const ofKind = (tracks: readonly Track[], kind: string): readonly Track[] =>
  tracks.filter((track) => track.kind === kind)

/** Media where the environment has none. */
export class SimulatedMedia implements Media {
  readonly id: string
  #tracks: readonly Track[] = []
  /** Those of each kind: they are asked for much more often than one is added. */
  #audio: readonly Track[] = []
  #video: readonly Track[] = []

  constructor(id: string, tracks: readonly Track[]) {
    this.id = id
    this.#hold([...tracks])
  }

  get active(): boolean {
    return isActive(this.#tracks)
  }

  getTracks(): Track[] {
    return [...this.#tracks]
  }

  getAudioTracks(): Track[] {
    return [...this.#audio]
  }

  getVideoTracks(): Track[] {
    return [...this.#video]
  }

  addTrack(track: Track): void {
    if (!this.#tracks.includes(track)) this.#hold([...this.#tracks, track])
  }

  removeTrack(track: Track): void {
    this.#hold(this.#tracks.filter((other) => other !== track))
  }

  #hold(tracks: readonly Track[]): void {
    this.#tracks = tracks
    this.#audio = ofKind(tracks, 'audio')
    this.#video = ofKind(tracks, 'video')
  }
}
