import type { FailureId } from './failures.ts'

/** A failure in words: when it happens, and what to do about it. */
export interface FailureText {
  readonly when: string
  readonly remedy: string
}

/** Every failure in words. In a file of its own, so that it can be loaded when it is needed. */
export const failureTexts: Readonly<Record<FailureId, FailureText>> = {
  'OT.initSession/options-null': {
    when: 'The options of OT.initSession() are null.',
    remedy: 'Leave the options out, or pass an object.',
  },
  'OT.initSession/invalid-ice-config': {
    when: 'The iceConfig option does not have the shape that the SDK expects.',
    remedy:
      'Give includeServers, transportPolicy and customServers their documented values; each custom server needs urls.',
  },
  'OT.initPublisher/invalid-properties': {
    when: 'The properties of OT.initPublisher() are not an object. The publisher is created all the same, with default properties.',
    remedy: 'Pass an object, or leave the properties out.',
  },
  'OT.initPublisher/insert-default-ui-with-target': {
    when: 'A target element was given together with insertDefaultUI: false. The publisher is created all the same.',
    remedy: 'Pass null as the target when you insert the video element yourself.',
  },
  'OT.initPublisher/no-sources': {
    when: 'Both audioSource and videoSource are switched off. The publisher is created all the same, with nothing to send.',
    remedy: 'Leave at least one of the two sources on.',
  },
  'OT.initPublisher/null-property': {
    when: 'A property that has parts of its own, such as audioFallback or maxResolution, is null. No publisher is created.',
    remedy: 'Leave the property out, or pass an object.',
  },
  'OT.initPublisher/invalid-video-codecs': {
    when: 'preferredVideoCodecs is neither automatic nor a list of known codecs. No publisher is created: the call returns undefined.',
    remedy: 'Use the word automatic, or a non-empty list of vp8, vp9 and h264.',
  },
  'OT.initPublisher/access-denied': {
    when: 'The user, or a policy of the page, refused access to the camera or the microphone. The publisher also dispatches accessDenied; there is no exception event.',
    remedy: 'Explain how to allow access in the browser, then create a new publisher.',
  },
  'OT.initPublisher/access-dismissed': {
    when: 'The user closed the permission prompt without an answer.',
    remedy: 'Tell the user why access is needed, then create a new publisher.',
  },
  'OT.initPublisher/insecure-context': {
    when: 'The browser does not let this page use the camera or the microphone (a SecurityError).',
    remedy: 'Serve the page over HTTPS, and give frames the allow attribute for camera and microphone.',
  },
  'OT.initPublisher/screen-access-denied': {
    when: 'The user did not pick a screen or a window to share, or the browser refused it.',
    remedy: 'Offer the button again; screens can be shared only straight after a click.',
  },
  'OT.initPublisher/no-devices-found': {
    when: 'There is no camera or no microphone of the kind that was asked for.',
    remedy: 'Ask the user to plug one in, or publish with audioSource or videoSource off.',
  },
  'OT.initPublisher/hardware-unavailable': {
    when: 'The camera or the microphone exists but cannot be started: another program holds it, or the system blocks it.',
    remedy: 'Ask the user to close other programs that use the device, then create a new publisher.',
  },
  'OT.initPublisher/constraints-not-satisfied': {
    when: 'No device can satisfy the constraints that follow from the properties.',
    remedy: 'Relax resolution, frameRate, facingMode or the device ids.',
  },
  'OT.initPublisher/unknown-audio-source': {
    when: 'audioSource names a device id that does not exist (any more).',
    remedy: 'List the devices with OT.getDevices() and choose one of them.',
  },
  'OT.initPublisher/unknown-video-source': {
    when: 'videoSource names a device id that does not exist (any more).',
    remedy: 'List the devices with OT.getDevices() and choose one of them.',
  },
  'OT.initPublisher/no-valid-constraints': {
    when: 'The constraints property asks for neither audio nor video.',
    remedy: 'Ask for at least one of them, or leave the constraints out.',
  },
  'OT.initPublisher/unable-to-capture-media': {
    when: 'The browser gave up starting the camera or the microphone (an AbortError).',
    remedy: 'Create a new publisher; if it happens again, restart the browser or the device.',
  },
  'OT.initPublisher/unable-to-capture-screen': {
    when: 'The browser gave up capturing the screen (an AbortError).',
    remedy: 'Let the user try again, with another screen or window.',
  },
  'OT.initPublisher/media-not-supported': {
    when: 'The browser says that it does not support the media that was asked for.',
    remedy: 'Check OT.checkSystemRequirements() first, and offer a fallback.',
  },
  'OT.initPublisher/media-aborted': {
    when: 'Getting media failed with an error that the SDK does not know.',
    remedy: 'Create a new publisher; log the browser and its version.',
  },
  'OT.initPublisher/get-user-media-missing': {
    when: 'The browser has no getUserMedia, as on pages without HTTPS, or no WebRTC.',
    remedy: 'Serve the page over HTTPS, and check OT.checkSystemRequirements() first.',
  },
  'OT.initPublisher/screen-sharing-extension-not-registered': {
    when: 'The browser cannot share screens by itself, and no extension was registered.',
    remedy: 'Check OT.checkScreenSharingCapability() before you offer it.',
  },
  'OT.initPublisher/screen-sharing-extension-not-installed': {
    when: 'The browser cannot share screens by itself, and the extension that was registered for it is not installed.',
    remedy: 'Ask the user to install the extension.',
  },
  'OT.initPublisher/screen-sharing-not-supported': {
    when: 'This browser cannot share screens: phones cannot, and no browser can on an http page.',
    remedy: 'Check OT.checkScreenSharingCapability() before you offer it.',
  },
  'OT.initPublisher/media-element-aborted': {
    when: 'The video element of the publisher was interrupted while it was loading.',
    remedy: 'Destroy the publisher and create a new one; it cannot be published any more.',
  },
  'OT.initPublisher/media-element-network-error': {
    when: 'The video element of the publisher reported a network error.',
    remedy: 'Destroy the publisher and create a new one; it cannot be published any more.',
  },
  'OT.initPublisher/media-element-decode-error': {
    when: 'The video element of the publisher could not decode the media.',
    remedy: 'Destroy the publisher and create a new one; it cannot be published any more.',
  },
  'OT.initPublisher/media-element-source-not-supported': {
    when: 'The video element of the publisher does not support its source.',
    remedy: 'Destroy the publisher and create a new one; it cannot be published any more.',
  },
  'OT.initPublisher/media-element-bind-failed': {
    when: 'The browser refused to show the captured media in the video element, or the publisher was destroyed while the element loaded: then the exception alone comes, five seconds after the media.',
    remedy:
      'Create a new publisher, unless you destroyed this one; if it happens again, check what else touches the element.',
  },
  'OT.initPublisher/media-ended': {
    when: 'The captured media ended while the publisher was being made.',
    remedy: 'Create a new publisher.',
  },
  'OT.initPublisher/destroyed-before-media': {
    when: 'The publisher was destroyed before its media arrived. The completion handler is never called.',
    remedy: 'Do not wait for the handler of a publisher that you destroyed.',
  },
  'OT.initPublisher/enumerate-devices-rejected': {
    when: 'The browser refused to list the devices. Only the page hears of it, as an unhandled rejection.',
    remedy: 'Listen for unhandledrejection; the publisher is not affected.',
  },
  'OT.initPublisher/authentication-error': {
    when: 'The documentation says that making a publisher can fail for want of authentication.',
    remedy: 'Connect the session with a valid token first.',
  },
  'OT.initPublisher/proxy-url-already-set': {
    when: 'The documentation says that making a publisher can fail because the proxy URL was set before.',
    remedy: 'Call OT.setProxyUrl() once, before anything else.',
  },
  'OT.initPublisher/device-permission-denied': {
    when: 'Permission was denied for the very device that was asked for.',
    remedy: 'Ask for another device, or explain how to allow this one.',
  },
  'OT.initPublisher/internal-error': {
    when: 'Something went wrong inside the SDK.',
    remedy: 'Log it with the session id, and let the user try again.',
  },
  'Session.connect/expired-token': {
    when: 'The token has expired.',
    remedy: 'Have your server make a new token, and connect with that.',
  },
  'Session.connect/malformed-token': {
    when: 'The token cannot be read: it is neither a T1 token nor a JWT, or it has been cut.',
    remedy: 'Pass the token exactly as your server made it; in a test, take one from simulator.credentials().',
  },
  'Session.connect/missing-token': {
    when: 'No token was given. The SDK does not check that; the service refuses it.',
    remedy: 'Pass the token as the first argument of session.connect().',
  },
  'Session.connect/token-not-yet-valid': {
    when: 'The token is for later: its time of validity has not begun.',
    remedy: 'Check the clock of the server that makes the tokens.',
  },
  'Session.connect/wrong-session-token': {
    when: 'The token was made for another session.',
    remedy: 'Make the token for the session id that you pass to OT.initSession().',
  },
  'Session.connect/wrong-project-token': {
    when: 'The token was made with another API key or application id.',
    remedy: 'Make session and token with the same project, and pass that project to OT.initSession().',
  },
  'Session.connect/wrong-scope-token': {
    when: 'The token is not meant for connecting to a session.',
    remedy: 'Make a client token; a token for the REST API does not do.',
  },
  'Session.connect/unknown-role-token': {
    when: 'The token carries a role that does not exist.',
    remedy: 'Use subscriber, publisher, publisheronly or moderator.',
  },
  'Session.connect/connection-data-too-long': {
    when: 'The connection data of the token has more than 1,000 characters.',
    remedy: 'Put an id into the token, and keep the rest on your server.',
  },
  'Session.connect/token-lives-too-long': {
    when: 'The token was made to live longer than 30 days.',
    remedy: 'Have your server make tokens that expire within 30 days of their making, one for each visit.',
  },
  'Session.connect/bad-signature': {
    when: 'The signature of the token is wrong.',
    remedy: 'Check the secret or the private key that your server signs with.',
  },
  'Session.connect/unverifiable-signature': {
    when: 'The signature of the token cannot be verified with the secret at hand.',
    remedy: 'Give the simulator the secret or the public key that the tokens are signed with.',
  },
  'Session.connect/authentication-error': {
    when: 'The service refuses the credentials without saying why.',
    remedy: 'Check API key, session id and token; they must belong together.',
  },
  'Session.connect/wrong-api-key': {
    when: 'The session belongs to another project than the API key or application id that was passed to OT.initSession(). The SDK finds out from the session information.',
    remedy: 'Pass the API key or application id that the session was made with.',
  },
  'Session.connect/missing-api-key': {
    when: 'OT.initSession() was given no API key. No request is made.',
    remedy: 'Pass the API key or application id as the first argument of OT.initSession().',
  },
  'Session.connect/missing-session-id': {
    when: 'OT.initSession() was given no session id, so it took the API key for one. No request is made.',
    remedy: 'Pass the session id as the second argument of OT.initSession().',
  },
  'Session.connect/empty-session-id': {
    when: 'The session id is an empty string. No request is made.',
    remedy: 'Pass the session id that your server made.',
  },
  'Session.connect/session-id-not-a-string': {
    when: 'The session id is an object. No request is made.',
    remedy: 'Pass the session id itself, a string.',
  },
  'Session.connect/invalid-session-id': {
    when: 'The session id cannot be read.',
    remedy: 'Pass the session id exactly as your server made it; in a test, take one from simulator.credentials().',
  },
  'Session.connect/session-not-found': {
    when: 'The service does not know this session.',
    remedy: 'Make a new session on your server.',
  },
  'Session.connect/network-failure': {
    when: 'The service cannot be reached, after three attempts in about two seconds.',
    remedy: 'Tell the user to check the network, proxy or firewall, and connect again.',
  },
  'Session.connect/offline': {
    when: 'The browser is offline.',
    remedy: 'Wait for the online event, and connect again.',
  },
  'Session.connect/connection-refused': {
    when: 'The messaging server refuses the connection, after three attempts in about six seconds.',
    remedy: 'Connect again after a while, with a new token.',
  },
  'Session.connect/empty-response': {
    when: 'The session information came back empty.',
    remedy: 'Connect again; check proxies between the browser and the service.',
  },
  'Session.connect/badly-formed-response': {
    when: 'The session information has the wrong shape: JSON, but not a list.',
    remedy: 'Connect again; check proxies between the browser and the service.',
  },
  'Session.connect/unreadable-response': {
    when: 'The session information is no JSON, often because a proxy or a login page answered.',
    remedy: 'Open the page in a network without such a proxy, and connect again.',
  },
  'Session.connect/http-error': {
    when: 'The service answered with an HTTP error, three times.',
    remedy: 'Connect again after a while.',
  },
  'Session.connect/unexpected-error-code': {
    when: 'The service reported an error code that the SDK does not know.',
    remedy: 'Connect again; if it happens again, report the session id to the provider.',
  },
  'Session.connect/server-error': {
    when: 'The service reported an internal error, or one without a code.',
    remedy: 'Connect again after a while.',
  },
  'Session.connect/unexpected-server-response': {
    when: 'The messaging server answered the connection with a status that the SDK does not expect.',
    remedy: 'Connect again after a while.',
  },
  'Session.connect/socket-closed': {
    when: 'The messaging connection was opened, and closed again before the session was connected.',
    remedy: 'Connect again.',
  },
  'Session.connect/disconnected-while-connecting': {
    when: 'session.disconnect() was called after the messaging connection was opened and before the session was connected.',
    remedy: 'Wait for sessionConnected, or for the error, before you disconnect.',
  },
  'Session.connect/terms-of-service-failure': {
    when: 'The service may not be used from here under its terms of service (export compliance).',
    remedy: 'Tell the user that the service is not available at this place.',
  },
  'Session.connect/connection-limit-exceeded': {
    when: 'The session has as many connections as it may have.',
    remedy: 'Tell the user that the room is full.',
  },
  'Session.connect/invalid-encryption-secret': {
    when: 'The encryptionSecret option is not a string of 8 to 256 characters.',
    remedy: 'Pass a secret of that length.',
  },
  'Session.connect/unsupported-browser': {
    when: 'An encryption secret was given, and this browser cannot encrypt end to end.',
    remedy: 'Check OT.hasEndToEndEncryptionSupport() first.',
  },
  'Session.connect/socket-refused': {
    when: 'The messaging connection cannot be opened, after three attempts in about six seconds. Firewalls that block WebSockets do this.',
    remedy: 'Tell the user to check the network, and connect again.',
  },
  'Session.connect/socket-timeout': {
    when: 'The messaging connection does not open: each of three attempts is given 15 seconds.',
    remedy: 'Show progress meanwhile, and connect again.',
  },
  'Session.connect/socket-constructor-throws': {
    when: 'The browser does not even let a WebSocket be made.',
    remedy: 'Check the content security policy of the page (connect-src).',
  },
  'Session.connect/invalid-parameter': {
    when: 'The documentation says that wrong arguments are refused; this version sorts them by type and ignores what is left.',
    remedy: 'Pass a token and a completion handler.',
  },
  'Session.connect/internal-error': {
    when: 'Something went wrong inside the SDK.',
    remedy: 'Log it with the session id, and connect again.',
  },
  'Session.publish/not-connected': {
    when: 'The session is not connected. The call returns null.',
    remedy: 'Publish after the completion handler of session.connect(), or after sessionConnected.',
  },
  'Session.publish/permission-denied': {
    when: 'The token does not allow publishing: its role is subscriber. The call returns null.',
    remedy: 'Make the token with the role publisher or moderator, or look at session.capabilities.publish first.',
  },
  'Session.publish/invalid-publisher': {
    when: 'The first argument is neither a publisher nor a place for one. The call returns undefined.',
    remedy: 'Pass what OT.initPublisher() returned, an element or its id.',
  },
  'Session.publish/already-published': {
    when: 'The publisher is published in this session already, or is being published. The call returns undefined.',
    remedy: 'Publish a publisher once; unpublish it before you publish it again.',
  },
  'Session.publish/published-elsewhere': {
    when: 'The publisher is attached to another session. The call returns undefined.',
    remedy: 'Make a publisher for each session.',
  },
  'Session.publish/still-attached': {
    when: 'The publisher was kept through a disconnection by preventDefault() and is still attached. The call returns undefined.',
    remedy: 'Call session.unpublish(publisher) before you publish it again.',
  },
  'Session.publish/access-denied': {
    when: 'The user refused access to the camera or the microphone while the publisher waited to be published. There is no exception event.',
    remedy: 'Explain how to allow access in the browser, then make a new publisher.',
  },
  'Session.publish/no-devices-found': {
    when: 'There is no camera or no microphone of the kind that was asked for.',
    remedy: 'Ask the user to plug one in, or publish with audioSource or videoSource off.',
  },
  'Session.publish/hardware-unavailable': {
    when: 'The camera or the microphone cannot be started: another program holds it, or the system blocks it.',
    remedy: 'Ask the user to close other programs that use the device, then publish a new publisher.',
  },
  'Session.publish/constraints-not-satisfied': {
    when: 'No device can satisfy the constraints that follow from the properties.',
    remedy: 'Relax resolution, frameRate, facingMode or the device ids.',
  },
  'Session.publish/unable-to-capture-media': {
    when: 'The browser gave up starting the camera or the microphone (an AbortError).',
    remedy: 'Publish a new publisher; if it happens again, restart the browser or the device.',
  },
  'Session.publish/media-not-supported': {
    when: 'The browser says that it does not support the media that was asked for.',
    remedy: 'Check OT.checkSystemRequirements() first, and offer a fallback.',
  },
  'Session.publish/media-aborted': {
    when: 'Getting media failed with an error that the SDK does not know.',
    remedy: 'Publish a new publisher; log the browser and its version.',
  },
  'Session.publish/no-valid-constraints': {
    when: 'The constraints property asks for neither audio nor video.',
    remedy: 'Ask for at least one of them, or leave the constraints out.',
  },
  'Session.publish/screen-sharing-extension-not-registered': {
    when: 'The browser cannot share screens by itself, and no extension was registered.',
    remedy: 'Check OT.checkScreenSharingCapability() before you offer it.',
  },
  'Session.publish/screen-sharing-extension-not-installed': {
    when: 'The browser cannot share screens by itself, and the extension that was registered for it is not installed.',
    remedy: 'Ask the user to install the extension.',
  },
  'Session.publish/screen-sharing-not-supported': {
    when: 'This browser cannot share screens: phones cannot, and no browser can on an http page.',
    remedy: 'Check OT.checkScreenSharingCapability() before you offer it.',
  },
  'Session.publish/invalid-audio-output-source': {
    when: 'The audio output device does not exist.',
    remedy: 'List the devices with OT.getAudioOutputDevices() and choose one of them.',
  },
  'Session.publish/media-element-aborted': {
    when: 'The video element of the publisher was interrupted while it was loading while it was being published.',
    remedy: 'Destroy the publisher and publish a new one; this one cannot be published any more.',
  },
  'Session.publish/media-element-network-error': {
    when: 'The video element of the publisher reported a network error while it was being published.',
    remedy: 'Destroy the publisher and publish a new one; this one cannot be published any more.',
  },
  'Session.publish/media-element-decode-error': {
    when: 'The video element of the publisher could not decode the media while it was being published.',
    remedy: 'Destroy the publisher and publish a new one; this one cannot be published any more.',
  },
  'Session.publish/media-element-source-not-supported': {
    when: 'The video element of the publisher does not support its source while it was being published.',
    remedy: 'Destroy the publisher and publish a new one; this one cannot be published any more.',
  },
  'Session.publish/media-element-bind-failed': {
    when: 'The browser refused to show the captured media in the video element.',
    remedy: 'Publish a new publisher; if it happens again, check what else touches the element.',
  },
  'Session.publish/media-ended': {
    when: 'All tracks of the publisher ended while it was being published: devices were unplugged or access was withdrawn. mediaStopped, streamDestroyed and destroyed come first; there is no exception event.',
    remedy: 'Publish a new publisher once a device is there.',
  },
  'Session.publish/stream-create-refused': {
    when: 'The service refuses the stream. The error also reaches the page as an uncaught one, and the exception event carries the raw refusal.',
    remedy: 'The same publisher can be published again; try after a while.',
  },
  'Session.publish/stream-limit-exceeded': {
    when: 'The session has as many streams as it may have.',
    remedy: 'Tell the user that no more people can publish now; try again when a stream has gone.',
  },
  'Session.publish/incompatible-encryption': {
    when: 'The session is encrypted end to end, and the stream is not, or the reverse.',
    remedy: 'Give OT.initSession() the encryptionSecret that the session needs.',
  },
  'Session.publish/unexpected-server-response': {
    when: 'The service answered the stream with a status that the SDK does not expect. The error also reaches the page as an uncaught one, and the exception event carries the raw refusal.',
    remedy: 'The same publisher can be published again; try after a while.',
  },
  'Session.publish/create-never-answered': {
    when: 'The service does not answer the request for a stream. The call fails 15 seconds after the stream was asked for.',
    remedy: 'The same publisher can be published again; try once more.',
  },
  'Session.publish/stream-never-announced': {
    when: 'The service accepts the stream, and never announces it. The call fails 15 seconds after the stream was asked for.',
    remedy: 'The same publisher can be published again; try once more.',
  },
  'Session.publish/offer-never-created': {
    when: 'The browser never finishes its offer of media. The call fails 15 seconds after the stream was asked for.',
    remedy: 'The same publisher can be published again; try once more.',
  },
  'Session.publish/offer-refused': {
    when: 'The service refuses the offer of media; the status is not shown anywhere. The call fails 15 seconds after the stream was asked for.',
    remedy: 'The same publisher can be published again; try once more.',
  },
  'Session.publish/offer-never-answered': {
    when: 'The service never answers the offer of media. The call fails 15 seconds after the stream was asked for.',
    remedy: 'The same publisher can be published again; try once more.',
  },
  'Session.publish/add-track-failed': {
    when: 'The browser refuses to send a track. The call fails 15 seconds after the stream was asked for.',
    remedy: 'The same publisher can be published again; try once more.',
  },
  'Session.publish/ice-failed': {
    when: 'No path for the media was found (ICE failed), in a session without automatic reconnection.',
    remedy:
      'Check that the network lets UDP through, or TCP to port 443; a TURN server may be needed. The same publisher can be published again.',
  },
  'Session.publish/ice-failed-with-reconnection': {
    when: 'No path for the media was found (ICE failed), in a session with automatic reconnection, which is the default. The call fails 15 seconds after the stream was asked for.',
    remedy:
      'Check that the network lets UDP through, or TCP to port 443; a TURN server may be needed. The same publisher can be published again.',
  },
  'Session.publish/ice-never-connects': {
    when: 'The media path never comes to a result (ICE stays checking, or is disconnected and then fails). The call fails 15 seconds after the stream was asked for.',
    remedy: 'Check that the network lets UDP through, or TCP to port 443. The same publisher can be published again.',
  },
  'Session.publish/stream-deleted-while-negotiating': {
    when: 'The service deletes the stream before its media is agreed on. The call fails 15 seconds after the stream was asked for.',
    remedy: 'The same publisher can be published again; try once more.',
  },
  'Session.publish/media-element-broken': {
    when: 'The video element of the publisher reported an error before; such a publisher cannot be published any more. The call fails 15 seconds after the stream was asked for.',
    remedy: 'Destroy the publisher and publish a new one.',
  },
  'Session.publish/microphone-acquisition-failed': {
    when: 'The microphone gives no sound, and publishing timed out after 15 seconds.',
    remedy: 'Ask the user to restart the browser, or choose another microphone.',
  },
  'Session.publish/create-peer-connection-failed': {
    when: 'The browser cannot make a peer connection.',
    remedy: 'Close other calls in this browser, and publish again.',
  },
  'Session.publish/create-offer-failed': {
    when: 'The browser cannot make an offer of media.',
    remedy: 'The same publisher can be published again; try once more.',
  },
  'Session.publish/set-local-description-failed': {
    when: 'The browser refuses its own description of the media.',
    remedy: 'The same publisher can be published again; try once more.',
  },
  'Session.publish/set-remote-description-failed': {
    when: 'The browser refuses the description of the media that the service sent, or it cannot be read.',
    remedy: 'The same publisher can be published again; try once more.',
  },
  'Session.publish/unpublished-while-publishing': {
    when: 'session.unpublish() was called before publishing was done. streamDestroyed and destroyed come first; there is no exception event.',
    remedy: 'Nothing to do: the application asked for it.',
  },
  'Session.publish/ended-before-media': {
    when: 'The session was disconnected, or the publisher destroyed, while the publish waited for the camera and the microphone.',
    remedy: 'Nothing to do when leaving; else make a new publisher.',
  },
  'Session.publish/destroyed-in-the-same-turn': {
    when: 'A publisher that was being published was unpublished, which destroys it, and published again in the same turn.',
    remedy:
      'Call preventDefault() in its streamDestroyed, and publish it again when the handler of the first publish was called; or make a new publisher.',
  },
  'Session.publish/disconnected-while-publishing': {
    when: 'The session was disconnected, by the application or by the network, after the service had accepted the stream and before it was announced. The completion handler is never called; 15 seconds later an exception event without an error appears.',
    remedy: 'Do not rely on the handler: listen for sessionDisconnected too.',
  },
  'Session.publish/connection-lost-while-pending': {
    when: 'The session ended before the service had answered the request for a stream. The error also reaches the page as an uncaught one, and then nothing more follows: no sessionDisconnected, and session.disconnect() never settles. After forceDisconnect the handler is not called.',
    remedy:
      'Await the publish before session.disconnect(), or unpublish first; do not wait for sessionDisconnected alone.',
  },
  'Session.publish/disconnected-after-media-failed': {
    when: 'A publisher whose media had failed before was published: the handler is called only when the session is disconnected.',
    remedy: 'Do not publish a publisher whose completion handler reported an error.',
  },
  'Session.publish/webrtc-error': {
    when: 'Something went wrong inside WebRTC while publishing.',
    remedy: 'The same publisher can be published again; try once more.',
  },
  'Session.publish/retry-time-out': {
    when: 'SDK 2.36 tries again by itself after errors that it can recover from, and maxPublishTimeout is over.',
    remedy: 'Tell the person that publishing failed, and offer to try again.',
  },
  'Session.publish/internal-error': {
    when: 'Something went wrong inside the SDK.',
    remedy: 'Log it with the session id, and publish again.',
  },
  'Session.subscribe/not-connected': {
    when: 'The session is not connected. The call returns undefined.',
    remedy: 'Subscribe in a listener for streamCreated, while the session is connected.',
  },
  'Session.subscribe/invalid-stream': {
    when: 'The first argument is no stream. The call returns undefined.',
    remedy: 'Pass the stream of a streamCreated event.',
  },
  'Session.subscribe/plain-object-stream': {
    when: 'The first argument is a plain object with a streamId, which the SDK takes for a stream until it breaks.',
    remedy: 'Pass the stream of a streamCreated event, not a copy of it.',
  },
  'Session.subscribe/insert-default-ui-with-target': {
    when: 'A target element was given together with insertDefaultUI: false. The call returns undefined.',
    remedy: 'Pass null as the target when you insert the video element yourself.',
  },
  'Session.subscribe/stream-not-found': {
    when: 'The stream has left the session. The subscriber is destroyed with the reason streamNotFound.',
    remedy: 'Nothing to do: forget the stream; its streamDestroyed event has come or will come.',
  },
  'Session.subscribe/stream-limit-exceeded': {
    when: 'The session has as many subscribers as it may have.',
    remedy: 'Unsubscribe from another stream first.',
  },
  'Session.subscribe/incompatible-encryption': {
    when: 'The session is encrypted end to end, and this client is not, or the reverse.',
    remedy: 'Give OT.initSession() the encryptionSecret that the session needs.',
  },
  'Session.subscribe/unable-to-subscribe': {
    when: 'The service refuses the subscription.',
    remedy: 'Check the role of the token: publisheronly may not subscribe. Else subscribe again after a while.',
  },
  'Session.subscribe/create-never-answered': {
    when: 'The service does not answer the subscription. The call fails after 30 seconds.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/offer-never-sent': {
    when: 'The service accepts the subscription, and never offers media. The call fails after 30 seconds.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/answer-never-created': {
    when: 'The browser never finishes its answer to the offer. The call fails after 30 seconds.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/ice-never-connects': {
    when: 'The media path never comes to a result. The call fails after 30 seconds.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/peer-closed': {
    when: 'The peer connection was closed while subscribing. The call fails after 30 seconds.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/peer-disconnected': {
    when: 'The peer connection was lost while subscribing. The SDK has the name, and no way to deliver it.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/ice-failed': {
    when: 'No path for the media was found (ICE failed). If the media stream had arrived, a third exception event and the destruction of the subscriber follow about two seconds later.',
    remedy: 'Check that the network lets UDP through, or TCP to port 443, and subscribe again.',
  },
  'Session.subscribe/ice-disconnected': {
    when: 'The media path was interrupted before the first picture. The completion handler is never called; the subscriber is destroyed after 12 seconds.',
    remedy: 'Listen for destroyed on the subscriber, and subscribe again.',
  },
  'Session.subscribe/create-peer-connection-failed': {
    when: 'The browser cannot make a peer connection.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/create-answer-failed': {
    when: 'The browser cannot answer the offer of media.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/set-local-description-failed': {
    when: 'The browser refuses its own description of the media.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/set-remote-description-failed': {
    when: 'The browser refuses the description of the media that the service sent. The page also sees an unhandled rejection.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/set-remote-description-throws': {
    when: 'The browser throws at the description of the media, which no current browser does.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/invalid-offer': {
    when: 'The description of the media that the service sent cannot be read. The subscriber dispatches videoDisabled with the reason codecNotSupported first.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/unsupported-video-codec': {
    when: 'This browser cannot decode the video codec of the stream.',
    remedy: 'Show the sound only, or have the publisher prefer another codec.',
  },
  'Session.subscribe/media-element-aborted': {
    when: 'The video element of the subscriber was interrupted while it was loading before the first picture.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/media-element-network-error': {
    when: 'The video element of the subscriber reported a network error before the first picture.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/media-element-decode-error': {
    when: 'The video element of the subscriber could not decode the media before the first picture.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/media-element-source-not-supported': {
    when: 'The video element of the subscriber does not support its source before the first picture.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/media-element-bind-failed': {
    when: 'The browser refused to show the media in the video element (AbortError). The subscriber is destroyed.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/media-element-bind-not-supported': {
    when: 'The browser refused to show the media in the video element (NotSupportedError). The subscriber is destroyed.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/media-element-bind-invalid-state': {
    when: 'The browser refused to show the media in the video element (InvalidStateError). The subscriber is destroyed.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/stream-destroyed': {
    when: 'The stream left the session while it was being subscribed to.',
    remedy: 'Nothing to do: forget the stream.',
  },
  'Session.subscribe/disconnected-while-subscribing': {
    when: 'The session was disconnected while the stream was being subscribed to.',
    remedy: 'Subscribe again when the session is connected again.',
  },
  'Session.subscribe/connection-lost-while-pending': {
    when: 'The session ended before the service had answered the request to subscribe.',
    remedy: 'Nothing to do when leaving; else subscribe again when the session is connected again.',
  },
  'Session.subscribe/unsubscribed-while-subscribing': {
    when: 'The application unsubscribed before subscribing was done. The handler is called before session.unsubscribe() returns.',
    remedy: 'Nothing to do: the application asked for it.',
  },
  'Session.subscribe/webrtc-error': {
    when: 'Something went wrong inside WebRTC while subscribing.',
    remedy: 'Subscribe to the stream again.',
  },
  'Session.subscribe/internal-error': {
    when: 'Something went wrong inside the SDK.',
    remedy: 'Log it with the session id, and subscribe again.',
  },
  'Session.signal/not-connected': {
    when: 'The session is not connected.',
    remedy: 'Send signals after sessionConnected and before sessionDisconnected.',
  },
  'Session.signal/reconnecting-without-retry': {
    when: 'The session is reconnecting, and retryAfterReconnect: false says not to wait. There is no exception event.',
    remedy: 'Leave retryAfterReconnect on, or send again after sessionReconnected.',
  },
  'Session.signal/connection-lost-while-pending': {
    when: 'The session was lost before the service answered the signal. There is no exception event.',
    remedy: 'Send the signal again when the session is connected again; it may have arrived all the same.',
  },
  'Session.signal/no-socket': {
    when: 'The session says that it is connected, and has no messaging connection.',
    remedy: 'Disconnect, and connect again.',
  },
  'Session.signal/invalid-to': {
    when: 'The to property is not a Connection: an id, a plain object, null and undefined are all refused.',
    remedy: 'Pass the Connection object of a connectionCreated event or of a stream, or leave to out.',
  },
  'Session.signal/invalid-type': {
    when: 'The type is no string, or has characters other than letters, digits and - . _ ~',
    remedy: 'Use a short word as the type, or leave it out.',
  },
  'Session.signal/invalid-data': {
    when: 'The data is null or undefined.',
    remedy: 'Send an empty string, or leave data out.',
  },
  'Session.signal/invalid-retry': {
    when: 'retryAfterReconnect is neither true nor false.',
    remedy: 'Pass true or false, or leave it out.',
  },
  'Session.signal/type-too-long': {
    when: 'The type is longer than 128 characters.',
    remedy: 'Use a short word as the type, and put the rest into data.',
  },
  'Session.signal/data-too-long': {
    when: 'The data is longer than 8192 characters once it is turned into JSON; of a plain string, 8190 fit.',
    remedy: 'Split the data, or send a link to it.',
  },
  'Session.signal/refused-as-invalid': {
    when: 'The service refuses the signal as invalid.',
    remedy: 'Check to, type and data.',
  },
  'Session.signal/refused-as-too-long': {
    when: 'The service refuses the signal as too long.',
    remedy: 'Split the data, or send a link to it.',
  },
  'Session.signal/permission-denied': {
    when: 'The service does not let this client send signals.',
    remedy: 'Check the role of the token: publisheronly may not signal.',
  },
  'Session.signal/recipient-not-found': {
    when: 'The recipient has left the session.',
    remedy: 'Send to a connection that is there, or to everybody.',
  },
  'Session.signal/rate-limit-exceeded': {
    when: 'Too many signals were sent in a short time.',
    remedy: 'Send fewer signals: gather what changes, and send it once in a while.',
  },
  'Session.signal/refused-as-not-connected': {
    when: 'The service answered with 500: the SDK says that it is not connected.',
    remedy: 'Send the signal again after a while.',
  },
  'Session.signal/unexpected-server-response': {
    when: 'The service answered the signal with a status that the SDK does not expect.',
    remedy: 'Send the signal again after a while.',
  },
  'Session.signal/internal-error': {
    when: 'Something went wrong inside the SDK.',
    remedy: 'Log it with the session id, and send again.',
  },
  'Session.forceDisconnect/not-connected': {
    when: 'The session is not connected.',
    remedy: 'Call it while the session is connected.',
  },
  'Session.forceDisconnect/permission-denied': {
    when: 'The token does not allow disconnecting others: its role is not moderator.',
    remedy: 'Make the token with the role moderator, or look at session.capabilities first.',
  },
  'Session.forceDisconnect/missing-connection': {
    when: 'No connection was given. Only the promise is rejected; the completion handler is never called.',
    remedy: 'Pass a Connection or its id.',
  },
  'Session.forceDisconnect/invalid-connection': {
    when: 'The first argument is neither a Connection nor an id.',
    remedy: 'Pass a Connection or its id.',
  },
  'Session.forceDisconnect/connection-not-found': {
    when: 'The connection has left the session.',
    remedy: 'Nothing to do: it is gone already.',
  },
  'Session.forceDisconnect/permission-denied-by-server': {
    when: 'The service does not let this client disconnect others. The SDK reports an invalid parameter.',
    remedy: 'Make the token with the role moderator, or look at session.capabilities first.',
  },
  'Session.forceDisconnect/unexpected-server-response': {
    when: 'The service refuses, for whatever reason. The SDK reports an invalid parameter.',
    remedy: 'Try again after a while.',
  },
  'Session.forceDisconnect/connection-lost-while-pending': {
    when: 'The session ended before the service had answered. The SDK reports an invalid parameter.',
    remedy: 'Await the call before session.disconnect(); the person may be gone all the same.',
  },
  'Session.forceDisconnect/completion-null': {
    when: 'null was passed as the completion handler of a call that succeeds: the SDK calls it all the same. The promise never settles.',
    remedy: 'Leave the handler out.',
  },
  'Session.forceDisconnect/no-socket': {
    when: 'The session says that it is connected, and has no messaging connection.',
    remedy: 'Disconnect, and connect again.',
  },
  'Session.forceDisconnect/internal-error': {
    when: 'Something went wrong inside the SDK.',
    remedy: 'Try again after a while.',
  },
  'Session.forceUnpublish/not-connected': {
    when: 'The session is not connected.',
    remedy: 'Call it while the session is connected.',
  },
  'Session.forceUnpublish/permission-denied': {
    when: 'The token does not allow unpublishing others: its role is not moderator.',
    remedy: 'Make the token with the role moderator, or look at session.capabilities first.',
  },
  'Session.forceUnpublish/permission-denied-by-server': {
    when: 'The service does not let this client unpublish others.',
    remedy: 'Make the token with the role moderator, or look at session.capabilities first.',
  },
  'Session.forceUnpublish/missing-stream': {
    when: 'No stream was given. This is checked before anything else.',
    remedy: 'Pass a Stream or its id.',
  },
  'Session.forceUnpublish/stream-not-found': {
    when: 'The stream has left the session.',
    remedy: 'Nothing to do: it is gone already.',
  },
  'Session.forceUnpublish/unexpected-server-response': {
    when: 'The service answered with a status that the SDK does not expect.',
    remedy: 'Try again after a while.',
  },
  'Session.forceUnpublish/connection-lost-while-pending': {
    when: 'The session ended before the service had answered.',
    remedy: 'Await the call before session.disconnect(); the stream may be gone all the same.',
  },
  'Session.forceUnpublish/completion-null': {
    when: 'null was passed as the completion handler of a call that succeeds: the SDK calls it all the same. The promise never settles.',
    remedy: 'Leave the handler out.',
  },
  'Session.forceUnpublish/no-socket': {
    when: 'The session says that it is connected, and has no messaging connection.',
    remedy: 'Disconnect, and connect again.',
  },
  'Session.forceUnpublish/internal-error': {
    when: 'Something went wrong inside the SDK.',
    remedy: 'Try again after a while.',
  },
  'Session.forceMuteStream/not-connected': {
    when: 'The session is not connected.',
    remedy: 'Call it while the session is connected.',
  },
  'Session.forceMuteStream/permission-denied': {
    when: 'The token does not allow muting others: its role is not moderator.',
    remedy: 'Make the token with the role moderator, or look at session.capabilities first.',
  },
  'Session.forceMuteStream/permission-denied-by-server': {
    when: 'The service does not let this client mute others.',
    remedy: 'Make the token with the role moderator, or look at session.capabilities first.',
  },
  'Session.forceMuteStream/invalid-stream': {
    when: 'The first argument is no stream.',
    remedy: 'Pass the Stream object of a streamCreated event.',
  },
  'Session.forceMuteStream/stream-not-found': {
    when: 'The stream has left the session.',
    remedy: 'Nothing to do: it is gone already.',
  },
  'Session.forceMuteStream/unexpected-server-response': {
    when: 'The service answered with a status that the SDK does not expect.',
    remedy: 'Try again after a while.',
  },
  'Session.forceMuteStream/connection-lost-while-pending': {
    when: 'The session ended before the service had answered.',
    remedy: 'Await the call before session.disconnect(); the stream may be muted all the same.',
  },
  'Session.forceMuteStream/no-socket': {
    when: 'The session says that it is connected, and has no messaging connection.',
    remedy: 'Disconnect, and connect again.',
  },
  'Session.forceMuteAll/not-connected': {
    when: 'The session is not connected.',
    remedy: 'Call it while the session is connected.',
  },
  'Session.forceMuteAll/permission-denied': {
    when: 'The token does not allow muting others: its role is not moderator.',
    remedy: 'Make the token with the role moderator, or look at session.capabilities first.',
  },
  'Session.forceMuteAll/permission-denied-by-server': {
    when: 'The service does not let this client mute others.',
    remedy: 'Make the token with the role moderator, or look at session.capabilities first.',
  },
  'Session.forceMuteAll/invalid-excluded-streams': {
    when: 'The streams to leave out are not a list of streams.',
    remedy: 'Pass a list of Stream objects, or nothing.',
  },
  'Session.forceMuteAll/session-not-found': {
    when: 'The service does not know the session any more.',
    remedy: 'Try again after a while.',
  },
  'Session.forceMuteAll/unexpected-server-response': {
    when: 'The service answered with a status that the SDK does not expect.',
    remedy: 'Try again after a while.',
  },
  'Session.forceMuteAll/connection-lost-while-pending': {
    when: 'The session ended before the service had answered.',
    remedy: 'Await the call before session.disconnect(); everybody may be muted all the same.',
  },
  'Session.forceMuteAll/no-socket': {
    when: 'The session says that it is connected, and has no messaging connection.',
    remedy: 'Disconnect, and connect again.',
  },
  'Session.disableForceMute/not-connected': {
    when: 'The session is not connected.',
    remedy: 'Call it while the session is connected.',
  },
  'Session.disableForceMute/permission-denied': {
    when: 'The token does not allow muting others: its role is not moderator.',
    remedy: 'Make the token with the role moderator, or look at session.capabilities first.',
  },
  'Session.disableForceMute/permission-denied-by-server': {
    when: 'The service does not let this client mute others.',
    remedy: 'Make the token with the role moderator, or look at session.capabilities first.',
  },
  'Session.disableForceMute/session-not-found': {
    when: 'The service does not know the session any more.',
    remedy: 'Try again after a while.',
  },
  'Session.disableForceMute/unexpected-server-response': {
    when: 'The service answered with a status that the SDK does not expect.',
    remedy: 'Try again after a while.',
  },
  'Session.disableForceMute/connection-lost-while-pending': {
    when: 'The session ended before the service had answered.',
    remedy: 'Await the call before session.disconnect(); the mute may be lifted all the same.',
  },
  'Session.disableForceMute/no-socket': {
    when: 'The session says that it is connected, and has no messaging connection.',
    remedy: 'Disconnect, and connect again.',
  },
  'Session.disconnect/reconnection-begins': {
    when: 'session.disconnect() was called in a listener of sessionReconnecting. The session says disconnecting and reconnects all the same; sessionDisconnected comes only if the reconnection fails.',
    remedy: 'Leave the listener first: call session.disconnect() in a timer of 0 milliseconds.',
  },
  'Session.unpublish/not-a-publisher': {
    when: 'The argument is something other than a publisher. (null and undefined are ignored.)',
    remedy: 'Pass what OT.initPublisher() or session.publish() returned.',
  },
  'Session.unsubscribe/missing-subscriber': {
    when: 'No subscriber was given.',
    remedy: 'Pass what session.subscribe() returned.',
  },
  'Session.unsubscribe/not-a-subscriber': {
    when: 'The argument looks like a subscriber, having a stream, and is none. (Other values give false.)',
    remedy: 'Pass what session.subscribe() returned.',
  },
  'Session.getPublisherForStream/invalid-stream': {
    when: 'The argument is neither a stream nor the id of one.',
    remedy: 'Pass a Stream or its id.',
  },
  'Session.getSubscribersForStream/missing-stream': {
    when: 'No stream was given.',
    remedy: 'Pass a Stream or its id.',
  },
  'Session.setIceConfig/invalid-config': {
    when: 'The configuration does not have the shape that the SDK expects.',
    remedy:
      'Give includeServers, transportPolicy and customServers their documented values; each custom server needs urls.',
  },
  'Session.setIceConfig/not-an-object': {
    when: 'The configuration is not an object.',
    remedy: 'Pass an object with customServers.',
  },
  'Session.setIceConfig/set-configuration-failed': {
    when: 'The browser refuses the configuration for the call that is running. (Subscribers ignore it.)',
    remedy: 'Set the configuration before publishing.',
  },
  'Session.setEncryptionSecret/invalid-secret': {
    when: 'The secret is not a string of 8 to 256 characters.',
    remedy: 'Pass a secret of that length.',
  },
  'Session.reportIssue/missing-arguments': {
    when: 'It was called without an argument.',
    remedy: 'Pass what the report is about, or use OT.reportIssue().',
  },
  'Session.on/invalid-handler': {
    when: 'The listener is not a function.',
    remedy: 'Pass the name of an event and a function, or an object of functions by event.',
  },
  'Session.dispatchEvent/missing-type': {
    when: 'The event has no type.',
    remedy: 'Give the event a type.',
  },
  'OT.getDevices/enumeration-rejected': {
    when: 'The browser refused to list the devices.',
    remedy: 'Ask for access to a device first.',
  },
  'OT.getUserMedia/access-denied': {
    when: 'The user refused access to the camera, the microphone or the screen.',
    remedy: 'Explain how to allow access in the browser, and try again.',
  },
  'OT.getUserMedia/no-devices-found': {
    when: 'There is no device of the kind that was asked for.',
    remedy: 'Ask the user to plug one in.',
  },
  'OT.getUserMedia/no-valid-constraints': {
    when: 'The browser lists devices, but none of the kind that was asked for.',
    remedy: 'Ask for the other kind as well, or ask the user to plug a device in.',
  },
  'OT.getUserMedia/hardware-unavailable': {
    when: 'The device cannot be started: another program holds it, or the system blocks it.',
    remedy: 'Ask the user to close other programs that use the device, and try again.',
  },
  'OT.getUserMedia/constraints-not-satisfied': {
    when: 'No device can satisfy what was asked for.',
    remedy: 'Ask for less, or for another device.',
  },
  'OT.getUserMedia/unable-to-capture-media': {
    when: 'The browser gave up starting the device (an AbortError).',
    remedy: 'Try again.',
  },
  'OT.getUserMedia/media-not-supported': {
    when: 'The browser says that it does not support the media that was asked for.',
    remedy: 'Offer a fallback.',
  },
  'OT.getUserMedia/media-aborted': {
    when: 'Getting media failed with an error that the SDK does not know.',
    remedy: 'Try again; log the browser and its version.',
  },
  'OT.getSupportedCodecs/media-engine-unavailable': {
    when: 'The browser does not tell its codecs, and cannot be asked by an offer either.',
    remedy: 'Assume VP8, which every supported browser has.',
  },
  'OT.getSupportedCodecs/create-peer-connection-failed': {
    when: 'The browser does not tell its codecs, and cannot make a peer connection either.',
    remedy: 'Check OT.checkSystemRequirements() first.',
  },
  'OT.handleJsException/missing-target': {
    when: 'No target was given.',
    remedy: "This method is the SDK's own; do not call it.",
  },
  'OT.registerScreenSharingExtension/invalid-kind': {
    when: 'The kind of extension is unknown.',
    remedy: 'Browsers share screens without an extension: leave the call out.',
  },
  'OT.reportIssue/network-failure': {
    when: 'The report did not reach the service.',
    remedy: 'Try again when the network is back.',
  },
  'OT.reportIssue/http-error': {
    when: 'The service answered the report with an HTTP error.',
    remedy: 'Try again after a while.',
  },
  'OT.setAudioOutputDevice/unknown-device': {
    when: 'There is no audio output with that id.',
    remedy: 'List the devices with OT.getAudioOutputDevices() and choose one of them.',
  },
  'OT.setAudioOutputDevice/permission-denied': {
    when: 'The page may not use that audio output. (Without a subscriber the call succeeds.)',
    remedy: 'Ask for the microphone first; the permission comes with it.',
  },
  'OT.setAudioOutputDevice/unsupported-browser': {
    when: 'The browser cannot send sound to another output: its media elements have no setSinkId.',
    remedy: 'Offer the choice of an output only where the browser has setSinkId.',
  },
  'OT.setProxyUrl/too-late': {
    when: 'The proxy URL is set after a session or a publisher was made. Only the exception event tells.',
    remedy: 'Call OT.setProxyUrl() before anything else.',
  },
  'OT.setProxyUrl/already-set': {
    when: 'The proxy URL is set for the second time. Only the exception event tells.',
    remedy: 'Call OT.setProxyUrl() once.',
  },
  'OT.unblockAudio/not-allowed': {
    when: 'The browser still does not let the page play sound: the call did not come from a click or a key.',
    remedy: 'Call OT.unblockAudio() in a listener for a click; it can be tried again.',
  },
  'OT.unblockAudio/not-supported': {
    when: 'The browser says that it cannot play the media.',
    remedy: 'Call OT.unblockAudio() in a listener for a click; it can be tried again.',
  },
  'OT.unblockAudio/invalid-state': {
    when: 'The video element is in a state in which it cannot play.',
    remedy: 'Call OT.unblockAudio() in a listener for a click; it can be tried again.',
  },
  'OT.unblockAudio/type-error': {
    when: 'Playing the media failed with a TypeError.',
    remedy: 'Call OT.unblockAudio() in a listener for a click; it can be tried again.',
  },
  'OT.unblockAudio/playback-failed': {
    when: 'Playing the media failed with an error of another kind.',
    remedy: 'Call OT.unblockAudio() in a listener for a click; it can be tried again.',
  },
  'OT.unblockAudio/media-aborted': {
    when: 'Playing was interrupted.',
    remedy: 'Call OT.unblockAudio() again; it can be tried again.',
  },
  'OT.unblockAudio/media-network-error': {
    when: 'Playing failed for the network.',
    remedy: 'Call OT.unblockAudio() again; it can be tried again.',
  },
  'OT.unblockAudio/media-decode-error': {
    when: 'The media cannot be decoded.',
    remedy: 'Call OT.unblockAudio() again; it can be tried again.',
  },
  'OT.unblockAudio/media-source-not-supported': {
    when: 'The source of the media is not supported.',
    remedy: 'Call OT.unblockAudio() again; it can be tried again.',
  },
  'Publisher.setVideoSource/invalid-source': {
    when: 'The source is not the id of a camera.',
    remedy: 'List the devices with OT.getDevices() and pass the id of a videoInput.',
  },
  'Publisher.setVideoSource/not-replaceable': {
    when: 'The publisher has no video from a camera: it is audio-only, or its video is a track of the application.',
    remedy: 'Make a publisher with a camera.',
  },
  'Publisher.setVideoSource/destroyed': {
    when: 'The publisher was destroyed.',
    remedy: 'Make a new publisher.',
  },
  'Publisher.setVideoSource/access-denied': {
    when: 'The user refused access to the camera, the microphone or the screen. The old track goes on.',
    remedy: 'Explain how to allow access in the browser, and try again.',
  },
  'Publisher.setVideoSource/no-devices-found': {
    when: 'There is no device of the kind that was asked for. The old track goes on.',
    remedy: 'Ask the user to plug one in.',
  },
  'Publisher.setVideoSource/hardware-unavailable': {
    when: 'The device cannot be started: another program holds it, or the system blocks it. The old track goes on.',
    remedy: 'Ask the user to close other programs that use the device, and try again.',
  },
  'Publisher.setVideoSource/constraints-not-satisfied': {
    when: 'No device can satisfy what was asked for. The old track goes on.',
    remedy: 'Ask for less, or for another device.',
  },
  'Publisher.setVideoSource/unable-to-capture-media': {
    when: 'The browser gave up starting the device (an AbortError). The old track goes on.',
    remedy: 'Try again.',
  },
  'Publisher.setVideoSource/media-not-supported': {
    when: 'The browser says that it does not support the media that was asked for. The old track goes on.',
    remedy: 'Offer a fallback.',
  },
  'Publisher.setVideoSource/media-aborted': {
    when: 'Getting media failed with an error that the SDK does not know. The old track goes on.',
    remedy: 'Try again; log the browser and its version.',
  },
  'Publisher.setVideoSource/replace-track-rejected': {
    when: 'The browser refuses to send the new track in place of the old one.',
    remedy: 'Unpublish, and publish a new publisher with that camera.',
  },
  'Publisher.setVideoSource/unsupported-browser': {
    when: 'This browser cannot replace tracks.',
    remedy: 'Unpublish, and publish a new publisher with that camera.',
  },
  'Publisher.cycleVideo/no-other-camera': {
    when: 'There is no camera to go on to.',
    remedy: 'Look at OT.getDevices() before you offer it.',
  },
  'Publisher.cycleVideo/not-supported': {
    when: 'The publisher has no video from a camera.',
    remedy: 'Make a publisher with a camera.',
  },
  'Publisher.cycleVideo/destroyed': {
    when: 'The publisher was destroyed.',
    remedy: 'Make a new publisher.',
  },
  'Publisher.cycleVideo/access-denied': {
    when: 'The user refused access to the camera, the microphone or the screen. The old track goes on.',
    remedy: 'Explain how to allow access in the browser, and try again.',
  },
  'Publisher.cycleVideo/no-devices-found': {
    when: 'There is no device of the kind that was asked for. The old track goes on.',
    remedy: 'Ask the user to plug one in.',
  },
  'Publisher.cycleVideo/hardware-unavailable': {
    when: 'The device cannot be started: another program holds it, or the system blocks it. The old track goes on.',
    remedy: 'Ask the user to close other programs that use the device, and try again.',
  },
  'Publisher.cycleVideo/constraints-not-satisfied': {
    when: 'No device can satisfy what was asked for. The old track goes on.',
    remedy: 'Ask for less, or for another device.',
  },
  'Publisher.cycleVideo/unable-to-capture-media': {
    when: 'The browser gave up starting the device (an AbortError). The old track goes on.',
    remedy: 'Try again.',
  },
  'Publisher.cycleVideo/media-not-supported': {
    when: 'The browser says that it does not support the media that was asked for. The old track goes on.',
    remedy: 'Offer a fallback.',
  },
  'Publisher.cycleVideo/media-aborted': {
    when: 'Getting media failed with an error that the SDK does not know. The old track goes on.',
    remedy: 'Try again; log the browser and its version.',
  },
  'Publisher.cycleVideo/replace-track-rejected': {
    when: 'The browser refuses to send the new track in place of the old one.',
    remedy: 'Unpublish, and publish a new publisher with that camera.',
  },
  'Publisher.cycleVideo/unsupported-browser': {
    when: 'This browser cannot replace tracks.',
    remedy: 'Unpublish, and publish a new publisher with that camera.',
  },
  'Publisher.setAudioSource/invalid-source': {
    when: 'The source is neither the id of a microphone nor an audio track.',
    remedy: 'List the devices with OT.getDevices() and pass the id of an audioInput.',
  },
  'Publisher.setAudioSource/unknown-device': {
    when: 'There is no microphone with that id.',
    remedy: 'List the devices with OT.getDevices() and choose one of them.',
  },
  'Publisher.setAudioSource/not-supported': {
    when: 'The publisher has no audio.',
    remedy: 'Make a publisher with a microphone.',
  },
  'Publisher.setAudioSource/access-denied': {
    when: 'The user refused access to the camera, the microphone or the screen. The old track goes on.',
    remedy: 'Explain how to allow access in the browser, and try again.',
  },
  'Publisher.setAudioSource/no-devices-found': {
    when: 'There is no device of the kind that was asked for. The old track goes on.',
    remedy: 'Ask the user to plug one in.',
  },
  'Publisher.setAudioSource/hardware-unavailable': {
    when: 'The device cannot be started: another program holds it, or the system blocks it. The old track goes on.',
    remedy: 'Ask the user to close other programs that use the device, and try again.',
  },
  'Publisher.setAudioSource/constraints-not-satisfied': {
    when: 'No device can satisfy what was asked for. The old track goes on.',
    remedy: 'Ask for less, or for another device.',
  },
  'Publisher.setAudioSource/unable-to-capture-media': {
    when: 'The browser gave up starting the device (an AbortError). The old track goes on.',
    remedy: 'Try again.',
  },
  'Publisher.setAudioSource/media-not-supported': {
    when: 'The browser says that it does not support the media that was asked for. The old track goes on.',
    remedy: 'Offer a fallback.',
  },
  'Publisher.setAudioSource/media-aborted': {
    when: 'Getting media failed with an error that the SDK does not know. The old track goes on.',
    remedy: 'Try again; log the browser and its version.',
  },
  'Publisher.setAudioSource/replace-track-rejected': {
    when: 'The browser refuses to send the new track in place of the old one.',
    remedy: 'Unpublish, and publish a new publisher with that microphone.',
  },
  'Publisher.setAudioSource/unsupported-browser': {
    when: 'This browser cannot replace tracks.',
    remedy: 'Unpublish, and publish a new publisher with that microphone.',
  },
  'Publisher.setAudioSource/destroyed-meanwhile': {
    when: 'The publisher was destroyed while the track was being replaced: the SDK trips over its own error.',
    remedy: 'Nothing to do when leaving: catch the rejection.',
  },
  'Publisher.publishAudio/not-published': {
    when: 'The publisher is not published. Only the promise form tells.',
    remedy: 'Call it when the publisher is published, or set publishAudio in its properties.',
  },
  'Publisher.publishVideo/camera-lost': {
    when: 'The camera that was switched off cannot be got back.',
    remedy: 'Ask the user to plug a camera in, and try again.',
  },
  'Publisher.publishVideo/no-camera': {
    when: 'The browser lists no camera.',
    remedy: 'Ask the user to plug one in.',
  },
  'Publisher.publishVideo/audio-only': {
    when: 'The publisher has no video.',
    remedy: 'Make a publisher with a camera.',
  },
  'Publisher.publishVideo/destroyed': {
    when: 'The publisher was destroyed.',
    remedy: 'Make a new publisher.',
  },
  'Publisher.getStats/not-connected': {
    when: 'The publisher has no peer connection: it is not published, or it is relayed and has no subscriber.',
    remedy: 'Ask for statistics while the publisher is published.',
  },
  'Publisher.getStats/browser-rejected': {
    when: 'The browser does not give its statistics.',
    remedy: 'Leave this sample out.',
  },
  'Publisher.getStats/negotiating': {
    when: 'The media of the publisher is still being agreed on.',
    remedy: 'Ask again after streamCreated.',
  },
  'Publisher.getRtcStatsReport/not-connected': {
    when: 'The publisher has no peer connection: it is not published, or it is relayed and has no subscriber.',
    remedy: 'Ask for statistics while the publisher is published.',
  },
  'Publisher.getRtcStatsReport/browser-rejected': {
    when: 'The browser does not give its statistics.',
    remedy: 'Leave this sample out.',
  },
  'Publisher.getRtcStatsReport/not-supported': {
    when: 'This browser has no standard statistics.',
    remedy: 'Use getStats() instead.',
  },
  'Publisher.setPreferredResolution/invalid-resolution': {
    when: 'The resolution has no positive width and height.',
    remedy: 'Pass { width, height } in pixels.',
  },
  'Publisher.setPreferredFrameRate/invalid-frame-rate': {
    when: 'The frame rate is not a number.',
    remedy: 'Pass a number of frames per second.',
  },
  'Publisher.setVideoContentHint/invalid-hint': {
    when: 'The hint is unknown.',
    remedy: 'Use text, detail, motion or an empty string.',
  },
  'Publisher.setVideoContentHint/audio-only': {
    when: 'The publisher has no video.',
    remedy: 'Make a publisher with a camera or a screen.',
  },
  'Publisher.setMaxVideoBitrate/invalid-bitrate': {
    when: 'The bitrate is no number within the limits.',
    remedy: 'Pass a number of bits per second from 5000 to 10000000.',
  },
  'Publisher.setVideoBitratePreset/invalid-preset': {
    when: 'The preset is unknown.',
    remedy: 'Use default, bw_saver or extra_bw_saver.',
  },
  'Publisher.setTargetScalabilityMode/invalid-mode': {
    when: 'The scalability mode is unknown.',
    remedy: 'Use a mode such as L1T1.',
  },
  'Publisher.applyVideoFilter/invalid-filter': {
    when: 'The filter is unknown.',
    remedy: 'Use a documented filter, such as backgroundBlur.',
  },
  'Publisher.applyVideoFilter/connector-set': {
    when: 'A media processor connector is set for video; a filter and a connector exclude each other.',
    remedy: 'Take the connector out first: set it to null.',
  },
  'Publisher.applyVideoFilter/missing-filter': {
    when: 'No filter was given.',
    remedy: 'Pass an object with the type of the filter.',
  },
  'Publisher.applyAudioFilter/invalid-filter': {
    when: 'The filter is unknown.',
    remedy: 'Use a documented filter, such as advancedNoiseSuppression.',
  },
  'Publisher.applyAudioFilter/connector-set': {
    when: 'A media processor connector is set for audio; a filter and a connector exclude each other.',
    remedy: 'Take the connector out first: set it to null.',
  },
  'Publisher.setVideoMediaProcessorConnector/invalid-connector': {
    when: 'The connector is no media processor connector.',
    remedy: 'Pass a MediaProcessorConnector, or null to remove it.',
  },
  'Publisher.setVideoMediaProcessorConnector/no-track': {
    when: 'The setTrack() of the connector gave no track.',
    remedy: 'Let setTrack() resolve with a track.',
  },
  'Publisher.setVideoMediaProcessorConnector/no-media': {
    when: 'The publisher has no media yet, or it was destroyed.',
    remedy: 'Wait for the media of the publisher (accessAllowed), and stop when it is destroyed.',
  },
  'Publisher.setVideoMediaProcessorConnector/filter-set': {
    when: 'A filter is applied to video; a filter and a connector exclude each other.',
    remedy: 'Clear the filter first.',
  },
  'Publisher.setAudioMediaProcessorConnector/invalid-connector': {
    when: 'The connector is no media processor connector.',
    remedy: 'Pass a MediaProcessorConnector, or null to remove it.',
  },
  'Publisher.setAudioMediaProcessorConnector/no-sound': {
    when: 'The publisher has no sound to process.',
    remedy: 'Set the connector on a publisher with a microphone.',
  },
  'Publisher.setAudioMediaProcessorConnector/no-media': {
    when: 'The publisher has no media yet, or it was destroyed.',
    remedy: 'Wait for the media of the publisher (accessAllowed), and stop when it is destroyed.',
  },
  'Publisher.setAudioMediaProcessorConnector/filter-set': {
    when: 'A filter is applied to audio; a filter and a connector exclude each other.',
    remedy: 'Clear the filter first.',
  },
  'Subscriber.getStats/not-connected': {
    when: 'The subscriber has no peer connection (yet, or any more).',
    remedy: 'Ask for statistics between connected and destroyed.',
  },
  'Subscriber.getStats/still-subscribing': {
    when: 'The media of the stream is offered, and its turn has not come yet: the SDK takes ten offers a second.',
    remedy: 'Ask for statistics between connected and destroyed.',
  },
  'Subscriber.getStats/browser-rejected': {
    when: 'The browser does not give its statistics.',
    remedy: 'Leave this sample out.',
  },
  'Subscriber.getStats/http-error': {
    when: 'The documentation says that statistics can fail for an HTTP error.',
    remedy: 'Leave this sample out.',
  },
  'Subscriber.getStats/session-not-connected': {
    when: 'The documentation says that statistics need a connected session.',
    remedy: 'Ask for statistics while the session is connected.',
  },
  'Subscriber.getStats/destroyed-meanwhile': {
    when: 'The subscriber was destroyed before the statistics had come, in the same turn for instance: the SDK trips over its own error.',
    remedy: 'Take the statistics before session.unsubscribe(), or catch the rejection.',
  },
  'Subscriber.getRtcStatsReport/not-connected': {
    when: 'The subscriber has no peer connection (yet, or any more).',
    remedy: 'Ask for statistics between connected and destroyed.',
  },
  'Subscriber.getRtcStatsReport/not-supported': {
    when: 'This browser has no standard statistics.',
    remedy: 'Use getStats() instead.',
  },
  'Subscriber.setPreferredResolution/invalid-resolution': {
    when: 'The resolution is no object with width and height.',
    remedy: 'Pass { width, height } in pixels, or null.',
  },
  'Subscriber.setPreferredResolution/relayed': {
    when: 'The session is relayed, so the service cannot scale the stream.',
    remedy: 'Use a routed session.',
  },
  'Subscriber.setPreferredResolution/invalid-side': {
    when: 'The width or the height is no number.',
    remedy: 'Pass numbers.',
  },
  'Subscriber.setPreferredResolution/not-receiving': {
    when: 'The subscriber receives nothing yet, or it was destroyed.',
    remedy: 'Wait until the subscriber is connected.',
  },
  'Subscriber.setPreferredResolution/automatic': {
    when: 'The size of the element decides the resolution: the subscriber was made with preferredResolution auto, or auto was asked for.',
    remedy: 'Make the subscriber without auto if you want to choose the resolution.',
  },
  'Subscriber.setPreferredResolution/connection-lost-while-pending': {
    when: 'The session ended before the service had answered. The code is the number 500 on a plain Error.',
    remedy: 'Catch the rejection; nothing else to do when leaving.',
  },
  'Subscriber.setPreferredFrameRate/invalid-frame-rate': {
    when: 'The frame rate is not a number. (The name of the error is the word Subscriber.)',
    remedy: 'Pass a number of frames per second, or null.',
  },
  'Subscriber.setPreferredFrameRate/relayed': {
    when: 'The session is relayed, so the service cannot lower the frame rate of the stream.',
    remedy: 'Use a routed session.',
  },
  'Subscriber.setPreferredFrameRate/destroyed': {
    when: 'The subscriber was destroyed.',
    remedy: 'Subscribe again.',
  },
  'Subscriber.setPreferredFrameRate/connection-lost-while-pending': {
    when: 'The session ended before the service had answered. The code is the number 500 on a plain Error.',
    remedy: 'Catch the rejection; nothing else to do when leaving.',
  },
  'Subscriber.restrictFrameRate/destroyed': {
    when: 'The subscriber was destroyed.',
    remedy: 'Subscribe again.',
  },
  'Subscriber.restrictFrameRate/invalid-value': {
    when: 'The value is neither true nor false. The plain form says nothing; the promise form is rejected.',
    remedy: 'Pass true or false.',
  },
  'Subscriber.restrictFrameRate/connection-lost-while-pending': {
    when: 'The session ended before the service had answered. The code is the number 500 on a plain Error.',
    remedy: 'Catch the rejection; nothing else to do when leaving.',
  },
  'Subscriber.setCaptionsTranslationLanguage/invalid-language': {
    when: 'The language is not one that captions are translated into.',
    remedy: 'Use a documented language tag.',
  },
  'Subscriber.setVideoMediaProcessorConnector/invalid-connector': {
    when: 'The connector is no media processor connector.',
    remedy: 'Pass a MediaProcessorConnector, or null to remove it.',
  },
  'Subscriber.setAudioMediaProcessorConnector/invalid-connector': {
    when: 'The connector is no media processor connector.',
    remedy: 'Pass a MediaProcessorConnector, or null to remove it.',
  },
  'Session/connection-interrupted': {
    when: 'The messaging connection was lost and came back within 30 seconds: sessionReconnecting, then sessionReconnected. Calls made meanwhile wait.',
    remedy: 'Show that the session is reconnecting; nothing else is needed.',
  },
  'Session/network-lost': {
    when: 'The messaging connection was lost and did not come back within 30 seconds: sessionDisconnected with the reason networkDisconnected.',
    remedy: 'Tell the user, and connect again when the network is back.',
  },
  'Session/server-silent': {
    when: 'The service accepts connections and says nothing: sessionReconnecting after about 5.5 seconds, and in the end sessionDisconnected with the reason clientDisconnected.',
    remedy: 'Treat every sessionDisconnected that the application did not ask for as a loss, whatever its reason.',
  },
  'Session/socket-closed': {
    when: 'The service closed the messaging connection with a code after which the SDK does not reconnect (1003, 1011), or automatic reconnection is off: sessionDisconnected with the reason networkDisconnected, at once.',
    remedy: 'Connect again.',
  },
  'Session/closed-by-server': {
    when: 'The service closed the messaging connection in an orderly way (1000, 1001), and automatic reconnection is off: sessionDisconnected with the reason clientDisconnected.',
    remedy: 'Treat every sessionDisconnected that the application did not ask for as a loss, whatever its reason.',
  },
  'Session/force-disconnected': {
    when: 'A moderator disconnected this client: sessionDisconnected with the reason forceDisconnected. There is no exception event.',
    remedy: 'Tell the user, and do not connect again by yourself.',
  },
  'Session/migration-stalled': {
    when: 'The service moved the session to another server, and the information about it cannot be had: the state stays migrating for good, and nothing tells.',
    remedy: 'Watch currentState, or have the clients signal one another.',
  },
  'Session/migration-socket-refused': {
    when: 'The service moved the session to another server, which cannot be reached. migrated follows after 20 seconds all the same.',
    remedy: 'Disconnect, and connect again.',
  },
  'Session/migration-stream-refused': {
    when: 'The service moved the session to another server, which refuses the stream. Only the page hears of it, as an uncaught error.',
    remedy: 'Unpublish, and publish again.',
  },
  'Publisher/media-ended': {
    when: 'All tracks of the publisher ended: devices were unplugged, access was withdrawn, or screen sharing was stopped. mediaStopped, streamDestroyed and destroyed follow.',
    remedy: 'Publish a new publisher once a device is there; preventDefault() on mediaStopped keeps this one.',
  },
  'Publisher/track-ended': {
    when: 'One track of the publisher ended, another goes on: mediaStopped with that track, and nothing else.',
    remedy: 'Tell the user, and offer another device with setVideoSource() or setAudioSource().',
  },
  'Publisher/media-element-error': {
    when: 'The video element of a publisher that was ready or published reported an error. The stream goes on; the publisher cannot be published again.',
    remedy: 'Publish a new publisher.',
  },
  'Publisher/ice-failed': {
    when: 'The media path of a published stream failed, in a session without automatic reconnection. After five seconds the SDK deletes the stream; the publisher hears of it only if the service then tells it.',
    remedy: 'Unpublish, and publish again.',
  },
  'Publisher/ice-failed-with-reconnection': {
    when: 'The media path of a published stream failed, in a session with automatic reconnection. After five seconds the SDK deletes the stream; the publisher hears of it only if the service then tells it.',
    remedy: 'Listen for streamDestroyed on the publisher, and publish again.',
  },
  'Publisher/ice-failed-then-removed': {
    when: 'The media path of a published stream failed, and the stream was unpublished or the session disconnected within five seconds. Only the page hears of it, as an uncaught TypeError.',
    remedy: 'Do not let uncaught errors of the SDK end the application.',
  },
  'Publisher/ice-disconnected': {
    when: 'The media path of a published stream is interrupted. The SDK negotiates again after about two seconds; nothing tells.',
    remedy: "Watch the publisher's statistics if it matters.",
  },
  'Publisher/negotiation-failed': {
    when: 'Media could not be agreed on for a stream that is announced already: on renegotiation, or with one subscriber of a relayed session. The stream stays.',
    remedy: 'Publish again if others cannot see the stream.',
  },
  'Publisher/force-unpublished': {
    when: 'A moderator unpublished the stream: streamDestroyed with the reason forceUnpublished, then destroyed.',
    remedy: 'Tell the user, and do not publish again by yourself.',
  },
  'Publisher/force-muted': {
    when: 'A moderator muted the publisher: muteForced.',
    remedy: 'Show that the microphone is off.',
  },
  'Subscriber/ice-failed': {
    when: 'The media path of a subscriber failed, in a session without automatic reconnection: an exception event, and destroyed after two seconds (not in relayed sessions).',
    remedy: 'Listen for destroyed on the subscriber, and subscribe again.',
  },
  'Subscriber/ice-failed-with-reconnection': {
    when: 'The media path of a subscriber failed, in a session with automatic reconnection: destroyed after two seconds, unless it recovers before. There is no exception event.',
    remedy: 'Listen for destroyed on the subscriber, and subscribe again.',
  },
  'Subscriber/ice-disconnected': {
    when: 'The media path of a subscriber is interrupted: disconnected at once, then connected when it is back, or destroyed after 12 seconds.',
    remedy: 'Show that the video is reconnecting; subscribe again on destroyed.',
  },
  'Subscriber/media-element-error': {
    when: 'The video element of a subscriber reported an error. The subscriber stays.',
    remedy: 'Unsubscribe, and subscribe again.',
  },
  'Subscriber/audio-blocked': {
    when: 'The browser does not let the page play sound before the user has done something: audioBlocked.',
    remedy: 'Offer a button that calls OT.unblockAudio().',
  },
  'Subscriber/video-disabled': {
    when: 'The video stopped, because the publisher switched it off or the network is too slow: videoDisabled with a reason.',
    remedy: 'Show a picture in its place until videoEnabled.',
  },
  'Subscriber/stream-destroyed': {
    when: 'The stream left the session: streamDestroyed on the session, destroyed on the subscriber, with the same reason.',
    remedy: 'Remove what the application shows for it.',
  },
  'Subscriber/encryption-secret-mismatch': {
    when: 'The media cannot be decrypted with the secret at hand: encryptionSecretMismatch, once, until encryptionSecretMatch.',
    remedy: 'Ask for the secret again, and call session.setEncryptionSecret().',
  },
  'Subscriber/migration-refused': {
    when: 'The service moved the session to another server, which refuses the subscription: the subscriber is destroyed with the reason streamNotFound.',
    remedy: 'Subscribe again.',
  },
  'Subscriber.setAudioVolume/invalid-volume': {
    when: 'The volume is no number. The plain form says nothing; the promise form is rejected.',
    remedy: 'Pass a number from 0 to 100.',
  },
  'Subscriber.subscribeToAudio/overridden': {
    when: 'A later call came before the stream was received. The promise form of the earlier call is rejected.',
    remedy: 'Await the call before you make the next one.',
  },
  'Subscriber.subscribeToVideo/overridden': {
    when: 'A later call came before the stream was received. The promise form of the earlier call is rejected.',
    remedy: 'Await the call before you make the next one.',
  },
  'Subscriber.subscribeToVideo/no-picture': {
    when: 'The stream is said to have a picture, and none was received. The promise form is rejected.',
    remedy: 'Subscribe again.',
  },
  'Subscriber.subscribeToCaptions/destroyed': {
    when: 'The subscriber was destroyed.',
    remedy: 'Subscribe again.',
  },
  'Subscriber.subscribeToCaptions/connection-lost-while-pending': {
    when: 'The session ended before the service had answered. The code is the number 500 on a plain Error.',
    remedy: 'Catch the rejection; nothing else to do when leaving.',
  },
}

/**
 * The message of a failure: what failed, why, and what to do next.
 *
 * @example
 * messageOf('Session.connect/expired-token')
 * // 'Session.connect() failed: The token has expired. Have your server make a new token, and connect with that.'
 */
export function messageOf(id: FailureId): string {
  const { when, remedy } = failureTexts[id]
  const operation = id.slice(0, id.indexOf('/'))
  return operation.includes('.') ? `${operation}() failed: ${when} ${remedy}` : `${when} ${remedy}`
}
