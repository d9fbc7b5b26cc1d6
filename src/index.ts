import type { OpenTok } from './sdk/ot.ts'
import type * as connections from './sdk/surface/connection.ts'
import type * as events from './sdk/surface/event.ts'
import type * as surface from './sdk/surface/ot.ts'
import type { ClassOf } from './sdk/surface/ot.ts'
import type * as publishers from './sdk/surface/publisher.ts'
import type * as sessions from './sdk/surface/session.ts'
import type * as streams from './sdk/surface/stream.ts'
import type * as subscribers from './sdk/surface/subscriber.ts'
import { simulator } from './simulator.ts'

/*
 * The drop-in: what the real module exports, by name and as its default, on the default simulator, which
 * `fake-opentok/simulator` drives.
 */
const { OT } = simulator

// By its interface, whose methods TypeScript knows to be there when the object is spread.
const module: surface.OT = OT
export default module

export const addEventListener: OpenTok['addEventListener'] = OT.addEventListener
export const checkScreenSharingCapability: OpenTok['checkScreenSharingCapability'] = OT.checkScreenSharingCapability
export const checkSystemRequirements: OpenTok['checkSystemRequirements'] = OT.checkSystemRequirements
export const debug: OpenTok['debug'] = OT.debug
export const dispatchEvent: OpenTok['dispatchEvent'] = OT.dispatchEvent
export const error: OpenTok['error'] = OT.error
export const getActiveAudioOutputDevice: OpenTok['getActiveAudioOutputDevice'] = OT.getActiveAudioOutputDevice
export const getAudioOutputDevices: OpenTok['getAudioOutputDevices'] = OT.getAudioOutputDevices
export const getDevices: OpenTok['getDevices'] = OT.getDevices
export const getErrorTitleByCode: OpenTok['getErrorTitleByCode'] = OT.getErrorTitleByCode
export const getSupportedCodecs: OpenTok['getSupportedCodecs'] = OT.getSupportedCodecs
export const getUserMedia: OpenTok['getUserMedia'] = OT.getUserMedia
export const handleJsException: OpenTok['handleJsException'] = OT.handleJsException
export const hasEndToEndEncryptionSupport: OpenTok['hasEndToEndEncryptionSupport'] = OT.hasEndToEndEncryptionSupport
export const hasMediaProcessorSupport: OpenTok['hasMediaProcessorSupport'] = OT.hasMediaProcessorSupport
export const info: OpenTok['info'] = OT.info
export const initPublisher: OpenTok['initPublisher'] = OT.initPublisher
export const initSession: OpenTok['initSession'] = OT.initSession
export const listenerCount: OpenTok['listenerCount'] = OT.listenerCount
export const log: OpenTok['log'] = OT.log
export const off: OpenTok['off'] = OT.off
export const on: OpenTok['on'] = OT.on
export const once: OpenTok['once'] = OT.once
export const registerScreenSharingExtension: OpenTok['registerScreenSharingExtension'] =
  OT.registerScreenSharingExtension
export const removeEventListener: OpenTok['removeEventListener'] = OT.removeEventListener
export const reportIssue: OpenTok['reportIssue'] = OT.reportIssue
export const setAudioOutputDevice: OpenTok['setAudioOutputDevice'] = OT.setAudioOutputDevice
export const setLogLevel: OpenTok['setLogLevel'] = OT.setLogLevel
export const setProxyUrl: OpenTok['setProxyUrl'] = OT.setProxyUrl
export const unblockAudio: OpenTok['unblockAudio'] = OT.unblockAudio
export const upgradeSystemRequirements: OpenTok['upgradeSystemRequirements'] = OT.upgradeSystemRequirements
export const warn: OpenTok['warn'] = OT.warn
export const APIKEY: OpenTok['APIKEY'] = OT.APIKEY
export const DEBUG: OpenTok['DEBUG'] = OT.DEBUG
export const ERROR: OpenTok['ERROR'] = OT.ERROR
export const Event: OpenTok['Event'] = OT.Event
export const ExceptionCodes: OpenTok['ExceptionCodes'] = OT.ExceptionCodes
export const HAS_REQUIREMENTS: surface.OT['HAS_REQUIREMENTS'] = OT.HAS_REQUIREMENTS
export const INFO: OpenTok['INFO'] = OT.INFO
export const LOG: OpenTok['LOG'] = OT.LOG
export const NONE: OpenTok['NONE'] = OT.NONE
export const NOT_HAS_REQUIREMENTS: surface.OT['NOT_HAS_REQUIREMENTS'] = OT.NOT_HAS_REQUIREMENTS
export const SPAM: OpenTok['SPAM'] = OT.SPAM
export const VideoOrientation: OpenTok['VideoOrientation'] = OT.VideoOrientation
export const WARN: OpenTok['WARN'] = OT.WARN
export const properties: OpenTok['properties'] = OT.properties
export const version: OpenTok['version'] = OT.version
const errorClass: OpenTok['Error'] = OT.Error
const ownSessions: OpenTok['sessions'] = OT.sessions
const ownPublishers: OpenTok['publishers'] = OT.publishers
const ownSubscribers: OpenTok['subscribers'] = OT.subscribers

