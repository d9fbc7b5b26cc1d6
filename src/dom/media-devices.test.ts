import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSimulator } from '../simulator.ts'
import { SimulatedMediaDevices } from './media-devices.ts'

const simulator = createSimulator()
const { devices } = simulator
let browser: { readonly mediaDevices: SimulatedMediaDevices }

beforeEach(() => {
  browser = { mediaDevices: new SimulatedMediaDevices(Object(null)) }
  devices.install(browser)
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
