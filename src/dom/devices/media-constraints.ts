import { textOrNull } from '../../kernel/values.ts'
import type { DeviceInfo, DeviceKind, MediaRequest, SourceRequest } from '../../ports/devices.ts'

/** The constraints of `getUserMedia` and `getDisplayMedia` that simulated devices look at. */
export interface MediaWishes {
  readonly audio?: unknown
  readonly video?: unknown
}

const usual = { width: 640, height: 480, frameRate: 30 } as const

const partOf = (wish: unknown, key: string): unknown =>
  typeof wish === 'object' && wish !== null ? Reflect.get(wish, key) : undefined

/** The value that a constraint names: a bare one, or the one that must be, or that would be best. */
function constraintOf(wish: unknown, key: string): unknown {
  const constraint = partOf(wish, key)
  if (typeof constraint !== 'object' || constraint === null) return constraint
  return partOf(constraint, 'exact') ?? partOf(constraint, 'ideal') ?? partOf(constraint, 'min')
}

function figure(wish: unknown, key: keyof typeof usual): number {
  const value = constraintOf(wish, key)
  return typeof value === 'number' && value > 0 ? value : usual[key]
}

// Only `exact` insists: another device will do where the one that would be best is not there.
function sourceOf(wish: unknown, kind: DeviceKind, devices: readonly DeviceInfo[]): SourceRequest {
  if (wish === undefined || wish === null || wish === false) return { want: 'none' }
  const deviceId = textOrNull(constraintOf(wish, 'deviceId'))
  const insists = partOf(partOf(wish, 'deviceId'), 'exact') !== undefined
  const isThere = devices.some((device) => device.kind === kind && device.deviceId === deviceId)
  return deviceId !== null && (insists || isThere) ? { want: 'device', deviceId } : { want: 'any' }
}

/** The request that an application's wishes come to. */
export function requestFor(wishes: MediaWishes, screen: boolean, devices: readonly DeviceInfo[]): MediaRequest {
  const { audio, video } = wishes
  return {
    audio: sourceOf(audio, 'audioinput', devices),
    video: screen ? { want: 'any' } : sourceOf(video, 'videoinput', devices),
    screen,
    width: figure(video, 'width'),
    height: figure(video, 'height'),
    frameRate: figure(video, 'frameRate'),
    facingMode: textOrNull(constraintOf(video, 'facingMode')),
    name: '',
  }
}
