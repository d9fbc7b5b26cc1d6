/** An error of the SDK, as far as it is told to the person. */
export interface ToldError {
  readonly name: string
  readonly code?: number | string | undefined
  readonly message: string
}

/** What the person is told: what is the matter, what they can do, and whether to try again makes sense. */
export interface Wording {
  readonly title: string
  readonly advice: string
  readonly canRetry: boolean
}

/** What the application was about when the error came. */
export type Doing = 'joining' | 'camera' | 'screen' | 'publishing' | 'watching' | 'chatting' | 'moderating'

const again = true
const never = false

const say = (title: string, advice: string, canRetry: boolean): Wording => ({ title, advice, canRetry })

const network = say(
  'The connection could not be made',
  'Look whether you are online. A company network may block calls: try another one.',
  again,
)
const service = say('The service did not answer as it should', 'Wait a moment and try again.', again)
const browser = say('Your browser cannot do this', 'Use a current version of Chrome, Edge, Firefox or Safari.', never)
const device = say(
  'The camera or the microphone could not be used',
  'Close other programs that use it, plug it in again, or choose another one under Devices.',
  again,
)
const media = say('The picture could not be shown', 'Try again. If it happens often, restart the browser.', again)

/** By the name of an error: names are the same in the documentation and in the SDK where codes are not. */
const byName: Readonly<Record<string, Wording>> = {
  OT_AUTHENTICATION_ERROR: say(
    'Your invitation is not valid any more',
    'It has expired or is for another meeting. Load the page anew to get another one.',
    again,
  ),
  OT_INVALID_SESSION_ID: say(
    'There is no such meeting',
    'Look whether the link is complete, or ask for a new one.',
    never,
  ),
  OT_CONNECT_FAILED: network,
  OT_NOT_CONNECTED: say('You are not in the meeting', 'Join again.', again),
  OT_EMPTY_RESPONSE_BODY: service,
  OT_BADLY_FORMED_RESPONSE: service,
  OT_XDOMAIN_OR_PARSING_ERROR: network,
  OT_INVALID_HTTP_STATUS: service,
  OT_UNEXPECTED_ERROR_CODE: service,
  OT_UNEXPECTED_SERVER_RESPONSE: service,
  OT_SOCKET_CLOSE_FALLBACK_CODE: network,
  OT_SOCKET_CLOSE_TIMEOUT: network,
  OT_TERMS_OF_SERVICE_FAILURE: say(
    'The terms of service were not accepted',
    'The organiser has to accept them.',
    never,
  ),
  OT_CONNECTION_LIMIT_EXCEEDED: say('The meeting is full', 'Wait until somebody leaves, and try again.', again),
  OT_INVALID_ENCRYPTION_SECRET: say(
    'The key of this meeting is not right',
    'Ask the organiser for the right one.',
    never,
  ),
  OT_UNSUPPORTED_BROWSER: browser,
  OT_USER_MEDIA_ACCESS_DENIED: say(
    'The page may not use your camera and microphone',
    'Allow both in the address bar of the browser, then try again.',
    again,
  ),
  OT_NO_DEVICES_FOUND: say('No camera or microphone was found', 'Plug one in, then try again.', again),
  OT_HARDWARE_UNAVAILABLE: device,
  OT_CONSTRAINTS_NOT_SATISFIED: say('This device cannot be used', 'Choose another one under Devices.', again),
  OT_NO_VALID_CONSTRAINTS: say('Neither camera nor microphone is on', 'Switch at least one of them on.', again),
  OT_UNABLE_TO_CAPTURE_MEDIA: device,
  OT_UNABLE_TO_CAPTURE_SCREEN: say(
    'The screen could not be shared',
    'Choose a window or a screen, then try again.',
    again,
  ),
  OT_NOT_SUPPORTED: browser,
  OT_CHROME_MICROPHONE_ACQUISITION_ERROR: say(
    'The microphone could not be used',
    'Restart the browser, then try again.',
    again,
  ),
  OT_SCREEN_SHARING_NOT_SUPPORTED: browser,
  OT_SCREEN_SHARING_EXTENSION_NOT_REGISTERED: browser,
  OT_SCREEN_SHARING_EXTENSION_NOT_INSTALLED: say(
    'Sharing needs an extension',
    'Install it, load the page anew and try again.',
    never,
  ),
  OT_MEDIA_ERR_ABORTED: media,
  OT_MEDIA_ERR_DECODE: media,
  OT_MEDIA_ERR_NETWORK: media,
  OT_MEDIA_ERR_SRC_NOT_SUPPORTED: browser,
  OT_MEDIA_ENDED: say('The camera has stopped', 'Switch it on again.', again),
  OT_STREAM_CREATE_FAILED: say(
    'Your picture could not be shown to the others',
    'The meeting may have too many pictures. Try again later.',
    again,
  ),
  OT_STREAM_LIMIT_EXCEEDED: say(
    'There are too many pictures in this meeting',
    'Wait until somebody switches theirs off.',
    again,
  ),
  OT_STREAM_NOT_FOUND: say('This person has just left', 'There is nothing to do.', never),
  OT_STREAM_DESTROYED: say('This person has just left', 'There is nothing to do.', never),
  OT_UNABLE_TO_SUBSCRIBE: say(
    'A picture could not be shown',
    'Its key or its format is another one. Try again.',
    again,
  ),
  OT_DISCONNECTED: say('A picture was lost', 'The other person has gone, or their network. Try again.', again),
  OT_TIMEOUT: say('It took too long', 'The network may be slow. Try again.', again),
  OT_ICE_WORKFLOW_FAILED: say(
    'Picture and sound do not get through',
    'A firewall is likely in the way: try another network, or ask for TURN over TCP port 443.',
    again,
  ),
  OT_CREATE_PEER_CONNECTION_FAILED: browser,
  OT_SET_REMOTE_DESCRIPTION_FAILED: media,
  OT_INVALID_AUDIO_OUTPUT_SOURCE: say('This speaker cannot be used', 'Choose another one.', again),
  OT_PERMISSION_DENIED: say('You are not allowed to do this', 'Ask a moderator.', never),
  OT_NOT_FOUND: say('This person has just left', 'There is nothing to do.', never),
  OT_RATE_LIMIT_EXCEEDED: say('You write faster than the service takes it', 'Wait a moment and send it again.', again),
  OT_INVALID_PARAMETER: say('This could not be done', 'The page asked for something impossible. Load it anew.', never),
  OT_CANCEL: say('It was stopped', 'You can start it again.', again),
}

