import type { MediaRequest, SourceRequest } from '../../ports/devices.ts'
import type { Track } from '../../ports/track.ts'
import type { InsertMode, WidgetRequest } from '../../ports/view.ts'
import type { VideoType } from '../../wire/records.ts'

type Bag = Readonly<Record<string, unknown>>

/** What a publisher was asked to be, sorted out; what the SDK ignores is ignored (recorded: `OT.initPublisher/property/*`). */
export interface PublisherSettings {
  readonly request: MediaRequest
  readonly widget: Omit<WidgetRequest, 'target' | 'fallbackId'>
  readonly name: string
  readonly initials: string
  readonly videoType: VideoType
  readonly publishAudio: boolean
  readonly publishVideo: boolean
  readonly publishCaptions: boolean
  /** As given: what is no hint, or no filter, is ignored. */
  readonly videoContentHint: unknown
  readonly videoFilter: unknown
  readonly audioFilter: unknown
  /** The microphone is not changed when the one in use is unplugged. */
  readonly disableAudioInputDeviceManagement: boolean
  /** Custom constraints that ask for nothing, or are none. */
  readonly invalidConstraints: boolean
  /** A picture of no size at all is the most that may be had. */
  readonly impossibleSize: boolean
  readonly insertDefaultUI: boolean
  /** Whether the picture is given up where the network carries the sound alone. */
  readonly fallsBackToAudio: boolean
}

export const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const flag = (value: unknown, fallback: boolean): boolean => (typeof value === 'boolean' ? value : fallback)

/** A switch that counts whatever is given (observed in Chromium: `publishVideo: null` is off). */
const truth = (value: unknown, fallback: boolean): boolean => (value === undefined ? fallback : Boolean(value))

export const isTrack = (value: unknown): value is Track =>
  isBag(value) && typeof value['kind'] === 'string' && typeof value['stop'] === 'function'

// Null is no mode, and is taken for one (observed in Chromium).
const fitModeOf = (value: unknown): string => (value === null ? 'null' : text(value))

const screenSources: readonly unknown[] = ['screen', 'window', 'application', 'browser']

function sourceOf(value: unknown): SourceRequest {
  if (value === null || value === false) return { want: 'none' }
  if (isTrack(value)) return { want: 'track', track: value }
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

function requestOf(properties: Bag): MediaRequest {
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

function asksForNothing(constraints: unknown): boolean {
  if (constraints === undefined || constraints === null) return false
  return !isBag(constraints) || (!constraints['audio'] && !constraints['video'])
}

const isNoSize = (size: unknown): boolean => isBag(size) && size['width'] === 0 && size['height'] === 0

const insertModes: readonly InsertMode[] = ['replace', 'after', 'before', 'append']

/** The parts of properties that publishers and subscribers share. */
export function widgetPropertiesOf(
  properties: Bag,
): Pick<
  WidgetRequest,
  'insertMode' | 'insertDefaultUI' | 'width' | 'height' | 'fitMode' | 'showControls' | 'style' | 'initials'
> {
  const insertMode = insertModes.find((mode) => mode === properties['insertMode']) ?? 'replace'
  return {
    insertMode,
    insertDefaultUI: properties['insertDefaultUI'] !== false,
    width: properties['width'],
    height: properties['height'],
    fitMode: fitModeOf(properties['fitMode']) || 'cover',
    showControls: properties['showControls'] !== false,
    style: isBag(properties['style']) ? properties['style'] : {},
    initials: text(properties['initials']),
  }
}

export function publisherSettings(properties: Bag): PublisherSettings {
  const request = requestOf(properties)
  const videoType: VideoType = request.screen ? 'screen' : request.video.want === 'track' ? 'custom' : 'camera'
  const common = widgetPropertiesOf(properties)
  const name = request.name
  return {
    request,
    widget: {
      ...common,
      kind: 'publisher',
      name,
      videoType,
      fitMode: fitModeOf(properties['fitMode']) || (videoType === 'screen' ? 'contain' : 'cover'),
      mirror: truth(properties['mirror'], videoType === 'camera'),
      hasAudio: sourceOf(properties['audioSource']).want !== 'none',
    },
    name,
    initials: common.initials,
    videoType,
    publishAudio: truth(properties['publishAudio'], true),
    publishVideo: truth(properties['publishVideo'], true),
    publishCaptions: flag(properties['publishCaptions'], false),
    videoContentHint: properties['videoContentHint'],
    videoFilter: properties['videoFilter'],
    audioFilter: properties['audioFilter'],
    disableAudioInputDeviceManagement: properties['disableAudioInputDeviceManagement'] === true,
    invalidConstraints: asksForNothing(properties['constraints']),
    impossibleSize: isNoSize(properties['maxResolution']),
    insertDefaultUI: common.insertDefaultUI,
    fallsBackToAudio: isBag(properties['audioFallback']) && properties['audioFallback']['publisher'] === true,
  }
}

/** Properties that must be an object where they are given: null makes the SDK stumble (observed in Chromium). */
export const stumblesOver = (properties: Bag): string | undefined =>
  ['maxResolution', 'audioFallback'].find((name) => properties[name] === null)

const codecs: readonly unknown[] = ['vp8', 'vp9', 'h264']

/** Whether `preferredVideoCodecs` can be used; null and undefined count as not given (recorded). */
export function areVideoCodecs(value: unknown): boolean {
  if (value === undefined || value === null || value === 'automatic') return true
  return (
    Array.isArray(value) && value.length > 0 && value.every((codec) => codecs.includes(String(codec).toLowerCase()))
  )
}
