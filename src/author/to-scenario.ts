import type { Dialect } from '../contract/dialect.ts'
import { type FailureId, isFailureId } from '../contract/failures.ts'
import { isOperation, operationOf } from '../contract/operations.ts'
import type { JournalEntry } from '../kernel/journal/entry.ts'
import type { Expectation, Given, Landmark, Scenario, Step, TimelineEntry } from '../scenario/scenario.ts'
import { firstClientId } from './client.ts'
import { actionOf, type ReplayAction } from './replay-acts.ts'
import { callIn, dispatchOf, type ReplayCall } from './replay-calls.ts'
import { ReplayNames } from './replay-names.ts'
import { ReplayRequests } from './replay-requests.ts'

/** The circumstances of a world that its journal does not say. */
export interface ReplaySource {
  readonly entries: readonly JournalEntry[]
  readonly dialect: Dialect
  readonly given: Given
  readonly title?: string | undefined
}

/** As good as always: a file has no word for infinity. */
const always = 1_000_000

interface ReplayFault {
  readonly failure: string
  readonly at: number
  readonly times: number
  readonly detail: JournalEntry['detail']
}

const faultOf = ({ at, detail }: JournalEntry): ReplayFault => {
  const { times } = detail
  return {
    failure: String(detail['failureId']),
    at,
    times: typeof times === 'number' ? Math.min(times, always) : 1,
    detail,
  }
}

/** The faults that were asked for, without those that were taken back before they came about. */
function faultsIn(entries: readonly JournalEntry[]): readonly ReplayFault[] {
  let faults: readonly ReplayFault[] = []
  for (const entry of entries) {
    if (entry.kind !== 'control') continue
    if (entry.what === 'fail') faults = [...faults, faultOf(entry)]
    if (entry.what !== 'disarm') continue
    const { failureId, struck } = entry.detail
    const times = typeof struck === 'number' ? struck : 0
    faults = faults.flatMap((fault) =>
      fault.failure !== failureId ? [fault] : times > 0 ? [{ ...fault, times: Math.min(times, fault.times) }] : [],
    )
  }
  return faults
}

/** Only names and types mean the same in another run; ids do not. */
const lasting = ['name', 'type']

function faultAction({ failure, times, detail }: ReplayFault): ReplayAction {
  const { call } = detail
  const isPlain = times === 1 && (call === undefined || call === 1)
  return { fail: isPlain ? failure : { failure, times, ...(call === undefined ? {} : { call }) } }
}

const matchOf = ({ detail }: ReplayFault): Readonly<Record<string, unknown>> => {
  const match = Object(detail['match'] ?? {})
  return Object.fromEntries(Object.entries(match).filter(([key]) => lasting.includes(key)))
}

const needsList = (fault: ReplayFault): boolean =>
  fault.detail['after'] !== undefined || Object.keys(matchOf(fault)).length > 0

/** A fault that stands in the list of faults, since a timeline cannot say all of it. */
function listedFault(fault: ReplayFault): Readonly<Record<string, unknown>> {
  const { failure, times, at, detail } = fault
  const match = matchOf(fault)
  const after = typeof detail['after'] === 'number' ? detail['after'] + at : (detail['after'] ?? at)
  return {
    failure,
    ...(times === 1 ? {} : { times }),
    ...(detail['call'] === undefined ? {} : { call: detail['call'] }),
    ...(Object.keys(match).length === 0 ? {} : { match }),
    ...(after === 0 ? {} : { after }),
  }
}

/** Keeps an act and a call apart that fell into the same millisecond, so that their order holds. */
class ReplayTime {
  #last = 0
  #wasCall = false

  of(at: number, isCall: boolean): number {
    const isTight = this.#wasCall && !isCall
    this.#last = Math.max(Math.round(at), isTight ? this.#last + 1 : this.#last)
    this.#wasCall = isCall
    return this.#last
  }
}

/** A network that is well cannot come back. */
class NetworkMemory {
  #isWell = true

