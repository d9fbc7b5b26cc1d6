import { describe, expect, test } from 'vitest'
import { oneCall, outcomeOf } from '../../../test/worlds/one-call.ts'
import type { Subscriber } from '../../index.ts'

describe('what a subscriber turns off', () => {
  test('is off for it alone', async () => {
    const { simulator, publisher, subscriber } = await oneCall()
    subscriber.subscribeToVideo(false)
    subscriber.subscribeToAudio(false)
    await simulator.clock.advance(1000)
    expect([publisher.stream?.hasVideo, publisher.stream?.hasAudio]).toEqual([true, true])
  })

  test('the picture: it is told each time, and why', async () => {
    const { subscriber } = await oneCall()
    const told: string[] = []
    for (const type of ['videoDisabled', 'videoEnabled'] as const) {
      subscriber.on(type, (event: { type: string; reason: string }) => told.push(`${event.type} ${event.reason}`))
    }
    for (const value of [false, true, true]) subscriber.subscribeToVideo(value)
    expect(told).toEqual([
      'videoDisabled subscribeToVideo',
      'videoEnabled subscribeToVideo',
      'videoEnabled subscribeToVideo',
    ])
  })

  test('the sound: it goes with the volume, which comes back', async () => {
    const { subscriber } = await oneCall()
    subscriber.setAudioVolume(40)
    subscriber.subscribeToAudio(false)
    expect(subscriber.getAudioVolume()).toBe(0)
    subscriber.subscribeToAudio(true)
    expect(subscriber.getAudioVolume()).toBe(40)
  })

  test('is told through a promise where one is asked for', async () => {
    const { subscriber } = await oneCall()
    expect(await outcomeOf(subscriber.subscribeToAudio.promise(false))).toEqual({ value: undefined })
    expect(await outcomeOf(subscriber.subscribeToVideo.promise(false))).toEqual({ value: undefined })
  })
})

describe('a picture that the network does not carry', () => {
  const reasons = (subscriber: Subscriber): string[] => {
    const told: string[] = []
    for (const type of ['videoDisabled', 'videoEnabled'] as const) {
      subscriber.on(type, (event: { type: string; reason: string }) => told.push(`${event.type} ${event.reason}`))
    }
    return told
  }

  test('is turned off by the service, and on again; a repeated message is told again', async () => {
    const { simulator, subscriber, publisher } = await oneCall()
    const told = reasons(subscriber)
    for (const active of [false, true, true]) {
      simulator.room().setVideoByQuality(publisher.stream?.streamId ?? '', active)
      await simulator.clock.advance(100)
    }
    expect(told).toEqual(['videoDisabled quality', 'videoEnabled quality', 'videoEnabled quality'])
  })

  test('comes back in silence while the application has it off, and is told when the application asks for it', async () => {
    const { simulator, subscriber, publisher } = await oneCall()
    const told = reasons(subscriber)
    subscriber.subscribeToVideo(false)
    for (const active of [false, true]) {
      simulator.room().setVideoByQuality(publisher.stream?.streamId ?? '', active)
      await simulator.clock.advance(100)
    }
    expect(told).toEqual(['videoDisabled subscribeToVideo', 'videoDisabled quality'])
    subscriber.subscribeToVideo(true)
    expect(told.slice(2)).toEqual(['videoEnabled subscribeToVideo'])
  })

  test('stays as the application has it since', async () => {
    const { simulator, subscriber, publisher } = await oneCall()
    const streamId = publisher.stream?.streamId ?? ''
    simulator.room().setVideoByQuality(streamId, false)
    await simulator.clock.advance(100)
    subscriber.subscribeToVideo(false)
    const told = reasons(subscriber)
    simulator.room().setVideoByQuality(streamId, true)
    await simulator.clock.advance(100)
    expect(told).toEqual([])
  })
})

describe('a picture that the network may soon not carry', () => {
  test('is warned of once, and the warning is lifted once; what changes nothing is refused', async () => {
    const { simulator, subscriber, publisher } = await oneCall()
    const told: string[] = []
    for (const type of ['videoDisableWarning', 'videoDisableWarningLifted'] as const) {
      subscriber.on(type, (event) => told.push(event.type))
    }
    const streamId = publisher.stream?.streamId ?? ''
    const room = simulator.room()
    expect(() => room.warnOfVideo(streamId, false)).toThrow('no warning stands')
    room.warnOfVideo(streamId, true)
    await simulator.clock.advance(100)
    expect(() => room.warnOfVideo(streamId, true)).toThrow('the warning stands already')
    room.warnOfVideo(streamId, false)
    await simulator.clock.advance(100)
    expect(told).toEqual(['videoDisableWarning', 'videoDisableWarningLifted'])
  })

  test('is not warned of where the stream sends none', async () => {
    const { simulator, publisher } = await oneCall()
    publisher.publishVideo(false)
    await simulator.clock.advance(1000)
    const warn = (): void => simulator.room().warnOfVideo(publisher.stream?.streamId ?? '', true)
    expect(warn).toThrow('the stream sends no picture')
  })
})

describe('the volume', () => {
  test.each([
    [50, 50],
    [-5, 0],
    [500, 100],
    ['30', 30],
  ])('%j counts as %d', async (given, volume) => {
    const { subscriber } = await oneCall()
    Reflect.apply(subscriber.setAudioVolume, subscriber, [given])
    expect(subscriber.getAudioVolume()).toBe(volume)
  })

  test('that is no number is refused, and stays', async () => {
    const { subscriber } = await oneCall()
    expect(await outcomeOf(Reflect.apply(subscriber.setAudioVolume.promise, subscriber, ['loud']))).not.toHaveProperty(
      'value',
    )
    expect(subscriber.getAudioVolume()).toBe(100)
  })
})

describe('the captions', () => {
  test('are on and off as they were put', async () => {
    const { simulator, subscriber } = await oneCall()
    const turned = subscriber.subscribeToCaptions(true)
    await simulator.clock.advance(1000)
    await turned
    expect(subscriber.isSubscribedToCaptions()).toBe(true)
  })

  test('are not translated into a language that there is not', async () => {
    const { subscriber } = await oneCall()
    expect(
      await outcomeOf(Reflect.apply(subscriber.setCaptionsTranslationLanguage, subscriber, ['klingon'])),
    ).not.toHaveProperty('value')
    expect(await outcomeOf(subscriber.setCaptionsTranslationLanguage('fr-FR'))).toEqual({ value: undefined })
  })
})
