import { expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../../simulator.ts'

async function published(simulator: Simulator, properties: object = {}) {
  const told: unknown[] = []
  const publisher = simulator.OT.initPublisher(undefined, properties, (error?: { name: string }) =>
    told.push(error?.name),
  )
  await simulator.settled()
  return { told, has: [publisher.getAudioSource() !== null, publisher.getVideoSource().track !== null] }
}

test('who has no camera is heard all the same, and who has no microphone is seen', async () => {
  const simulator = createSimulator()
  simulator.devices.unplug('camera')
  expect(await published(simulator)).toEqual({ told: [undefined], has: [true, false] })
  simulator.devices.reset()
  simulator.devices.unplug('microphone')
  expect(await published(simulator)).toEqual({ told: [undefined], has: [false, true] })
})

test('who has neither is told that there are no devices', async () => {
  const simulator = createSimulator()
  simulator.devices.unplug('camera')
  simulator.devices.unplug('microphone')
  expect((await published(simulator)).told).toEqual(['OT_NO_DEVICES_FOUND'])
})

test('who asks for nothing but what is missing is told so', async () => {
  const simulator = createSimulator()
  simulator.devices.unplug('camera')
  expect((await published(simulator, { audioSource: null })).told).toEqual(['OT_NO_VALID_CONSTRAINTS'])
})

test('a screen is shared without a camera', async () => {
  const simulator = createSimulator()
  simulator.devices.unplug('camera')
  expect(await published(simulator, { videoSource: 'screen' })).toMatchObject({ told: [undefined] })
})

test('a screen is shared without its sound, whatever the microphone is like', async () => {
  const simulator = createSimulator()
  simulator.devices.deny('microphone')
  expect(await published(simulator, { videoSource: 'screen' })).toEqual({ told: [undefined], has: [false, true] })
})
