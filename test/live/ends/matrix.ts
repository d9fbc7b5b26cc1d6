import {
  connectEnds,
  fewEnds,
  initEnds,
  initTogether,
  nextTurnEnds,
  othersEnds,
  publisherEnds,
  publisherTogether,
  sessionEnds,
  sessionTogether,
  setterEnds,
  subscriberEnds,
  subscriberTogether,
} from './endings.ts'
import { cell, type Ending, type Stage, type WrittenCase } from './shape.ts'
import {
  connectStages,
  initStages,
  leaveStages,
  publisherSetters,
  publishStages,
  requestStages,
  returnStages,
  sessionSetters,
  subscriberSetters,
  subscribeStages,
} from './stages.ts'
import { endsWithinEnds } from './within.ts'

/** Stages, and the endings that each is held against. */
interface Part {
  /** The area, and the file, of its recordings. */
  readonly area: string
  readonly stages: readonly Stage[]
  readonly endings: readonly Ending[]
}

const named = (endings: readonly Ending[], ...names: readonly string[]): readonly Ending[] =>
  endings.filter(({ name }) => names.includes(name))

/** What ends something by itself in the turn after a call. */
const leavings = named(sessionEnds, 'kick', 'socket-dropped-no-reconnection', 'pagehide')

const { turn: publishTurn, ...publishLater } = publishStages
const { turn: subscribeTurn, ...subscribeLater } = subscribeStages
const { turn: connectTurn, ...connectLater } = connectStages

const stagesOf = (stage: 'same-turn' | 'sent' | 'late', ...names: readonly string[]): readonly Stage[] =>
  requestStages(stage).filter(({ name }) => names.some((one) => name.startsWith(`${one}/`)))

/** Requests that stand for all, held against each ending; the others against those that told most apart. */
const everyEnd = ['signal']
const mostEnds = ['forceDisconnect', 'forceMuteAll']
const fewer = ['forceUnpublish', 'forceMuteStream', 'disableForceMute']

const mostSessionEnds = sessionEnds.filter(
  ({ name }) =>
    ![
      'disconnect-then-connect',
      'second-connect',
      'socket-closed-1001-no-reconnection',
      'disconnect-in-streamDestroyed',
    ].includes(name),
)
const fewSessionEnds = named(
  sessionEnds,
  'disconnect',
  'disconnect-then-connect',
  'kick',
  'socket-dropped-and-back',
  'socket-dropped-no-reconnection',
  'disconnect-in-sessionReconnecting',
  'pagehide',
)
const fewPublisherEnds = named(
  publisherEnds,
  'unpublish',
  'unpublish-prevented',
  'publisher-destroy',
  'unpublished-by-moderator',
  'disconnect-prevented',
)
const fewSubscriberEnds = named(subscriberEnds, 'unsubscribe', 'stream-goes-prevented')

const requestParts: readonly Part[] = [
  { area: 'ends-requests', stages: stagesOf('same-turn', ...everyEnd, ...mostEnds), endings: sessionTogether },
  { area: 'ends-requests', stages: stagesOf('same-turn', ...fewer), endings: named(sessionTogether, 'disconnect') },
  { area: 'ends-requests', stages: stagesOf('sent', ...everyEnd), endings: [...sessionEnds, ...othersEnds] },
  { area: 'ends-requests', stages: stagesOf('sent', ...mostEnds), endings: [...mostSessionEnds, ...othersEnds] },
  {
    area: 'ends-requests',
    stages: stagesOf('sent', ...fewer),
    endings: [
      ...named(sessionEnds, 'disconnect', 'kick', 'socket-dropped-no-reconnection'),
      ...named(othersEnds, 'stream-goes'),
    ],
  },
  { area: 'ends-requests', stages: stagesOf('late', 'forceDisconnect', 'forceMuteAll'), endings: fewEnds },
]

