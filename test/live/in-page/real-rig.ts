import { NotSupported } from '../../conformance/not-supported.ts'
import type { CreateRig, PageErrorType, Rig, RigBrowser, RigHttp } from '../../conformance/rig.ts'
import { unsupportedBrowser } from '../../conformance/unsupported-rig.ts'
import type { PageClock } from './page-clock.ts'
import { watchDecryption } from './real-decryption.ts'
import { replaceElements } from './real-elements.ts'
import { ownTrack, replaceMedia } from './real-media.ts'
import { replacePeers } from './real-peers.ts'
import { loadSdk, type RealSdk } from './real-sdk.ts'
import { endTracks, stubReplaceTrack, stubSinkId } from './real-tracks.ts'
import { type Requests, watchRequests } from './requests-made.ts'
import { serviceActs } from './service/acts.ts'
import { MessagingService } from './service/messaging.ts'
import { replaceSockets } from './sockets.ts'
import { PeerWatch } from './watch-peer.ts'

type PageWindow = Window & typeof globalThis

/** What the page around a rig gives it: the SDK's script, the page's time, and the page. */
export interface RealRigParts {
  readonly sdk: string
  readonly clock: PageClock
  readonly window: PageWindow
}

/** Makes rigs over the real SDK: one in a page, which is not used again. */
export const realRig =
  ({ sdk, clock, window }: RealRigParts): CreateRig =>
  (): Rig => {
    const registered: ((kind: 'publisher' | 'subscriber', object: object) => void)[] = []
    let loaded: RealSdk | undefined
    const requests = watchRequests(window, clock)
    const sockets = replaceSockets(window, clock)
    const watch = new PeerWatch(clock.work)
    const service = new MessagingService(clock, sockets, watch)
    const sdkHere = (): RealSdk => {
      loaded ??= loadSdk(sdk, window, (kind, object) => {
        for (const listener of registered) listener(kind, object)
      })
      return loaded
    }
    return {
      get OT() {
        return sdkHere().OT
      },
      clock,
      document: window.document,
      service: serviceActs(service, sockets, clock),
      http: httpOf(requests),
      browser: browserOf(window, clock, watch),
      requests: {
        messages: () => service.asked,
        http: () => requests.made.filter((kind) => kind === 'config' || kind === 'sessionInfo'),
        socketsOpenedAt: sockets.openedAt,
      },
      registry: () => sdkHere().registry(),
      isSdkError: (error) => sdkHere().isError(error),
      onObject: (listener) => registered.push(listener),
      onPageError: (listener) => hearPageErrors(window, listener),
      dispose: () => {},
    }
  }

/** The server of the page answers its requests; the page has to know how late. */
const httpOf = (requests: Requests): RigHttp => ({
  sessionInfo: (answers) => requests.answers('sessionInfo', answers),
  sessionInfoFields: () => {},
  sessionProperties: () => {},
  config: (answers) => requests.answers('config', answers),
  logging: (answers) => requests.answers('logging', answers),
})

function hearPageErrors(window: PageWindow, listener: (type: PageErrorType, error: unknown) => void): void {
  window.addEventListener('error', ({ error }) => listener('error', error))
  window.addEventListener('unhandledrejection', ({ reason }) => listener('unhandledrejection', reason))
}

/** The page's browser says that it is another one; the SDK has not looked at it yet. */
function disguise({ navigator }: PageWindow, { userAgent, secure }: Parameters<RigBrowser['page']>[0]): void {
  // Taking parts of the browser away is not what a browser does on an http page: the SDK was seen to answer otherwise.
  if (secure !== undefined) throw new NotSupported('given.page.secure')
  const say = (name: string, value: unknown): void =>
    void Object.defineProperty(navigator, name, { get: () => value, configurable: true })
  say('userAgent', userAgent)
  say('userAgentData', undefined)
}

function browserOf(window: PageWindow, clock: PageClock, watch: PeerWatch): RigBrowser {
  const peers = replacePeers(window, clock, watch)
  const elements = replaceElements(clock)
  return {
    ...unsupportedBrowser,
    offline: () => Object.defineProperty(window.navigator, 'onLine', { get: () => false, configurable: true }),
    ...replaceMedia(clock),
    peerConnection: (stub) => peers.stub(stub),
    ice: (state, of) => peers.ice(state, of),
    peerClosed: (of) => peers.close(of),
    videoElement: (stub) => elements.stub(stub),
    elementEvent: (event, of) => elements.event(event, of),
    track: (event, kind, of) => endTracks(event, kind, of, clock),
    decryption: watchDecryption(window, clock),
    replaceTrack: (stub) => stubReplaceTrack(stub),
    setSinkId: (stub) => {
      if (stub === 'missing') Reflect.deleteProperty(window.HTMLMediaElement.prototype, 'setSinkId')
      else stubSinkId(stub)
    },
    page: (page) => disguise(window, page),
    pageEvent: (type) => void window.dispatchEvent(new window.Event(type)),
    encodedStreams: () => {
      for (const name of ['createEncodedStreams', 'transform']) {
        for (const owner of [window.RTCRtpSender, window.RTCRtpReceiver]) Reflect.deleteProperty(owner.prototype, name)
      }
      Reflect.deleteProperty(window, 'RTCRtpScriptTransform')
    },
    codecCapabilities: () => {
      for (const owner of [window.RTCRtpSender, window.RTCRtpReceiver]) Reflect.deleteProperty(owner, 'getCapabilities')
    },
    mediaTrack: (kind) => ownTrack(kind),
    mediaStream: () => new MediaStream(),
  }
}
