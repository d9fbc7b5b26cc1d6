import type { OTError, Publisher, PublisherProperties } from 'fake-opentok'
import { createSimulator } from 'fake-opentok/simulator'
import { afterAll, afterEach, expect, test } from 'vitest'

// The browser is started with a camera and a microphone of its own making (vitest.config.ts).
const simulator = createSimulator({ devices: 'real', clock: 'wall' })
afterEach(() => simulator.reset())
afterAll(() => simulator.dispose())

const publish = (properties: PublisherProperties = {}): Promise<Publisher> =>
  new Promise((resolve, reject) => {
    const publisher: Publisher = simulator.OT.initPublisher(undefined, properties, (error?: OTError) => {
      if (error) reject(error)
      else resolve(publisher)
    })
  })

test('the camera of the person who sits there is shown', async () => {
  const publisher = await publish()

  expect(publisher.getVideoSource().track?.label).toMatch(/fake/i)
  expect(publisher.videoWidth()).toBeGreaterThan(0)
})

test('the devices of the browser are listed, and one is chosen by its id', async () => {
  const cameras = (await simulator.OT.getDevices()).filter(({ kind }) => kind === 'videoInput')
  const videoSource = cameras[1]?.deviceId ?? ''
  const publisher = await publish({ videoSource })

  expect(cameras).toHaveLength(2)
  expect(publisher.getVideoSource().deviceId).toBe(videoSource)
})

test('what is denied is denied here too, also while simulated devices stand in the navigator', async () => {
  simulator.devices.install()
  expect((await publish()).getVideoSource().track?.label).toMatch(/fake/i)
  simulator.devices.deny('camera')
  await expect(publish()).rejects.toMatchObject({ name: 'OT_USER_MEDIA_ACCESS_DENIED' })
})
