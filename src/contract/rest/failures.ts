import type { RestOperation } from './operations.ts'

/** One way in which a request over HTTP is refused. */
export interface RestFailureRow {
  readonly status: number
  /** The code in the body of the answer. */
  readonly code: number
  /** `natural`: it comes about by itself in a simulated world. `fault-only`: a test author has to ask for it. */
  readonly cause: 'natural' | 'fault-only'
  /** `documented`: the contract lists the status for this request. `assumed`: it does not. */
  readonly known: 'documented' | 'assumed'
  readonly when: string
  readonly remedy: string
}

/** Every failure of the service's HTTP face, by request and by slug; its id is `rest/<request>/<slug>`. */
export const restFailures = {
  createSession: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'assumed',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'assumed',
      when: 'The form asks for an archive mode, a media mode, a location, an archive name or an archive resolution that there is not, or for automatic archives of a relayed or encrypted session.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
  },
  signalSession: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The signal has no data, its type or data is no text, or the type has characters other than letters, digits and "-._~"; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'connection-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'Nobody is connected to the session.',
      remedy: 'Look who is connected first; people leave at any time.',
    },
    'too-large': {
      status: 413,
      code: 413,
      cause: 'natural',
      known: 'documented',
      when: 'The type is longer than 128 bytes, or the data is larger than 8 kB.',
      remedy: 'Send a reference to the data, and keep the data on your own server.',
    },
  },
  signalConnection: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The signal has no data, its type or data is no text, or the type has characters other than letters, digits and "-._~"; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'connection-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'The connection is not in the session.',
      remedy: 'Look who is connected first; people leave at any time.',
    },
    'too-large': {
      status: 413,
      code: 413,
      cause: 'natural',
      known: 'documented',
      when: 'The type is longer than 128 bytes, or the data is larger than 8 kB.',
      remedy: 'Send a reference to the data, and keep the data on your own server.',
    },
  },
  forceDisconnect: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The session id or the connection id is malformed.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'connection-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'The connection is not in the session.',
      remedy: 'Take it as done: the person has left already.',
    },
  },
  getStream: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The session id is malformed.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'session-without-streams': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'Nobody publishes in the session.',
      remedy: 'Wait until somebody publishes.',
    },
    'invalid-stream-id': {
      status: 408,
      code: 408,
      cause: 'natural',
      known: 'documented',
      when: 'Streams are published in the session, and the one of this id is not among them.',
      remedy: 'Take it as gone.',
    },
  },
  listStreams: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The session id is malformed.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'session-without-streams': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'Nobody publishes in the session.',
      remedy: 'Take it as an empty list.',
    },
    'timed-out': {
      status: 408,
      code: 408,
      cause: 'fault-only',
      known: 'documented',
      when: 'The service did not find the streams in time.',
      remedy: 'Ask again.',
    },
  },
  setStreamLayouts: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The body is not { items: [{ id, layoutClassList }] }, or a stream is not in the session; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
  },
  muteStream: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The session id or the stream id is malformed.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'stream-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'The session or the stream is unknown.',
      remedy: 'Take it as done: the stream is gone.',
    },
  },
  muteSession: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The body has no "active" that is true or false, or excludedStreamIds is no list of texts; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'session-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'Nobody is connected to the session.',
      remedy: 'Take it as done: there is nobody to mute.',
    },
  },
  listConnections: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The session id is malformed.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'session-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'The session is unknown: neither made nor ever joined.',
      remedy: 'Look which session you mean.',
    },
    'server-error': {
      status: 500,
      code: 500,
      cause: 'fault-only',
      known: 'documented',
      when: 'The service failed.',
      remedy: 'Ask again after a while.',
    },
  },
  migrateSession: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The session id is malformed.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'nobody-connected': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'Nobody is connected to the session.',
      remedy: 'There is nobody to move; the next client comes to a new server by itself.',
    },
    'token-not-authorized': {
      status: 403,
      code: 10002,
      cause: 'natural',
      known: 'documented',
      when: 'The token may not be used for this application.',
      remedy: 'Make the token with the application of the path.',
    },
    'already-migrating': {
      status: 409,
      code: 15214,
      cause: 'natural',
      known: 'documented',
      when: 'The session is being moved at this moment.',
      remedy: 'Wait for the migration that is under way.',
    },
    'too-soon': {
      status: 409,
      code: 15215,
      cause: 'natural',
      known: 'documented',
      when: 'The session was made, or moved, too short a time ago.',
      remedy: 'Ask again in a minute.',
    },
    'server-error': {
      status: 500,
      code: 500,
      cause: 'fault-only',
      known: 'documented',
      when: 'The service failed.',
      remedy: 'Ask again after a while.',
    },
  },
  listArchives: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
  },
  startArchive: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The session id is malformed, or a property is not possible: resolution, outputMode, a resolution for individual streams, maxBitrate, layout, streamMode; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'session-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'The session is unknown, or nobody is connected to it.',
      remedy: 'Start the archive once somebody has connected.',
    },
    'relayed-session': {
      status: 409,
      code: 409,
      cause: 'natural',
      known: 'documented',
      when: 'The session is relayed: media goes between the clients, where nothing can record it.',
      remedy: 'Make the session with the media mode "routed".',
    },
    'already-recording': {
      status: 409,
      code: 409,
      cause: 'natural',
      known: 'documented',
      when: 'An archive of the session runs already, and one of the two has no multiArchiveTag.',
      remedy: 'Use the archive that runs, or give each a tag.',
    },
    'tag-not-unique': {
      status: 409,
      code: 409,
      cause: 'natural',
      known: 'documented',
      when: 'An archive of the session with the same multiArchiveTag runs already.',
      remedy: 'Give each archive a tag of its own.',
    },
    'already-composed': {
      status: 409,
      code: 15001,
      cause: 'fault-only',
      known: 'documented',
      when: 'The session is recorded in composed form already.',
      remedy: 'Use the archive that runs.',
    },
  },
  getArchive: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The archive id is malformed.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'archive-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'assumed',
      when: 'There is no archive of this id.',
      remedy: 'Look which archive you mean; listArchives knows them.',
    },
  },
  deleteArchive: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'archive-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'assumed',
      when: 'There is no archive of this id.',
      remedy: 'Look which archive you mean; listArchives knows them.',
    },
    'not-finished': {
      status: 409,
      code: 409,
      cause: 'natural',
      known: 'documented',
      when: 'The archive is neither uploaded, available nor deleted.',
      remedy: 'Stop it, and wait until its status is "available".',
    },
  },
  selectArchiveStreams: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The archive chooses its streams itself (streamMode "auto"), or the body names no stream; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'archive-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'There is no archive of this id, or no such stream.',
      remedy: 'Look which archive you mean; listArchives knows them.',
    },
    'unsupported-stream-mode': {
      status: 405,
      code: 405,
      cause: 'fault-only',
      known: 'assumed',
      when: 'The archive chooses its streams itself; the OpenTok server SDKs know this status, the contract has 400.',
      remedy: 'Start the archive with streamMode "manual".',
    },
  },
  stopArchive: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The archive id is malformed.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'archive-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'There is no archive of this id.',
      remedy: 'Look which archive you mean; listArchives knows them.',
    },
    'not-recording': {
      status: 409,
      code: 409,
      cause: 'natural',
      known: 'documented',
      when: 'The archive is not being recorded any more.',
      remedy: 'Take it as done.',
    },
  },
  setArchiveLayout: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The layout is not possible, or the archive is not composed; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'archive-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'assumed',
      when: 'There is no archive of this id.',
      remedy: 'Look which archive you mean; listArchives knows them.',
    },
  },
  dial: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The session id is malformed, or the SIP URI is missing or none; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'session-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'The session is unknown, or nobody is connected to it.',
      remedy: 'Dial once somebody has connected.',
    },
    'relayed-session': {
      status: 409,
      code: 409,
      cause: 'natural',
      known: 'documented',
      when: 'The session is relayed.',
      remedy: 'Make the session with the media mode "routed".',
    },
    'server-error': {
      status: 500,
      code: -1,
      cause: 'fault-only',
      known: 'documented',
      when: 'The call could not be made.',
      remedy: 'Try again; the contract allows it.',
    },
  },
  playDtmf: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The digits are missing or none of 0-9, *, # and p, or the session id is malformed; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'session-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'Nobody is connected to the session.',
      remedy: 'Play the tones while the call goes on.',
    },
  },
  playDtmfToConnection: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The digits are missing or none of 0-9, *, # and p, or the session id is malformed; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'connection-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'The connection is not in the session.',
      remedy: 'Play the tones while the call goes on.',
    },
  },
  listBroadcasts: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
  },
  startBroadcast: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The session id is malformed, nobody is connected, or a property is not possible: outputs, more than five RTMP targets, a target without serverUrl or streamName, lowLatency beside dvr, layout, resolution, maxDuration, maxBitrate; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'already-started': {
      status: 409,
      code: 409,
      cause: 'natural',
      known: 'documented',
      when: 'A broadcast of the session runs already, and one of the two has no multiBroadcastTag.',
      remedy: 'Use the broadcast that runs, or give each a tag.',
    },
    'tag-not-unique': {
      status: 409,
      code: 409,
      cause: 'natural',
      known: 'documented',
      when: 'A broadcast of the session with the same multiBroadcastTag runs already.',
      remedy: 'Give each broadcast a tag of its own.',
    },
  },
  getBroadcast: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'broadcast-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'assumed',
      when: 'There is no broadcast of this id.',
      remedy: 'Look which broadcast you mean; listBroadcasts knows them.',
    },
  },
  stopBroadcast: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The broadcast id is malformed.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'broadcast-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'There is no broadcast of this id, or it has ended.',
      remedy: 'Look which broadcast you mean; listBroadcasts knows them.',
    },
  },
  setBroadcastLayout: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The layout is not possible; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'broadcast-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'There is no broadcast of this id.',
      remedy: 'Look which broadcast you mean; listBroadcasts knows them.',
    },
  },
  selectBroadcastStreams: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The broadcast chooses its streams itself (streamMode "auto"), or the body names no stream; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'broadcast-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'There is no broadcast of this id, or no such stream.',
      remedy: 'Look which broadcast you mean; listBroadcasts knows them.',
    },
  },
  startCaptions: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The session id is malformed, or a property is not possible: languageCode, maxDuration, partialCaptions, statusCallbackUrl; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'already-started': {
      status: 409,
      code: 409,
      cause: 'natural',
      known: 'documented',
      when: 'Captions run for the session already.',
      remedy: 'Use those that run.',
    },
    'server-error': {
      status: 500,
      code: 500,
      cause: 'fault-only',
      known: 'documented',
      when: 'The service failed.',
      remedy: 'Try again.',
    },
  },
  stopCaptions: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'captions-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'There are no captions of this id, or they have ended.',
      remedy: 'Take it as done.',
    },
    'server-error': {
      status: 500,
      code: 500,
      cause: 'fault-only',
      known: 'documented',
      when: 'The service failed.',
      remedy: 'Try again.',
    },
  },
  connectAudio: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application, or the session is of another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'assumed',
      when: 'The session id is malformed, or the WebSocket URI or the audio rate is not possible; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'relayed-session': {
      status: 409,
      code: 409,
      cause: 'natural',
      known: 'documented',
      when: 'The session is relayed.',
      remedy: 'Make the session with the media mode "routed".',
    },
    'server-error': {
      status: 500,
      code: 500,
      cause: 'fault-only',
      known: 'documented',
      when: 'The service failed.',
      remedy: 'Try again.',
    },
  },
  startRender: {
    'malformed-url': {
      status: 400,
      code: 50001,
      cause: 'natural',
      known: 'documented',
      when: 'The URL is none, or not 15 to 2,048 characters long, or statusCallbackUrl is no address; or the body is no JSON.',
      remedy: 'Give a whole URL, with https.',
    },
    'unreachable-url': {
      status: 400,
      code: 50002,
      cause: 'natural',
      known: 'documented',
      when: 'The page cannot be reached; here: a host that ends in .invalid.',
      remedy: 'Give a page that the internet can reach.',
    },
    'invalid-max-duration': {
      status: 400,
      code: 50005,
      cause: 'natural',
      known: 'documented',
      when: 'maxDuration is not from 60 to 36,000 seconds.',
      remedy: 'Give a duration within the limits.',
    },
    'invalid-resolution': {
      status: 400,
      code: 50006,
      cause: 'natural',
      known: 'documented',
      when: 'The resolution is none of those that can be rendered.',
      remedy: 'Give 640x480, 480x640, 1280x720, 720x1280, 1920x1080 or 1080x1920.',
    },
    'invalid-name': {
      status: 400,
      code: 50007,
      cause: 'natural',
      known: 'documented',
      when: 'properties.name is no text of 1 to 200 characters.',
      remedy: 'Give a name of 1 to 200 characters, or none.',
    },
    'invalid-session-id': {
      status: 400,
      code: 50008,
      cause: 'natural',
      known: 'documented',
      when: 'The session id is malformed.',
      remedy: 'Take the session id as the service gave it.',
    },
    'malformed-token': {
      status: 403,
      code: 10001,
      cause: 'natural',
      known: 'documented',
      when: 'The token for the session is unreadable, or has a wrong signature.',
      remedy: 'Make the token with the server SDK.',
    },
    'not-authorized': {
      status: 403,
      code: 10002,
      cause: 'natural',
      known: 'documented',
      when: 'The token for the session may not publish, or its application is another.',
      remedy: 'Make the token for the role publisher or moderator, with the application of the path.',
    },
    'malformed-authentication': {
      status: 403,
      code: 10003,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or an unreadable one.',
      remedy: 'Send X-OPENTOK-AUTH or Authorization: Bearer.',
    },
    'failed-authentication': {
      status: 403,
      code: 10004,
      cause: 'natural',
      known: 'documented',
      when: 'The token of the request has expired, has a wrong signature, or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'token-of-another-session': {
      status: 403,
      code: 10007,
      cause: 'natural',
      known: 'documented',
      when: 'The token is for another session.',
      remedy: 'Make the token for the session of the request.',
    },
    'token-expired': {
      status: 403,
      code: 10012,
      cause: 'natural',
      known: 'documented',
      when: 'The token for the session has expired.',
      remedy: 'Make the token shortly before the request.',
    },
    'too-many-renders': {
      status: 429,
      code: 50004,
      cause: 'natural',
      known: 'documented',
      when: 'As many pages are rendered as may be at once.',
      remedy: 'Stop one, or wait.',
    },
  },
  listRenders: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
  },
  getRender: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The id of the Experience Composer is malformed.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'render-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'There is no Experience Composer of this id.',
      remedy: 'Look which one you mean; listRenders knows them.',
    },
  },
  stopRender: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'documented',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'documented',
      when: 'The id of the Experience Composer is malformed.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
    'render-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'documented',
      when: 'There is no Experience Composer of this id.',
      remedy: 'Look which one you mean; listRenders knows them.',
    },
  },
  getCaptions: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'assumed',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'captions-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'assumed',
      when: 'There are no captions of this id.',
      remedy: 'Look which captions you mean.',
    },
  },
  stopConnector: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'assumed',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'connector-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'assumed',
      when: 'There is no audio connector of this id, or it has ended.',
      remedy: 'Take it as done.',
    },
  },
  registerCallback: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'assumed',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'invalid-request': {
      status: 400,
      code: 400,
      cause: 'natural',
      known: 'assumed',
      when: 'The group, the event or the URL is not possible; or the body is no JSON, or is not sent as JSON.',
      remedy: 'Send what the contract describes; the message of the answer names what is wrong.',
    },
  },
  listCallbacks: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'assumed',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
  },
  unregisterCallback: {
    'not-authorized': {
      status: 403,
      code: 403,
      cause: 'natural',
      known: 'assumed',
      when: 'The request carries no token, or one that is unreadable, has expired, has a wrong signature or is for another application.',
      remedy:
        'Make the token with the key and the secret of the application that the path names, shortly before the request.',
    },
    'callback-not-found': {
      status: 404,
      code: 404,
      cause: 'natural',
      known: 'assumed',
      when: 'There is no callback of this id.',
      remedy: 'Take it as done.',
    },
  },
} as const

/** The slugs of the failures of one request. */
export type RestSlug<Op extends RestOperation> = keyof (typeof restFailures)[Op] & string

/** The id of a failure of the HTTP face. */
export type RestFailureId = { readonly [Op in RestOperation]: `rest/${Op}/${RestSlug<Op>}` }[RestOperation]

/** A failure of the HTTP face, with its id. */
export interface RestFailure extends RestFailureRow {
  readonly id: RestFailureId
  readonly operation: RestOperation
  readonly slug: string
}

const table: Readonly<Record<RestOperation, Readonly<Record<string, RestFailureRow>>>> = restFailures

/** Every failure of the HTTP face, in the order of the requests. */
export const restFailureList: readonly RestFailure[] = Object.entries(table).flatMap(([operation, rows]) =>
  Object.entries(rows).map(([slug, row]) => ({
    ...row,
    id: `rest/${operation}/${slug}` as RestFailureId,
    operation: operation as RestOperation,
    slug,
  })),
)

const byId: ReadonlyMap<string, RestFailure> = new Map(restFailureList.map((failure) => [failure.id, failure]))

/** The failure of an id; undefined where there is none. */
export const findRestFailure = (id: string): RestFailure | undefined => byId.get(id)
