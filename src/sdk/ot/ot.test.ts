import { describe, expect, test } from 'vitest'
import { oneCall, outcomeOf, readyPublisher } from '../../../test/worlds/one-call.ts'
import { createSimulator } from '../../simulator.ts'

describe('devices', () => {
  test('are listed by kind, and a new one is among them', async () => {
    const { OT, devices } = createSimulator()
    devices.add('camera', { deviceId: 'usb', label: 'USB camera' })
    expect(await OT.getDevices()).toEqual([
      { kind: 'audioInput', deviceId: 'default', label: 'Simulated microphone' },
      { kind: 'videoInput', deviceId: 'camera-1', label: 'Simulated camera' },
      { kind: 'videoInput', deviceId: 'usb', label: 'USB camera' },
    ])
  })

  test('are told to a handler and through a promise of the page', async () => {
    const { OT } = createSimulator()
    const told: unknown[] = []
    const listed = OT.getDevices((error, list) => told.push(error, list?.length))
    expect(listed).toBeInstanceOf(Promise)
    await listed
    expect(told).toEqual([undefined, 2])
  })

  test('give media without a publisher', async () => {
    const { OT } = createSimulator()
    const media = await OT.getUserMedia({ videoSource: null })
    expect(media.getTracks().map(({ kind }) => kind)).toEqual(['audio'])
  })
})

describe('the speaker', () => {
  test('is the usual one until another is chosen', async () => {
    const { OT, devices } = createSimulator()
    devices.add('speaker', { deviceId: 'headset', label: 'Headset' })
    expect(await OT.getActiveAudioOutputDevice()).toEqual({ deviceId: 'default', label: 'Simulated speaker' })
    await OT.setAudioOutputDevice('headset')
    expect(await OT.getActiveAudioOutputDevice()).toEqual({ deviceId: 'headset', label: 'Headset' })
  })

  test('is the usual one again when the chosen one is unplugged', async () => {
    const { OT, devices } = createSimulator()
    devices.add('speaker', { deviceId: 'headset', label: 'Headset' })
    await OT.setAudioOutputDevice('headset')
    devices.unplug('speaker', 'headset')
    expect(await OT.getActiveAudioOutputDevice()).toMatchObject({ deviceId: 'default' })
  })
})

describe('what an OT knows of', () => {
  test('are its sessions, publishers and subscribers, and nobody else', async () => {
    const { simulator, session, publisher, subscriber } = await oneCall()
    const { OT } = simulator
    expect([OT.sessions.length(), OT.publishers.length(), OT.subscribers.length()]).toEqual([1, 1, 0])
    expect(OT.publishers.get(publisher.id ?? '')).toBe(publisher)
    expect(OT.sessions.find({ sessionId: session.sessionId })).toBe(session)
    expect(OT.subscribers.has(subscriber.id ?? '')).toBe(false)
  })

  test('is no publisher that has been destroyed', async () => {
    const { simulator, publisher } = await readyPublisher()
    publisher.destroy()
    expect(simulator.OT.publishers.length()).toBe(0)
  })
})

describe('an object', () => {
  test('is an instance of its class', async () => {
    const { simulator, session, publisher, subscriber } = await oneCall()
    const { OT } = simulator
    expect(session).toBeInstanceOf(OT.Session)
    expect(publisher).toBeInstanceOf(OT.Publisher)
    expect(subscriber).toBeInstanceOf(OT.Subscriber)
    expect(publisher.stream).toBeInstanceOf(OT.Stream)
    expect(session.connection).toBeInstanceOf(OT.Connection)
  })

  test('of OT has methods that need no object', async () => {
    const { initSession, getDevices, on, off } = createSimulator().OT
    expect(initSession('46000000', 'a-session').sessionId).toBe('a-session')
    expect(await getDevices()).toHaveLength(2)
    const listener = (): void => {}
    on('exception', listener)
    // The real SDK's `off` alone needs its object (recorded: `fixtures/facts/listeners.json`).
    expect(() => off('exception', listener)).toThrow(TypeError)
  })
})

test('exceptions of an application are dispatched like those of the SDK', async () => {
  const { simulator, publisher } = await readyPublisher()
  const told: unknown[] = []
  simulator.OT.on('exception', ({ code, message, title }) => told.push([code, title, message]))
  const exception = { errorMsg: 'It broke', code: 1500, target: publisher }
  Reflect.apply(simulator.OT.handleJsException, simulator.OT, [exception])
  await simulator.clock.advance(0)
  expect(told).toEqual([[1500, 'Unable to Publish', 'It broke']])
})

test('the proxy is set once, and before anything else', () => {
  const { OT } = createSimulator()
  const codes: unknown[] = []
  OT.on('exception', ({ code }) => codes.push(code))
  OT.setProxyUrl('https://proxy.example')
  OT.setProxyUrl('https://other.example')
  OT.initSession('46000000', 'a-session')
  OT.setProxyUrl('https://late.example')
  expect(codes).toEqual([2022, 2021])
})

test('a report of an issue has an id, and fails without a network', async () => {
  const { OT, network } = createSimulator()
  expect(await OT.reportIssue()).toMatch(/^[0-9a-f-]{36}$/)
  network.goOffline()
  expect(await outcomeOf(OT.reportIssue())).not.toHaveProperty('value')
})

test('a browser without WebRTC has not what is required', () => {
  const { OT } = createSimulator()
  expect(OT.checkSystemRequirements()).toBe(OT.HAS_REQUIREMENTS)
})
