import { type Clock, whilePageAnswers } from '../../kernel/time/clock.ts'
import type { PictureFilter } from '../../ports/devices.ts'
import type { Track } from '../../ports/track.ts'
import { type Backdrop, drawScene, plainBackdrop, type Scene } from './drawn-scene.ts'

/** How often a second a picture is drawn at most, whatever its track says: several people move smoothly on a small machine. */
const mostPerSecond = 12

/** The same for a person who asked the page for less motion. */
const mostWithLessMotion = 2

/** How many milliseconds lie between two pictures of a scene in a page. */
function pauseOf(document: Document, scene: Scene): number {
  const lessMotion = document.defaultView?.matchMedia?.('(prefers-reduced-motion: reduce)').matches === true
  return 1000 / Math.min(scene.frameRate, lessMotion ? mostWithLessMotion : mostPerSecond)
}

const isLive = (track: MediaStreamTrack): boolean => track.readyState === 'live'

/** The time by which pictures move. */
export interface Frames {
  /** Milliseconds since the Unix epoch. */
  now(): number
  after(ms: number, run: () => void): void
}

export interface CameraSettings {
  readonly document: Document
  /** Simulated time, which is written into the picture. */
  readonly clock: Clock
  readonly frames: Frames
}

export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** A camera that draws its pictures. */
interface Film {
  resize(size: PictureSize): Promise<void>
  filter(filter: PictureFilter | null): void
}

/** The cameras that draw, by their tracks. */
const films: WeakMap<object, Film> = new WeakMap()

/** Turns a camera on: a track of moving pictures, or null where nothing can be drawn (happy-dom, jsdom). */
export function filmScene({ document, clock, frames }: CameraSettings, scene: Scene): MediaStreamTrack | null {
  const canvas = document.createElement('canvas')
  canvas.width = scene.width
  canvas.height = scene.height
  if (typeof canvas.captureStream !== 'function') return null
  // A picture of which no part is transparent costs a browser less to draw and to send on.
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null) return null
  const [track] = canvas.captureStream(scene.frameRate).getVideoTracks()
  if (track === undefined) return null
  const pause = pauseOf(document, scene)
  const begun = frames.now()
  const begunSimulated = clock.now()
  let backdrop = plainBackdrop
  const film = (): void => {
    if (!isLive(track)) return
    const passed = frames.now() - begun
    // Simulated time may stand still; the clock in the picture goes on, so that a person sees a live picture.
    const time = timeOfDay(Math.max(clock.now(), begunSimulated + passed))
    drawScene(context, canvas, scene, { seconds: passed / 1000, time }, backdrop)
    frames.after(pause, film)
  }
  film()
  films.set(track, {
    resize: (size) => {
      Object.assign(canvas, size)
      // By then the track says that its pictures have another size: the camera has sent two of them.
      const turned = new Promise<void>((done) => frames.after(2 * pause, done))
      return whilePageAnswers(clock, 'a camera to be turned', turned)
    },
    filter: (filter) => {
      backdrop = backdropOf(document, filter)
    },
  })
  return track
}

/** Lets a track give pictures of another size, as when a telephone is turned; resolves when it does. */
export async function resizePicture(track: Track, size: PictureSize): Promise<void> {
  const film = films.get(track)
  if (film !== undefined) await film.resize(size)
  else await track.applyConstraints?.(size)
}

/** Draws what stands behind the person as a filter says, where the track's pictures are drawn; null: as it is. */
export function filterPicture(track: Track, filter: PictureFilter | null): void {
  films.get(track)?.filter(filter)
}

/** Shares of the shorter side (assumed: the SDK's filters work on people, and there are none here). */
const blurs: Readonly<Record<string, number>> = { low: 0.02, high: 0.06 }

function backdropOf(document: Document, filter: PictureFilter | null): Backdrop {
  if (filter?.type === 'backgroundBlur') return { blur: blurs[filter.blurStrength] ?? 0, image: null }
  if (filter?.type !== 'backgroundReplacement') return plainBackdrop
  const image = document.createElement('img')
  // A picture from elsewhere would make the canvas one that cannot be sent.
  image.crossOrigin = 'anonymous'
  image.src = filter.image
  return { blur: 0, image }
}

const timeOfDay = (now: number): string => new Date(now).toISOString().slice(11, 19)
