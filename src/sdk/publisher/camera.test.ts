import { describe, expect, test } from 'vitest'
import { oneCall, outcomeOf, readyPublisher } from '../../../test/worlds/one-call.ts'

const cameraOf = (publisher: { getVideoSource(): { deviceId: string | null } }): string | null =>
  publisher.getVideoSource().deviceId

describe('another camera', () => {
  test('is taken by its id, and the old one let go', async () => {
    const { simulator, publisher } = await readyPublisher()
    simulator.devices.add('camera')
    const before = publisher.getVideoSource().track
    const chosen = outcomeOf(publisher.setVideoSource('camera-2'))
    await simulator.clock.advance(0)
    expect(await chosen).toEqual({ value: undefined })
    expect([cameraOf(publisher), before?.readyState]).toEqual(['camera-2', 'ended'])
  })

  test('that does not exist is refused, and the camera stays', async () => {
    const { simulator, publisher } = await readyPublisher()
    const refused = outcomeOf(publisher.setVideoSource('camera-9'))
    await simulator.clock.advance(0)
    expect(await refused).toEqual({ name: 'OT_INVALID_VIDEO_SOURCE', code: 1041 })
    expect(cameraOf(publisher)).toBe('camera-1')
  })

  test('that another program holds is refused, and the camera stays', async () => {
    const { simulator, publisher } = await readyPublisher()
    simulator.devices.add('camera')
    simulator.devices.occupy('camera')
    const refused = outcomeOf(publisher.setVideoSource('camera-2'))
    await simulator.clock.advance(0)
    expect(await refused).toMatchObject({ name: 'OT_HARDWARE_UNAVAILABLE' })
    expect(cameraOf(publisher)).toBe('camera-1')
  })

  test('comes with cycleVideo(), one after the other and round again', async () => {
    const { simulator, publisher } = await readyPublisher()
    simulator.devices.add('camera')
    const seen: unknown[] = []
    for (const _turn of [1, 2]) {
      const cycled = publisher.cycleVideo()
      await simulator.clock.advance(0)
      seen.push(await cycled)
    }
    expect(seen).toEqual([{ deviceId: 'camera-2' }, { deviceId: 'camera-1' }])
  })

  test('is not taken by a second cycleVideo() before the first has ended', async () => {
    const { simulator, publisher } = await readyPublisher()
    simulator.devices.add('camera')
    const [first, second] = [outcomeOf(publisher.cycleVideo()), outcomeOf(publisher.cycleVideo())]
    await simulator.clock.advance(0)
    expect(await first).toEqual({ value: { deviceId: 'camera-2' } })
    expect(await second).toEqual({ name: 'Error', code: undefined })
  })

  test('is taken behind the backs of the others', async () => {
    const { simulator, publisher, otherSession } = await oneCall()
    const told: unknown[] = []
    for (const type of ['streamPropertyChanged', 'streamDestroyed'] as const) {
      otherSession.on(type, (event: unknown) => told.push(event))
    }
    simulator.devices.add('camera')
    const chosen = outcomeOf(publisher.setVideoSource('camera-2'))
    await simulator.clock.advance(1000)
    expect([await chosen, told]).toEqual([{ value: undefined }, []])
  })
})

describe('a picture that is off', () => {
  test('lets the camera go, and takes it again when it is on', async () => {
    const { simulator, publisher } = await readyPublisher()
    const before = publisher.getVideoSource().track
    publisher.publishVideo(false)
    await simulator.clock.advance(0)
    expect([before?.readyState, publisher.getVideoSource().track]).toEqual(['ended', null])
    publisher.publishVideo(true)
    await simulator.clock.advance(0)
    expect(publisher.getVideoSource().track?.readyState).toBe('live')
  })

  test('stays off where the camera has gone', async () => {
    const { simulator, publisher } = await readyPublisher()
    publisher.publishVideo(false)
    await simulator.clock.advance(0)
    simulator.devices.unplug('camera')
    const told: unknown[] = []
    publisher.publishVideo(true, (error) => told.push(error))
    await simulator.clock.advance(0)
    expect(told).toMatchObject([{ name: 'OT_NO_DEVICES_FOUND', code: 1500 }])
  })

  test.each([
    // A page that may not use a camera sees no more than that there is one, and so not the one that was let go.
    ['deny', 'OT_NO_DEVICES_FOUND'],
    ['occupy', 'OT_HARDWARE_UNAVAILABLE'],
  ] as const)('stays off after devices.%s(), and is told why the first time', async (verb, name) => {
    const { simulator, publisher } = await readyPublisher()
    publisher.publishVideo(false)
    await simulator.clock.advance(0)
    simulator.devices[verb]('camera')
    const told: unknown[] = []
    for (const _time of [1, 2]) {
      publisher.publishVideo(true, (error) => told.push(error))
      await simulator.clock.advance(0)
    }
    expect(told).toMatchObject([{ name, code: undefined }, undefined])
  })
})

test('a publisher without a picture has no camera to change', async () => {
  const { simulator, publisher } = await readyPublisher({ videoSource: null })
  const refusals = [outcomeOf(publisher.setVideoSource('camera-1')), outcomeOf(publisher.cycleVideo())]
  await simulator.clock.advance(0)
  expect(await Promise.all(refusals)).toMatchObject([
    { name: 'OT_SET_VIDEO_SOURCE_FAILURE' },
    { name: 'OT_NOT_SUPPORTED' },
  ])
})
