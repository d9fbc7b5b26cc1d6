import type { Archive, RigService } from '../../../conformance/rig.ts'
import { unsupportedService } from '../../../conformance/unsupported-rig.ts'
import type { PageClock } from '../page-clock.ts'
import type { Sockets } from '../sockets.ts'
import type { MessagingService, ServiceRules } from './messaging.ts'

const lostCode = 1006
const closedAfterKickMs = 10
const router = 'symphony.1'

type Rule<Key extends keyof ServiceRules> = (value: ServiceRules[Key]) => void

/** What a case says of the service and has it do, as the runner asks for it. */
export const serviceActs = (service: MessagingService, sockets: Sockets, clock: PageClock): RigService => ({
  ...unsupportedService,
  ...rulesOf(service, sockets),
  ...peopleOf(service),
  ...ownOf(service, sockets, clock),
})

/** Closes the socket that is open, from the service's end. */
const close = (sockets: Sockets, code: number, clean: boolean): void =>
  sockets
    .lines()
    .findLast(({ isOpen }) => isOpen)
    ?.end(code, clean)

/** How the service behaves. */
function rulesOf(service: MessagingService, sockets: Sockets) {
  const rule =
    <Key extends keyof ServiceRules>(key: Key): Rule<Key> =>
    (value) => {
      service.rules[key] = value
    }
  return {
    // The route that answers the page's requests says so there.
    partner: () => {},
    reconnection: () => {},
    p2p: rule('p2p'),
    role: rule('role'),
    muteOnEntry: rule('muteOnEntry'),
    publish: rule('publish'),
    subscribe: rule('subscribe'),
    createdDelay: rule('createdDelayMs'),
    answerOnce: rule('answerOnce'),
    media: rule('carries'),
    sessions: rule('sessionsApart'),
    sourceStreamId: rule('sourceStreamId'),
    silent: rule('silent'),
    archives: (archives: readonly Archive[]) => void service.archives.push(...archives),
    replies: (request, replies) => service.script(request, replies),
    reply: (request, reply) => service.script(request, [reply]),
    socket: (behaviours) => sockets.behave(behaviours),
    mode: (behaviour) => sockets.behave([behaviour]),
    notification: (reason) => service.tell('notification', '/notification', { reason }),
  } satisfies Partial<RigService>
}

/** What the people in the room do. */
function peopleOf(service: MessagingService) {
  return {
    remote: ({ connections, streams }) => {
      for (const { id } of connections) service.join(id)
      for (const stream of streams) service.publish(stream)
    },
    remoteJoin: (id) => service.join(id),
    remoteLeave: (id, reason) => service.leave(id, reason),
    remotePublish: (id, connection) => service.publish({ id, connection, audio: true, video: true }),
    remoteUnpublish: (id, reason) => service.unpublish(id, reason),
    remoteSubscribe: (connection) => service.subscribeFrom(connection, subscriberOf(connection)),
    remoteUnsubscribe: (connection) => service.unsubscribeFrom(connection, subscriberOf(connection)),
    streamChannel: (id, channel, content) => service.tell('updated', `/stream/${id}/channel/${channel}`, content),
    archive: (id, name) => service.tell('created', `/archive/${id}`, { id, name, status: 'started' }),
    archiveUpdate: (id, status) => service.tell('updated', `/archive/${id}`, { status }),
    signal: (from, type, data) => {
      // A signal without a type has none, which is not the same as a type that is null.
      const content = { ...(type === null ? {} : { type }), ...(data === undefined ? {} : { data }) }
      service.tell('signal', `/signal/${crypto.randomUUID()}`, content, { from })
    },
    caption: (stream, from) => {
      const path = `/stream/${stream}/channel/caption1/data/${crypto.randomUUID()}`
      const words = JSON.stringify({ caption: { text: 'words' }, streamId: stream, isFinal: true })
      service.tell('data', path, { data: words }, { from })
    },
    disableVideo: (stream, active) => {
      for (const id of service.subscribersOf(stream)) {
        service.tell('update', `/stream/${stream}/subscriber/${id}/channel/video1`, { active })
      }
    },
    warnOfVideo: (stream, active) => {
      for (const id of service.subscribersOf(stream)) {
        service.tell('updated', `/stream/${stream}/subscriber/${id}/channel/video1`, { disableWarning: active })
      }
    },
  } satisfies Partial<RigService>
}

/** What the service does with the client's own connection and streams. */
function ownOf(service: MessagingService, sockets: Sockets, clock: PageClock) {
  return {
    drop: (code, clean) => close(sockets, code ?? lostCode, clean),
    kick: (reason, closeCode) => {
      service.leave(service.own ?? '', reason)
      if (closeCode !== null) clock.after(closedAfterKickMs, () => close(sockets, closeCode, true))
    },
    unpublishOwn: (reason) => service.takeOwnStreams(reason),
    muteSession: (active) => service.tell('update', '', muted(active)),
    muteOwnStream: (active) => {
      for (const id of service.ownStreams) service.tell('update', `/stream/${id}`, muted(active))
    },
    generateOffer: () => {
      for (const id of service.ownStreams) service.askForOffer(`/stream/${id}`, router)
    },
  } satisfies Partial<RigService>
}

const subscriberOf = (connection: string): string => `sub-of-${connection}`

const muted = (active: boolean) => ({ reason: 'mute', channels: ['audio'], active })
