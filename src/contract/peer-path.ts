/** The steps of a peer connection that can be made to fail: functions of `RTCPeerConnection`, its construction, and what it sends. */
export const peerSteps = [
  'create',
  'addTrack',
  'createOffer',
  'createAnswer',
  'setLocalDescription',
  'setRemoteDescription',
  'addIceCandidate',
  'getStats',
  'setConfiguration',
  'replaceTrack',
] as const

export type PeerStep = (typeof peerSteps)[number]

/** The states of the path between two ends of a peer connection: the browser's `iceConnectionState`. */
export const iceStates = ['new', 'checking', 'connected', 'completed', 'disconnected', 'failed', 'closed'] as const

export type IceState = (typeof iceStates)[number]
