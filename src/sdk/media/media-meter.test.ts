import { expect, test } from 'vitest'
import { type Flow, MediaMeter, type Reading } from './media-meter.ts'

const both: Flow = { audio: true, video: true, width: 640, height: 480, frameRate: 30 }

function read(flow: Flow, seconds: number, seed = 'a'): Reading {
  const meter = new MediaMeter(seed, 0)
  meter.change(0, flow)
  return meter.read(seconds * 1000)
}

test('frames come at the rate of the picture', () => {
  expect(read(both, 10).frames).toBe(300)
})

test('bytes never fall, however often somebody looks', () => {
  const meter = new MediaMeter('a', 0)
  meter.change(0, both)
  const bytes = Array.from({ length: 100 }, (_, index) => meter.read(index * 137).video.bytes)
  expect(bytes).toEqual([...bytes].sort((one, other) => one - other))
})

test('what is off stays as it was', () => {
  const meter = new MediaMeter('a', 0)
  meter.change(0, both)
  const before = meter.read(1000)
  meter.change(1000, { ...both, audio: false, video: false })
  expect(meter.read(60_000)).toMatchObject({
    audio: before.audio,
    video: before.video,
    frames: before.frames,
    bitrate: 0,
  })
})

test('a bigger picture takes more', () => {
  const big = { ...both, width: 1280, height: 960 }
  expect(read(big, 1).bitrate / read(both, 1).bitrate).toBeCloseTo(4)
})

test('a connection has a pace of its own, within a tenth of the usual', () => {
  const rates = Array.from({ length: 20 }, (_, index) => read(both, 1, `seed ${index}`).bitrate)
  expect(new Set(rates).size).toBeGreaterThan(10)
  expect(Math.max(...rates) / Math.min(...rates)).toBeLessThan(1.23)
})
