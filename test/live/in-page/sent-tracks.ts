import type { PageClock } from './page-clock.ts'

const frameMs = 125
const framesPerSecond = 8

/** Tracks that another client sends: a moving picture and a tone, which come from no device. */
export function sentTracks(carries: 'audio' | 'video' | 'both', clock: PageClock): readonly MediaStreamTrack[] {
  return [
    ...(carries === 'audio' ? [] : movingPicture(clock).getTracks()),
    ...(carries === 'video' ? [] : tone().getTracks()),
  ]
}

function movingPicture(clock: PageClock): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 })
  const brush = canvas.getContext('2d')
  let frames = 0
  const draw = (): void => {
    frames += 1
    if (brush === null) return
    brush.fillStyle = frames % 2 === 0 ? '#113355' : '#446688'
    brush.fillRect(0, 0, canvas.width, canvas.height)
  }
  draw()
  clock.everyReal(frameMs, draw)
  return canvas.captureStream(framesPerSecond)
}

/** The context plays on no loudspeaker, which would cost time. The library's types do not know `sinkId` yet. */
const withoutLoudspeaker: AudioContextOptions & { readonly sinkId: object } = { sinkId: { type: 'none' } }

function tone(): MediaStream {
  const context = new AudioContext(withoutLoudspeaker)
  const destination = context.createMediaStreamDestination()
  const oscillator = context.createOscillator()
  oscillator.connect(destination)
  oscillator.start()
  return destination.stream
}
