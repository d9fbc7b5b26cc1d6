/**
 * The fate of an exception that a completion handler throws:
 * - `throws-to-caller`: the method throws it to its caller;
 * - `rejects-with-it`: the promise of the call is rejected with it;
 * - `to-the-page`: the page sees it as an uncaught error, and the call tells nothing more: its promise stays pending;
 * - `ends-the-call`: no caller, no promise and no page gets it, and the call tells nothing more;
 * - `dropped`: no caller, no promise and no page gets it, and the call goes on as if the handler had returned.
 */
export type HandlerThrows = 'throws-to-caller' | 'rejects-with-it' | 'to-the-page' | 'ends-the-call' | 'dropped'

/**
 * The moment at which a call tells its completion handler:
 * - `refused`: with an error, before the method returns;
 * - `failed`: with an error, later;
 * - `succeeded`: without an error;
 * - `unchanged`: without an error, where there was nothing to do.
 */
export type TellingMoment = 'refused' | 'failed' | 'succeeded' | 'unchanged'

/** The fate of a handler's exception at each moment; a moment that is left out counts as `succeeded`. */
export type HandlerThrowsAt = Readonly<Record<'refused' | 'failed' | 'succeeded', HandlerThrows>> & {
  readonly unchanged?: HandlerThrows
}

/** How a method of the SDK is called, and how it tells what came of it (recorded: `returns` and `completion` of each case). */
export interface OperationRow {
  /** Takes a completion handler. */
  readonly completion: boolean
  /** The kind of promise that it returns; `thenable`: a promise of the SDK's own, whose rejection the page never sees. */
  readonly promise: 'none' | 'thenable' | 'native'
  /** Has a `.promise(...)` form, whose promise is rejected where the plain form calls its handler. */
  readonly promiseForm: boolean
  /** The requests that it makes, by the vocabulary's names. */
  readonly requests: readonly string[]
  /** Whether its failures are simulated; the others are data so far. */
  readonly live: boolean
  /** The fate of an exception that its completion handler throws; left out: it takes no handler. */
  readonly handlerThrows?: HandlerThrowsAt
}

/**
 * Every operation that the catalogue speaks of. `Session`, `Publisher` and `Subscriber` stand for what goes wrong in a
 * running session without any call.
 */
