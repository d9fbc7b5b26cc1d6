import type { Media, Track } from '../sdk/ports.ts'

const figureIn = (value: unknown): number | undefined => {
  const figure: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'ideal') : value
  return typeof figure === 'number' ? figure : undefined
}

/** A track where the environment has none: its description, its switch, and its end. */
export class SimulatedTrack implements Track {
  readonly kind: string
  readonly id: string
  readonly label: string
  enabled = true
  contentHint = ''
  #settings: Readonly<Record<string, unknown>>
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
