import type { Clock } from '../kernel/clock.ts'

/** What a simulated camera, or screen, has before it. */
export interface Scene {
  /** Written into the picture, so that a person sees who is who. */
  readonly name: string
  readonly screen: boolean
  readonly width: number
  readonly height: number
  readonly frameRate: number
}

/** One moment of it. */
interface Moment {
  /** Seconds since the camera was turned on, in real time: the picture moves though simulated time may stand still. */
  readonly seconds: number
  /** The simulated time of day, as text. */
  readonly time: string
}

type Canvas = HTMLCanvasElement

/** How often a picture is drawn at most, whatever its track says: several people move smoothly on a small machine. */
const mostPerSecond = 12

const isLive = (track: MediaStreamTrack): boolean => track.readyState === 'live'

export interface CameraSettings {
  readonly document: Document
  /** Simulated time, which is written into the picture. */
  readonly clock: Pick<Clock, 'now'>
  /** The time by which the picture moves. */
  readonly frames: Pick<Clock, 'now' | 'after'>
}

/** Turns a camera on: a track of moving pictures, or null where nothing can be drawn (happy-dom, jsdom). */
export function filmScene({ document, clock, frames }: CameraSettings, scene: Scene): MediaStreamTrack | null {
  const canvas = document.createElement('canvas')
  canvas.width = scene.width
  canvas.height = scene.height
  if (typeof canvas.captureStream !== 'function') return null
  const context = canvas.getContext('2d')
  if (context === null) return null
  const [track] = canvas.captureStream(scene.frameRate).getVideoTracks()
  if (track === undefined) return null
  const begun = frames.now()
  const film = (): void => {
    if (!isLive(track)) return
    drawScene(context, canvas, scene, { seconds: (frames.now() - begun) / 1000, time: timeOfDay(clock.now()) })
    frames.after(1000 / Math.min(scene.frameRate, mostPerSecond), film, {
      what: 'the next picture of a camera',
      kind: 'calendar',
    })
  }
  film()
  return track
}

function drawScene(context: CanvasRenderingContext2D, { width, height }: Canvas, scene: Scene, moment: Moment): void {
  const unit = Math.min(width, height)
  context.fillStyle = scene.screen ? '#223' : `hsl(${hueOf(scene.name)} 45% 32%)`
  context.fillRect(0, 0, width, height)
  drawBall(context, width, height, moment.seconds)
  context.textAlign = 'center'
  context.fillStyle = '#fff'
  context.font = `600 ${unit * 0.13}px sans-serif`
  context.fillText(scene.name || (scene.screen ? 'Screen' : 'Camera'), width / 2, height * 0.52, width * 0.9)
  context.font = `${unit * 0.08}px monospace`
  context.fillText(moment.time, width / 2, height * 0.68, width * 0.9)
}

function drawBall(context: CanvasRenderingContext2D, width: number, height: number, seconds: number): void {
  const radius = Math.min(width, height) * 0.07
  context.fillStyle = '#fff8'
  context.beginPath()
  context.arc(width * (0.5 + 0.38 * Math.sin(seconds)), height * (0.22 + 0.06 * Math.cos(seconds * 3)), radius, 0, 7)
  context.fill()
}

/** A colour of one's own, from the name. */
const hueOf = (name: string): number =>
  Array.from(name).reduce((hue, letter) => (hue * 31 + (letter.codePointAt(0) ?? 0)) % 360, 210)

const timeOfDay = (now: number): string => new Date(now).toISOString().slice(11, 19)