export const operations = {
  'OT.initSession': { completion: false, promise: 'none', promiseForm: false, requests: [], live: true },
  'OT.initPublisher': {
    completion: true,
    promise: 'none',
    promiseForm: true,
    requests: [],
    live: true,

    // Recorded: `live/throws/initPublisher-audio-and-video-off`, `OT.initPublisher/completion-throws`.
    handlerThrows: { refused: 'throws-to-caller', failed: 'dropped', succeeded: 'dropped' },
  },
  'OT.getDevices': {
    completion: true,
    promise: 'native',
    promiseForm: false,
    requests: [],
    live: true,

    // Recorded: `OT.getDevices/completion-throws`, `live/throws/getDevices-rejects`.
    handlerThrows: { refused: 'rejects-with-it', failed: 'rejects-with-it', succeeded: 'rejects-with-it' },
  },
  'OT.getUserMedia': { completion: false, promise: 'thenable', promiseForm: false, requests: [], live: true },
  'OT.getSupportedCodecs': { completion: false, promise: 'thenable', promiseForm: false, requests: [], live: true },
  'OT.handleJsException': { completion: false, promise: 'none', promiseForm: false, requests: [], live: true },
  'OT.registerScreenSharingExtension': {
    completion: false,
    promise: 'none',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'OT.reportIssue': {
    completion: true,
    promise: 'thenable',
    promiseForm: false,
    requests: ['logging'],
    live: true,

    // Recorded: `live/throws/reportIssue-failed`, `live/throws/reportIssue-succeeded`.
    handlerThrows: { refused: 'to-the-page', failed: 'to-the-page', succeeded: 'to-the-page' },
  },
  'OT.setAudioOutputDevice': { completion: false, promise: 'thenable', promiseForm: false, requests: [], live: true },
  'OT.setProxyUrl': { completion: false, promise: 'none', promiseForm: false, requests: [], live: true },
  'OT.unblockAudio': { completion: false, promise: 'thenable', promiseForm: false, requests: [], live: true },
  'Session.connect': {
    completion: true,
    promise: 'none',
    promiseForm: true,
    requests: ['config', 'sessionInfo', 'connection.create'],
    live: true,

    // Recorded: `session.connect/completion-throws`, `session.connect/ok-completion-throws`.
    handlerThrows: { refused: 'dropped', failed: 'dropped', succeeded: 'dropped' },
  },
  'Session.disconnect': { completion: false, promise: 'thenable', promiseForm: false, requests: [], live: true },
  'Session.publish': {
    completion: true,
    promise: 'none',
    promiseForm: true,
    requests: ['stream.create', 'stream.offer', 'stream.candidate'],
    live: true,

    // Recorded: `session.publish/not-connected-completion-throws`, `session.publish/completion-throws`, `live/throws/publish-refused`.
    handlerThrows: { refused: 'throws-to-caller', failed: 'dropped', succeeded: 'dropped' },
  },
  'Session.subscribe': {
    completion: true,
    promise: 'none',
    promiseForm: true,
    requests: ['subscriber.create', 'subscriber.answer', 'subscriber.candidate'],
    live: true,

    // Recorded: `live/throws/subscribe-not-connected`, `live/throws/subscribe-refused`, `session.subscribe/completion-throws`.
    handlerThrows: { refused: 'throws-to-caller', failed: 'ends-the-call', succeeded: 'dropped' },
  },
  'Session.signal': {
    completion: true,
    promise: 'thenable',
    promiseForm: false,
    requests: ['signal.signal'],
    live: true,

    // Recorded: `session.signal/not-connected-completion-throws`, `live/throws/signal-succeeded`.
    handlerThrows: { refused: 'rejects-with-it', failed: 'to-the-page', succeeded: 'to-the-page' },
  },
  'Session.forceDisconnect': {
    completion: true,
    promise: 'thenable',
    promiseForm: false,
    requests: ['connection.delete'],
    live: true,

    // Recorded: `session.forceDisconnect/completion-throws`, `live/throws/forceDisconnect-refused`.
    handlerThrows: { refused: 'rejects-with-it', failed: 'to-the-page', succeeded: 'to-the-page' },
  },
  'Session.forceUnpublish': {
    completion: true,
    promise: 'thenable',
    promiseForm: false,
    requests: ['stream.delete'],
    live: true,

    // As `Session.forceDisconnect`; not recorded itself.
    handlerThrows: { refused: 'rejects-with-it', failed: 'to-the-page', succeeded: 'to-the-page' },
  },
  'Session.forceMuteStream': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: ['stream.update'],
    live: true,
  },
  'Session.forceMuteAll': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: ['session.update'],
    live: true,
  },
  'Session.disableForceMute': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: ['session.update'],
    live: true,
  },
  'Session.unpublish': {
    completion: false,
    promise: 'none',
    promiseForm: false,
    requests: ['stream.delete'],
    live: true,
  },
  'Session.unsubscribe': {
    completion: false,
    promise: 'none',
    promiseForm: false,
    requests: ['subscriber.delete'],
    live: true,
  },
  'Session.getPublisherForStream': { completion: false, promise: 'none', promiseForm: false, requests: [], live: true },
  'Session.getSubscribersForStream': {
    completion: false,
    promise: 'none',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Session.setIceConfig': { completion: false, promise: 'thenable', promiseForm: false, requests: [], live: true },
  'Session.setEncryptionSecret': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Session.reportIssue': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: ['logging'],
    live: true,

    // Of the handler of `OT.reportIssue()`, where there is a session (recorded: `live/programs/reportIssue-throws-with-session`).
    handlerThrows: { refused: 'ends-the-call', failed: 'ends-the-call', succeeded: 'ends-the-call' },
  },
  'Session.on': { completion: false, promise: 'none', promiseForm: false, requests: [], live: true },
  'Session.dispatchEvent': { completion: false, promise: 'none', promiseForm: false, requests: [], live: true },
  'Publisher.setVideoSource': { completion: false, promise: 'thenable', promiseForm: false, requests: [], live: true },
  'Publisher.cycleVideo': { completion: false, promise: 'thenable', promiseForm: false, requests: [], live: true },
  'Publisher.setAudioSource': { completion: false, promise: 'thenable', promiseForm: false, requests: [], live: true },
  'Publisher.publishAudio': { completion: false, promise: 'none', promiseForm: true, requests: [], live: true },
  'Publisher.publishVideo': {
    completion: true,
    promise: 'none',
    promiseForm: true,
    requests: [],
    live: true,

    // Recorded: `live/throws/publishVideo-destroyed`, `live/throws/publishVideo-off`, `live/throws/publishVideo-unchanged`.
    handlerThrows: { refused: 'dropped', failed: 'dropped', succeeded: 'dropped', unchanged: 'to-the-page' },
  },
  'Publisher.getStats': {
    completion: true,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,

    // Recorded: `live/publisher/ready/getStats-completion-throws`, `live/throws/publisher.getStats-succeeded`.
    handlerThrows: { refused: 'dropped', failed: 'dropped', succeeded: 'dropped' },
  },
  'Publisher.getRtcStatsReport': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Publisher.setPreferredResolution': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Publisher.setPreferredFrameRate': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Publisher.setVideoContentHint': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Publisher.setMaxVideoBitrate': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Publisher.setVideoBitratePreset': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Publisher.setTargetScalabilityMode': {
    completion: false,
    promise: 'none',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Publisher.applyVideoFilter': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Publisher.applyAudioFilter': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Publisher.setVideoMediaProcessorConnector': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Publisher.setAudioMediaProcessorConnector': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Subscriber.getStats': {
    completion: true,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,

    // Recorded: `live/throws/subscriber.getStats-destroyed`, `live/throws/subscriber.getStats-succeeded`.
    handlerThrows: { refused: 'ends-the-call', failed: 'ends-the-call', succeeded: 'rejects-with-it' },
  },
  'Subscriber.getRtcStatsReport': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Subscriber.setPreferredResolution': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Subscriber.setPreferredFrameRate': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Subscriber.setAudioVolume': { completion: false, promise: 'none', promiseForm: true, requests: [], live: true },
  'Subscriber.subscribeToAudio': { completion: false, promise: 'none', promiseForm: true, requests: [], live: true },
  'Subscriber.subscribeToVideo': { completion: false, promise: 'none', promiseForm: true, requests: [], live: true },
  'Subscriber.subscribeToCaptions': {
    completion: false,
    promise: 'native',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Subscriber.restrictFrameRate': { completion: false, promise: 'none', promiseForm: true, requests: [], live: true },
  'Subscriber.setCaptionsTranslationLanguage': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Subscriber.setVideoMediaProcessorConnector': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  'Subscriber.setAudioMediaProcessorConnector': {
    completion: false,
    promise: 'thenable',
    promiseForm: false,
    requests: [],
    live: true,
  },
  Session: { completion: false, promise: 'none', promiseForm: false, requests: [], live: true },
  Publisher: { completion: false, promise: 'none', promiseForm: false, requests: [], live: true },
  Subscriber: { completion: false, promise: 'none', promiseForm: false, requests: [], live: true },
} as const

/** A method of the SDK, or a running object. */
export type Operation = keyof typeof operations

/** Whether a text names an operation. */
export const isOperation = (text: string): text is Operation => Object.hasOwn(operations, text)

/**
 * How an operation is called.
 *
 * @example
 * operationOf('Session.signal').promise // 'thenable'
 */
export const operationOf = (operation: Operation): OperationRow => operations[operation]