/** By its code, where an error has no name of its own. */
const byCode: Readonly<Record<string, Wording>> = {
  1004: byName['OT_AUTHENTICATION_ERROR'] ?? service,
  1005: byName['OT_INVALID_SESSION_ID'] ?? service,
  1006: network,
  1500: device,
  1553: byName['OT_ICE_WORKFLOW_FAILED'] ?? media,
  1554: byName['OT_ICE_WORKFLOW_FAILED'] ?? media,
  2001: service,
}

const otherwise: Readonly<Record<Doing, Wording>> = {
  joining: say('You could not join', 'Try again in a moment.', again),
  camera: device,
  screen: say('The screen could not be shared', 'Try again.', again),
  publishing: say('The others cannot see you', 'Try again in a moment.', again),
  watching: say('A picture could not be shown', 'Try again in a moment.', again),
  chatting: say('Your message was not sent', 'Try again in a moment.', again),
  moderating: say('This did not work', 'Try again in a moment.', again),
}

/** What a person is told about an error, by its name, else its code, else what they were about. */
export const wordingFor = (doing: Doing, { name, code }: ToldError): Wording =>
  byName[name] ?? byCode[String(code)] ?? otherwise[doing]

/** Why a session ended, by the reason of `sessionDisconnected`. */
export const endings: Readonly<Record<string, string>> = {
  clientDisconnected: 'You left the meeting',
  forceDisconnected: 'A moderator removed you from the meeting',
  networkDisconnected: 'The connection was lost, and the meeting went on without you',
  mediaIdle: 'You were sent away, since you neither showed nor watched anything for hours',
}
