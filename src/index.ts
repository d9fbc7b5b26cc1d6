/** The entrance of an application: `OT`, its objects and their types, in the place of `@opentok/client` and `@vonage/client-sdk-video`. */

import type * as events from './sdk/surface/event.ts'
import type * as surface from './sdk/surface/ot.ts'
import type { ClassOf } from './sdk/surface/ot.ts'
import type * as publishers from './sdk/surface/publisher.ts'
import type * as sessions from './sdk/surface/session.ts'
import type * as connections from './sdk/surface/stream.ts'
import type * as streams from './sdk/surface/stream.ts'
import type * as subscribers from './sdk/surface/subscriber.ts'
import { simulator } from './simulator.ts'

/*
 * The drop-in: what the real module exports, by name and as its default, on the default simulator, which
 * `fake-opentok/simulator` drives.
 */
const OT: surface.OT = simulator.OT

export default OT

export const addEventListener: surface.OT['addEventListener'] = OT.addEventListener
export const checkScreenSharingCapability: surface.OT['checkScreenSharingCapability'] = OT.checkScreenSharingCapability
export const checkSystemRequirements: surface.OT['checkSystemRequirements'] = OT.checkSystemRequirements
export const debug: surface.OT['debug'] = OT.debug
export const dispatchEvent: surface.OT['dispatchEvent'] = OT.dispatchEvent
export const error: surface.OT['error'] = OT.error
export const getActiveAudioOutputDevice: surface.OT['getActiveAudioOutputDevice'] = OT.getActiveAudioOutputDevice
export const getAudioOutputDevices: surface.OT['getAudioOutputDevices'] = OT.getAudioOutputDevices
export const getDevices: surface.OT['getDevices'] = OT.getDevices
export const getErrorTitleByCode: surface.OT['getErrorTitleByCode'] = OT.getErrorTitleByCode
export const getSupportedCodecs: surface.OT['getSupportedCodecs'] = OT.getSupportedCodecs
export const getUserMedia: surface.OT['getUserMedia'] = OT.getUserMedia
export const handleJsException: surface.OT['handleJsException'] = OT.handleJsException
export const hasEndToEndEncryptionSupport: surface.OT['hasEndToEndEncryptionSupport'] = OT.hasEndToEndEncryptionSupport
export const hasMediaProcessorSupport: surface.OT['hasMediaProcessorSupport'] = OT.hasMediaProcessorSupport
export const info: surface.OT['info'] = OT.info
export const initPublisher: surface.OT['initPublisher'] = OT.initPublisher
export const initSession: surface.OT['initSession'] = OT.initSession
export const listenerCount: surface.OT['listenerCount'] = OT.listenerCount
export const log: surface.OT['log'] = OT.log
export const off: surface.OT['off'] = OT.off
export const on: surface.OT['on'] = OT.on
export const once: surface.OT['once'] = OT.once
export const registerScreenSharingExtension: surface.OT['registerScreenSharingExtension'] =
  OT.registerScreenSharingExtension
export const removeEventListener: surface.OT['removeEventListener'] = OT.removeEventListener
export const reportIssue: surface.OT['reportIssue'] = OT.reportIssue
export const setAudioOutputDevice: surface.OT['setAudioOutputDevice'] = OT.setAudioOutputDevice
export const setLogLevel: surface.OT['setLogLevel'] = OT.setLogLevel
export const setProxyUrl: surface.OT['setProxyUrl'] = OT.setProxyUrl
export const unblockAudio: surface.OT['unblockAudio'] = OT.unblockAudio
export const upgradeSystemRequirements: surface.OT['upgradeSystemRequirements'] = OT.upgradeSystemRequirements
export const warn: surface.OT['warn'] = OT.warn
export const APIKEY: surface.OT['APIKEY'] = OT.APIKEY
export const DEBUG: surface.OT['DEBUG'] = OT.DEBUG
export const ERROR: surface.OT['ERROR'] = OT.ERROR
export const Event: surface.OT['Event'] = OT.Event
export const ExceptionCodes: surface.OT['ExceptionCodes'] = OT.ExceptionCodes
export const HAS_REQUIREMENTS: surface.OT['HAS_REQUIREMENTS'] = OT.HAS_REQUIREMENTS
export const INFO: surface.OT['INFO'] = OT.INFO
export const LOG: surface.OT['LOG'] = OT.LOG
export const NONE: surface.OT['NONE'] = OT.NONE
export const NOT_HAS_REQUIREMENTS: surface.OT['NOT_HAS_REQUIREMENTS'] = OT.NOT_HAS_REQUIREMENTS
export const SPAM: surface.OT['SPAM'] = OT.SPAM
export const VideoOrientation: surface.OT['VideoOrientation'] = OT.VideoOrientation
export const WARN: surface.OT['WARN'] = OT.WARN
export const properties: surface.OT['properties'] = OT.properties
export const version: surface.OT['version'] = OT.version
const errorClass: surface.OT['Error'] = OT.Error
const ownSessions: surface.OT['sessions'] = OT.sessions
const ownPublishers: surface.OT['publishers'] = OT.publishers
const ownSubscribers: surface.OT['subscribers'] = OT.subscribers

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
  PublisherStyle,
  ScalabilityMode,
  SubscriberProperties,
  SubscriberStyle,
  VideoBitratePreset,
  VideoBitratePresetInput,
  VideoCodec,
  VideoContentHint,
  VideoFilter,
  WidgetProperties,
  WidgetStyle,
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
export type { QualityScore } from './sdk/surface/subscriber.ts'
