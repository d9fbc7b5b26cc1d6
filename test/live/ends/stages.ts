import type { CallStep, Given, Json, JsonObject } from '../../conformance/recorded-case.ts'
import { call, completion, type Stage, someone, soon } from './shape.ts'

const watchMs = { request: 3000, publish: 3000, subscribe: 3000, connect: 8000 } as const

interface Request {
  readonly name: string
  readonly args: readonly Json[]
  readonly request: string
}

const handler = completion

/** Calls that ask the service for something, and are told when it has answered. */
const requests: readonly Request[] = [
  { name: 'signal', args: [{ type: 'chat', data: 'goodbye' }, handler], request: 'signal.signal' },
  { name: 'forceDisconnect', args: [{ $connection: 'c1' }, handler], request: 'connection.delete' },
  { name: 'forceUnpublish', args: [{ $stream: 's1' }, handler], request: 'stream.delete' },
  { name: 'forceMuteStream', args: [{ $stream: 's1' }], request: 'stream.update' },
  { name: 'forceMuteAll', args: [], request: 'session.update' },
  { name: 'disableForceMute', args: [], request: 'session.update' },
]

const connected = (server: JsonObject = {}, more: Given = {}): Given => ({
  connected: true,
  server: { remote: someone, ...server },
  ...more,
})

const replying = (request: string, reply: JsonObject): JsonObject => ({ replies: { [request]: reply } })

/** A request at its stages: not yet sent, never answered, answered late. */
export const requestStages = (stage: 'same-turn' | 'sent' | 'late'): readonly Stage[] =>
  requests.map(({ name, args, request }) => ({
    name: `${name}/${stage}`,
    given: connected(
      stage === 'sent'
        ? replying(request, { status: 'none' })
        : stage === 'late'
          ? replying(request, { status: '200', delayMs: 400 })
          : {},
    ),
    call: { ...call(`session.${name}`, ...args), ...(stage === 'same-turn' ? {} : { settle: soon }) },
    watchMs: watchMs.request,
  }))

const publish: CallStep = call('session.publish', { $ref: 'publisher' }, handler)

const publishing = (name: string, server: JsonObject, settle: CallStep['settle'] = soon): Stage => ({
  name: `publish/${name}`,
  given: connected(server, { publisher: { target: 'target' } }),
  call: { ...publish, settle },
  watchMs: watchMs.publish,
})

/** Publishing, from the media that is waited for to the stream that is announced. */
export const publishStages: Readonly<Record<'turn' | 'media' | 'sent' | 'answered' | 'negotiating' | 'done', Stage>> = {
  turn: { ...publishing('same-turn', {}), call: publish },
  media: {
    name: 'publish/without-media-yet',
    given: connected({}, { media: { getUserMedia: 'slow' }, publisher: { target: 'target', state: 'loading' } }),
    call: { ...publish, settle: soon },
    watchMs: watchMs.publish,
  },
  sent: publishing('sent', replying('stream.create', { status: 'none' })),
  answered: publishing('answered', { publish: 'never' }),
  negotiating: publishing('negotiating', { publish: 'jsepNoAnswer' }, { maxMs: 600, quietMs: 500 }),
  done: publishing('done', {}, { maxMs: 600, quietMs: 300 }),
}

const subscribe: CallStep = call('session.subscribe', { $stream: 's1' }, 'sub-target', {}, handler)

const subscribing = (name: string, server: JsonObject, settle: CallStep['settle'] = soon): Stage => ({
  name: `subscribe/${name}`,
  given: connected(server),
  call: { ...subscribe, settle },
  watchMs: watchMs.subscribe,
})

/** Subscribing, from the call to the picture. */
export const subscribeStages: Readonly<Record<'turn' | 'sent' | 'answered' | 'negotiating' | 'done', Stage>> = {
  turn: { ...subscribing('same-turn', {}), call: subscribe },
  sent: subscribing('sent', replying('subscriber.create', { status: 'none' })),
  answered: subscribing('answered', { subscribe: 'never' }),
  negotiating: subscribing('negotiating', { subscribe: 'noCandidates' }, { maxMs: 600, quietMs: 500 }),
  done: subscribing('done', { subscribe: 'jsep' }, { maxMs: 3000, quietMs: 600 }),
}

const connect: CallStep = call('session.connect', 'T1==token', handler)

const connecting = (name: string, given: Given): Stage => ({
  name: `connect/${name}`,
  given: { server: { remote: someone }, ...given },
  call: { ...connect, settle: soon },
  watchMs: watchMs.connect,
})

/** Connecting, from the call to the answer that lets in. */
export const connectStages: Readonly<Record<'turn' | 'config' | 'info' | 'opening' | 'joining', Stage>> = {
  turn: { ...connecting('same-turn', {}), call: connect },
  config: connecting('asking-config', { http: { config: { hang: true } } }),
  info: connecting('asking-info', { http: { sessionInfo: { hang: true } } }),
  opening: connecting('opening-socket', { server: { socket: 'hang', remote: someone } }),
  joining: connecting('asking-to-join', {
    server: { remote: someone, ...replying('connection.create', { status: 'none' }) },
  }),
}

