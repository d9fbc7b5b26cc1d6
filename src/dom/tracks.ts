import type { Media, Track } from '../sdk/ports.ts'

/** A track where the environment has none: its description, its switch, and its end. */
export class SimulatedTrack implements Track {
  readonly kind: string
  readonly id: string
  readonly label: string
  enabled = true
  readonly #settings: Readonly<Record<string, unknown>>
  #ended = false
  #muted = false

  constructor(kind: 'audio' | 'video', id: string, label: string, settings: Readonly<Record<string, unknown>>) {
    this.kind = kind
    this.id = id
    this.label = label
    this.#settings = settings
  }

  get readyState(): 'live' | 'ended' {
    return this.#ended ? 'ended' : 'live'
  }

  get muted(): boolean {
    return this.#muted
  }

  getSettings(): Readonly<Record<string, unknown>> {
    return this.#settings
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

/** Media where the environment has none. */
export class SimulatedMedia implements Media {
  readonly id: string
  #tracks: Track[]

  constructor(id: string, tracks: readonly Track[]) {
    this.id = id
    this.#tracks = [...tracks]
  }

  get active(): boolean {
    return this.#tracks.some((track) => track.readyState === 'live')
  }

  getTracks(): Track[] {
    return [...this.#tracks]
  }

  getAudioTracks(): Track[] {
    return this.#tracks.filter((track) => track.kind === 'audio')
  }

  getVideoTracks(): Track[] {
    return this.#tracks.filter((track) => track.kind === 'video')
  }

  addTrack(track: Track): void {
    if (!this.#tracks.includes(track)) this.#tracks.push(track)
  }

  removeTrack(track: Track): void {
    this.#tracks = this.#tracks.filter((other) => other !== track)
  }
}
