import type { CallStep, Given, Json, JsonObject, Step } from '../../conformance/recorded-case.ts'
import { call, completion, listen, server, someone, type WrittenCase } from './shape.ts'

const disconnect = call('session.disconnect')
const connect = call('session.connect', 'T1==token', completion)
const throwing = { $cb: 'throw' } as const
const calling = ({ call: path, args = [] }: CallStep): JsonObject => ({ $cb: { call: path, args } })

const silent = { status: 'none' } as const

/** Nothing that is asked for is answered. */
const unanswered: Given = {
  connected: true,
  server: {
    remote: someone,
    publish: 'never',
    replies: {
      'signal.signal': silent,
      'connection.delete': silent,
      'stream.delete': silent,
      'session.update': silent,
      'subscriber.create': silent,
    },
  },
  publisher: { target: 'target' },
}

const signal = (handler: Json = completion): CallStep =>
  call('session.signal', { type: 'chat', data: 'goodbye' }, handler)
const forceDisconnect = (handler: Json = completion): CallStep =>
  call('session.forceDisconnect', { $connection: 'c1' }, handler)
const forceUnpublish = (handler: Json = completion): CallStep =>
  call('session.forceUnpublish', { $stream: 's1' }, handler)
const muteAll = call('session.forceMuteAll')
const publish = (handler: Json = completion): CallStep => call('session.publish', { $ref: 'publisher' }, handler)
const subscribe = (handler: Json = completion): CallStep =>
  call('session.subscribe', { $stream: 's1' }, 'sub-target', {}, handler)

const settle = { maxMs: 60, quietMs: 50 } as const
const kick = server('kick', { reason: 'forceDisconnected' })

interface Case {
  readonly name: string
  readonly setup?: readonly Step[]
  readonly when: Step
  readonly after: readonly Step[]
  readonly given?: Given
}

/** Several requests are under way when the session ends. */
const several: readonly Case[] = [
  { name: 'several/disconnect', when: signal(), after: [disconnect] },
  { name: 'several/kick', when: signal(), after: [kick] },
  { name: 'several/handler-throws', when: signal(throwing), after: [disconnect] },
  { name: 'several/handler-connects', when: signal(calling(connect)), after: [disconnect] },
  { name: 'several/handler-disconnects', when: signal(calling(disconnect)), after: [kick] },
  { name: 'several/handler-signals', when: signal(calling(signal())), after: [disconnect] },
  { name: 'several/handler-destroys-session', when: signal(calling(call('session.destroy'))), after: [disconnect] },
  {
    name: 'several/exception-listener-disconnects',
    setup: [listen('OT', 'exception', disconnect)],
    when: signal(),
    after: [kick],
  },
  {
    name: 'several/exception-listener-connects',
    setup: [listen('OT', 'exception', connect)],
    when: signal(),
    after: [disconnect],
  },
  {
    name: 'several/exception-listener-throws',
    setup: [listen('OT', 'exception', 'throw')],
    when: signal(),
    after: [disconnect],
  },
].map((one) => ({
  ...one,
  when: { ...one.when, settle, and: [muteAll, forceDisconnect(), forceUnpublish(), signal()] },
}))

/** All that a call has is there or under way when it ends. */
const everything: readonly Case[] = [
  { name: 'everything/disconnect', when: publish(), after: [disconnect] },
  { name: 'everything/kick', when: publish(), after: [kick] },
  {
    name: 'everything/dropped-no-reconnection',
    when: publish(),
    after: [server('drop')],
    given: { server: { reconnection: false } },
  },
  { name: 'everything/publish-handler-connects', when: publish(calling(connect)), after: [disconnect] },
  { name: 'everything/publish-handler-throws', when: publish(throwing), after: [disconnect] },
].map((one) => ({ ...one, when: { ...one.when, settle, and: [subscribe(), signal(), forceDisconnect()] } }))

