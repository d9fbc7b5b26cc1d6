/** How long the steps of the media path take, and how long the SDK waits for them, in milliseconds. */

/**
 * One step of a browser's negotiation; what it is told to reject, it rejects after the same time (vocabulary, `peerConnection`).
 */
export const stepMs = 5

/** A browser refuses at once what cannot be done in its present state. */
export const refusalMs = 1

/**
 * Until a connection can be made: the browser is tested, certificates are made. Longer for a subscriber, whose whole way to
 * the first picture takes about a second (recorded: `webrtc/subscribe/ok`, `session.subscribe/ok-no-completion`).
 */
export const preparationMs = { publisher: 150, subscriber: 364 } as const

/**
 * A connection waits for the size of a picture that has come only now: a publisher that is published before it has a camera has its stream 45 to
 * 60 ms later than one that was ready, and than one without a picture (observed live, SDK 2.35.2: 525 to 540 ms, 480 ms, 479 ms). A subscriber
 * of the same turn is held up by it (538 ms, and 513 ms alone) and mostly comes behind it, as here, where nothing holds it up.
 */
export const firstPictureMs = 30

/** From a subscriber's request to the offer of the service (the live comparison's service: 372 ms, and the way there). */
export const offerMs = 380

/** Until a browser has found its own ways to the other side. */
export const gatheringMs = 150

/** From the last thing that a path needs to the path; and from the path to a picture that can be shown. */
export const connectingMs = { publisher: 60, subscriber: 102 } as const
export const picturingMs = 300

/**
 * The SDK begins to look at statistics so long behind the path of a publisher, and behind the description of a subscriber: in the live comparison a
 * browser tells of a path 362 ms after the answer, and an answer is sent 487 to 528 ms after the call, mostly 512 ms (observed: `live/statistics/*`).
 */
export const publisherLookMs = 297
export const answerLookMs = 23

/** A course of ICE states, once the remote description is set: the first state, and each further one (`test/conformance/README.md`, `ice`). */
export const firstStateMs = 80
export const nextStateMs = 150

/*
 * Measured in Chromium, with the packets between two connections dropped (`fixtures/facts/measured.json`).
 */

/** From the loss of the network to the browser's word that a path is disconnected: 5.5 to 6.3 s were measured. */
export const lossNoticeMs = 5800
/** A path comes back by itself when the network comes back within this time: it did after 16.5 s, and did not after 20.6 s. */
export const keptPathMs = 18_000
/** From the network's return to the browser's word that the path is connected: 3 to 44 ms were measured. */
export const regainedMs = 40

/** The SDK gathers requests for an offer for so long. */
export const offerDelayMs = 100

/** The SDK takes offers to subscribers one at a time, at this pace. */
export const offerPaceMs = 100

/**
 * After a disconnection: until the SDK restarts ICE, and until it takes the connection for failed (recorded:
 * `webrtc/subscribed/ice-disconnected-forever`, 12 s with the time-out behind it).
 */
export const restartDelayMs = 2000
export const disconnectedToFailedMs = 10_000

/** A restart that follows another within this time does not wait. */
export const restartMemoryMs = 10_000

/**
 * From a failed connection to the end of a subscriber (recorded: `webrtc/subscribed/ice-disconnected-then-failed`), and of what was
 * being bound to its element.
 */
export const failedSubscriberMs = 2000

/** From a failed connection to the deletion of a publisher's stream (recorded: `webrtc/published/ice-failed`). */
export const failedPublisherMs = 5000

/** How often the SDK looks whether the tracks that it expects have come, and how long. */
export const trackPollMs = 17
export const trackPatienceMs = 2000

/** How long the SDK waits for frames before it shows video without any (read: three times two seconds). */
export const frameLimitMs = 6000

/**
 * How long the SDK waits for something to be seen before it goes on without (recorded:
 * `webrtc/subscribe/video-element-never-loads`).
 */
export const pictureLimitMs = 5000

/** From an element's getting its media to what goes wrong with it (vocabulary, `videoElement`). */
export const elementTroubleMs = 30
