import fc from 'fast-check'
import type { Json } from '../../conformance/recorded-case.ts'
import {
  absurd,
  completion,
  connections,
  flags,
  mostly,
  numbers,
  oneOf,
  options,
  publisherOptions,
  signals,
  streams,
  styleNames,
  styleValues,
  subscriberOptions,
  targets,
} from './values.ts'

type Values = fc.Arbitrary<Json>

/** A method of the SDK, and the arguments that a program may give it. */
export interface Method {
  readonly path: string
  readonly args: fc.Arbitrary<readonly Json[]>
  /** How often it is called beside the others (1: as most are). */
  readonly weight: number
}

/** Arguments in their places; from a random place on they are left away, and now and then there is one too many. */
function args(...places: readonly Values[]): fc.Arbitrary<readonly Json[]> {
  const lists = places.map((_, index) => fc.tuple(...places.slice(0, index)))
  return fc.oneof(
    { weight: 8, arbitrary: fc.tuple(...places) },
    ...(lists.length === 0 ? [] : [{ weight: 1, arbitrary: fc.oneof(...lists) }]),
    { weight: 1, arbitrary: fc.tuple(...places, absurd) },
  )
}

const method = (path: string, places: readonly Values[] = [], weight = 1): Method => ({
  path,
  args: args(...places),
  weight,
})

const filter = mostly(
  oneOf(
    { type: 'backgroundBlur' },
    { type: 'backgroundBlur', blurStrength: 'high' },
    { type: 'x' },
    { type: 'backgroundReplacement' },
  ),
)
const audioFilter = mostly(oneOf({ type: 'advancedNoiseSuppression' }, { type: 'x' }))
const deviceIds = mostly(oneOf('unknown', '', 'd0', 'd1', { $track: 'audio' }, { $track: 'video' }))
const dimensions = mostly(oneOf({ width: 320, height: 240 }, { width: 0, height: 0 }, { width: 'x' }, 'auto'))
const events = mostly(oneOf('streamCreated', 'signal', 'signal:chat', 'exception', 'destroyed', 'x y'))
const publishers = mostly(oneOf({ $ref: 'publisher' }, { $ref: 'publisher2' }), 1, 5)
const subscribers = mostly(oneOf({ $ref: 'subscriber' }, { $ref: 'subscriber2' }), 1, 5)
const iceConfigs = mostly(
  oneOf(
    { includeServers: 'all', transportPolicy: 'all', customServers: [] },
    { includeServers: 'custom', transportPolicy: 'relay', customServers: [{ urls: 'turn:turn.example' }] },
    { includeServers: 'x' },
    { transportPolicy: 'x' },
    { customServers: 'x' },
    { customServers: [{}] },
    {},
  ),
)
const tokens = mostly(oneOf('T1==token', 'token', { $str: { len: 600, char: 'T' } }), 1, 6)
const sourceOptions = mostly(
  options({
    audioSource: oneOf(null, false, true, 'unknown', ''),
    videoSource: oneOf(null, false, true, 'unknown', 'screen'),
    resolution: oneOf('640x480', 'x'),
    frameRate: numbers(15),
  }),
)

