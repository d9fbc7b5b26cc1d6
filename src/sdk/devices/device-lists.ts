/** The lists of devices: `OT.getDevices()` and `OT.getAudioOutputDevices()`. */

import type { DeviceInfo } from '../../ports/devices.ts'
import { BrowserRefusal, unlessRefused } from '../base/browser-refusal.ts'
import type { Client } from '../base/client.ts'
import { browserError } from '../base/fail.ts'
import { type Call, demandUnarmed, play, tell } from '../base/gate.ts'
import { isCompletion } from '../base/promises.ts'
import type { AudioOutputDevice, Device } from '../surface/device.ts'

/** The devices that the browser lists; rejects with a {@link BrowserRefusal}. */
export const listedDevices = (client: Client): Promise<readonly DeviceInfo[]> =>
  new Promise((resolve, reject) => {
    client.devices.list({ listed: resolve, failed: (problem) => reject(new BrowserRefusal(problem)) })
  })

/** The devices of a kind, in the browser's order. */
export const listedOf = async (client: Client, kind: DeviceInfo['kind']): Promise<readonly DeviceInfo[]> =>
  (await listedDevices(client)).filter((device) => device.kind === kind)

const inputKinds = { audioinput: 'audioInput', videoinput: 'videoInput' } as const

const asInput = ({ kind, deviceId, label }: DeviceInfo): Device[] =>
  kind === 'audiooutput' ? [] : [{ deviceId, label, kind: inputKinds[kind] }]

async function inputDevices(client: Client): Promise<Device[]> {
  demandUnarmed(client, 'OT.getDevices', {}, 'media:enumerate-devices')
  const devices = await listedDevices(client).catch(
    unlessRefused((problem) => {
      throw browserError(client, 'OT.getDevices/enumeration-rejected', problem)
    }),
  )
  return devices.flatMap(asInput)
}

/** `OT.getDevices(handler?)`: the page's own promise; a handler that throws rejects it (recorded: `OT.getDevices/completion-throws`). */
export function getDevices(call: Call): Promise<Device[]> {
  const { client, completion } = call
  const devices = inputDevices(client)
  if (!isCompletion(completion)) return devices
  const toldDevices = devices.then(
    (list) => {
      tell(client, 'OT.getDevices', 'succeeded', completion, undefined, list)
      return list
    },
    (error: unknown) => {
      play(call, error, 'failed')
      throw error
    },
  )
  // An application that gives a handler hears of no unhandled rejection.
  toldDevices.catch(() => {})
  return toldDevices
}

/** `OT.getAudioOutputDevices()`: the page's own promise. */
export async function audioOutputDevices(client: Client): Promise<AudioOutputDevice[]> {
  const speakers = await listedOf(client, 'audiooutput').catch(
    unlessRefused((problem) => {
      throw browserError(client, 'OT.getDevices/enumeration-rejected', problem)
    }),
  )
  return speakers.map(({ deviceId, label }) => ({ deviceId, label }))
}
