import type { TokenPolicy } from '../backend/tokens/token-check.ts'
import type { TokenFormat } from '../backend/tokens/token-contents.ts'
import type { Dialect } from '../contract/dialect.ts'
import type { RestOperation } from '../contract/rest/operations.ts'
import type { Role } from '../contract/roles.ts'
import type { Anchor, EventTarget } from '../kernel/journal/anchor.ts'
import type { DeviceName } from '../vocabulary/words.ts'
import type { GivenPerson } from './cast.ts'
import type { Duration, Json } from './values.ts'
import type { AnyFailureId } from './verbs/fault.ts'
import type { Latency, SocketMode } from './verbs/network.ts'
import type { Action } from './verbs/nouns.ts'
import type { AnswerLatency, RestAnswer, WebhookFate } from './verbs/rest.ts'
import type { GivenRules } from './verbs/session.ts'

export type { GivenPerson } from './cast.ts'
export { ScenarioError, type ScenarioProblem } from './problem.ts'

/** Circumstances, faults, a timeline, and what is expected: a scenario, as its file says it. */
export interface Scenario {
  readonly $schema?: string
  /** The story of the scenario, in a sentence for people. */
  readonly title: string
  /** The behaviour that an application should show. */
  readonly description?: string
  /** The failure that the scenario shows. */
  readonly failure?: AnyFailureId
  /** The only dialect in which it makes sense; left out: both. */
  readonly dialect?: Dialect
  readonly given?: Given
  readonly faults?: readonly ScenarioFault[]
  readonly timeline?: readonly TimelineEntry[]
  /** The calls that an application would make; for playing without one. */
  readonly steps?: readonly Step[]
  /** The errors and events that have to be heard; for playing without an application. */
  readonly expect?: readonly Expectation[]
}

/** The world before anything happens. */
export interface Given {
  /** The token that `simulator.credentials()` gives: a text as it stands, or what it is made of. */
  readonly token?: string | GivenToken
  /** An API key in place of the right one. */
  readonly apiKey?: string
  /** A session id in place of the right one. */
  readonly sessionId?: string
  /** How tokens are taken; a choice of `createSimulator`. */
  readonly credentials?: TokenPolicy
  /** The secret that signatures are checked with; an option of `createSimulator`. */
  readonly secret?: string
  /** The rules of the session. */
  readonly session?: GivenRules
  readonly network?: GivenNetwork
  readonly devices?: GivenDevices
  /** Abilities that the browser lacks, as `false`. */
  readonly browser?: Partial<Record<BrowserAbility, boolean>>
  /** The service's HTTP face, which answers the application's server. */
  readonly rest?: GivenRest
  /** The people who are in the session already. */
  readonly room?: readonly GivenPerson[]
}

export interface GivenToken {
  readonly role?: Role
  /** Negative: it has expired already. */
  readonly expiresIn?: Duration
  readonly data?: string
  readonly format?: TokenFormat
  /** The name of another session, for which the token is. */
  readonly session?: string
}

/** The abilities of the browser and the properties of its page; see `simulator.circumstances.browser()`. */
export type BrowserAbility =
  | 'userMedia'
  | 'displayMedia'
  | 'screenExtension'
  | 'encodedStreams'
  | 'replaceTrack'
  | 'audioOutput'
  | 'filterFiles'
  | 'autoplay'
  | 'secure'
  | 'desktop'

export interface GivenNetwork {
  /** One-way latency in milliseconds: one figure, or at least and at most. */
  readonly latency?: Latency
  readonly online?: boolean
  /** How coming messaging connections are taken, one each in order; the last one stays. */
  readonly socket?: SocketMode | readonly SocketMode[]
}

export interface GivenRest {
  /** How long every answer takes. */
  readonly latency?: AnswerLatency
  /** The next answers to requests, in the order in which they are named. */
  readonly answers?: readonly RestAnswer[]
  /** The fate of webhooks on their way. */
  readonly webhooks?: WebhookFate
  /** How many pages are rendered at once. */
  readonly renders?: number
}

export const deviceConditions = [
  'in-use',
  'missing',
  'denied',
  'dismissed',
  'unanswered',
  'unasked',
  'blocked-by-page',
  'aborted',
  'unsupported',
  'broken',
] as const

/** The trouble of a device, or of the permission to use it. */
export type DeviceCondition = (typeof deviceConditions)[number]

export type GivenDevices = Partial<Readonly<Record<DeviceName, DeviceCondition>>>

/** A failure that is asked for: `simulator.fail()` in a file. */
export interface ScenarioFault {
  readonly failure: AnyFailureId
  readonly times?: number
  readonly call?: number
  readonly match?: Readonly<Record<string, string | number>>
  readonly after?: Duration
}

/**
 * When something happens by itself: `at` a time from the beginning; `after` an event of the application's client,
 * or after an anchor, and a `wait`; `every` so often, from there on or from the beginning, as many `times` altogether, or `until` a time from the
 * beginning.
 */
interface Moment {
  readonly at?: Duration
  readonly after?: string | Anchor
  readonly wait?: Duration
  readonly every?: Duration
  readonly times?: number
  readonly until?: Duration
}

/** An action, and when it happens by itself. */
export type TimelineEntry = Moment & Action

/** An event of one of the application's objects. */
export interface ListenedEvent {
  readonly event: string
  /** Left out: the session. */
  readonly on?: EventTarget
  /** True: in the same dispatch of the event as the call before. */
  readonly same?: boolean
  /** Which dispatch of the event, counted from the beginning of the play; left out: the next one after the step before. */
  readonly nth?: number
  /** True: not in the listener, but behind it, as code behind an `await` of the event. Only beside `nth`. */
  readonly later?: boolean
}

