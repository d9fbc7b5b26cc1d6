import { NotSupported } from '../../conformance/not-supported.ts'
import type { Device, DisplayMedia, RigBrowser, TrackKind, UserMedia } from '../../conformance/rig.ts'
import { mediaError } from './media-errors.ts'
import type { PageClock } from './page-clock.ts'

const slowMs = 1200

type GetMedia = (constraints?: MediaStreamConstraints) => Promise<MediaStream>

/** What a case lets the browser's cameras, microphones and screens do. */
type MediaPart = 'getUserMedia' | 'getDisplayMedia' | 'devices' | 'enumerateReject' | 'deviceChange'

/**
 * Replaces the page's media devices, before the SDK can have taken hold of them: they are the browser's own until a case says otherwise.
 */
export function replaceMedia(clock: PageClock): Pick<RigBrowser, MediaPart> {
  const native = navigator.mediaDevices
  const getUserMedia: GetMedia = native.getUserMedia.bind(native)
  const getDisplayMedia: GetMedia = native.getDisplayMedia.bind(native)
  const enumerate = native.enumerateDevices.bind(native)
  let user: UserMedia | null = null
  let display: DisplayMedia | null = null
  let list: () => Promise<readonly object[]> = enumerate
  replace('getUserMedia', (wanted?: MediaStreamConstraints) => capture(user, getUserMedia, clock, wanted))
  replace('getDisplayMedia', (wanted?: MediaStreamConstraints) => share(display, () => getDisplayMedia(wanted)))
  replace('enumerateDevices', () => list())
  return {
    getUserMedia: (behaviour) => {
      user = behaviour
      if (behaviour === 'missing') takeAway(['getUserMedia', 'webkitGetUserMedia'])
    },
    getDisplayMedia: (behaviour) => {
      display = behaviour
      if (behaviour === 'missing') takeAway(['getDisplayMedia'])
    },
    devices: (devices) => {
      list = () => Promise.resolve(devices.map(asListed))
    },
    enumerateReject: (name) => {
      list = () => Promise.reject(mediaError(name))
    },
    deviceChange: () => void native.dispatchEvent(new Event('devicechange')),
  }
}

function replace(name: string, value: unknown): void {
  Object.defineProperty(navigator.mediaDevices, name, { value, configurable: true, writable: true })
}

function takeAway(names: readonly string[]): void {
  for (const owner of [navigator, Navigator.prototype, navigator.mediaDevices, MediaDevices.prototype]) {
    for (const name of names) Reflect.deleteProperty(owner, name)
  }
}

async function capture(
  behaviour: UserMedia | null,
  native: GetMedia,
  clock: PageClock,
  wanted: MediaStreamConstraints | undefined,
): Promise<MediaStream> {
  if (behaviour === null || behaviour === 'missing') return native(wanted)
  if (typeof behaviour === 'object') throw mediaError(behaviour.reject)
  if (behaviour === 'pending') return new Promise<never>(() => {})
  if (behaviour === 'anyDevice') return native(anyDevice(wanted))
  await new Promise<void>((resolve) => clock.after(slowMs, resolve))
  if (behaviour === 'slowReject') throw mediaError('NotAllowedError')
  return native(wanted)
}

function anyDevice(wanted: MediaStreamConstraints = {}): MediaStreamConstraints {
  const without = (one: boolean | MediaTrackConstraints | undefined): boolean | MediaTrackConstraints => {
    if (typeof one !== 'object') return one ?? false
    const { deviceId: _, ...others } = one
    return others
  }
  return { ...wanted, audio: without(wanted.audio), video: without(wanted.video) }
}

function share(behaviour: DisplayMedia | null, native: () => Promise<MediaStream>): Promise<MediaStream> {
  if (behaviour === null || behaviour === 'missing') return native()
  if (typeof behaviour === 'object') return Promise.reject(mediaError(behaviour.reject))
  return behaviour === 'pending' ? new Promise<never>(() => {}) : Promise.resolve(canvasStream())
}

function asListed({ kind, label = '', deviceId }: Device, index: number): object {
  const facts = { kind, label, deviceId: deviceId ?? `d${index}`, groupId: '' }
  return { ...facts, toJSON: () => facts }
}

/** A stream of moving pictures that comes from no device. */
function canvasStream(): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 })
  canvas.getContext('2d')?.fillRect(0, 0, 10, 10)
  return canvas.captureStream(5)
}

/** A track of one's own, as an application may bring it. */
export function ownTrack(kind: TrackKind): MediaStreamTrack {
  const stream = kind === 'video' ? canvasStream() : new AudioContext().createMediaStreamDestination().stream
  const [track] = stream.getTracks()
  if (track === undefined) throw new NotSupported(`a ${kind} track: this browser made none`)
  return track
}
