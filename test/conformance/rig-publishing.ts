import type { Announcing } from '../../src/backend/state.ts'
import type { RawReply } from '../../src/kernel/hazard.ts'
import type { PublishMode, RigService, SubscribeMode } from './rig.ts'
import type { ServiceHazard } from './rig-hazard.ts'
import type { ServiceParts, Sessions } from './rig-service.ts'

/** What the recorder's server does about media of its own streams and of others'. */
type PublishingPart =
  | 'publish'
  | 'subscribe'
  | 'createdDelay'
  | 'answerOnce'
  | 'media'
  | 'sessions'
  | 'remoteSubscribe'
  | 'remoteUnsubscribe'
  | 'generateOffer'

interface Publishing {
  readonly negotiated: boolean
  readonly announced: Announcing
  /** Facts that are not told, and facts that are told garbled. */
  readonly silent?: readonly string[]
  readonly answer?: 'bad' | 'empty'
}

const untold = ['stream.created', 'stream.answered', 'stream.trickled'] as const

const publishing: Readonly<Record<PublishMode, Publishing>> = {
  announced: { negotiated: false, announced: 'created' },
  never: { negotiated: false, announced: 'created', silent: ['stream.created'] },
  jsep: { negotiated: true, announced: 'answered' },
  jsepAfterCreated: { negotiated: true, announced: 'created' },
  jsepNoAnswer: { negotiated: true, announced: 'answered', silent: untold },
  jsepNoCreated: { negotiated: true, announced: 'answered', silent: ['stream.created'] },
  jsepBadAnswer: { negotiated: true, announced: 'answered', answer: 'bad' },
  jsepEmptyAnswer: { negotiated: true, announced: 'answered', answer: 'empty' },
  jsepNoCandidates: { negotiated: true, announced: 'answered', silent: ['stream.created', 'stream.trickled'] },
}

/** From the answer to an offer to the announcement, in milliseconds (vocabulary, `createdDelayMs`). */
const usualCreatedDelayMs = 50

const silence: RawReply = { status: 'none' }

const subscribing: Readonly<Record<SubscribeMode, { readonly offered: RawReply | null; readonly trickles: boolean }>> =
  {
    never: { offered: silence, trickles: false },
    jsep: { offered: null, trickles: true },
    badOffer: { offered: { status: '200', reason: 'bad' }, trickles: true },
    noCandidates: { offered: null, trickles: false },
  }

const subscriberOf = (connection: string): string => `subscriber-of-${connection}`

function obey(hazard: ServiceHazard, { silent = [], answer }: Publishing, delayMs: number): void {
  const told = (point: string): RawReply | null => (silent.includes(point) ? silence : null)
  const created = told('stream.created') ?? { status: '200', delayMs }
  hazard.ownStream(created)
  hazard.script('stream.answered', [answer === undefined ? told('stream.answered') : { status: '200', reason: answer }])
  hazard.script('stream.trickled', [told('stream.trickled')])
}

/** What others, and the router, ask of the client's own streams. */
function othersPartOf(
  backend: ServiceParts['backend'],
  sessions: Sessions,
): Pick<RigService, 'remoteSubscribe' | 'remoteUnsubscribe' | 'generateOffer'> {
  return {
    remoteSubscribe: (connection) => {
      for (const { sessionId, streams } of sessions.own()) {
        for (const { id } of streams) {
          backend.act(sessionId, connection, {
            method: 'subscriber.create',
            streamId: id,
            subscriberId: subscriberOf(connection),
            encrypted: true,
          })
        }
      }
    },
    remoteUnsubscribe: (connection) => {
      for (const { sessionId } of sessions.own()) {
        backend.act(sessionId, connection, { method: 'subscriber.delete', subscriberId: subscriberOf(connection) })
      }
    },
    generateOffer: () => {
      for (const { sessionId, connectionId, streams } of sessions.own()) {
        for (const { id } of streams) {
          const fact = {
            is: 'offer.requested',
            streamId: id,
            subscriberId: null,
            subscriberConnectionId: null,
          } as const
          backend.tell(sessionId, fact, { to: 'only', connectionId })
        }
      }
    },
  }
}

/** The media side of a case's messaging server; to begin with it announces streams at once and offers no media. */
export function publishingOf(
  { backend, client, hazard }: ServiceParts,
  sessions: Sessions,
): Pick<RigService, PublishingPart> {
  let mode: PublishMode = 'announced'
  let delayMs = usualCreatedDelayMs
  const obeyMode = (): void => {
    const { negotiated, announced } = publishing[mode]
    backend.setRules({ negotiated, announced })
    obey(hazard, publishing[mode], announced === 'created' ? 0 : delayMs)
  }
  const subscribe = (next: SubscribeMode): void => {
    const { offered, trickles } = subscribing[next]
    hazard.script('subscriber.offered', [offered])
    hazard.script('subscriber.trickled', [trickles ? null : silence])
  }
  obeyMode()
  subscribe('never')
  return {
    publish: (next) => {
      mode = next
      obeyMode()
    },
    subscribe,
    createdDelay: (ms) => {
      delayMs = ms
      obeyMode()
    },
    answerOnce: (enabled) => {
      if (!enabled) return
      for (const point of ['stream.answered', 'stream.trickled']) hazard.script(point, [null, silence])
    },
    media: (kind) => {
      client.mediaConditions.carries = kind
    },
    // Ours never mixes the sessions of one client.
    sessions: () => {},
    ...othersPartOf(backend, sessions),
  }
}