const mediaParts: readonly Part[] = [
  { area: 'ends-publish', stages: [publishTurn], endings: [...sessionTogether, ...publisherTogether] },
  {
    area: 'ends-publish',
    stages: [publishLater.sent, publishLater.answered],
    endings: [...sessionEnds, ...publisherEnds],
  },
  {
    area: 'ends-publish',
    stages: [publishLater.media, publishLater.negotiating, publishLater.done],
    endings: [...fewSessionEnds, ...fewPublisherEnds],
  },
  { area: 'ends-subscribe', stages: [subscribeTurn], endings: [...sessionTogether, ...subscriberTogether] },
  {
    area: 'ends-subscribe',
    stages: [subscribeLater.sent, subscribeLater.answered],
    endings: [...sessionEnds, ...subscriberEnds, ...othersEnds],
  },
  {
    area: 'ends-subscribe',
    stages: [subscribeLater.negotiating, subscribeLater.done],
    endings: [...fewSessionEnds, ...fewSubscriberEnds, ...othersEnds],
  },
]

const parts: readonly Part[] = [
  ...requestParts,
  ...mediaParts,
  { area: 'ends-connect', stages: [connectTurn], endings: sessionTogether },
  {
    area: 'ends-connect',
    stages: [connectLater.config, connectLater.info, connectLater.joining],
    endings: connectEnds,
  },
  // A socket that never opens cannot be dropped.
  {
    area: 'ends-connect',
    stages: [connectLater.opening],
    endings: connectEnds.filter(({ name }) => !name.startsWith('socket-dropped')),
  },
  {
    area: 'ends-returns',
    stages: [returnStages.unpublish],
    endings: [...named(sessionTogether, 'disconnect', 'connect'), ...named(publisherTogether, 'publish-again')],
  },
  {
    area: 'ends-returns',
    stages: [returnStages.unpublishSoon],
    endings: [
      ...named(sessionEnds, 'disconnect', 'socket-dropped-and-back'),
      ...leavings,
      ...named(publisherEnds, 'unpublish', 'publisher-destroy'),
    ],
  },
  {
    area: 'ends-returns',
    stages: [returnStages.unsubscribe],
    endings: [...named(sessionTogether, 'disconnect'), ...named(subscriberTogether, 'subscribe-again', 'unsubscribe')],
  },
  {
    area: 'ends-returns',
    stages: [returnStages.unsubscribeSoon],
    endings: [...named(sessionEnds, 'disconnect', 'socket-dropped-and-back'), ...leavings, ...othersEnds],
  },
  {
    area: 'ends-publisher',
    stages: publisherSetters,
    endings: named(setterEnds('publisher'), 'disconnect', 'publisher-destroy'),
  },
  {
    area: 'ends-subscriber',
    stages: subscriberSetters,
    endings: [...named(setterEnds('subscriber'), 'disconnect', 'unsubscribe'), ...named(nextTurnEnds, 'stream-goes')],
  },
  {
    area: 'ends-returns',
    stages: sessionSetters,
    endings: [...named(sessionTogether, 'disconnect'), ...named(nextTurnEnds, 'kick')],
  },
  { area: 'ends-initPublisher', stages: [initStages.turn], endings: initTogether },
  {
    area: 'ends-initPublisher',
    stages: [initStages.pending, initStages.slow, initStages.refusing],
    endings: initEnds,
  },
  { area: 'ends-disconnect', stages: Object.values(leaveStages), endings: [...sessionTogether, ...leavings] },
]

const cells = (area: string): readonly WrittenCase[] => [
  ...parts
    .filter((part) => part.area === area)
    .flatMap(({ stages, endings }) => stages.flatMap((stage) => endings.map((ending) => cell(stage, ending)))),
  ...(area === withinArea ? endsWithinEnds : []),
]

const withinArea = 'ends-within'

/** The areas of the matrix. */
export const areas: readonly string[] = [...new Set(parts.map(({ area }) => area)), withinArea]

/**
 * The matrix of ends: operations under way, at stages of their requests, against ways in which things end.
 *
 * @example matrix().filter(({ area }) => area === 'ends-publish')
 */
export const matrix = (): readonly (WrittenCase & { readonly area: string })[] =>
  areas.flatMap((area) => cells(area).map((one) => ({ ...one, area })))
