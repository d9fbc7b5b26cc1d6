import { describe, expect, test } from 'vitest'
import type { Publisher } from '../src/index.ts'
import { createSimulator } from '../src/simulator.ts'

// Recorded: `webrtc/sound/*`. That a microphone which another program takes gives nothing to its track is assumed.

async function inCall() {
  const simulator = createSimulator()
  const { OT, devices } = simulator
  devices.add('microphone', { deviceId: 'headset', label: 'Headset' })
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = OT.initSession(apiKey, sessionId)
  session.connect(token)
  await simulator.settled()
  const publisher = OT.initPublisher()
  const seen: string[] = []
  // The real declarations do not have these events: only the form with a map takes them.
  publisher.on({
    audioAcquisitionProblem: ({ method }: { method: string }) => seen.push(`problem: ${method}`),
    audioAcquisitionProblemResolved: ({ method }: { method: string }) => seen.push(`resolved: ${method}`),
  })
  session.publish(publisher)
  await simulator.settled()
  return { simulator, session, publisher, seen }
}

const sentBytes = async (publisher: Publisher): Promise<number> => {
  const [container] = (await publisher.getStats()) ?? []
  return container?.stats.audio?.bytesSent ?? Number.NaN
}

/** What Vonage's article on reliability recommends: take the microphones one after the other until one is heard. */
function cycleMicrophones(publisher: Publisher, microphones: readonly string[]): void {
  let next = 0
  let isResolved = true
  const cycle = async (): Promise<void> => {
    if (isResolved || next === microphones.length) return
    const deviceId = microphones[next++] ?? ''
    await publisher.setAudioSource(deviceId).catch(() => cycle())
  }
  publisher.on({
    audioAcquisitionProblem: () => {
      if (!isResolved) return
      next = 0
      isResolved = false
      void cycle()
    },
    audioAcquisitionProblemResolved: () => {
      isResolved = true
    },
  })
}

describe('a microphone that gives nothing', () => {
  test('is found by the second look after it, and again when it gives something', async () => {
    const { simulator, seen } = await inCall()
    simulator.devices.occupy('microphone')
    await simulator.clock.advance('2s')
    expect(seen).toEqual([])
    await simulator.clock.advance('4s')
    expect(seen).toEqual(['problem: getStats'])
    simulator.devices.free('microphone')
    await simulator.clock.advance('3s')
    expect(seen).toEqual(['problem: getStats', 'resolved: getStats'])
  })

  test('sends no bytes, unlike one that is turned off', async () => {
    const { simulator, publisher, seen } = await inCall()
    publisher.publishAudio(false)
    const before = await sentBytes(publisher)
    await simulator.clock.advance('10s')
    const muted = await sentBytes(publisher)
    expect([muted > before, seen]).toEqual([true, []])
    simulator.devices.occupy('microphone')
    await simulator.clock.advance('10s')
    expect(await sentBytes(publisher)).toBe(muted)
  })

  test('is told once, however long it lasts', async () => {
    const { simulator, seen } = await inCall()
    simulator.devices.occupy('microphone')
    await simulator.clock.advance('10min')
    expect(seen).toEqual(['problem: getStats'])
  })

  test('is found when the application has stopped the track itself', async () => {
    const { simulator, publisher, seen } = await inCall()
    publisher.getAudioSource()?.stop()
    await simulator.settled()
    expect(seen).toEqual(['problem: getStats'])
  })

  test('is not found any more when the publisher has gone', async () => {
    const { simulator, session, publisher, seen } = await inCall()
    simulator.devices.occupy('microphone')
    session.unpublish(publisher)
    await simulator.clock.advance('10s')
    const looks = simulator.clock.pending().filter(({ what }) => what.includes('bytes of sound'))
    expect([seen, looks]).toEqual([[], []])
  })
})

describe('an application that takes the next microphone until the problem is resolved', () => {
  test('is heard again after its microphone was unplugged', async () => {
    const { simulator, publisher, seen } = await inCall()
    cycleMicrophones(publisher, ['default', 'headset'])
    simulator.media.endTracks('audio')
    await simulator.clock.advance('10s')
    expect(seen).toEqual(['problem: trackEndedEvent'])
    expect(publisher.getAudioSource()?.readyState).toBe('live')
  })

  test('is heard again when another program has taken its microphone, by another one', async () => {
    const { simulator, publisher, seen } = await inCall()
    cycleMicrophones(publisher, ['default', 'usb'])
    simulator.devices.occupy('microphone')
    simulator.devices.add('microphone', { deviceId: 'usb', label: 'USB' })
    await simulator.clock.advance('15s')
    expect(seen).toEqual(['problem: getStats', 'resolved: getStats'])
    expect(publisher.getAudioSource()?.label).toBe('USB')
  })
})
