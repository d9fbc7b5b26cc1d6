import { NotSupported } from './not-supported.ts'
import type { RigBrowser, RigHttp, RigService } from './rig.ts'

const refuse =
  (what: string): (() => never) =>
  () => {
    throw new NotSupported(what)
  }

/** A service that can do nothing yet: spread it and override what a rig supports. */
export const unsupportedService: RigService = {
  partner: refuse('given.partner'),
  role: refuse('given.server.role'),
  remote: refuse('given.server.remote'),
  archives: refuse('given.server.archives'),
  reconnection: refuse('given.server.reconnection'),
  p2p: refuse('given.server.p2p'),
  muteOnEntry: refuse('given.server.muteOnEntry'),
  publish: refuse('given.server.publish'),
  subscribe: refuse('given.server.subscribe'),
  createdDelay: refuse('given.server.createdDelayMs'),
  answerOnce: refuse('given.server.answerOnce'),
  media: refuse('given.server.media'),
  sessions: refuse('given.server.sessions'),
  sourceStreamId: refuse('given.server.sourceStreamId'),
  replies: refuse('given.server.replies'),
  socket: refuse('given.server.socket'),
  remoteJoin: refuse('the server step remoteJoin'),
  remoteLeave: refuse('the server step remoteLeave'),
  remotePublish: refuse('the server step remotePublish'),
  remoteUnpublish: refuse('the server step remoteUnpublish'),
  remoteSubscribe: refuse('the server step remoteSubscribe'),
  remoteUnsubscribe: refuse('the server step remoteUnsubscribe'),
  streamChannel: refuse('the server step streamChannel'),
  kick: refuse('the server step kick'),
  unpublishOwn: refuse('the server step unpublishOwn'),
  muteSession: refuse('the server step muteSession'),
  muteOwnStream: refuse('the server step muteOwnStream'),
  streamArchiving: refuse('the server step streamArchiving'),
  archive: refuse('the server step archive'),
  archiveUpdate: refuse('the server step archiveUpdate'),
  signal: refuse('the server step signal'),
  caption: refuse('the server step caption'),
  captionOwn: refuse('the server step captionOwn'),
  disableVideo: refuse('the server step disableVideo'),
  warnOfVideo: refuse('the server step warnOfVideo'),
  drop: refuse('the server step drop'),
  mode: refuse('the server step mode'),
  silent: refuse('the server step silent'),
  reply: refuse('the server step reply'),
  generateOffer: refuse('the server step generateOffer'),
  notification: refuse('the server step notification'),
}

/** HTTP answers that cannot be chosen yet: spread and override. */
export const unsupportedHttp: RigHttp = {
  sessionInfo: refuse('given.http.sessionInfo'),
  sessionInfoFields: refuse('given.http.sessionInfoFields'),
  sessionProperties: refuse('given.http.sessionProperties'),
  config: refuse('given.http.config'),
  logging: refuse('given.http.logging'),
}

/** A browser that cannot be changed yet: spread and override. */
export const unsupportedBrowser: RigBrowser = {
  offline: refuse('given.offline'),
  getUserMedia: refuse('media.getUserMedia'),
  getDisplayMedia: refuse('media.getDisplayMedia'),
  devices: refuse('media.devices'),
  enumerateReject: refuse('media.enumerateReject'),
  peerConnection: refuse('media.peerConnection'),
  videoElement: refuse('media.videoElement'),
  replaceTrack: refuse('media.replaceTrack'),
  setSinkId: refuse('media.setSinkId'),
  screenExtension: refuse('media.screenExtension'),
  page: refuse('given.page'),
  pageEvent: refuse('the step page'),
  encodedStreams: refuse('media.encodedStreams'),
  codecCapabilities: refuse('media.codecCapabilities'),
  ice: refuse('the step ice'),
  elementEvent: refuse('the step videoElement'),
  track: refuse('the step track'),
  decryption: refuse('the step decryption'),
  peerClosed: refuse('the step peerClosed'),
  deviceChange: refuse('media.devicechange'),
  mediaTrack: refuse('the argument $track'),
  mediaStream: refuse('the argument $mediaStream'),
}
