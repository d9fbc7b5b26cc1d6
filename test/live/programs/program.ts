import fc from 'fast-check'
import {
  type Given,
  type GivenPublisher,
  isCallStep,
  isGetStep,
  type Json,
  type JsonObject,
  type RecordedCase,
  type Step,
} from '../../conformance/recorded-case.ts'
import { anyStep, type Place, replies } from './steps.ts'
import { publisherOptions, subscriberOptions, targets } from './values.ts'

const seldom = <Value>(value: fc.Arbitrary<Value>, of: number): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: 1, arbitrary: value }, { weight: of - 1, arbitrary: fc.constant(undefined) })

const roles = fc.oneof(
  { weight: 6, arbitrary: fc.constant('moderator') },
  { weight: 3, arbitrary: fc.constantFrom('publisher', 'subscriber', 'publisheronly', 'none') },
)

const people = fc.constantFrom<JsonObject[]>(
  { connections: [], streams: [] },
  { connections: [{ id: 'c1' }], streams: [{ id: 's1', connection: 'c1' }] },
  { connections: [{ id: 'c1' }], streams: [{ id: 's1', connection: 'c1' }] },
  {
    connections: [{ id: 'c1' }, { id: 'c2' }],
    streams: [
      { id: 's1', connection: 'c1' },
      { id: 's2', connection: 'c2', video: false },
    ],
  },
)

const scripted = fc
  .array(replies, { minLength: 1, maxLength: 2 })
  .map((list) => Object.fromEntries(list.map(({ to, with: reply }) => [to, reply])))

const sessionOptions: fc.Arbitrary<JsonObject> = fc
  .constantFrom<JsonObject[]>(
    { connectionEventsSuppressed: true },
    { encryptionSecret: 'secret12' },
    { ipWhitelist: true },
    { iceConfig: { includeServers: 'all', transportPolicy: 'all', customServers: [] } },
    { singlePeerConnection: true },
  )
  .map((options) => ({ options }))

const publisher = (states: readonly string[]): fc.Arbitrary<GivenPublisher> =>
  fc
    .record({
      state: fc.constantFrom(...states),
      properties: seldom(publisherOptions, 4),
      target: seldom(targets, 4),
    })
    .map(({ state, properties }) => ({
      state,
      target: 'target',
      // What a publisher is made with may fail; here it is only what does not.
      ...(properties === undefined ? {} : { properties: harmless(properties) }),
    }))

/** Properties with which a publisher comes about: publishers that fail are made by a program's own calls. */
const harmless = (properties: unknown): JsonObject => {
  if (typeof properties !== 'object' || properties === null) return {}
  const { publishAudio, publishVideo, mirror, fitMode, showControls } = properties as JsonObject
  const fit = isOneWord(fitMode) ? { fitMode } : {}
  return JSON.parse(JSON.stringify({ publishAudio, publishVideo, mirror, ...fit, showControls }))
}

/** The real SDK makes a class of it, and never answers where that is no class: `fit of two words` or `[object Object]`. */
const isOneWord = (value: Json | undefined): boolean =>
  (typeof value !== 'object' || value === null) && !/\s/.test(String(value))

const givenBefore: fc.Arbitrary<Given> = fc
  .record({
    publisher: seldom(publisher(['ready', 'loading']), 2),
    session: seldom(sessionOptions, 5),
    http: seldom(
      fc.constantFrom<JsonObject[]>(
        { sessionInfo: { status: 404, body: '' } },
        { sessionInfo: { status: 500, body: '' } },
        { sessionInfo: { abort: 'failed' } },
        { sessionInfo: { hang: true } },
        { config: { status: 500, body: '' } },
      ),
      3,
    ),
    server: fc.constantFrom<JsonObject[]>(
      { socket: 'hang' },
      { socket: 'refuse', reconnection: false },
      { socket: 'throw', reconnection: false },
      { replies: { 'connection.create': { status: 'none' } } },
      { replies: { 'connection.create': { status: '403' } } },
      {},
    ),
  })
  .map(tidied)

