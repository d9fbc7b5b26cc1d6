import { SimulatedMedia, SimulatedTrack } from '../../src/dom/tracks.ts'
import type { DeviceKind } from '../../src/sdk/ports.ts'
import type { WorldClient } from '../../src/simulator-client.ts'
import { NotSupported } from './not-supported.ts'
import type { RigBrowser, RigPage, UserMedia } from './rig.ts'
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

function captureBehaviour(client: WorldClient, behaviour: UserMedia): void {
  const devices = client.simulatedDevices
  const fault = (problem: string | null, delayMs: number): void =>
    devices.fault({ of: 'camera', problem, delayMs, times: Number.POSITIVE_INFINITY })
  if (typeof behaviour === 'object') return fault(behaviour.reject, 0)
  if (behaviour === 'pending') return devices.setPermission('camera', 'unanswered')
  if (behaviour === 'slow') return fault(null, slowMs)
  if (behaviour === 'slowReject') return fault('NotAllowedError', slowMs)
  throw new NotSupported(`media.getUserMedia ${behaviour}`)
}

/** The browser of a case. */
export function browserOf(client: WorldClient, view: RigView, _page: RigPage): RigBrowser {
  const devices = client.simulatedDevices
  devices.setDevices(recorded.map(([kind, deviceId, label]) => ({ kind, deviceId, label })))
  return {
    ...unsupportedBrowser,
    ...mediaOf(client, view),
    offline: () => {
      client.way.conditions.online = false
    },
    getUserMedia: (behaviour) => captureBehaviour(client, behaviour),
    devices: (list) =>
      devices.setDevices(
        list.flatMap(({ kind, label = '', deviceId }, index) =>
          isKind(kind) ? [{ kind, label, deviceId: deviceId ?? `d${index}` }] : [],
        ),
      ),
    enumerateReject: (name) => devices.failListing(name),
    encodedStreams: () => {
      devices.support = { ...devices.support, encodedStreams: false }
    },
    mediaTrack: (kind) => new SimulatedTrack(kind, `track-${kind}`, `a ${kind} track`, {}),
    mediaStream: () => new SimulatedMedia('empty', []),
  }
}
