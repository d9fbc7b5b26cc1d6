import { describe, expect, test } from 'vitest'
import { oneCall, outcomeOf, readyPublisher } from '../../../test/worlds/one-call.ts'

interface Change {
  readonly changedProperty: string
  readonly oldValue: unknown
  readonly newValue: unknown
}

async function watchedCall() {
  const call = await oneCall()
  const told: string[] = []
  call.otherSession.on('streamPropertyChanged', ({ changedProperty, oldValue, newValue }: Change) =>
    told.push(`${changedProperty}: ${oldValue} to ${newValue}`),
  )
  return { ...call, told }
}

describe('sound and picture of a published stream', () => {
  test('that are turned off and on are told to the others', async () => {
    const { simulator, publisher, told } = await watchedCall()
    for (const value of [false, true]) {
      publisher.publishAudio(value)
      await simulator.clock.advance(1000)
      publisher.publishVideo(value)
      await simulator.clock.advance(1000)
    }
    expect(told).toEqual([
      'hasAudio: true to false',
      'hasVideo: true to false',
      'hasAudio: false to true',
      'hasVideo: false to true',
    ])
  })

  test('are told once, however often they are turned off', async () => {
    const { simulator, publisher, told } = await watchedCall()
    for (const _time of [1, 2, 3]) publisher.publishAudio(false)
    await simulator.clock.advance(1000)
    expect(told).toEqual(['hasAudio: true to false'])
  })

  test('are off in the publisher own stream at once', async () => {
    const { publisher } = await oneCall()
    publisher.publishAudio(false)
    expect(publisher.stream?.hasAudio).toBe(false)
  })

  test('that were off from the beginning are announced so', async () => {
    const { subscriber } = await oneCall({ publishAudio: false })
    expect([subscriber.stream?.hasAudio, subscriber.stream?.hasVideo]).toEqual([false, true])
  })
})

describe('the promise forms', () => {
  test('publishVideo.promise() resolves', async () => {
    const { simulator, publisher } = await oneCall()
    const turned = outcomeOf(publisher.publishVideo.promise(false))
    await simulator.clock.advance(1000)
    expect(await turned).toEqual({ value: undefined })
  })

  test('publishAudio.promise() is refused before the publisher is published', async () => {
    const { publisher } = await readyPublisher()
    expect(await outcomeOf(publisher.publishAudio.promise(false))).not.toHaveProperty('value')
  })

  test('publishCaptions() waits until the publisher is published', async () => {
    const { simulator, publisher } = await readyPublisher()
    let isDone = false
    publisher.publishCaptions(true).then(() => {
      isDone = true
    })
    await simulator.clock.advance(1000)
    expect(isDone).toBe(false)
    const { apiKey, sessionId, token } = simulator.credentials()
    const session = simulator.OT.initSession(apiKey, sessionId)
    session.connect(token, () => session.publish(publisher))
    await simulator.clock.advance(1000)
    expect(isDone).toBe(true)
  })
})

test('a moderator turns the sound off, and the publisher may turn it on again', async () => {
  const { simulator, publisher, otherSession, subscriber, told } = await watchedCall()
  if (subscriber.stream) otherSession.forceMuteStream(subscriber.stream)
  await simulator.clock.advance(1000)
  publisher.publishAudio(true)
  await simulator.clock.advance(1000)
  expect(told).toEqual(['hasAudio: true to false', 'hasAudio: false to true'])
})