export { errorClass as Error, ownPublishers as publishers, ownSessions as sessions, ownSubscribers as subscribers }

// Each is a type and, for `instanceof`, a class: as the real declaration has them.
export type Session = sessions.Session
export type Publisher = publishers.Publisher
export type Subscriber = subscribers.Subscriber
export type Stream = streams.Stream
export type Connection = connections.Connection
export const Session: ClassOf<Session> = OT.Session
export const Publisher: ClassOf<Publisher> = OT.Publisher
export const Subscriber: ClassOf<Subscriber> = OT.Subscriber
export const Stream: ClassOf<Stream> = OT.Stream
export const Connection: ClassOf<Connection> = OT.Connection

// The real declaration has two classes that its module has not: here too they are there for the compiler alone.
export type OTEventEmitter<EventMap> = events.OTEventEmitter<EventMap>
export type SessionOTEventEmitter<EventMap> = events.SessionOTEventEmitter<EventMap>
export declare const OTEventEmitter: new <EventMap>() => OTEventEmitter<EventMap>
export declare const SessionOTEventEmitter: new <EventMap>() => SessionOTEventEmitter<EventMap>

export type { ErrorOf } from './contract/failures.ts'
export type {
  AudioInputDevice,
  AudioOutputDevice,
  Device,
  MediaProcessorConnector,
  ScreenSharingCapabilityResponse,
} from './sdk/surface/device.ts'
export type { OTError } from './sdk/surface/error.ts'
export type { Dimensions, Event as OTEvent, ExceptionEvent, VideoDimensionsChangedEvent } from './sdk/surface/event.ts'
export type {
  AdvancedNoiseSuppressionFilter,
  AudioFilter,
  BackgroundBlurFilter,
  BackgroundReplacementFilter,
  CaptionsLanguageCode,
  GetUserMediaProperties,
  IceConfig,
  LegacyMediaStreamConstraints,
  LegacyMediaTrackConstraints,
  PreferredVideoCodecs,
  PublisherProperties,
  ScalabilityMode,
  SubscriberProperties,
  VideoBitratePreset,
  VideoBitratePresetInput,
  VideoCodec,
  VideoContentHint,
  VideoFilter,
  WidgetProperties,
} from './sdk/surface/properties.ts'
export type { CpuPerformanceState } from './sdk/surface/session.ts'
export type {
  IncomingTrackStats,
  NetworkCondition,
  NetworkConditionReason,
  NetworkDegradationSource,
  OutgoingTrackStats,
  PublisherMediaLink,
  PublisherRtcStatsReportArr,
  PublisherRtcStatsReportContainer,
  PublisherStatContainer,
  PublisherStats,
  PublisherStatsArr,
  PublisherVideoStats,
  SenderStats,
  SubscriberMediaLink,
  SubscriberStats,
  SubscriberVideoStats,
  TransportStats,
  VideoLayerStats,
  VideoQualityReason,
} from './sdk/surface/stats.ts'
export type { PublisherStyle, SubscriberStyle, WidgetStyle } from './sdk/surface/style.ts'
export type { QualityScore } from './sdk/surface/subscriber.ts'