/** Ends inside ends. */
const nested: readonly Case[] = [
  {
    name: 'disconnect/in-its-own-handler',
    setup: [listen('session', 'sessionDisconnected', disconnect)],
    when: disconnect,
    after: [],
  },
  {
    name: 'disconnect/handler-connects',
    setup: [listen('session', 'sessionDisconnected', connect)],
    when: disconnect,
    after: [],
  },
  {
    name: 'disconnect/handler-throws',
    setup: [listen('session', 'sessionDisconnected', 'throw')],
    when: disconnect,
    after: [connect],
  },
  { name: 'disconnect/kick-behind-it', when: { ...disconnect, settle: { maxMs: 0, quietMs: 0 } }, after: [kick] },
  {
    name: 'disconnect/drop-behind-it',
    when: { ...disconnect, settle: { maxMs: 0, quietMs: 0 } },
    after: [server('drop')],
  },
  { name: 'disconnect/destroy-behind-it', when: { ...disconnect, and: [call('session.destroy')] }, after: [] },
  { name: 'disconnect/kicked-already', when: { ...disconnect, and: [disconnect] }, after: [disconnect], setup: [kick] },
  {
    name: 'disconnect/pagehide-behind-it',
    when: { ...disconnect, settle: { maxMs: 0, quietMs: 0 } },
    after: [{ page: 'pagehide' }],
  },
  { name: 'subscribe/handler-connects', when: { ...subscribe(calling(connect)), settle }, after: [disconnect] },
  { name: 'subscribe/handler-throws', when: { ...subscribe(throwing), settle }, after: [disconnect] },
  { name: 'subscribe/handler-disconnects', when: { ...subscribe(calling(disconnect)), settle }, after: [kick] },
  {
    name: 'signal/handler-disconnects-when-answered',
    when: signal(calling(disconnect)),
    after: [],
    given: { server: { remote: someone } },
  },
  {
    name: 'publish/handler-disconnects-when-published',
    when: publish(calling(disconnect)),
    after: [],
    given: { server: { remote: someone } },
  },
  {
    name: 'publish/streamCreated-listener-disconnects',
    setup: [listen('publisher', 'streamCreated', disconnect)],
    when: publish(),
    after: [],
    given: { server: { remote: someone } },
  },
  {
    name: 'publish/streamDestroyed-listener-connects',
    setup: [listen('publisher', 'streamDestroyed', connect)],
    when: { ...publish(), settle },
    after: [disconnect],
  },
  {
    name: 'connect/handler-disconnects',
    when: call('session.connect', 'T1==token', calling(disconnect)),
    after: [],
    given: { connected: false, server: { remote: someone } },
  },
  {
    name: 'connect/sessionConnected-listener-disconnects',
    setup: [listen('session', 'sessionConnected', disconnect)],
    when: connect,
    after: [],
    given: { connected: false, server: { remote: someone } },
  },
  {
    name: 'reconnecting/disconnect-then-back',
    when: { ...signal(), settle },
    after: [server('mode', { mode: 'hang' }), server('drop'), disconnect, server('mode', { mode: 'accept' })],
  },
  {
    name: 'reconnecting/signal-then-disconnect',
    setup: [server('mode', { mode: 'hang' }), server('drop')],
    when: { ...signal(), settle },
    after: [disconnect],
  },
  {
    name: 'reconnecting/handler-disconnects-and-again',
    setup: [listen('session', 'sessionReconnecting', { ...disconnect, tells: true })],
    when: server('drop'),
    after: [{ wait: 4000 }, disconnect],
  },
  {
    name: 'reconnecting/handler-disconnects-then-connects',
    setup: [listen('session', 'sessionReconnecting', disconnect)],
    when: server('drop'),
    after: [{ wait: 4000 }, connect],
  },
  {
    name: 'reconnecting/handler-disconnects-never-back',
    setup: [listen('session', 'sessionReconnecting', disconnect), server('mode', { mode: 'refuse' })],
    when: server('drop'),
    after: [{ wait: 32_000 }],
  },
  {
    name: 'reconnecting/publish-then-disconnect',
    setup: [server('mode', { mode: 'hang' }), server('drop')],
    when: { ...publish(), settle },
    after: [disconnect],
  },
]

const watchMs = 4000

/** Ends within ends: more than one thing under way, and handlers and listeners that end something themselves. */
export const endsWithinEnds: readonly WrittenCase[] = [...several, ...everything, ...nested].map(
  ({ name, setup, when, after, given }) => ({
    id: `ends/within/${name}`,
    given: {
      ...unanswered,
      ...given,
      server:
        given?.server === undefined || given.server.reconnection === false
          ? { ...unanswered.server, ...given?.server }
          : given.server,
      ...(setup === undefined ? {} : { setup }),
    },
    when,
    after: [...after, { wait: watchMs }],
  }),
)
