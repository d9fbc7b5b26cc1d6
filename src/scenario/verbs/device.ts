import type * as v from 'valibot'
import { filled, optional, words } from '../../vocabulary/shape.ts'
import { type DeviceName, devices as deviceNames, pluggedDevices } from '../../vocabulary/words.ts'
import { bagOf, type Keys } from '../schema/schema-of.ts'
import { byTextAt, shapes } from '../schema/sentences.ts'
import type { Noun } from './noun.ts'
import { any, type Change } from './story.ts'

export type GivenDevice = DeviceName
type Plugged = Exclude<GivenDevice, 'screen'>

const promptVerbs = ['deny', 'dismiss', 'neverAnswer', 'allow', 'forgetPermission'] as const
const holdVerbs = ['occupy', 'free'] as const
const plugVerbs = ['unplug', 'add'] as const
const deviceVerbs = [...promptVerbs, ...holdVerbs, ...plugVerbs] as const

export type DeviceAction =
  | { readonly device: GivenDevice; readonly does: (typeof promptVerbs)[number] }
  | { readonly device: Plugged; readonly does: (typeof holdVerbs)[number] }
  /** Left out: every device of its kind. */
  | { readonly device: Plugged; readonly does: 'unplug'; readonly id?: string }
  | { readonly device: Plugged; readonly does: 'add'; readonly id?: string; readonly label?: string }
  /** One of each, and permission. */
  | { readonly device: 'all'; readonly does: 'reset' }

type PlugOptions = { readonly deviceId?: string; readonly label?: string }

/** The part of the world that a scenario uses for devices. */
export interface DeviceStage {
  readonly devices: Readonly<Record<(typeof promptVerbs)[number], (device: GivenDevice) => void>> &
    Readonly<Record<(typeof holdVerbs)[number], (device: Plugged) => void>> & {
      unplug(device: Plugged, id?: string): void
      add(device: Plugged, options?: PlugOptions): void
      reset(): void
    }
}

function act({ devices }: DeviceStage, action: DeviceAction): void {
  switch (action.does) {
    case 'reset':
      return devices.reset()
    case 'unplug':
      return devices.unplug(action.device, action.id)
    case 'add': {
      const { id, label } = action
      const options = { ...(id === undefined ? {} : { deviceId: id }), ...(label === undefined ? {} : { label }) }
      return devices.add(action.device, options)
    }
    case 'occupy':
    case 'free':
      return devices[action.does](action.device)
    default:
      return devices[action.does](action.device)
  }
}

// A screen is asked for, and is nothing that can be plugged in or held.
function schema(more: Keys): v.GenericSchema {
  const device = words('device', deviceNames)
  const plugged = words('device that can be plugged in', pluggedDevices)
  const id = optional(filled)
  const choices = {
    prompt: bagOf({ device, does: words('verb of a device', promptVerbs), ...more }),
    hold: bagOf({ device: plugged, does: words('verb of a device', holdVerbs), ...more }),
    unplug: bagOf({ device: plugged, does: words('verb of a device', ['unplug']), id, ...more }),
    add: bagOf({ device: plugged, does: words('verb of a device', ['add']), id, label: optional(filled), ...more }),
    reset: bagOf({ device: words('device to reset', ['all']), does: words('verb', ['reset']), ...more }),
    ofScreen: bagOf({ device, does: words('verb of a screen', promptVerbs), ...more }),
  }
  const stranger = bagOf({ device, does: words('verb of a device', [...deviceVerbs, 'reset']), ...more })
  const [verb, name] = [byTextAt('does'), byTextAt('device')]
  const isOf = (list: readonly string[], does: string | undefined): boolean => list.some((one) => one === does)
  return shapes(
    choices,
    (input) => {
      const does = verb(input)
      if (isOf(promptVerbs, does)) return 'prompt'
      if (name(input) === 'screen' && isOf(deviceVerbs, does)) return 'ofScreen'
      return isOf(holdVerbs, does) ? 'hold' : does
    },
    stranger,
  )
}

/** The devices of each kind before any is plugged in or out, by their ids. */
export const usualDevices: Readonly<Record<string, string>> = {
  camera: 'camera-1',
  microphone: 'default',
  speaker: 'default',
}

export const devices = (name: string): string => `devices ${name}`
export const use = (name: string): string => `use of ${name}`

const isAsBefore = (name: string): readonly Change[] => [
  { subject: devices(name), removes: any },
  { subject: devices(name), adds: [usualDevices[name] ?? ''] },
  { subject: use(name), removes: any },
]

const noDevice = (name: string, id?: string): string =>
  `There is no ${name}${id === undefined ? '' : ` "${id}"`} at that time. Let one be plugged in before, with "does": "add".`

function consequences(action: DeviceAction): readonly Change[] {
  const { device: name } = action
  const there = { subject: devices(name), wants: any, message: noDevice(name) }
  switch (action.does) {
    case 'reset':
      return Object.keys(usualDevices).flatMap(isAsBefore)
    case 'unplug': {
      const { id = any } = action
      return [
        { ...there, wants: id, message: noDevice(name, action.id) },
        { subject: there.subject, removes: id },
      ]
    }
    case 'add':
      // Without an id it is numbered, after the devices that there are.
      return action.id === undefined
        ? [{ subject: there.subject, adds: ['another'] }]
        : [
            {
              subject: there.subject,
              refuses: action.id,
              message: `There is a ${name} "${action.id}" already at that time. Give another id, or unplug it before.`,
              adds: [action.id],
            },
          ]
    case 'occupy':
      return [there, { subject: use(name), adds: ['occupied'] }]
    case 'free': {
      const message = `No other program uses the ${name} at that time. Let one "occupy" it before.`
      return [{ subject: use(name), wants: 'occupied', message, removes: any }]
    }
    default:
      return []
  }
}

/** The acts on cameras, microphones, speakers, and on the permission to use them. */
export const device: Noun<DeviceAction, DeviceStage> = {
  schema,
  act,
  consequences,
  mentions: () => ({}),
  verbs: [...deviceVerbs, 'reset'],
}
