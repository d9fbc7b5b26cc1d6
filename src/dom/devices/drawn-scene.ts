/** The scene before a simulated camera, or on a simulated screen. */
export interface Scene {
  /** Written into the picture, so that a person sees who is who. */
  readonly name: string
  readonly screen: boolean
  readonly width: number
  readonly height: number
  readonly frameRate: number
}

/** One moment of it. */
export interface Moment {
  /** Seconds since the camera was turned on, in real time: the picture moves though simulated time may stand still. */
  readonly seconds: number
  /** The simulated time of day, as text. */
  readonly time: string
}

/** The backdrop behind the person, where a filter changes it. */
export interface Backdrop {
  /** How far it is blurred, as a share of the shorter side. */
  readonly blur: number
  /** The picture that replaces it; the picture is drawn once it has loaded. */
  readonly image: HTMLImageElement | null
}

export const plainBackdrop: Backdrop = { blur: 0, image: null }

type Size = Pick<HTMLCanvasElement, 'width' | 'height'>

/** Draws a moment of a scene: the backdrop, with a ball in it, and before it the name and the time. */
export function drawScene(
  context: CanvasRenderingContext2D,
  size: Size,
  scene: Scene,
  moment: Moment,
  backdrop: Backdrop = plainBackdrop,
): void {
  const { width, height } = size
  const unit = Math.min(width, height)
  context.filter = backdrop.blur > 0 ? `blur(${Math.round(unit * backdrop.blur)}px)` : 'none'
  drawBackdrop(context, size, scene, backdrop, moment.seconds)
  context.filter = 'none'
  context.textAlign = 'center'
  context.fillStyle = '#fff'
  context.font = `600 ${unit * 0.13}px sans-serif`
  context.fillText(scene.name || (scene.screen ? 'Screen' : 'Camera'), width / 2, height * 0.52, width * 0.9)
  context.font = `${unit * 0.08}px monospace`
  context.fillText(moment.time, width / 2, height * 0.68, width * 0.9)
}

function drawBackdrop(
  context: CanvasRenderingContext2D,
  { width, height }: Size,
  scene: Scene,
  { image }: Backdrop,
  seconds: number,
): void {
  context.fillStyle = scene.screen ? '#223' : `hsl(${hueOf(scene.name)} 45% 32%)`
  context.fillRect(0, 0, width, height)
  if (image === null) drawBall(context, width, height, seconds)
  else if (image.naturalWidth > 0) context.drawImage(image, 0, 0, width, height)
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