const givenConnected: fc.Arbitrary<Given> = fc
  .record({
    connected: fc.constant(true),
    publisher: seldom(publisher(['ready', 'published', 'published', 'loading']), 2),
    subscribed: flagOf(2),
    properties: seldom(subscriberOptions, 4),
    session: seldom(sessionOptions, 8),
    server: fc.record({ role: roles, remote: people, replies: seldom(scripted, 5), reconnection: falseSeldom() }),
  })
  .map(({ subscribed, server, publisher: own, ...given }) => {
    const someone = JSON.stringify(server.remote).includes('"s1"')
    const may = (ability: string): boolean =>
      ability === 'publish' ? !['subscriber', 'none'].includes(server.role) : true
    const publisherGiven = own === undefined || may('publish') ? own : { ...own, state: 'ready' }
    return tidied({
      connected: true,
      session: given.session,
      publisher:
        publisherGiven?.state === 'published' && server.replies !== undefined
          ? { ...publisherGiven, state: 'ready' }
          : publisherGiven,
      ...(subscribed && someone ? { subscriber: { stream: 's1', target: 'sub-target' } } : {}),
      server: withoutConnecting(server),
    })
  })

const givenMedia: fc.Arbitrary<Given> = fc
  .record({
    publisher: seldom(publisher(['ready', 'published', 'published']), 3).map((one) => one),
    subscribed: flagOf(3),
    server: fc.record({
      remote: fc.constant({ connections: [{ id: 'c1' }], streams: [{ id: 's1', connection: 'c1' }] }),
      publish: fc.constant('jsep'),
      subscribe: fc.constant('jsep'),
      reconnection: falseSeldom(),
    }),
  })
  .map(({ subscribed, server, publisher: own }) =>
    tidied({
      connected: true,
      publisher: own,
      ...(subscribed ? { subscriber: { stream: 's1', target: 'sub-target', state: 'subscribed' } } : {}),
      server,
    }),
  )

function falseSeldom(): fc.Arbitrary<boolean | undefined> {
  return seldom(fc.constant(false), 4)
}

function flagOf(of: number): fc.Arbitrary<boolean> {
  return fc.oneof({ weight: of - 1, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) })
}

/** A refused connection is no connected program. */
function withoutConnecting(server: JsonObject): JsonObject {
  const replies = server.replies
  if (typeof replies !== 'object' || replies === null || Array.isArray(replies)) return server
  const { 'connection.create': _, ...others } = replies as JsonObject
  return { ...server, replies: others }
}

function tidied(given: object): Given {
  return JSON.parse(JSON.stringify(given))
}

const givens: Readonly<Record<Place, fc.Arbitrary<Given>>> = {
  before: givenBefore,
  connected: givenConnected,
  media: givenMedia,
}

/** What of a case is drawn at random. */
export interface Drawn {
  readonly given: Given
  readonly steps: readonly Step[]
}

/** Programs of two to twelve steps. */
export const programs = (place: Place): fc.Arbitrary<Drawn> =>
  fc.noBias(
    fc
      .record({
        given: givens[place],
        steps: fc.array(anyStep(place), { minLength: 2, maxLength: 12, size: 'max' }),
      })
      .map(peopled),
  )

const someone = { connections: [{ id: 'c1' }], streams: [{ id: 's1', connection: 'c1' }] }

/** A program that calls a publisher or a subscriber has one: to call an object that never was tells nothing of an SDK. */
function peopled({ given, steps }: Drawn): Drawn {
  const called = steps.flatMap(ownersIn)
  const publisher = given.publisher ?? (called.includes('publisher') ? { state: 'ready', target: 'target' } : undefined)
  const subscriber =
    given.subscriber ?? (called.includes('subscriber') ? { stream: 's1', target: 'sub-target' } : undefined)
  const server =
    given.subscriber === undefined && subscriber !== undefined ? { ...given.server, remote: someone } : given.server
  return { given: tidied({ ...given, publisher, subscriber, server }), steps }
}

const ownersIn = (step: Step): readonly string[] => {
  if (isCallStep(step)) return [step.call.slice(0, step.call.indexOf('.')), ...(step.and ?? []).flatMap(ownersIn)]
  return isGetStep(step) ? [step.get.slice(0, step.get.indexOf('.'))] : []
}

/** A drawn program as a case of the runner's. */
export function caseOf(id: string, place: Place, { given, steps }: Drawn): RecordedCase {
  const [when, ...after] = steps
  if (when === undefined) throw new Error('A program has at least one step.')
  return {
    id,
    area: `programs-${place}`,
    given: { ...given, lenient: true },
    when,
    after,
    // biome-ignore lint/suspicious/noThenProperty: a recording's facts are called so
    then: {},
    source: 'observed',
  }
}
