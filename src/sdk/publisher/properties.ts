/** The properties of `OT.initPublisher()`, checked and sorted. */

import type { MediaRequest } from '../../ports/devices.ts'
import type { WidgetRequest } from '../../ports/view.ts'
import type { VideoType } from '../../wire/records.ts'
import { type Bag, fitModeOf, isBag, widgetPropertiesOf } from '../base/properties.ts'
import { asksForNothing, requestOf, sourceOf } from '../devices/media-request.ts'

/**
 * The properties of a publisher, sorted out; properties that the SDK ignores are ignored (recorded: `OT.initPublisher/property/*`).
 */
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

const flag = (value: unknown, fallback: boolean): boolean => (typeof value === 'boolean' ? value : fallback)

/** A switch that counts whatever is given (recorded: `live/initPublisher/property/publishVideo-null`). */
const truth = (value: unknown, fallback: boolean): boolean => (value === undefined ? fallback : Boolean(value))

/** The name as it is shown: any value stands for one, as text (observed: `connected:990001:12` of the random programs). */
const shownName = (name: unknown): string => (name ? String(name) : '')

const isNoSize = (size: unknown): boolean => isBag(size) && size['width'] === 0 && size['height'] === 0

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
      name: shownName(properties['name']),
      videoType,
      fitMode: fitModeOf(properties['fitMode'], videoType === 'screen' ? 'contain' : 'cover'),
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

/**
 * Properties that must be an object where they are given: null makes the SDK stumble (recorded:
 * `live/initPublisher/property/maxResolution-null`, `live/initPublisher/property/audioFallback-null`).
 */
export const stumblesOver = (properties: Bag): string | undefined =>
  ['maxResolution', 'audioFallback'].find((name) => properties[name] === null)

const codecs: readonly unknown[] = ['vp8', 'vp9', 'h264']

/**
 * Whether `preferredVideoCodecs` can be used; what counts as false counts as not given (recorded:
 * `OT.initPublisher/property/preferredVideoCodecs-null`, `live/programs/publish-no-codecs`).
 */
export function areVideoCodecs(value: unknown): boolean {
  if (!value || (typeof value === 'string' && value.toLowerCase() === 'automatic')) return true
  return (
    Array.isArray(value) && value.length > 0 && value.every((codec) => codecs.includes(String(codec).toLowerCase()))
  )
}
