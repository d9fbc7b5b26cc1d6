import { type Clock, whilePageAnswers } from '../../kernel/time/clock.ts'
import { realTime } from '../../kernel/time/wall-clock.ts'
import type { DeviceInfo, MediaRequest } from '../../ports/devices.ts'
import type { Media, Track } from '../../ports/track.ts'
import { type PageWindow, playsMedia } from '../page/page-window.ts'
import { type Frames, filmScene } from './camera-picture.ts'
import { isActive, SimulatedMedia, SimulatedTrack } from './tracks.ts'

/** The makers of tracks and streams of the simulated devices of a page; part of the settings of `SimulatedDevices`. */
export interface PageTracks {
  readonly makeTrack: (kind: 'audio' | 'video', device: DeviceInfo, request: MediaRequest) => Track
  readonly makeMedia: (tracks: readonly Track[]) => Media
  /** Ends every track that the browser made. */
  readonly stop: () => void
}

export interface PageTracksOptions {
  readonly document: Document
  readonly window: PageWindow
  readonly clock: Clock
  /** The time by which pictures move. Default: real time, so that they move while simulated time stands still. */
  readonly frames?: Frames
  /** Makes the ids of tracks and streams that the browser does not make. */
  readonly newId: () => string
}

/**
 * Tracks as this page can have them: in a browser a moving picture with the name and the time in it, and silence; where
 * there is no such thing, their description.
 *
 * @example new SimulatedDevices({ clock, random, ...pageTracks({ document, window, clock, newId: () => random.uuid() }) })
 */
export function pageTracks(options: PageTracksOptions): PageTracks {
  const { window, document, newId } = options
  const silence = silenceOf(window)
  const camera = { frames: realTime, ...options }
  let running: readonly Track[] = []
  const keep = (track: Track): Track => {
    running = [...running.filter(({ readyState }) => readyState === 'live'), track]
    return track
  }
  return {
    makeTrack: (kind, device, request) => {
      const settings = settingsOf(kind, device, request)
      const real = playsMedia(window, document)
        ? kind === 'audio'
          ? silence.make()
          : filmScene(camera, request)
        : null
      return real === null
        ? new SimulatedTrack(kind, newId(), device.label, settings)
        : keep(described(real, device, settings, options.clock))
    },
    makeMedia: (tracks) => makeMedia(options, tracks),
    stop: () => {
      for (const track of running) track.stop()
      running = []
      silence.close()
    },
  }
}

type Settings = Readonly<Record<string, unknown>>

function settingsOf(kind: 'audio' | 'video', { deviceId }: DeviceInfo, request: MediaRequest): Settings {
  if (kind === 'audio') return { deviceId }
  const { width, height, frameRate } = request
  return { deviceId, width, height, frameRate }
}

/** A real track says that it comes from the simulated device, not from a canvas. */
function described(track: MediaStreamTrack, device: DeviceInfo, settings: Settings, clock: Clock): Track {
  const native = track.getSettings.bind(track)
  Object.defineProperty(track, 'label', { configurable: true, value: device.label })
  const current = (): Settings => ({ ...settings, ...native(), deviceId: device.deviceId })
  Object.defineProperty(track, 'getSettings', { configurable: true, value: current })
  const constrain = track.applyConstraints.bind(track)
  const value = (wanted: MediaTrackConstraints): Promise<void> =>
    whilePageAnswers(clock, 'a track to take another size or frame rate', constrain(wanted))
  Object.defineProperty(track, 'applyConstraints', { configurable: true, value })
  return track
}

interface Silence {
  make(): MediaStreamTrack | null
  close(): void
}

/** Silence needs no loudspeaker, which would cost time. The types of a page do not know `sinkId` yet; a browser that does not leaves it out. */
const withoutLoudspeaker: AudioContextOptions & { readonly sinkId: object } = { sinkId: { type: 'none' } }

/** Silent audio tracks, all from one audio context; it is not made before the first is wanted. */
function silenceOf({ AudioContext }: PageWindow): Silence {
  let context: AudioContext | undefined
  return {
    make: () => {
      if (AudioContext === undefined) return null
      context ??= new AudioContext(withoutLoudspeaker)
      return context.createMediaStreamDestination().stream.getAudioTracks()[0] ?? null
    },
    close: () => {
      void context?.close()
      context = undefined
    },
  }
}

function makeMedia({ window, document, newId }: PageTracksOptions, tracks: readonly Track[]): Media {
  const { MediaStream, MediaStreamTrack } = window
  const media = new SimulatedMedia(newId(), tracks)
  if (MediaStream === undefined) return media
  if (!playsMedia(window, document)) return dressed(new MediaStream(), media)
  const real = tracks.filter(
    (track): track is Track & MediaStreamTrack => MediaStreamTrack !== undefined && track instanceof MediaStreamTrack,
  )
  return real.length === tracks.length ? new MediaStream([...real]) : media
}

/** One for all streams: V8 keeps the accessors of a property among its old objects, and with them all that they can reach. */
const activeByTracks: PropertyDescriptor = {
  configurable: true,
  get(this: Media): boolean {
    return isActive(this.getTracks())
  },
}

/** A stream without tracks of its own (happy-dom's) learns to have them, so that a video element takes it. */
const dressed = (stream: object, media: SimulatedMedia): Media =>
  Object.defineProperties(Object.assign(stream, methodsOf(media)), {
    id: { configurable: true, value: media.id },
    active: activeByTracks,
  })

const methodsOf = (media: SimulatedMedia): Pick<SimulatedMedia, Exclude<keyof SimulatedMedia, 'id' | 'active'>> => ({
  getTracks: () => media.getTracks(),
  getAudioTracks: () => media.getAudioTracks(),
  getVideoTracks: () => media.getVideoTracks(),
  addTrack: (track) => media.addTrack(track),
  removeTrack: (track) => media.removeTrack(track),
})
