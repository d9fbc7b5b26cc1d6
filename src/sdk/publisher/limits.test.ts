import { describe, expect, test } from 'vitest'
import { oneCall, outcomeOf, readyPublisher } from '../../../test/worlds/one-call.ts'

describe('the size of the picture', () => {
  test('is what the publisher was made with', async () => {
    const { publisher } = await readyPublisher({ resolution: '1280x720' })
    expect([publisher.videoWidth(), publisher.videoHeight()]).toEqual([1280, 720])
  })

  test('may be made smaller, and the others are told', async () => {
    const { simulator, publisher, otherSession } = await oneCall()
    const told: unknown[] = []
    otherSession.on(
      'streamPropertyChanged',
      ({ changedProperty, newValue }: { changedProperty: string; newValue: unknown }) =>
        told.push([changedProperty, newValue]),
    )
    const done = outcomeOf(publisher.setPreferredResolution({ width: 320, height: 240 }))
    await simulator.clock.advance(1000)
    expect(await done).toEqual({ value: [undefined] })
    expect(told).toEqual([['videoDimensions', { width: 320, height: 240 }]])
    expect(publisher.videoWidth()).toBe(320)
  })

  test('is not made bigger than it was', async () => {
    const { publisher } = await readyPublisher()
    expect(await outcomeOf(publisher.setPreferredResolution({ width: 1920, height: 1080 }))).not.toHaveProperty('value')
    expect(publisher.videoWidth()).toBe(640)
  })
})

describe('the bitrate', () => {
  test('is limited once the stream goes out', async () => {
    const { simulator, publisher } = await oneCall()
    const limited = publisher.setMaxVideoBitrate(400_000)
    await simulator.clock.advance(0)
    await limited
    expect([publisher.getMaxVideoBitrate(), publisher.getVideoBitratePreset()]).toEqual([400_000, 'custom'])
    const reset = publisher.setVideoBitratePreset('bw_saver')
    await simulator.clock.advance(0)
    await reset
    expect(publisher.getVideoBitratePreset()).toBe('bw_saver')
  })

  test.each([4999, 10_000_001, Number.NaN, '400000'])('cannot be limited to %s', async (bitrate) => {
    const { publisher } = await oneCall()
    const refused = outcomeOf(Reflect.apply(publisher.setMaxVideoBitrate, publisher, [bitrate]))
    expect(await refused).not.toHaveProperty('value')
  })
})

test('the hint for the contents is one that there is', async () => {
  const { publisher } = await readyPublisher({ videoContentHint: 'text' })
  expect(publisher.getVideoContentHint()).toBe('text')
  await publisher.setVideoContentHint('motion')
  expect(await outcomeOf(Reflect.apply(publisher.setVideoContentHint, publisher, ['film']))).not.toHaveProperty('value')
  expect(publisher.getVideoContentHint()).toBe('motion')
})