  isNews(action: ReplayAction): boolean {
    const { network } = action
    if (network === undefined) return true
    if (network === 'online' && this.#isWell) return false
    if (network === 'talking' && this.#isWell) return false
    if (network === 'online' || network === 'talking') this.#isWell = true
    if (network === 'offline' || network === 'silent' || typeof network === 'object') this.#isWell = false
    return true
  }
}

const storyEvents =
  /^(session(Connected|Disconnected|Reconnecting|Reconnected)|stream(Created|Destroyed)|muteForced|archive(Started|Stopped)|signal:.*|mediaStopped|videoDisabled|videoEnabled|videoDisableWarning(Lifted)?)$/

function landmarkOf({ who, what, detail }: JournalEntry): Landmark {
  const on = who.split(' ')[1]
  const reason = typeof detail['reason'] === 'string' ? { reason: detail['reason'] } : {}
  return on === 'session' || on === 'publisher' || on === 'subscriber' ? { event: what, on, ...reason } : what
}

function heardIn(entries: readonly JournalEntry[]): readonly Expectation[] {
  const order = entries
    .filter(({ kind, who, what }) => kind === 'event' && who.startsWith(`${firstClientId} `) && storyEvents.test(what))
    .map(landmarkOf)
  const [first] = order
  if (first === undefined) return []
  if (order.length > 1) return [{ order }]
  return [typeof first === 'object' && 'event' in first ? first : { event: String(first) }]
}

/** Calls of one operation that followed each other, by the numbers of their steps, and the failures that then came. */
interface CallGroup {
  readonly steps: number[]
  readonly failures: FailureId[]
}

const operationIn = (id: string): string => id.slice(0, id.indexOf('/'))

/** Finds the call that each failure answers. */
class CallGroups {
  readonly #groups: CallGroup[] = []
  readonly #last: Map<string, CallGroup> = new Map()
  /** The steps of calls, by their indexes in the journal. */
  readonly #steps: Map<number, { readonly operation: string; readonly step: number }> = new Map()
  readonly #known: Map<number, FailureId> = new Map()

  call({ call: operation, handler, promise }: ReplayCall, step: number, index: number): void {
    this.#steps.set(index, { operation, step })
    // The answer of a call that has neither a handler nor a promise cannot be expected of it.
    const isDeaf =
      handler === false && promise !== true && isOperation(operation) && operationOf(operation).promise === 'none'
    if (isDeaf) return
    const last = this.#last.get(operation)
    if (last !== undefined && last.failures.length === 0) {
      last.steps.push(step)
      return
    }
    const group: CallGroup = { steps: [step], failures: [] }
    this.#groups.push(group)
    this.#last.set(operation, group)
  }

  fail({ kind, who, what, detail }: JournalEntry): void {
    if (who !== firstClientId || !isFailureId(what)) return
    if (kind === 'error') this.#last.get(operationIn(what))?.failures.push(what)
    if (kind !== 'heard') return
    const call = this.#steps.get(Number(detail['call']))
    if (call?.operation === operationIn(what)) this.#known.set(call.step, what)
  }

  // Where a handler or a promise heard of a failure, the journal says which call it answers; else only where all calls of a group
  // failed, their order tells.
  expectations(): readonly Expectation[] {
    const known = [...this.#known].map(([step, fails]) => ({ step, fails }))
    const others = this.#groups.filter(
      ({ steps, failures }) => steps.length === failures.length && !steps.some((step) => this.#known.has(step)),
    )
    const ordered = others.flatMap(({ steps, failures }) =>
      failures.flatMap((fails, index) => {
        const step = steps[index]
        return step === undefined ? [] : [{ step, fails }]
      }),
    )
    return [...known, ...ordered].sort((one, other) => one.step - other.step)
  }
}

/** The kinds of entries after which the application may make another call in the same millisecond. */
const answers: ReadonlySet<JournalEntry['kind']> = new Set(['reply', 'event', 'error', 'heard', 'fact'])

interface Written {
  readonly timeline: readonly TimelineEntry[]
  readonly steps: readonly Step[]
  readonly failed: readonly Expectation[]
  readonly leftOut: ReadonlySet<string>
}

function write({ entries }: ReplaySource): Written {
  const names = new ReplayNames(firstClientId)
  const time = new ReplayTime()
  const network = new NetworkMemory()
  const timed = new Map(
    faultsIn(entries)
      .filter((fault) => !needsList(fault))
      .map((fault) => [fault.detail, fault]),
  )
  const timeline: TimelineEntry[] = []
  const steps: Step[] = []
  const leftOut = new Set<string>()
  const groups = new CallGroups()
  const requests = new ReplayRequests(names)
  let passed = 0
  let lastDispatch: unknown
  // A call may follow from what was told in the same millisecond.
  let isAnswered = false
  for (const entry of entries) {
    names.learn(entry)
    const fault = timed.get(entry.detail)
    const action = fault !== undefined ? faultAction(fault) : entry.kind === 'control' ? actionOf(entry, names) : null
    if (action === undefined) leftOut.add(entry.what)
    else if (action !== null && network.isNews(action)) {
      timeline.push({ at: time.of(entry.at, false), ...action } as TimelineEntry)
    }
    const isCall = entry.kind === 'call' && entry.who === firstClientId
    const call = isCall ? callIn(entry, names, lastDispatch) : undefined
    if (isCall) lastDispatch = dispatchOf(entry.detail)
    if (isCall && call === undefined) leftOut.add(entry.what)
    const request = requests.stepOf(entry)
    const step = call ?? request
    if (step !== undefined) {
      const at = time.of(entry.at, true)
      const isInListener = call?.in !== undefined
      if (!isInListener && (at > passed || isAnswered)) steps.push({ wait: at - passed })
      passed = at
      isAnswered = false
      const number = steps.push(step as Step)
      if (call !== undefined) groups.call(call, number, entry.index)
      if (request !== undefined) requests.asked(request, number)
    }
    isAnswered ||= answers.has(entry.kind)
    groups.fail(entry)
    requests.learn(entry)
  }
  const end = Math.round(entries.at(-1)?.at ?? 0)
  if (end > passed) steps.push({ wait: end - passed })
  return { timeline, steps, failed: [...groups.expectations(), ...requests.expectations], leftOut }
}

const sentence = (leftOut: ReadonlySet<string>): string =>
  leftOut.size === 0 ? '' : ` A file cannot say these, which happened too: ${[...leftOut].join(', ')}.`

/**
 * The events of a world as a scenario that plays it again: who came, what happened and when, which failures were asked
 * for, and what the application called. An act that falls into the same millisecond as a call
 * before it comes a millisecond later.
 */
export function toScenario(source: ReplaySource): Scenario {
  const { entries, dialect, given, title = 'Made by hand' } = source
  const { timeline, steps, failed: failures, leftOut } = write(source)
  const faults = faultsIn(entries).filter(needsList).map(listedFault)
  const expect = [...failures, ...heardIn(entries)]
  const ends = Math.round(entries.at(-1)?.at ?? 0)
  const scenario = {
    title,
    description: `What was done by hand in ${(ends / 1000).toFixed(1)} s.${sentence(leftOut)}`,
    dialect,
    ...(Object.keys(given).length === 0 ? {} : { given }),
    ...(faults.length === 0 ? {} : { faults }),
    ...(timeline.length === 0 ? {} : { timeline }),
    ...(steps.length === 0 ? {} : { steps }),
    ...(expect.length === 0 || steps.length === 0 ? {} : { expect }),
  }
  return JSON.parse(JSON.stringify(scenario))
}
