/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** An object that JSON can hold; a missing property and an undefined one are the same. */
export interface JsonObject {
  readonly [key: string]: Json | undefined
}

/** How long the recorder waited after a step, in milliseconds. */
export interface Settle {
  readonly maxMs?: number
  readonly quietMs?: number
}

/** Calls a method by path on a named object. */
export interface CallStep {
  readonly call: string
  readonly args?: readonly Json[]
  readonly as?: string
  readonly and?: readonly CallStep[]
  readonly depth?: number
  readonly leavePromise?: boolean
  /** Our own addition: the mark of its promise says what it was rejected with, where the call is a listener's. */
  readonly tells?: boolean
  readonly settle?: Settle
}

/** Reads a property by path. */
export interface GetStep {
  readonly get: string
  readonly depth?: number
}

/** Lets time pass. */
export interface WaitStep {
  readonly wait: number
}

/** What an added listener does when its event comes. */
export type ListenerDeed = 'preventDefault' | 'throw' | 'note' | CallStep

/** Adds a listener. */
export interface ListenStep {
  readonly listen: { readonly on: string; readonly event: string; readonly do: ListenerDeed }
}

/** Any other step: something the service or the browser does, told by its properties. */
export interface OutsideStep extends JsonObject {
  readonly settle?: JsonObject & Settle
}

/** One entry of `when`, `after` or `given.setup`. */
export type Step = CallStep | GetStep | WaitStep | ListenStep | OutsideStep

/** `given.publisher`. */
export interface GivenPublisher {
  readonly target?: Json
  readonly properties?: Json
  readonly state?: string
}

/** `given.subscriber`. */
export interface GivenSubscriber extends GivenPublisher {
  readonly stream: string
}

/** What stands before recording starts. */
export interface Given {
  readonly session?: JsonObject | false
  readonly connected?: boolean
  readonly publisher?: GivenPublisher
  readonly subscriber?: GivenSubscriber
  readonly setup?: readonly Step[]
  readonly media?: JsonObject
  readonly http?: JsonObject
  readonly offline?: boolean
  /** What the page is like: the name of its browser, and whether it came by https. */
  readonly page?: JsonObject
  readonly server?: JsonObject
  readonly dom?: number
  readonly note?: string
  /** Our own addition, written by `vary`: the token that `connected` uses, instead of the vocabulary's. */
  readonly token?: string
  /** Our own addition, for programs that nobody wrote: what is not there any more is undefined, and is called by nobody. */
  readonly lenient?: boolean
  /** Our own addition, written by `vary`: the API key that the service's sessions belong to, instead of the recorder's. */
  readonly partner?: string
}

/** One entry of the ordered log, as recorded. */
export interface RecordedEntry extends JsonObject {
  readonly phase: string
  readonly afterMs?: number
  readonly timingDependent?: boolean
}

/** What a call step led to, as recorded. */
export interface RecordedOutcome {
  readonly throws?: Json
  readonly returns?: Json
  readonly completion?: Json
  readonly promise?: Json
}

/** What happened, as recorded. Cases read from source have other properties instead. */
export interface RecordedThen extends RecordedOutcome {
  readonly events?: readonly RecordedEntry[]
  readonly state?: JsonObject
  readonly sent?: readonly string[]
  readonly http?: readonly string[]
  readonly socketsOpenedAtMs?: readonly number[]
  readonly socketsOpened?: number
  readonly and?: readonly (RecordedOutcome | null)[]
  readonly after?: readonly (RecordedOutcome | null)[]
}

/** One recording. */
export interface RecordedCase {
  readonly id: string
  readonly area: string
  readonly given: Given
  readonly when: Step
  readonly after?: readonly Step[]
  readonly then: RecordedThen
  readonly source: 'observed' | 'read'
  readonly note?: string
  /** The day on which its times were recorded anew, under the page's clock (`conformance:live -- --drift --record`). */
  readonly timed?: string
}

/** Whether a step calls a method. */
export const isCallStep = (step: Step): step is CallStep => 'call' in step && typeof step.call === 'string'

/** Whether a step reads a property. */
export const isGetStep = (step: Step): step is GetStep => 'get' in step && typeof step.get === 'string'

/** Whether a step lets time pass. */
export const isWaitStep = (step: Step): step is WaitStep => 'wait' in step && typeof step.wait === 'number'

/** Whether a step adds a listener. */
export const isListenStep = (step: Step): step is ListenStep => 'listen' in step && typeof step.listen === 'object'

/** Whether a value is a JSON object (neither a list nor null). */
export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The steps of a case in the order in which they run, nested and simultaneous calls included. */
export function allSteps(recorded: RecordedCase): readonly Step[] {
  return [...(recorded.given.setup ?? []), recorded.when, ...(recorded.after ?? [])].flatMap(withNested)
}

function withNested(step: Step): readonly Step[] {
  if (isCallStep(step)) return [step, ...(step.and ?? []).flatMap(withNested)]
  if (isListenStep(step) && typeof step.listen.do === 'object') return [step, ...withNested(step.listen.do)]
  return [step]
}
