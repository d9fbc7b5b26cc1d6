import OT from 'fake-opentok'
import { createSimulator, simulator as ofTheImport } from 'fake-opentok/simulator'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'

const simulator = createSimulator({ clock: 'wall' })
const complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')]
// Other files share this page.
afterAll(() => void vi.restoreAllMocks())

const style = 'display: grid; grid-template-columns: 1fr 1fr; gap: 8px; width: 660px; height: 420px; background: #ddd'

beforeEach(() => {
  document.body.innerHTML = `<div id="call" style="${style}"></div>`
})

afterEach(() => {
  simulator.reset()
  ofTheImport.reset()
  document.body.innerHTML = ''
})

const call = (): Element => document.querySelector('#call') ?? document.body

const isPlaying = ({ videoWidth, currentTime, paused }: HTMLVideoElement): boolean =>
  videoWidth > 0 && currentTime > 0 && !paused

const untilPlaying = (count: number): Promise<void> =>
  expect.poll(() => [...document.querySelectorAll('video')].filter(isPlaying).length).toBe(count)

/** Joins, shows oneself, and watches everybody. */
async function join(): Promise<void> {
  const filling = { insertMode: 'append', width: '100%', height: '100%' } as const
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = simulator.OT.initSession(apiKey, sessionId)
  session.on('streamCreated', ({ stream }) => void session.subscribe(stream, 'call', filling))
  const publisher = simulator.OT.initPublisher('call', { ...filling, name: 'You' })
  await new Promise<void>((joined) => session.connect(token, () => session.publish(publisher, () => joined())))
}

test('three people in a call see one another move', async () => {
  await page.viewport(700, 460)
  await userEvent.click(document.documentElement)
  for (const name of ['Alice', 'Bob']) simulator.room().join({ name }).publish({ name })
  await join()
  await untilPlaying(3)
  await page.elementLocator(call()).screenshot({ path: '../../node_modules/.cache/fake-opentok/screenshots/call.png' })

  const names = [...call().querySelectorAll('h1.OT_name')].map(({ textContent }) => textContent)
  expect(names.sort()).toEqual(['Alice', 'Bob', 'You'])
  for (const spy of complaints) expect(spy).not.toHaveBeenCalled()
})

test('reset() takes everything out of the page, and turns the cameras off', async () => {
  await join()
  await untilPlaying(1)
  const [video] = document.querySelectorAll('video')
  const { srcObject } = video ?? {}
  const tracks = srcObject instanceof MediaStream ? srcObject.getTracks() : []
  simulator.reset()

  expect(call().children).toHaveLength(0)
  expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended'])
})

/** How the picture of a video differs from one moment to another of its left upper corner, as a sum of colours. */
function sharpness(video: HTMLVideoElement): number {
  const canvas = Object.assign(document.createElement('canvas'), { width: video.videoWidth, height: video.videoHeight })
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('Nothing can be drawn here.')
  context.drawImage(video, 0, 0)
  // The ball is in the upper part of the picture, the name below it.
  const { data } = context.getImageData(0, 0, canvas.width, Math.floor(canvas.height * 0.35))
  let steepest = 0
  for (let at = 4; at < data.length; at += 4)
    steepest = Math.max(steepest, Math.abs((data[at] ?? 0) - (data[at - 4] ?? 0)))
  return steepest
}

test('a filter shows in the picture, and goes when it is cleared', async () => {
  const publisher = simulator.OT.initPublisher('call', { insertMode: 'append' })
  await untilPlaying(1)
  const [video] = document.querySelectorAll('video')
  if (video === undefined) throw new Error('There is no picture.')
  await expect.poll(() => sharpness(video)).toBeGreaterThan(40)
  await publisher.applyVideoFilter({ type: 'backgroundBlur', blurStrength: 'high' })
  await expect.poll(() => sharpness(video)).toBeLessThan(20)
  await publisher.clearVideoFilter()
  await expect.poll(() => sharpness(video)).toBeGreaterThan(40)
})

test('a camera that is turned gives a picture of another shape, and the publisher says so', async () => {
  const publisher = simulator.OT.initPublisher('call', { insertMode: 'append' })
  await untilPlaying(1)
  const [video] = document.querySelectorAll('video')
  const sizes: string[] = []
  publisher.on('videoDimensionsChanged', ({ newValue }) => void sizes.push(`${newValue.width}x${newValue.height}`))
  simulator.media.quality.resizePicture({ width: 480, height: 640 })
  await expect.poll(() => sizes).toContain('480x640')
  await expect.poll(() => video?.videoHeight).toBe(640)
  expect(sizes.at(-1)).toBe('480x640')
})

test('the imported OT is in the page too, without being told', async () => {
  const publisher = OT.initPublisher('call', { insertMode: 'append' })

  await ofTheImport.settled()
  expect(publisher.element?.parentElement).toBe(call())
})

test('the same devices stand as navigator.mediaDevices for those who ask the browser', async () => {
  const native = navigator.mediaDevices
  const { permissions } = navigator
  simulator.devices.install()
  const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 320, height: 240 } })
  const video = Object.assign(document.createElement('video'), { srcObject: media, muted: true })
  call().append(video)
  await video.play()

  expect(media.getTracks().map(({ label }) => label)).toEqual(['Simulated microphone', 'Simulated camera'])
  expect([video.videoWidth, video.videoHeight]).toEqual([320, 240])
  const ended = new Promise((resolve) => media.getVideoTracks()[0]?.addEventListener('ended', resolve))
  simulator.devices.unplug('camera')
  await ended
  simulator.devices.deny('microphone')
  const allowed = await Promise.all(
    (['camera', 'microphone'] as const).map((name) => navigator.permissions.query({ name })),
  )
  expect(allowed.map(({ state }) => state)).toEqual(['granted', 'denied'])
  simulator.reset()
  expect([navigator.mediaDevices, navigator.permissions]).toEqual([native, permissions])
})