/** The answer of an earlier step. */
export interface HeardAnswer {
  /** The number of the step, counted from 1. */
  readonly answer: number
  /** True: not in the handler, but behind it, as code behind an `await` of the answer. */
  readonly later?: boolean
}

/** The code of an application in which a step is made. */
export type StepPlace = string | ListenedEvent | HeardAnswer

/** The dispatch of an event in which a step is made, or the answer. */
export type ExactPlace =
  | HeardAnswer
  | { readonly event: string; readonly on: EventTarget; readonly nth: number; readonly later?: boolean }

/** A call of the SDK, as an application would make it. */
export interface CallStep {
  readonly call: string
  /** Left out: what an ordinary call would pass. */
  readonly args?: readonly Json[]
  /** The named object that is called; left out: the last of its kind. */
  readonly on?: string
  /** A name for what the call gives. */
  readonly as?: string
  /** False: no completion handler is passed. */
  readonly handler?: boolean
  /** True: the `.promise(...)` form. */
  readonly promise?: boolean
  /**
   * The call is made by a listener of this event, or where the answer of an earlier step is heard; a text names an event of the
   * session.
   */
  readonly in?: StepPlace
  /** True: the call is made in the same turn as the step before, with nothing in between, as two calls that follow each other in code. */
  readonly together?: boolean
  /** False: the next step does not wait for the answer. */
  readonly await?: boolean
}

/** How the token of a request can be wrong: there is none, it is unreadable, it has expired, it is for another application. */
export const requestTokens = ['none', 'unreadable', 'expired', 'stranger'] as const

/** A request over HTTP, as the application's server would make it. */
export interface RequestStep {
  readonly request: RestOperation
  /** The parts in the braces of its path; left out: the scenario's session, and the last that was answered of its kind. */
  readonly path?: { readonly [name: string]: Json }
  readonly query?: Readonly<Record<string, string | number>>
  /** Sent as JSON (a session is asked for by a form), a text as it stands; left out: what an ordinary request would send. */
  readonly body?: Json
  readonly headers?: Readonly<Record<string, string>>
  /** Left out: the token of the request is good. */
  readonly token?: (typeof requestTokens)[number]
  /** False: the next step does not wait for the answer. */
  readonly await?: boolean
}

export interface WaitStep {
  readonly wait: Duration
  /** The wait ends at once after this: an anchor, counted from the call before, or an entry of the timeline by its number, from 1. */
  readonly until?: Anchor & { readonly entry?: number }
}

/** An entry of the timeline comes about here, and not at its own time: for playing without an application. */
export interface EntryStep {
  /** The number of the entry, counted from 1. */
  readonly entry: number
  /** The entry comes about in this place; left out: when the step before is made. */
  readonly in?: StepPlace
}

export type Step = CallStep | RequestStep | WaitStep | EntryStep | Action

/** Something whose place in the order of things matters: an event, or the answer to a step. */
export type Landmark =
  | string
  | { readonly event: string; readonly on?: EventTarget; readonly reason?: string }
  | { readonly step: number }

/** How a request has to be answered. */
export interface RequestExpectation {
  readonly step: number
  /** The HTTP status; `failed`: the network fails. */
  readonly status: number | 'failed'
  /** A text as it stands; else what the JSON of the answer has, and perhaps more. */
  readonly body?: Json
  /** False: the line breaks in the middle of the body. */
  readonly whole?: boolean
}

/** The errors and events that have to be heard. Steps are counted from 1. `order`: one after the other, whatever comes between. */
export type Expectation =
  | { readonly step?: number; readonly fails: AnyFailureId }
  | { readonly step: number; readonly succeeds: true }
  | { readonly step: number; readonly unanswered: true }
  | RequestExpectation
  | { readonly event: string; readonly on?: EventTarget; readonly reason?: string; readonly times?: number }
  | { readonly order: readonly Landmark[] }

/** A listener in which a call is made when its event comes next. */
export type NextEvent = Required<Pick<ListenedEvent, 'event' | 'on' | 'same'>>

const placeOf = (step: Step | undefined): ListenedEvent | HeardAnswer | undefined => {
  if (step === undefined || !(isCall(step) || isEntry(step)) || step.in === undefined) return undefined
  return typeof step.in === 'string' ? { event: step.in } : step.in
}

/** The listener in which a step makes its call when the event comes next; undefined for a step that makes none in such a listener. */
export function listenerOf(step: Step | undefined): NextEvent | undefined {
  const place = placeOf(step)
  if (place === undefined || 'answer' in place || place.nth !== undefined) return undefined
  const { event, on = 'session', same = false } = place
  return { event, on, same }
}

/** The dispatch of an event, or the answer, in which a step is made; undefined for a step that names neither. */
export function exactPlaceOf(step: Step | undefined): ExactPlace | undefined {
  const place = placeOf(step)
  if (place === undefined || 'answer' in place) return place
  const { event, on = 'session', nth, later = false } = place
  return nth === undefined ? undefined : { event, on, nth, later }
}

export const isCall = (step: Step): step is CallStep => 'call' in step
export const isRequest = (step: Step): step is RequestStep => 'request' in step
export const isWait = (step: Step): step is WaitStep => 'wait' in step && !('call' in step)
export const isEntry = (step: Step): step is EntryStep => 'entry' in step
/** Whether a step asks for something, so that there is an answer. */
export const isAsking = (step: Step): step is CallStep | RequestStep => isCall(step) || isRequest(step)
