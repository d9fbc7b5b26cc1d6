import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSimulator } from '../../simulator.ts'
import { SimulatedMediaDevices } from './media-devices.ts'
import type { SimulatedPermissionStatus, SimulatedPermissions } from './simulated-permissions.ts'

const simulator = createSimulator()
const { devices } = simulator
interface Browser {
  readonly mediaDevices: SimulatedMediaDevices
  readonly permissions: SimulatedPermissions
}

let browser: Browser

beforeEach(() => {
  const empty = {}
  devices.install(empty)
  browser = empty as Browser
})
afterEach(() => simulator.reset())

const kindsOf = async (wishes: object): Promise<readonly string[]> =>
  (await browser.mediaDevices.getUserMedia(wishes)).getTracks().map(({ kind }) => kind)

describe('simulated devices as navigator.mediaDevices', () => {
  it('are listed', async () => {
    const listed = await browser.mediaDevices.enumerateDevices()

    expect(listed.map(({ kind }) => kind)).toEqual(['audioinput', 'videoinput', 'audiooutput'])
    expect(JSON.parse(JSON.stringify(listed[1]))).toMatchObject({ deviceId: 'camera-1', label: 'Simulated camera' })
  })

  it('give what is asked for, and refuse to be asked for nothing', async () => {
    expect(await kindsOf({ video: true })).toEqual(['video'])
    expect(await kindsOf({ audio: true, video: { width: 320 } })).toEqual(['audio', 'video'])
    await expect(kindsOf({ audio: false })).rejects.toThrow(TypeError)
  })

  it('keep to the size that is asked for', async () => {
    const media = await browser.mediaDevices.getUserMedia({ video: { width: { ideal: 320 }, height: { exact: 200 } } })

    expect(media.getVideoTracks()[0]?.getSettings?.()).toMatchObject({ width: 320, height: 200, frameRate: 30 })
  })

  it('insist on a device only where they must', async () => {
    expect(await kindsOf({ video: { deviceId: 'gone' } })).toEqual(['video'])
    await expect(kindsOf({ video: { deviceId: { exact: 'gone' } } })).rejects.toMatchObject({
      name: 'OverconstrainedError',
      constraint: 'deviceId',
    })
  })

  it('are refused as a browser refuses', async () => {
    devices.deny('camera')
    await expect(kindsOf({ video: true })).rejects.toMatchObject({ name: 'NotAllowedError' })
    devices.dismiss('camera')
    await expect(kindsOf({ video: true })).rejects.toMatchObject({ name: 'NotAllowedError' })
    devices.allow('camera')
    devices.occupy('camera')
    await expect(kindsOf({ video: true })).rejects.toBeInstanceOf(DOMException)
  })

  it('share the screen', async () => {
    const media = await browser.mediaDevices.getDisplayMedia({ video: true })

    expect(media.getTracks().map(({ label }) => label)).toEqual(['Simulated screen'])
  })

  it('tell of a device that is unplugged: its tracks end, and the list has changed', async () => {
    const [track] = (await browser.mediaDevices.getUserMedia({ video: true })).getVideoTracks()
    const heard: string[] = []
    if (!(track instanceof EventTarget)) throw new Error('A track can be listened to.')
    track.addEventListener('ended', () => heard.push('ended'))
    Object.assign(track, { onended: () => heard.push('onended') })
    browser.mediaDevices.ondevicechange = () => heard.push('changed')
    devices.unplug('camera')
    browser.mediaDevices.ondevicechange = null
    devices.add('camera')

    expect(heard).toEqual(['ended', 'onended', 'changed'])
  })
})

describe('devices that the page may not use yet', () => {
  const listed = async (): Promise<readonly string[]> =>
    (await browser.mediaDevices.enumerateDevices()).map(({ kind, deviceId, label }) => `${kind} ${deviceId} ${label}`)

  it('have neither a name nor an id, and are one of each kind', async () => {
    devices.add('camera')
    devices.deny('camera')
    devices.dismiss('microphone')

    expect(await listed()).toEqual(['audioinput  ', 'videoinput  ', 'audiooutput  '])
  })

  it('show themselves when the person has allowed them', async () => {
    devices.forgetPermission('camera')
    expect(await listed()).toContain('videoinput  ')
    expect(await kindsOf({ video: true })).toEqual(['video'])
    expect(await listed()).toContain('videoinput camera-1 Simulated camera')
  })

  it('show themselves as long as one of them is in use', async () => {
    const media = await browser.mediaDevices.getUserMedia({ video: true })
    devices.forgetPermission('camera')
    expect(await listed()).toContain('videoinput camera-1 Simulated camera')
    for (const track of media.getTracks()) track.stop()
    expect(await listed()).toContain('videoinput  ')
  })

  it('are as unknown to the SDK', async () => {
    devices.deny('camera')
    expect(await simulator.OT.getDevices()).toContainEqual({ kind: 'videoInput', deviceId: '', label: '' })
  })
})

describe('what is allowed, as navigator.permissions', () => {
  const query = async (name: string): Promise<SimulatedPermissionStatus> =>
    (await browser.permissions.query({ name })) as SimulatedPermissionStatus

  it.each([
    ['deny', 'denied'],
    ['allow', 'granted'],
    ['dismiss', 'prompt'],
    ['neverAnswer', 'prompt'],
    ['forgetPermission', 'prompt'],
  ] as const)('after devices.%s() is %s', async (verb, state) => {
    devices[verb]('microphone')
    expect((await query('microphone')).state).toBe(state)
    expect((await query('camera')).state).toBe('granted')
  })

  it('tells of a change, of its own kind alone', async () => {
    const camera = await query('camera')
    const told: string[] = []
    camera.addEventListener('change', () => told.push(`listener ${camera.state}`))
    camera.onchange = () => told.push(`onchange ${camera.state}`)
    devices.deny('microphone')
    devices.deny('camera')
    camera.onchange = null
    devices.allow('camera')

    expect(told).toEqual(['listener denied', 'onchange denied', 'listener granted'])
  })

  it('becomes allowed when the person is asked', async () => {
    devices.forgetPermission('camera')
    const camera = await query('camera')
    const told: string[] = []
    camera.onchange = () => told.push(camera.state)
    await browser.mediaDevices.getUserMedia({ video: true })
    expect(told).toEqual(['granted'])
  })

  it('is asked of the browser for everything else', async () => {
    const own = { permissions: { query: async ({ name }: { name: string }) => `the browser's ${name}` } }
    devices.install(own)
    expect(await own.permissions.query({ name: 'geolocation' })).toBe("the browser's geolocation")
    await expect(query('geolocation')).rejects.toThrow(TypeError)
  })
})

describe('installing', () => {
  it('lasts until the world is reset, and puts back what was there', () => {
    const before = { mediaDevices: 'those of the browser' }
    devices.install(before)
    devices.install(before)
    expect(before.mediaDevices).toBeInstanceOf(SimulatedMediaDevices)
    simulator.reset()
    expect(before).toEqual({ mediaDevices: 'those of the browser' })
  })

  it('can be kept until the world is disposed of', async () => {
    const world = createSimulator()
    const empty: { mediaDevices?: SimulatedMediaDevices } = {}
    world.devices.install(empty, { keep: true })
    world.reset()
    let changes = 0
    empty.mediaDevices?.addEventListener('devicechange', () => changes++)
    world.devices.unplug('speaker')
    expect(changes).toBe(1)
    world.dispose()
    expect(empty).toEqual({})
  })

  it('is undone by uninstall()', () => {
    const standIn = browser.mediaDevices
    devices.uninstall()
    expect(browser.mediaDevices).not.toBe(standIn)
  })
})
