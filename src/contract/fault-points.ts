/**
 * The places at which something can go wrong, each with what is asked there.
 *
 * `client` points are asked synchronously, in the middle of a call; `service` points by the service, where they carry the
 * vocabulary's name of the request, or of the message that the service sends; `media` points by the media path.
 */
export const faultPoints = {
  'client:arguments': 'The arguments of a call are looked at.',
  'client:state': 'The state of the object that is called is looked at: connected, permitted, attached, destroyed.',
  'client:interrupted': 'Something else ends what a pending call waits for.',
  'client:browser': 'The abilities of the browser are looked at.',
  'client:documented':
    'Nothing asks by itself: only the documentation knows the failure. It is given when the call is made.',
  'service:sessionInfo': 'A client asks for session information over HTTP.',
  'service:logging': 'A client reports an issue over HTTP.',
  'service:socket': 'A client opens its messaging connection, or has it open.',
  'service:connection.create': 'A client joins a session.',
  'service:connection.delete': 'A moderator ends a connection.',
  'service:stream.create': 'A client asks for a stream.',
  'service:stream.delete': 'A client unpublishes a stream.',
  'service:stream.update': 'A moderator mutes a stream.',
  'service:stream.offer': 'A publisher offers its media.',
  'service:session.update': 'A moderator mutes everybody.',
  'service:subscriber.create': 'A client subscribes to a stream.',
  'service:signal.signal': 'A client sends a signal.',
  'service:stream.created': 'The service announces a stream.',
  'service:stream.answered': 'The service answers the offer of a publisher.',
  'service:stream.deleted': 'The service tells that a stream is gone.',
  'service:stream.muted': 'The service tells a publisher that it is muted.',
  'service:connection.deleted': 'The service tells that a connection is gone.',
  'service:subscriber.offered': 'The service offers media to a subscriber.',
  'service:subscriber.videoDisabled': 'The service stops the video of a subscriber.',
  'media:get-user-media': 'The browser is asked for a camera or a microphone.',
  'media:get-display-media': 'The browser is asked for a screen.',
  'media:enumerate-devices': 'The browser is asked for its devices.',
  'media:constraints': 'Properties are turned into constraints.',
  'media:element': 'A video element loads or plays.',
  'media:element-bind': 'A video element is given its media.',
  'media:tracks': 'The tracks of a publisher are alive.',
  'media:microphone': 'The microphone of a publisher gives sound.',
  'media:peer-connection': 'A peer connection is made, or open.',
  'media:add-track': 'A track is added to a peer connection.',
  'media:create-offer': 'A publisher makes its offer.',
  'media:create-answer': 'A subscriber makes its answer.',
  'media:set-local-description': 'A peer connection takes its own description.',
  'media:set-remote-description': 'A peer connection takes the description of the other side.',
  'media:ice': 'The media path is looked for, or in use.',
  'media:replace-track': 'A track that is sent is replaced.',
  'media:configuration': 'A peer connection takes a new configuration.',
  'media:stats': 'The browser is asked for statistics.',
  'media:playback': 'A video element is told to play.',
  'media:audio-output': 'Sound is sent to an audio output.',
  'media:codecs': 'The codecs of the browser are looked at.',
  'media:decryption': 'Media is decrypted.',
} as const

export type FaultPoint = keyof typeof faultPoints

export type FaultPointKind = 'client' | 'service' | 'media'

/** The name of a service point as the service uses it: a request, or a message that it sends. */
export type ServicePointName = FaultPoint extends infer Point
  ? Point extends `service:${infer Name}`
    ? Name
    : never
  : never

const kinds: readonly FaultPointKind[] = ['client', 'service', 'media']

/** The party that asks at a point. */
export const kindOf = (point: FaultPoint): FaultPointKind => kinds.find((kind) => point.startsWith(kind)) ?? 'client'

/**
 * The name under which a fault at a media point is armed: what a failure does to the media path, it does for its own operation.
 *
 * @example mediaPoint('Session.publish', 'media:ice') // 'Session.publish media:ice'
 */
export const mediaPoint = (operation: string, point: FaultPoint): string => `${operation} ${point}`

/** A point without its kind: `stream.create` for `service:stream.create`. */
export const nameOf = (point: FaultPoint): string => point.slice(point.indexOf(':') + 1)
