/** The calls of the SDK that this page makes. */
export type Operation =
  | 'connect'
  | 'initPublisher'
  | 'publish'
  | 'subscribe'
  | 'signal'
  | 'forceDisconnect'
  | 'forceUnpublish'
  | 'forceMuteStream'
  | 'forceMuteAll'

/** An error of the SDK, as far as it tells what went wrong: it has a code, which its types leave out. */
export interface SdkError {
  readonly name: string
  readonly code?: unknown
}

/** Sentences by the name or the code of an error. */
type Sentences = Readonly<Record<string, string>>

const notPermitted = 'Only a moderator may do this.'
const notInCall = 'You are not in the call. Join it first.'
const cannotPlay = 'This browser cannot play the picture. Update it.'
const unreachable = 'The call cannot be reached. Try again in a moment.'
const cameraDenied = 'The browser may not use your camera or microphone. Allow it in the address bar.'

/** What an error means whichever call it comes from. */
const anywhere: Sentences = {
  OT_AUTHENTICATION_ERROR: 'Your invitation is not valid any more. Ask for a new one.',
  1004: 'Your invitation is not valid any more. Ask for a new one.',
  OT_NOT_CONNECTED: notInCall,
  1010: notInCall,
  OT_PERMISSION_DENIED: notPermitted,
  OT_INVALID_PARAMETER: 'This page asked for something impossible. Reload it.',
  OT_PROXY_URL_ALREADY_SET_ERROR: 'This page asked for something impossible. Reload it.',
  1011: 'This page asked for something impossible. Reload it.',
  OT_UNEXPECTED_SERVER_RESPONSE: 'The video service gave an answer that makes no sense. Try again.',
  2001: 'The video service gave an answer that makes no sense. Try again.',
  2000: 'The video service has a problem of its own. Try again later.',
  OT_TIMEOUT: 'The video service took too long to answer. Try again.',
  OT_ICE_WORKFLOW_FAILED: 'Your network lets no video through. Try another network.',
  OT_CREATE_PEER_CONNECTION_FAILED: 'Your browser cannot open a path for video. Restart it.',
  OT_SET_REMOTE_DESCRIPTION_FAILED: 'Your browser does not understand the other side. Update it.',
  OT_MEDIA_ERR_ABORTED: cannotPlay,
  OT_MEDIA_ERR_NETWORK: cannotPlay,
  OT_MEDIA_ERR_DECODE: cannotPlay,
  OT_MEDIA_ERR_SRC_NOT_SUPPORTED: cannotPlay,
  1013: cannotPlay,
  OT_CANCEL: 'This was stopped before it was done.',
  1500: 'Your camera cannot be shown.',
  1501: 'Their picture cannot be shown.',
}

const capture: Sentences = {
  OT_USER_MEDIA_ACCESS_DENIED: cameraDenied,
  OT_NO_DEVICES_FOUND: 'No camera or microphone was found. Plug one in.',
  OT_HARDWARE_UNAVAILABLE: 'Another program uses your camera or microphone. Close it.',
  OT_CONSTRAINTS_NOT_SATISFIED: 'Your camera or microphone cannot do what was asked of it.',
  OT_UNABLE_TO_CAPTURE_MEDIA: 'Your camera or microphone gave no picture or sound.',
  OT_NO_VALID_CONSTRAINTS: 'Your camera or microphone cannot do what was asked of it.',
  OT_REQUESTED_DEVICE_PERMISSION_DENIED: cameraDenied,
  OT_MEDIA_ENDED: 'Your camera was switched off before it could be shown.',
  OT_NOT_SUPPORTED: 'This browser cannot take pictures or sound.',
  OT_MEDIA_ERR_ABORTED: 'Your camera or microphone stopped before it began.',
  OT_CHROME_MICROPHONE_ACQUISITION_ERROR: 'Your microphone gives no sound. Restart the browser.',
}