const published: Given = connected(
  { publish: 'jsep', subscribe: 'jsep', ...replying('stream.delete', { status: 'none' }) },
  { publisher: { target: 'target', state: 'published' } },
)

const subscribed: Given = connected(
  { subscribe: 'jsep', ...replying('subscriber.delete', { status: 'none' }) },
  { subscriber: { stream: 's1', target: 'sub-target', state: 'subscribed' } },
)

/** Giving back what is there. */
export const returnStages: Readonly<Record<'unpublish' | 'unpublishSoon' | 'unsubscribe' | 'unsubscribeSoon', Stage>> =
  {
    unpublish: {
      name: 'unpublish/same-turn',
      given: published,
      call: call('session.unpublish', { $ref: 'publisher' }),
      watchMs: watchMs.request,
    },
    unpublishSoon: {
      name: 'unpublish/sent',
      given: published,
      call: { ...call('session.unpublish', { $ref: 'publisher' }), settle: soon },
      watchMs: watchMs.request,
    },
    unsubscribe: {
      name: 'unsubscribe/same-turn',
      given: subscribed,
      call: call('session.unsubscribe', { $ref: 'subscriber' }),
      watchMs: watchMs.request,
    },
    unsubscribeSoon: {
      name: 'unsubscribe/sent',
      given: subscribed,
      call: { ...call('session.unsubscribe', { $ref: 'subscriber' }), settle: soon },
      watchMs: watchMs.request,
    },
  }

const bothThere: Given = {
  ...connected({ publish: 'jsep', subscribe: 'jsep' }),
  publisher: { target: 'target', state: 'published' },
  subscriber: { stream: 's1', target: 'sub-target', state: 'subscribed' },
}

const setter = (path: string, ...args: readonly Json[]): Stage => ({
  name: `${path.replace(/^session\./, '').replaceAll('.', '-')}/same-turn`,
  given: bothThere,
  call: call(path, ...args),
  watchMs: watchMs.request,
})

/** What is asked of a publisher that is published. */
export const publisherSetters: readonly Stage[] = [
  setter('publisher.publishAudio.promise', false),
  setter('publisher.publishVideo.promise', false),
  setter('publisher.publishVideo', false, handler),
  setter('publisher.publishCaptions', true),
  setter('publisher.cycleVideo'),
  setter('publisher.setAudioSource', { $track: 'audio' }),
  setter('publisher.setVideoSource', 'unknown'),
  setter('publisher.setPreferredFrameRate', 15),
  setter('publisher.setMaxVideoBitrate', 100_000),
  setter('publisher.getStats', handler),
  setter('publisher.getRtcStatsReport'),
  setter('publisher.destroy.promise'),
]

/** What is asked of a subscriber that receives. */
export const subscriberSetters: readonly Stage[] = [
  setter('subscriber.subscribeToAudio.promise', false),
  setter('subscriber.subscribeToVideo.promise', false),
  setter('subscriber.setAudioVolume.promise', 50),
  setter('subscriber.restrictFrameRate.promise', true),
  setter('subscriber.setPreferredResolution', { width: 320, height: 240 }),
  setter('subscriber.setPreferredFrameRate', 7),
  setter('subscriber.subscribeToCaptions', true),
  setter('subscriber.getStats', handler),
  setter('subscriber.getRtcStatsReport'),
]

/** What is asked of a session. */
export const sessionSetters: readonly Stage[] = [
  setter('session.setIceConfig', { includeServers: 'all', transportPolicy: 'all', customServers: [] }),
  setter('session.setEncryptionSecret', 'secret12'),
]

const init = (name: string, media: Given['media'], settle?: CallStep['settle']): Stage => ({
  name: `initPublisher/${name}`,
  given: connected({}, media === undefined ? {} : { media }),
  call: { ...call('OT.initPublisher', 'target', {}, handler), ...(settle === undefined ? {} : { settle }) },
  watchMs: watchMs.request,
})

/** Making a publisher, while its media is waited for. */
export const initStages: Readonly<Record<'turn' | 'pending' | 'slow' | 'refusing', Stage>> = {
  turn: init('same-turn', undefined),
  pending: init('prompt-open', { getUserMedia: 'pending' }, soon),
  slow: init('media-coming', { getUserMedia: 'slow' }, soon),
  refusing: init('media-refused-late', { getUserMedia: 'slowReject' }, soon),
}

/** Leaving, with the whole call there. */
export const leaveStages: Readonly<Record<'turn' | 'alone', Stage>> = {
  turn: { name: 'disconnect/same-turn', given: bothThere, call: call('session.disconnect'), watchMs: watchMs.request },
  alone: { name: 'disconnect/alone', given: connected(), call: call('session.disconnect'), watchMs: watchMs.request },
}
