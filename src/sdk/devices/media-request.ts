import type { MediaRequest, SourceRequest } from '../../ports/devices.ts'
import { type Bag, isBag, isTrack, text } from '../base/properties.ts'

const screenSources: readonly unknown[] = ['screen', 'window', 'application', 'browser']

export function sourceOf(value: unknown): SourceRequest {
  if (value === null || value === false) return { want: 'none' }
  if (isTrack(value)) return { want: 'track', track: value }
  // A word for a screen names no device: a microphone is a microphone then (recorded: `live/programs/audioSource-screen`).
  if (screenSources.includes(value)) return { want: 'any' }
  return typeof value === 'string' ? { want: 'device', deviceId: value } : { want: 'any' }
}

/** Both sources are shut off: nothing is left to publish. */
export const hasNoSource = (properties: Bag): boolean =>
  sourceOf(properties['audioSource']).want === 'none' && sourceOf(properties['videoSource']).want === 'none'

const resolutions: readonly unknown[] = [
  '1920x1080',
  '1280x960',
  '1280x720',
  '640x480',
  '640x360',
  '320x240',
  '320x180',
]

function sizeOf(resolution: unknown): { width: number; height: number } {
  const [width, height] = (resolutions.includes(resolution) ? text(resolution) : '640x480').split('x')
  return { width: Number(width), height: Number(height) }
}

const frameRates: readonly unknown[] = [1, 7, 15, 30]

/** Custom constraints that leave a kind out leave it out (observed in Chromium: `constraints: { audio: true, video: false }`). */
const unless = (constraints: unknown, kind: 'audio' | 'video', source: SourceRequest): SourceRequest =>
  isBag(constraints) && !asksForNothing(constraints) && !constraints[kind] ? { want: 'none' } : source

/** The request for devices of a publisher, or of `OT.getUserMedia`. */
export function requestOf(properties: Bag): MediaRequest {
  const screen = screenSources.includes(properties['videoSource'])
  const { frameRate, constraints } = properties
  return {
    audio: unless(constraints, 'audio', sourceOf(properties['audioSource'])),
    video: screen ? { want: 'any' } : unless(constraints, 'video', sourceOf(properties['videoSource'])),
    screen,
    ...sizeOf(properties['resolution']),
    frameRate: typeof frameRate === 'number' && frameRates.includes(frameRate) ? frameRate : 30,
    facingMode: typeof properties['facingMode'] === 'string' ? properties['facingMode'] : null,
    name: text(properties['name']),
  }
}

/** Custom constraints that ask for nothing, or are none. */
export function asksForNothing(constraints: unknown): boolean {
  if (constraints === undefined || constraints === null) return false
  return !isBag(constraints) || (!constraints['audio'] && !constraints['video'])
}