/** What an error means for one call; goes before {@link anywhere}. */
const ofCall: Readonly<Record<Operation, Sentences>> = {
  connect: {
    OT_NOT_CONNECTED: 'You are offline. Check your network, then join again.',
    OT_INVALID_SESSION_ID: 'This room is not open. Check its name.',
    1005: 'This room is not open. Check its name.',
    OT_CONNECT_FAILED: unreachable,
    1006: unreachable,
    OT_SOCKET_CLOSE_TIMEOUT: unreachable,
    OT_SOCKET_CLOSE_FALLBACK_CODE: unreachable,
    OT_TERMS_OF_SERVICE_FAILURE: 'The video service does not serve the place that you are in.',
    1026: 'The video service does not serve the place that you are in.',
    OT_CONNECTION_LIMIT_EXCEEDED: 'The room is full.',
    1027: 'The room is full.',
    OT_UNSUPPORTED_BROWSER: 'This browser cannot take part in an encrypted call.',
    OT_INVALID_ENCRYPTION_SECRET: "The room's secret is too short or too long.",
  },
  initPublisher: {
    ...capture,
    OT_AUTHENTICATION_ERROR: 'You may not use the camera with this invitation.',
    1004: 'You may not use the camera with this invitation.',
  },
  publish: {
    ...capture,
    OT_PERMISSION_DENIED: 'You may watch this call, but not show yourself.',
    OT_INVALID_PARAMETER: 'Your camera is on already.',
    1011: 'Your camera is on already.',
    OT_STREAM_CREATE_FAILED: 'The call takes no more cameras.',
    1601: 'Your browser could not send your picture. Restart it.',
  },
  subscribe: {
    OT_STREAM_NOT_FOUND: 'They switched their camera off.',
    OT_STREAM_DESTROYED: 'They switched their camera off.',
    OT_UNABLE_TO_SUBSCRIBE: 'Their picture cannot be shown.',
    OT_DISCONNECTED: 'The way to them broke. Join again.',
    OT_STREAM_LIMIT_EXCEEDED: 'You are watching as many cameras as the call allows.',
    1600: 'Your browser could not receive their picture. Restart it.',
  },
  signal: {
    OT_NOT_CONNECTED: 'Your message was not sent: you, or they, are not in the call.',
    OT_NOT_FOUND: 'Your message was not sent: they have left.',
    OT_PERMISSION_DENIED: 'You may not write in this room.',
    OT_RATE_LIMIT_EXCEEDED: 'Your message was not sent: you write too fast.',
    404: 'Your message was not sent: they have left.',
    413: 'Your message was not sent: it is too long.',
    500: 'Your message was not sent: you, or they, are not in the call.',
    1510: 'Your message was not sent: you, or they, are not in the call.',
  },
  forceDisconnect: { 1520: notPermitted },
  forceUnpublish: {
    OT_NOT_FOUND: 'Their camera is off already.',
    1530: notPermitted,
    1535: 'Their camera is off already.',
  },
  forceMuteStream: { OT_NOT_FOUND: 'Their camera is off already.', 1540: notPermitted },
  forceMuteAll: { OT_NOT_FOUND: 'The room is closed.', 1540: notPermitted },
}

const doing: Readonly<Record<Operation, string>> = {
  connect: 'Joining',
  initPublisher: 'Starting the camera',
  publish: 'Showing your camera',
  subscribe: 'Watching a camera',
  signal: 'Sending your message',
  forceDisconnect: 'Sending somebody out',
  forceUnpublish: 'Stopping a camera',
  forceMuteStream: 'Muting somebody',
  forceMuteAll: 'Muting everybody',
}

const sentenceIn = (sentences: Sentences, { name, code }: SdkError): string | undefined =>
  sentences[name] ?? sentences[String(code)]

/** What a person is told of an error: by its name, as the reference recommends, else by its code, as the guide does. */
export function explain(operation: Operation, error: SdkError): string {
  const known = sentenceIn(ofCall[operation], error) ?? sentenceIn(anywhere, error)
  return known ?? `${doing[operation]} failed (${error.name}, ${String(error.code ?? 'no code')}).`
}
