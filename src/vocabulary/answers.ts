/** The requests that the service answers, and the facts that it tells: each can be held, refused or spoiled by its name. */

import type { Bag, Clash, Form, Kind, Shape, Words } from './shape.ts'
import { either, figures, optional, text, thing, whole, without, words } from './shape.ts'
import { socketWords } from './words.ts'

/*
 * The points of the service at which an answer can be given by hand, and the answers that there can be at each of them.
 */

/** Requests over HTTP. */
export const httpPoints = ['config', 'sessionInfo', 'logging'] as const
/** The opening of a messaging connection. */
export const socketPoints = ['socket'] as const
/** Requests over the messaging connection. */
export const requestPoints = [
  'connection.create',
  'connection.delete',
  'stream.create',
  'stream.delete',
  'stream.update',
  'stream.offer',
  'stream.candidate',
  'stream_channel.update',
  'session.update',
  'subscriber.create',
  'subscriber.delete',
  'subscriber.offer',
  'subscriber.answer',
  'subscriber.candidate',
  'subscriber_channel.update',
  'signal.signal',
] as const
/** Descriptions of media that the service tells, which can be spoiled. */
export const descriptionPoints = ['stream.answered', 'subscriber.offered', 'subscriber.answered'] as const
/** Everything else that the service tells. */
export const toldPoints = [
  'connection.created',
  'connection.deleted',
  'stream.created',
  'stream.deleted',
  'stream.muted',
  'stream.archiving',
  'stream.trickled',
  'stream.accepted',
  'stream.withdrawn',
  'subscriber.trickled',
  'subscriber.gone',
  'subscriber.videoDisabled',
  'subscriber.videoWarned',
  'subscriber.accepted',
  'subscriber.withdrawn',
  'session.muted',
  'channel.updated',
  'signal',
  'archive.created',
  'archive.updated',
  'caption',
  'offer.requested',
  'media.carried',
  'notification',
] as const

/** Where the service can be made to answer in another way; a test ties the lists to the requests and facts that there are. */
export const servicePoint: Shape<string> & Words = words<string>('point of the service', [
  ...httpPoints,
  ...socketPoints,
  ...requestPoints,
  ...descriptionPoints,
  ...toldPoints,
])

interface Status {
  readonly least: number
  readonly most: number
  readonly words: readonly string[]
}

const http: Status = { least: 200, most: 599, words: ['none', 'failed', 'offline'] }
const opening: Status = { least: 1000, most: 4999, words: socketWords }
const reply: Status = { least: 100, most: 599, words: ['none'] }
const told: Status = { least: 200, most: 200, words: ['none'] }

/** A status as a file says it. */
const inFiles = ({ least, most, words: known }: Status): Form =>
  either(least === most ? figures('a status', [least]) : whole('a status', least, most), words('status', known))

/** A status as the API takes it: a text of digits too, as it travels. */
const inCode = ({ least, most, words: known }: Status): Form =>
  thing<number | string>(
    `a status ${least === most ? least : `from ${least} to ${most}`}, or one of ${known.join(', ')}`,
    (value) => {
      if (typeof value !== 'string') return Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      return known.includes(value) || (/^\d{3,4}$/.test(value) && Number(value) >= least && Number(value) <= most)
    },
  )

const unanswered = ['none', 'failed', 'offline'] as const

/** The keys of an answer; of its status and of its delay, files and the API have different forms. */
interface Way {
  readonly status: (status: Status) => Form
  readonly delay: Readonly<Record<string, Form>>
}

function answersIn({ status, delay }: Way): readonly Kind[] {
  const [later = ''] = Object.keys(delay)
  const vain = (key: string, why: string): Clash => ({ key, beside: 'status', is: unanswered, why })
  const noAnswer = vain(later, 'no answer comes')
  const nothingNew: Clash = {
    key: 'status',
    values: [200, '200'],
    beside: [later, 'reason'],
    is: [undefined],
    why: 'the service tells it anyway',
  }
  const of = (points: readonly string[], keys: Readonly<Record<string, Form>>, ...clashes: readonly Clash[]): Kind => ({
    words: points,
    bag: without<Bag>({ is: 'bag', keys }, ...clashes),
  })
  const body: Form = { is: 'optional', of: { is: 'json' } }
  const damage = optional(words('way to spoil a description', ['bad', 'empty']))
  return [
    of(httpPoints, { status: status(http), body, ...delay }, vain('body', 'no body is sent'), noAnswer),
    of(socketPoints, { status: status(opening) }),
    of(
      requestPoints,
      { status: status(reply), reason: optional(text), ...delay },
      vain('reason', 'no answer comes'),
      noAnswer,
    ),
    of(
      descriptionPoints,
      { status: status(told), reason: damage, ...delay },
      vain('reason', 'nothing is told'),
      noAnswer,
      nothingNew,
    ),
    of(toldPoints, { status: status(told), ...delay }, noAnswer, nothingNew),
  ]
}

/** The answers that a file can give, each by the points where they can be given. */
export const fileAnswers = (delay: Form): readonly Kind[] => answersIn({ status: inFiles, delay: { delay } })

/** The answers that the API can give. */
export const codeAnswers = (delay: Form): readonly Kind[] => answersIn({ status: inCode, delay: { delayMs: delay } })
