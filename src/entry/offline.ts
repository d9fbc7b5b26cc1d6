/**
 * `fake-opentok/offline`: a world that several pages, browsers and machines share, with no service and no network behind it.
 * As an alias of the real SDK's name it is the real module's exports, in a world that the tabs of the page's origin share.
 * `npx fake-opentok serve` hosts a world for several browsers; `joinWorld()` takes part in it.
 */

import type { SimulatorOptions } from '../author/options.ts'
import { joinSharedWorld } from '../author/shared.ts'
import type { Simulator } from '../author/simulator.ts'
import { version } from '../author/this-package.ts'
import { aFunction, type ParamsOf } from '../author/verbs/verb-table.ts'
import { sharedOptionKeys } from '../author/verbs/world-verbs.ts'
import { tellThatSimulated } from '../kernel/test-runner.ts'
import { demandArguments, param } from '../vocabulary/check.ts'
import { bag, optional, type Shape, thing } from '../vocabulary/shape.ts'
import { type SocketClass, servedWorld } from '../world/page-world.ts'
import { defaultWorld } from './offline/default-world.ts'

export type {
  AdvancedNoiseSuppressionFilter,
  AudioFilter,
  AudioInputDevice,
  AudioOutputDevice,
  BackgroundBlurFilter,
  BackgroundReplacementFilter,
  CaptionsLanguageCode,
  CpuPerformanceState,
  Device,
  Dimensions,
  ErrorOf,
  ExceptionEvent,
  GetUserMediaProperties,
  IceConfig,
  IncomingTrackStats,
  LegacyMediaStreamConstraints,
  LegacyMediaTrackConstraints,
  MediaProcessorConnector,
  NetworkCondition,
  NetworkConditionReason,
  NetworkDegradationSource,
  OTError,
  OTEvent,
  OTEventEmitter,
  OutgoingTrackStats,
  PreferredVideoCodecs,
  PublisherMediaLink,
  PublisherProperties,
  PublisherRtcStatsReportArr,
  PublisherRtcStatsReportContainer,
  PublisherStatContainer,
  PublisherStats,
  PublisherStatsArr,
  PublisherStyle,
  PublisherVideoStats,
  QualityScore,
  ScalabilityMode,
  ScreenSharingCapabilityResponse,
  SenderStats,
  SessionOTEventEmitter,
  SubscriberMediaLink,
  SubscriberProperties,
  SubscriberStats,
  SubscriberStyle,
  SubscriberVideoStats,
  TransportStats,
  VideoBitratePreset,
  VideoBitratePresetInput,
  VideoCodec,
  VideoContentHint,
  VideoDimensionsChangedEvent,
  VideoFilter,
  VideoLayerStats,
  VideoQualityReason,
  WidgetProperties,
  WidgetStyle,
} from '../index.ts'
export {
  APIKEY,
  addEventListener,
  Connection,
  checkScreenSharingCapability,
  checkSystemRequirements,
  DEBUG,
  debug,
  default,
  dispatchEvent,
  ERROR,
  Error,
  Event,
  ExceptionCodes,
  error,
  getActiveAudioOutputDevice,
  getAudioOutputDevices,
  getDevices,
  getErrorTitleByCode,
  getSupportedCodecs,
  getUserMedia,
  HAS_REQUIREMENTS,
  handleJsException,
  hasEndToEndEncryptionSupport,
  hasMediaProcessorSupport,
  INFO,
  info,
  initPublisher,
  initSession,
  LOG,
  listenerCount,
  log,
  NONE,
  NOT_HAS_REQUIREMENTS,
  off,
  on,
  once,
  Publisher,
  properties,
  publishers,
  registerScreenSharingExtension,
  removeEventListener,
  reportIssue,
  Session,
  SPAM,
  Stream,
  Subscriber,
  sessions,
  setAudioOutputDevice,
  setLogLevel,
  setProxyUrl,
  subscribers,
  unblockAudio,
  upgradeSystemRequirements,
  VideoOrientation,
  version,
  WARN,
  warn,
} from '../index.ts'

/** The test author's side of `OT`: in a page, of the world that the tabs of its origin share. */
export const simulator: Simulator = defaultWorld

/** The options of {@link joinWorld}: those of a simulator that the world does not settle by itself. */
export interface JoinWorldOptions
  extends Pick<SimulatorOptions, 'dialect' | 'seed' | 'uncaught' | 'view' | 'devices' | 'journalCap'> {
  /** Opens a line to the host. Default: the WebSocket of the page, or of Node from version 22 on. */
  readonly WebSocket?: SocketClass
}

const address: Shape<string> = thing(
  'the address that "npx fake-opentok serve" prints, such as ws://127.0.0.1:4005/',
  (value) => typeof value === 'string' && URL.canParse(value) && /^(ws|http)s?:$/.test(new URL(value).protocol),
)
const joinWorldParams = [
  param('address', address),
  param('options', optional(bag({ ...sharedOptionKeys, WebSocket: optional(aFunction<SocketClass>()) }))),
] satisfies ParamsOf<Parameters<typeof joinWorld>>

const isSocketClass = (value: unknown): value is SocketClass => typeof value === 'function'

function socketClass(given: JoinWorldOptions['WebSocket']): SocketClass {
  const found: unknown = given ?? Reflect.get(globalThis, 'WebSocket')
  if (isSocketClass(found)) return found
  throw new Error(
    "joinWorld() needs a WebSocket, and this Node has none. Install ws, and give it: joinWorld(address, { WebSocket }) with import { WebSocket } from 'ws'. Node has its own from version 22 on.",
  )
}

/**
 * Takes part in a world that `npx fake-opentok serve` hosts: people in other pages, browsers and machines are in the same
 * rooms, and what is armed at the service strikes the client that calls next. It goes by real time. What the host refuses rejects the
 * next `settled()`.
 *
 * @throws RangeError for an address or an option that is none, or cannot be; Error where there is no WebSocket.
 *
 * @example
 * const simulator = joinWorld('ws://127.0.0.1:4005/')
 * const { apiKey, sessionId, token } = await (await fetch('http://127.0.0.1:4005/session/lobby')).json()
 * simulator.OT.initSession(apiKey, sessionId).connect(token, (error) => {})
 */
export function joinWorld(...args: readonly [address: string, options?: JoinWorldOptions]): Simulator {
  demandArguments('joinWorld', joinWorldParams, args)
  const [given, { WebSocket: ownClass, ...others } = {}] = args
  const target = new URL(given).href.replace(/^http/, 'ws')
  const world = joinSharedWorld(servedWorld(target, socketClass(ownClass), version), others)
  tellThatSimulated(`fake-opentok/offline takes part in ${target}`, console)
  return world
}
