import type { WorldClient } from '../../src/author/client.ts'
import { SimulatedMedia, SimulatedTrack } from '../../src/dom/devices/tracks.ts'
import type { DeviceInfo, DeviceKind } from '../../src/ports/devices.ts'
import type { Device, DisplayMedia, RigBrowser, RigPage, UserMedia } from './rig.ts'
import { mediaOf, type RigView } from './rig-media.ts'
import { unsupportedBrowser } from './unsupported-rig.ts'

const slowMs = 1200

const recorded = [
  ['audioinput', 'default', 'Default simulated input.'],
  ['audioinput', 'input-1', 'Simulated input 1.'],
  ['audioinput', 'input-2', 'Simulated input 2.'],
  ['videoinput', 'camera-1', 'fake_device_0'],
  ['audiooutput', 'default', 'Default simulated output.'],
  ['audiooutput', 'output-1', 'Simulated output 1.'],
  ['audiooutput', 'output-2', 'Simulated output 2.'],
] as const

const isKind = (kind: string): kind is DeviceKind => ['audioinput', 'videoinput', 'audiooutput'].includes(kind)

const forEver = Number.POSITIVE_INFINITY

function captureBehaviour(client: WorldClient, behaviour: UserMedia): void {
  const devices = client.simulatedDevices
  const fault = (problem: string | null, delayMs: number): void =>
    devices.fault({ of: 'camera', problem, delayMs, times: forEver })
  devices.mend()
  devices.takesAnyDevice = behaviour === 'anyDevice'
  // A case's refusal stands in the browser's place, and takes it no task.
  if (typeof behaviour === 'object')
    return devices.fault({ of: 'camera', problem: behaviour.reject, delayMs: 0, times: forEver, isOwnPage: true })
  if (behaviour === 'pending') {
    devices.setPermission('camera', 'unanswered')
    devices.setPermission('microphone', 'unanswered')
  }
  if (behaviour === 'slow') fault(null, slowMs)
  if (behaviour === 'slowReject') fault('NotAllowedError', slowMs)
  if (behaviour === 'missing') devices.support = { ...devices.support, userMedia: false }
}

function screenBehaviour(client: WorldClient, behaviour: DisplayMedia): void {
  const devices = client.simulatedDevices
  if (typeof behaviour === 'object') {
    devices.fault({ of: 'screen', problem: behaviour.reject, delayMs: 0, times: forEver })
  } else if (behaviour === 'canvas') devices.sharesSound = false
  else if (behaviour === 'pending') devices.setPermission('screen', 'unanswered')
  else if (behaviour === 'missing') devices.support = { ...devices.support, displayMedia: false }
}

const listedAs = (list: readonly Device[]): DeviceInfo[] =>
  list.flatMap(({ kind, label = '', deviceId }, index) =>
    isKind(kind) ? [{ kind, label, deviceId: deviceId ?? `d${index}` }] : [],
  )

/** The browser of a case. */
export function browserOf(client: WorldClient, view: RigView, page: RigPage, taskBegins: () => void): RigBrowser {
  const devices = client.simulatedDevices
  devices.setDevices(recorded.map(([kind, deviceId, label]) => ({ kind, deviceId, label })))
  // The recorder's browser shares a screen without asking, and its sound (recorded: `live/programs/getUserMedia-of-a-screen`).
  devices.sharesSound = true
  return {
    ...unsupportedBrowser,
    ...mediaOf(client, view, taskBegins),
    offline: () => {
      client.way.conditions.online = false
    },
    getUserMedia: (behaviour) => captureBehaviour(client, behaviour),
    getDisplayMedia: (behaviour) => screenBehaviour(client, behaviour),
    screenExtension: () => {},
    page: ({ userAgent = '', secure = true }) => {
      devices.page = { secure, desktop: !/android/i.test(userAgent) }
    },
    pageEvent: (type) => {
      page.document.defaultView?.dispatchEvent(new page.window.Event(type))
    },
    // The recorder changes what the browser lists, and nothing of what it captures from.
    devices: (list) => devices.pretend(listedAs(list)),
    deviceChange: () => devices.announceChange(),
    enumerateReject: (name) => devices.failListing(name),
    encodedStreams: () => {
      devices.support = { ...devices.support, encodedStreams: false }
    },
    mediaTrack: (kind) => new SimulatedTrack(kind, `track-${kind}`, `a ${kind} track`, {}),
    mediaStream: () => new SimulatedMedia('empty', []),
  }
}
