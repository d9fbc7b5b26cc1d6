import type { FailureId } from './failures.ts'

/** A symptom that a person in front of the application saw, and the failures that look like it. */
export interface Symptom {
  /** One sentence, as the person would say it. */
  readonly saw: string
  /** The likeliest first. */
  readonly failures: readonly FailureId[]
}

/** The failures by what the person saw. The choice is ours: it rests on what each row of the catalogue does. */
export const symptoms: readonly Symptom[] = [
  {
    saw: 'I cannot get into the call.',
    failures: [
      'Session.connect/expired-token',
      'Session.connect/wrong-session-token',
      'Session.connect/invalid-session-id',
      'Session.connect/network-failure',
      'Session.connect/socket-refused',
      'Session.connect/connection-limit-exceeded',
    ],
  },
  {
    saw: 'It says "connecting" for a long time.',
    failures: ['Session.connect/socket-timeout', 'Session.connect/http-error', 'Session.connect/socket-closed'],
  },
  {
    saw: 'The call is full.',
    failures: [
      'Session.connect/connection-limit-exceeded',
      'Session.publish/stream-limit-exceeded',
      'Session.subscribe/stream-limit-exceeded',
    ],
  },
  {
    saw: 'I said no to the camera, and now nothing happens.',
    failures: [
      'OT.initPublisher/access-denied',
      'OT.initPublisher/access-dismissed',
      'Session.publish/access-denied',
      'OT.getUserMedia/access-denied',
    ],
  },
  {
    saw: 'It does not find my camera or my microphone.',
    failures: [
      'OT.initPublisher/no-devices-found',
      'OT.initPublisher/unknown-video-source',
      'OT.initPublisher/unknown-audio-source',
      'OT.getDevices/enumeration-rejected',
    ],
  },
  {
    saw: 'Another program uses my camera.',
    failures: [
      'OT.initPublisher/hardware-unavailable',
      'Publisher.setVideoSource/hardware-unavailable',
      'Publisher.cycleVideo/hardware-unavailable',
    ],
  },
  {
    saw: 'My own picture disappeared.',
    failures: [
      'Publisher/track-ended',
      'Publisher/media-ended',
      'Publisher.publishVideo/camera-lost',
      'Publisher/force-unpublished',
      'Publisher/media-element-error',
    ],
  },
  {
    saw: 'The others do not see me.',
    failures: [
      'Session.publish/ice-never-connects',
      'Session.publish/ice-failed',
      'Session.publish/permission-denied',
      'Session.publish/create-never-answered',
      'Publisher/ice-failed',
    ],
  },
  {
    saw: 'I cannot see one of the others.',
    failures: [
      'Session.subscribe/ice-failed',
      'Session.subscribe/ice-never-connects',
      'Session.subscribe/stream-not-found',
      'Session.subscribe/unsupported-video-codec',
      'Subscriber/ice-failed',
    ],
  },
  {
    saw: 'The picture of one of the others froze, or is a black screen.',
    failures: ['Subscriber/ice-disconnected', 'Subscriber/video-disabled', 'Subscriber/encryption-secret-mismatch'],
  },
  {
    saw: 'I hear nobody.',
    failures: ['Subscriber/audio-blocked', 'OT.unblockAudio/not-allowed', 'Publisher/force-muted'],
  },
  { saw: 'I was muted.', failures: ['Publisher/force-muted'] },
  { saw: 'I was thrown out of the call.', failures: ['Session/force-disconnected', 'Publisher/force-unpublished'] },
  {
    saw: 'The call ended by itself.',
    failures: ['Session/network-lost', 'Session/closed-by-server', 'Session/server-silent', 'Session/socket-closed'],
  },
  {
    saw: 'The Wi-Fi was gone for a moment.',
    failures: ['Session/connection-interrupted', 'Session/network-lost', 'Subscriber/ice-disconnected'],
  },
  {
    saw: 'I pressed "mute everybody" or "remove", and nothing happened.',
    failures: [
      'Session.forceMuteAll/permission-denied',
      'Session.forceMuteStream/permission-denied',
      'Session.forceDisconnect/permission-denied',
      'Session.forceUnpublish/permission-denied',
      'Session.forceDisconnect/connection-not-found',
    ],
  },
  {
    saw: 'My chat message did not arrive.',
    failures: [
      'Session.signal/not-connected',
      'Session.signal/data-too-long',
      'Session.signal/recipient-not-found',
      'Session.signal/rate-limit-exceeded',
      'Session.signal/connection-lost-while-pending',
    ],
  },
  {
    saw: 'I cannot share my screen.',
    failures: [
      'OT.initPublisher/screen-access-denied',
      'OT.initPublisher/screen-sharing-not-supported',
      'OT.initPublisher/unable-to-capture-screen',
      'OT.initPublisher/screen-sharing-extension-not-registered',
    ],
  },
  {
    saw: 'I cannot change the camera, the microphone or the speaker.',
    failures: [
      'Publisher.cycleVideo/no-other-camera',
      'Publisher.setVideoSource/invalid-source',
      'Publisher.setAudioSource/unknown-device',
      'OT.setAudioOutputDevice/unknown-device',
    ],
  },
  {
    saw: 'The background filter does not work.',
    failures: ['Publisher.applyVideoFilter/invalid-filter', 'Publisher.applyVideoFilter/missing-filter'],
  },
  {
    saw: 'It says that my browser is not supported.',
    failures: ['Session.connect/unsupported-browser', 'Publisher.setVideoSource/unsupported-browser'],
  },
  {
    saw: 'It does not work in the office.',
    failures: [
      'Session.publish/ice-failed',
      'Session.subscribe/ice-failed',
      'Session.connect/socket-refused',
      'OT.initPublisher/insecure-context',
    ],
  },
]
