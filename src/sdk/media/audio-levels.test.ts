import { describe, expect, test } from 'vitest'
import { oneCall, readyPublisher } from '../../../test/worlds/one-call.ts'

describe('the audio level of a publisher', () => {
  test('is told about sixty times a second, from 0 to 1', async () => {
    const { simulator, publisher } = await readyPublisher()
    const levels: number[] = []
    simulator.media.speak({ loudness: 0.8 })
    publisher.on('audioLevelUpdated', ({ audioLevel }) => levels.push(audioLevel))
    await simulator.clock.advance(10_000)
    expect(levels.length).toBeGreaterThan(500)
    expect(levels.every((level) => level >= 0 && level <= 1)).toBe(true)
    expect(Math.max(...levels)).toBeGreaterThan(0.1)
  })

  test('is noted in the journal once a second, and the first one at once', async () => {
    const { simulator, publisher } = await readyPublisher()
    const noted = (): number => simulator.journal.find({ what: 'audioLevelUpdated' }).length
    publisher.on('audioLevelUpdated', () => {})
    await simulator.clock.advance(100)
    expect(noted()).toBe(1)
    await simulator.clock.advance(9900)
    expect(noted()).toBe(10)
  })

  test('is 0 while nobody speaks, although the sound is on', async () => {
    const { simulator, publisher } = await readyPublisher()
    const levels = new Set<number>()
    publisher.on('audioLevelUpdated', ({ audioLevel }) => levels.add(audioLevel))
    await simulator.clock.advance(1000)
    simulator.media.speak()
    simulator.media.silence()
    await simulator.clock.advance(1000)
    expect([...levels]).toEqual([0])
  })

  test('is looked at only while somebody listens', async () => {
    const { simulator, publisher } = await readyPublisher()
    const waiting = (): boolean => simulator.clock.pending().some(({ what }) => what === 'the next audio level')
    expect(waiting()).toBe(false)
    publisher.on('audioLevelUpdated', () => {})
    expect(waiting()).toBe(true)
    publisher.off('audioLevelUpdated')
    await simulator.clock.advance(1000)
    expect(waiting()).toBe(false)
  })

  test('keeps nobody from settling', async () => {
    const { simulator, publisher } = await readyPublisher({}, { clock: 'instant' })
    publisher.on('audioLevelUpdated', () => {})
    await expect(simulator.settled()).resolves.toBeUndefined()
  })

  test('is 0 while the sound is off', async () => {
    const { simulator, publisher } = await readyPublisher({ publishAudio: false })
    simulator.media.speak()
    const levels = new Set<number>()
    publisher.on('audioLevelUpdated', ({ audioLevel }) => levels.add(audioLevel))
    await simulator.clock.advance(1000)
    expect([...levels]).toEqual([0])
  })

  test('is the same in the same world', async () => {
    const heard = async (): Promise<number[]> => {
      const { simulator, publisher } = await readyPublisher()
      simulator.media.speak()
      const levels: number[] = []
      publisher.on('audioLevelUpdated', ({ audioLevel }) => levels.push(audioLevel))
      await simulator.clock.advance(500)
      return levels
    }
    expect(await heard()).toEqual(await heard())
  })

  test('is told no more once it is destroyed', async () => {
    const { simulator, publisher } = await readyPublisher()
    let count = 0
    publisher.on('audioLevelUpdated', () => count++)
    publisher.destroy()
    await simulator.clock.advance(1000)
    expect(count).toBe(0)
  })
})

test('a subscriber hears nothing of a publisher whose sound is off', async () => {
  const { simulator, publisher, subscriber } = await oneCall()
  publisher.publishAudio(false)
  await simulator.clock.advance(1000)
  const levels = new Set<number>()
  subscriber.on('audioLevelUpdated', ({ audioLevel }) => levels.add(audioLevel))
  await simulator.clock.advance(1000)
  expect([...levels]).toEqual([0])
})
