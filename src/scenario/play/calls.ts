import { isOperation, operationOf, operations } from '../../contract/operations.ts'
import type { Json } from '../values.ts'

/** Methods that cannot fail, and that a scenario needs all the same. */
const unfailing = ['Publisher.destroy', 'Publisher.on'] as const

/** The methods that a step may call: those of the catalogue. */
export const callables: readonly string[] = [
  ...Object.keys(operations).filter((operation) => operation.includes('.')),
  ...unfailing,
]

/** The kinds of objects that a step can be made on. */
export type ObjectKind = 'session' | 'publisher' | 'subscriber'

/** The objects that calls return, on which later steps are made. */
export const makes: Readonly<Record<string, ObjectKind>> = {
  'OT.initSession': 'session',
  'OT.initPublisher': 'publisher',
  'Session.publish': 'publisher',
  'Session.subscribe': 'subscriber',
}

/** The kind of object that a method is called on; null for those of OT. */
export function ownerOf(call: string): ObjectKind | null {
  if (call.startsWith('OT.')) return null
  return call.startsWith('Publisher.') ? 'publisher' : call.startsWith('Subscriber.') ? 'subscriber' : 'session'
}

/** Calls that have a `.promise(...)` form. */
export const promised: readonly string[] = callables.filter(
  (call) => isOperation(call) && operationOf(call).promiseForm,
)

const anyStream: Json = { $stream: true }

/** The usual arguments of a call, without its completion handler. */
const usual: Readonly<Record<string, readonly Json[]>> = {
  'OT.initSession': [{ $given: 'apiKey' }, { $given: 'sessionId' }],
  'OT.initPublisher': [null, {}],
  'Session.connect': [{ $given: 'token' }],
  'Session.publish': [{ $publisher: true }],
  'Session.unpublish': [{ $publisher: true }],
  'Session.subscribe': [anyStream],
  'Session.unsubscribe': [{ $subscriber: true }],
  'Session.signal': [{ type: 'chat', data: 'hello' }],
  'Session.forceDisconnect': [{ $connection: true }],
  'Session.forceUnpublish': [anyStream],
  'Session.forceMuteStream': [anyStream],
  'Session.getPublisherForStream': [{ $stream: 'own' }],
  'Session.getSubscribersForStream': [anyStream],
  'Session.setEncryptionSecret': ['a long enough secret'],
  'Session.setIceConfig': [{ customServers: [] }],
  'Session.on': ['sessionConnected', { $function: true }],
  'OT.getUserMedia': [{}],
  'OT.setAudioOutputDevice': ['default'],
  'OT.setProxyUrl': ['https://proxy.example'],
  'Publisher.setVideoSource': ['camera-1'],
  'Publisher.setAudioSource': ['default'],
  'Publisher.publishAudio': [true],
  'Publisher.publishVideo': [true],
  'Publisher.setPreferredResolution': [{ width: 320, height: 240 }],
  'Publisher.setPreferredFrameRate': [15],
  'Publisher.setVideoContentHint': ['motion'],
  'Publisher.setMaxVideoBitrate': [500_000],
  'Publisher.setVideoBitratePreset': ['default'],
  'Publisher.setTargetScalabilityMode': ['L1T3'],
  'Publisher.applyVideoFilter': [{ type: 'backgroundBlur', blurStrength: 'low' }],
  'Publisher.applyAudioFilter': [{ type: 'advancedNoiseSuppression' }],
  'Subscriber.setPreferredResolution': [{ width: 320, height: 240 }],
  'Subscriber.setPreferredFrameRate': [15],
  'Subscriber.restrictFrameRate': [true],
  'Subscriber.setAudioVolume': [50],
  'Subscriber.subscribeToAudio': [true],
  'Subscriber.subscribeToVideo': [true],
  'Subscriber.subscribeToCaptions': [true],
  'Subscriber.setCaptionsTranslationLanguage': ['en'],
}

/** The arguments of a step that names none. */
export const usualArguments = (call: string): readonly Json[] => usual[call] ?? []

const completing: ReadonlySet<string> = new Set(
  Object.keys(operations).filter((operation) => isOperation(operation) && operationOf(operation).completion),
)

/** Whether a call takes a completion handler. */
export const takesHandler = (call: string): boolean => completing.has(call)
