import { NotSupported } from '../../conformance/not-supported.ts'
import type { CreateRig, PageErrorType, Rig, RigBrowser, RigHttp, RigService } from '../../conformance/rig.ts'
import { unsupportedBrowser, unsupportedService } from '../../conformance/unsupported-rig.ts'
import type { PageClock } from './page-clock.ts'
import { stubElements } from './real-elements.ts'
import { ownTrack, replaceMedia } from './real-media.ts'
import { stubPeers } from './real-peers.ts'
import { loadSdk, type RealSdk } from './real-sdk.ts'
import { type Requests, watchRequests } from './requests-made.ts'
import { replaceSockets, type Sockets } from './sockets.ts'

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
      service: serviceOf(sockets),
      http: httpOf(requests),
      browser: browserOf(window, clock),
      requests: {
        messages: () => [],
        http: () => requests.made.filter((kind) => kind !== 'logging'),
        socketsOpenedAt: sockets.openedAt,
      },
      registry: () => sdkHere().registry(),
      isSdkError: (error) => sdkHere().isError(error),
      onObject: (listener) => registered.push(listener),
      onPageError: (listener) => hearPageErrors(window, listener),
      dispose: () => {},
    }
  }

/** Whoever serves the page answers its requests; the page has to know how late. */
const httpOf = (requests: Requests): RigHttp => ({
  sessionInfo: (answers) => requests.answers('sessionInfo', answers),
  sessionInfoFields: () => {},
  sessionProperties: () => {},
  config: (answers) => requests.answers('config', answers),
  logging: (answers) => requests.answers('logging', answers),
})

/** There is no service: only the way to it can be played, up to the open socket. */
const serviceOf = (sockets: Sockets): RigService => ({
  ...unsupportedService,
  socket: (behaviours) => sockets.behave(behaviours),
  mode: (behaviour) => sockets.behave([behaviour]),
  reconnection: () => {},
  p2p: () => {},
  replies: (request, replies) => {
    if (replies.some(({ status }) => status !== 'none')) throw new NotSupported(`an answer to ${request}: no service`)
  },
})

function hearPageErrors(window: PageWindow, listener: (type: PageErrorType, error: unknown) => void): void {
  window.addEventListener('error', ({ error }) => listener('error', error))
  window.addEventListener('unhandledrejection', ({ reason }) => listener('unhandledrejection', reason))
}

const browserOf = (window: PageWindow, clock: PageClock): RigBrowser => ({
  ...unsupportedBrowser,
  offline: () => Object.defineProperty(window.navigator, 'onLine', { get: () => false, configurable: true }),
  ...replaceMedia(clock),
  peerConnection: (stub) => stubPeers(stub, window),
  videoElement: (stub) => stubElements(stub, clock),
  encodedStreams: () => {
    for (const name of ['createEncodedStreams', 'transform']) {
      for (const owner of [window.RTCRtpSender, window.RTCRtpReceiver]) Reflect.deleteProperty(owner.prototype, name)
    }
    Reflect.deleteProperty(window, 'RTCRtpScriptTransform')
  },
  codecCapabilities: () => {
    for (const owner of [window.RTCRtpSender, window.RTCRtpReceiver]) {
      Reflect.deleteProperty(owner, 'getCapabilities')
    }
  },
  mediaTrack: (kind) => ownTrack(kind),
  mediaStream: () => new MediaStream(),
})