export const methods: Readonly<Record<'OT' | 'session' | 'publisher' | 'subscriber', readonly Method[]>> = {
  OT: [
    method('OT.checkScreenSharingCapability', [completion]),
    method('OT.checkSystemRequirements'),
    method('OT.getDevices', [mostly(completion)]),
    method('OT.getAudioOutputDevices'),
    method('OT.getActiveAudioOutputDevice'),
    method('OT.setAudioOutputDevice', [deviceIds]),
    method('OT.getUserMedia', [sourceOptions]),
    method('OT.getSupportedCodecs'),
    method('OT.hasMediaProcessorSupport', [mostly(oneOf('audio', 'video', 'both'))]),
    method('OT.hasMediaProcessorSupport.promise', [mostly(oneOf('audio', 'video', 'both'))]),
    method('OT.hasEndToEndEncryptionSupport'),
    method('OT.initPublisher', [targets, publisherOptions, completion], 4),
    method('OT.initPublisher.promise', [targets, publisherOptions]),
    method('OT.initSession', [
      mostly(oneOf('46000000', 46_000_000)),
      mostly(oneOf('SESSION_A', 'SESSION_B')),
      mostly(oneOf({ connectionEventsSuppressed: true }, { encryptionSecret: 'secret12' }, {})),
    ]),
    method('OT.on', [events, mostly(oneOf({ $fn: 1 }))]),
    method('OT.off', [events, mostly(oneOf({ $fn: 1 }))]),
    method('OT.once', [events, mostly(oneOf({ $fn: 1 }))]),
    method('OT.registerScreenSharingExtension', [mostly(oneOf('chrome', 'firefox')), mostly(oneOf('id')), numbers(2)]),
    method('OT.reportIssue', [mostly(completion)]),
    method('OT.setProxyUrl', [mostly(oneOf('https://proxy.example', 'http://proxy.example', 'proxy', '/path'))]),
    method('OT.setLogLevel', [numbers(0, 1, 5)]),
    method('OT.unblockAudio'),
    method('OT.getErrorTitleByCode', [numbers(1004, 1500, 1553, 1026)]),
  ],
  session: [
    method('session.connect', [tokens, completion], 2),
    method('session.connect.promise', [tokens]),
    method('session.disconnect', [], 2),
    method('session.disableForceMute'),
    method('session.forceDisconnect', [connections, completion], 2),
    method('session.forceUnpublish', [streams, completion], 2),
    method('session.forceMuteStream', [streams], 2),
    method('session.forceMuteAll', [mostly(fc.oneof(fc.array(streams, { maxLength: 2 }), streams))], 2),
    method('session.getPublisherForStream', [streams]),
    method('session.getSubscribersForStream', [streams]),
    method('session.isConnected'),
    method('session.publish', [publishers, completion], 6),
    method('session.publish', [targets, publisherOptions, completion], 2),
    method('session.publish.promise', [fc.oneof(publishers, targets), publisherOptions]),
    method('session.setEncryptionSecret', [mostly(oneOf('secret12', 'short', '', { $str: { len: 257, char: 's' } }))]),
    method('session.setIceConfig', [iceConfigs]),
    method('session.signal', [signals, completion], 5),
    method('session.subscribe', [streams, targets, subscriberOptions, completion], 6),
    method('session.subscribe.promise', [streams, targets, subscriberOptions]),
    method('session.unpublish', [publishers], 3),
    method('session.unsubscribe', [subscribers], 2),
    method('session.on', [events, mostly(oneOf({ $fn: 1 }))]),
    method('session.off', [events, mostly(oneOf({ $fn: 1 }))]),
    method('session.once', [events, mostly(oneOf({ $fn: 1 }))]),
  ],
  publisher: [
    method('publisher.destroy', [], 2),
    method('publisher.destroy.promise'),
    method('publisher.getImgData'),
    method('publisher.getStats', [mostly(completion)]),
    method('publisher.getRtcStatsReport'),
    method('publisher.getStyle', [mostly(oneOf('nameDisplayMode', 'buttonDisplayMode'))]),
    method('publisher.applyVideoFilter', [filter]),
    method('publisher.getVideoFilter'),
    method('publisher.clearVideoFilter'),
    method('publisher.applyAudioFilter', [audioFilter]),
    method('publisher.clearAudioFilter'),
    method('publisher.getAudioFilter'),
    method('publisher.publishAudio', [flags], 2),
    method('publisher.publishAudio.promise', [flags]),
    method('publisher.publishVideo', [flags, completion], 2),
    method('publisher.publishVideo.promise', [flags]),
    method('publisher.publishCaptions', [flags]),
    method('publisher.cycleVideo'),
    method('publisher.setAudioSource', [deviceIds]),
    method('publisher.getAudioSource'),
    method('publisher.setVideoSource', [deviceIds]),
    method('publisher.getVideoSource'),
    method('publisher.getVideoContentHint'),
    method('publisher.setVideoContentHint', [mostly(oneOf('text', 'detail', 'motion', '', 'x'))]),
    method('publisher.setTargetScalabilityMode', [mostly(oneOf('L1T1', 'L3T3', 'L9T9'))]),
    method('publisher.getTargetScalabilityMode'),
    method('publisher.setStyle', [styleNames, styleValues]),
    method('publisher.videoWidth'),
    method('publisher.videoHeight'),
    method('publisher.setMaxVideoBitrate', [numbers(5000, 100_000, 10_000_000)]),
    method('publisher.getMaxVideoBitrate'),
    method('publisher.setVideoBitratePreset', [mostly(oneOf('default', 'bw_saver', 'extra_bw_saver', 'custom'))]),
    method('publisher.getVideoBitratePreset'),
    method('publisher.setPreferredFrameRate', [numbers(1, 15, 30)]),
    method('publisher.setPreferredResolution', [dimensions]),
    method('publisher.setVideoMediaProcessorConnector', [mostly(oneOf(null, {}))]),
    method('publisher.setAudioMediaProcessorConnector', [mostly(oneOf(null, {}))]),
  ],
  subscriber: [
    method('subscriber.destroy', [], 2),
    method('subscriber.getAudioVolume'),
    method('subscriber.setAudioVolume', [numbers(0, 50, 100)]),
    method('subscriber.setAudioVolume.promise', [numbers(0, 50, 100)]),
    method('subscriber.getImgData'),
    method('subscriber.getStats', [mostly(completion)]),
    method('subscriber.getRtcStatsReport'),
    method('subscriber.getStyle', [mostly(oneOf('nameDisplayMode', 'videoDisabledDisplayMode'))]),
    method('subscriber.setStyle', [styleNames, styleValues]),
    method('subscriber.isAudioBlocked'),
    method('subscriber.restrictFrameRate', [flags]),
    method('subscriber.restrictFrameRate.promise', [flags]),
    method('subscriber.setPreferredFrameRate', [numbers(1, 15, 30)]),
    method('subscriber.setPreferredResolution', [dimensions]),
    method('subscriber.subscribeToAudio', [flags], 2),
    method('subscriber.subscribeToAudio.promise', [flags]),
    method('subscriber.subscribeToVideo', [flags], 2),
    method('subscriber.subscribeToVideo.promise', [flags]),
    method('subscriber.subscribeToCaptions', [flags]),
    method('subscriber.isSubscribedToCaptions'),
    method('subscriber.setCaptionsTranslationLanguage', [mostly(oneOf('en-US', 'de-DE', 'xx-XX', null))]),
    method('subscriber.getCaptionsTranslationLanguage'),
    method('subscriber.setVideoMediaProcessorConnector', [mostly(oneOf(null, {}))]),
    method('subscriber.setAudioMediaProcessorConnector', [mostly(oneOf(null, {}))]),
    method('subscriber.videoWidth'),
    method('subscriber.videoHeight'),
  ],
}

/** Properties that programs read. */
export const readings: Readonly<Record<keyof typeof methods, readonly string[]>> = {
  OT: ['OT.HAS_REQUIREMENTS', 'OT.NONE', 'OT.APIKEY'],
  session: [
    'session.currentState',
    'session.connection',
    'session.capabilities',
    'session.sessionId',
    'session.apiKey',
    'session.token',
    'session.id',
  ],
  publisher: [
    'publisher.stream',
    'publisher.streamId',
    'publisher.session',
    'publisher.accessAllowed',
    'publisher.element',
  ],
  subscriber: ['subscriber.stream', 'subscriber.streamId', 'subscriber.session', 'subscriber.element'],
}
