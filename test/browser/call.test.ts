import OT from 'fake-opentok'
import { createSimulator, simulator as ofTheImport } from 'fake-opentok/simulator'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'

const simulator = createSimulator({ clock: 'wall' })
const complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')]

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
  vi
    .waitUntil(() => [...document.querySelectorAll('video')].filter(isPlaying).length === count, { timeout: 20_000 })
    .then(() => {})

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

test('the imported OT is in the page too, without being told', async () => {
  const publisher = OT.initPublisher('call', { insertMode: 'append' })

  await ofTheImport.settled()
  expect(publisher.element?.parentElement).toBe(call())
})

test('the same devices stand as navigator.mediaDevices for those who ask the browser', async () => {
  const native = navigator.mediaDevices
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
  simulator.reset()
  expect(navigator.mediaDevices).toBe(native)
})
