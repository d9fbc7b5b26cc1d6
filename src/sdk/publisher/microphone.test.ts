import { describe, expect, test } from 'vitest'
import { oneCall, outcomeOf, readyPublisher } from '../../../test/worlds/one-call.ts'
import { SimulatedTrack } from '../../dom/devices/tracks.ts'

const microphoneOf = (publisher: { getAudioSource(): MediaStreamTrack | null }): string | undefined =>
  publisher.getAudioSource()?.getSettings().deviceId

describe('another microphone', () => {
  test('is taken by its id, and the old one let go', async () => {
    const { simulator, publisher } = await readyPublisher()
    simulator.devices.add('microphone')
    const before = publisher.getAudioSource()
    const chosen = outcomeOf(publisher.setAudioSource('microphone-2'))
    await simulator.clock.advance(0)
    expect(await chosen).toEqual({ value: undefined })
    expect([microphoneOf(publisher), before?.readyState]).toEqual(['microphone-2', 'ended'])
  })

  test('may be a track of the application', async () => {
    const { simulator, publisher } = await readyPublisher()
    const own = new SimulatedTrack('audio', 'own-track', 'music', {})
    const chosen = outcomeOf(Reflect.apply(publisher.setAudioSource, publisher, [own]))
    await simulator.clock.advance(0)
    expect(await chosen).toEqual({ value: undefined })
    expect(publisher.getAudioSource()).toBe(own)
  })

  test('that does not exist is refused, and the one before is taken again', async () => {
    const { simulator, publisher } = await readyPublisher()
    const refused = outcomeOf(publisher.setAudioSource('microphone-9'))
    await simulator.clock.advance(0)
    expect(await refused).toMatchObject({ name: 'OT_CONSTRAINTS_NOT_SATISFIED' })
    expect([microphoneOf(publisher), publisher.getAudioSource()?.readyState]).toEqual(['default', 'live'])
  })

  test('is the one that was asked for last', async () => {
    const { simulator, publisher } = await readyPublisher()
    simulator.devices.add('microphone')
    simulator.devices.add('microphone')
    const first = outcomeOf(publisher.setAudioSource('microphone-2'))
    const second = outcomeOf(publisher.setAudioSource('microphone-3'))
    await simulator.clock.advance(0)
    expect(await first).not.toHaveProperty('value')
    expect(await second).toEqual({ value: undefined })
    expect(microphoneOf(publisher)).toBe('microphone-3')
  })
})

describe('a microphone that is unplugged', () => {
  test('is replaced by one that remains, and the application is told which', async () => {
    const { simulator, publisher } = await oneCall()
    simulator.devices.add('microphone')
    const told: unknown[] = []
    publisher.on('audioInputDeviceChanged', ({ device }) => told.push(device))
    simulator.devices.unplug('microphone', 'default')
    await simulator.clock.advance(1000)
    expect(told).toEqual([{ deviceId: 'microphone-2', label: 'Simulated microphone 2' }])
    expect(microphoneOf(publisher)).toBe('microphone-2')
  })

  test('is not replaced where the application manages its devices itself', async () => {
    const { simulator, publisher } = await readyPublisher({ disableAudioInputDeviceManagement: true })
    simulator.devices.add('microphone')
    const told: unknown[] = []
    publisher.on('audioInputDeviceChanged', (event) => told.push(event))
    simulator.devices.unplug('microphone', 'default')
    await simulator.clock.advance(1000)
    expect(told).toEqual([])
  })
})

test('a publisher without sound has no microphone', async () => {
  const { simulator, publisher } = await readyPublisher({ audioSource: null })
  const refused = outcomeOf(publisher.setAudioSource('default'))
  await simulator.clock.advance(0)
  expect(publisher.getAudioSource()).toBeNull()
  expect(await refused).toMatchObject({ name: 'OT_NOT_SUPPORTED' })
})
