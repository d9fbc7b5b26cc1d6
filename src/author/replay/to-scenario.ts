import type { Dialect } from '../../contract/dialect.ts'
import { type FailureId, isFailureId } from '../../contract/failures.ts'
import { isOperation, operationOf } from '../../contract/operations.ts'
import type { JournalEntry } from '../../kernel/journal/entry.ts'
import type { Journal } from '../../kernel/journal/journal.ts'
import type { Expectation, Given, Landmark, Scenario, Step, TimelineEntry } from '../../scenario/scenario.ts'
import { firstClientId } from '../client.ts'
import { actionOf, type ReplayAction } from './acts.ts'
import { callIn, type ReplayCall } from './calls.ts'
import { ReplayNames } from './names.ts'
import { ReplayObjects } from './objects.ts'
import { ReplayPlaces, type SettingOf } from './places.ts'
import { ReplayRequests } from './requests.ts'
import { ReplayStrangers } from './strangers.ts'

/** The circumstances of a world that its journal does not say. */
export interface ReplaySource {
  readonly journal: Pick<Journal, 'entries' | 'places'>
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

/** A file counts events up to here. */
const mostCounted = 1000

const storyEvents =
  /^(session(Connected|Disconnected|Reconnecting|Reconnected)|stream(Created|Destroyed)|muteForced|archive(Started|Stopped)|signal:.*|mediaStopped|videoDisabled|videoEnabled|videoDisableWarning(Lifted)?)$/

function landmarkOf({ who, what, detail }: JournalEntry): Landmark {
  const on = who.split(' ')[1]
  const reason = typeof detail['reason'] === 'string' ? { reason: detail['reason'] } : {}
  return on === 'session' || on === 'publisher' || on === 'subscriber' ? { event: what, on, ...reason } : what
}

function heardIn(entries: readonly JournalEntry[], strangers: ReplayStrangers): readonly Expectation[] {
  const order = entries
    .filter((entry) => !strangers.isTheirs(entry))
    .filter(({ kind, who, what }) => kind === 'event' && who.startsWith(`${firstClientId} `) && storyEvents.test(what))
    .map(landmarkOf)
  const [first] = order
  if (first === undefined) return []
  if (order.length > 1) return [{ order }]
  return [typeof first === 'object' && 'event' in first ? first : { event: String(first) }]
}

/** How often a failure was told by an exception: a replay in which another one is raised must not pass. */
function exceptionsIn(entries: readonly JournalEntry[], { named }: ReplayStrangers): readonly Expectation[] {
  const times = entries.filter(
    ({ kind, who, what }) => kind === 'event' && who === `${firstClientId} OT` && what === 'exception',
  ).length
  return named.size > 0 || times > mostCounted ? [] : [{ event: 'exception', times }]
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
    if (who !== firstClientId) return
    // A rejection that nobody listened to is noted beside its call too: the player listens.
    const id = kind === 'uncaught' ? String(detail['failure']) : what
    if (!isFailureId(id)) return
    if (kind === 'error') this.#last.get(operationIn(id))?.failures.push(id)
    const call = kind === 'heard' || kind === 'uncaught' ? this.#steps.get(Number(detail['call'])) : undefined
    if (call?.operation === operationIn(id)) this.#known.set(call.step, id)
  }

  // The order of a group tells, where all of its calls failed. Where a handler or a promise heard of a failure, the journal says which
  // call it answers.
  expectations(): readonly Expectation[] {
    const ends: Map<number, FailureId> = new Map()
    for (const { steps, failures } of this.#groups) {
      if (steps.length !== failures.length) continue
      for (const [index, step] of steps.entries()) {
        const fails = failures[index]
        if (fails !== undefined) ends.set(step, fails)
      }
    }
    for (const [step, fails] of this.#known) ends.set(step, fails)
    return [...ends].map(([step, fails]) => ({ step, fails })).sort((one, other) => one.step - other.step)
  }
}

/** The acts and calls of a journal, gathered one after the other. */
class Writing {
  readonly timeline: TimelineEntry[] = []
  readonly steps: Step[] = []
  readonly leftOut: Set<string> = new Set()
  readonly groups: CallGroups = new CallGroups()
  readonly #names: ReplayNames = new ReplayNames(firstClientId)
  readonly #requests: ReplayRequests = new ReplayRequests(this.#names)
  readonly #places: ReplayPlaces
  readonly #objects: ReplayObjects
  readonly #network: NetworkMemory = new NetworkMemory()
  readonly #timed: ReadonlyMap<unknown, ReplayFault>
  #passed = 0
  /** The turn in which the last step in the course of the steps was made. */
  #turn: number | undefined

  constructor(entries: readonly JournalEntry[], settingOf: SettingOf) {
    const timed = faultsIn(entries).filter((fault) => !needsList(fault))
    this.#timed = new Map(timed.map((fault) => [fault.detail, fault]))
    this.#places = new ReplayPlaces(settingOf)
    this.#objects = new ReplayObjects(entries)
    for (const entry of entries) this.#take(entry)
    const end = Math.round(entries.at(-1)?.at ?? 0)
    if (end > this.#passed) this.steps.push({ wait: end - this.#passed })
  }

  get failed(): readonly Expectation[] {
    return [...this.groups.expectations(), ...this.#requests.expectations]
  }

  #take(entry: JournalEntry): void {
    this.#names.learn(entry)
    this.#takeAct(entry)
    this.#takeCall(entry)
    this.#takeRequest(entry)
    this.#places.note(entry)
    this.groups.fail(entry)
    this.#requests.learn(entry)
  }

  #takeAct(entry: JournalEntry): void {
    const fault = this.#timed.get(entry.detail)
    const action =
      fault !== undefined ? faultAction(fault) : entry.kind === 'control' ? actionOf(entry, this.#names) : null
    if (action === undefined) this.leftOut.add(entry.what)
    else if (action !== null && this.#network.isNews(action)) {
      this.timeline.push({ ...this.#places.momentOf(entry), ...action } as TimelineEntry)
      this.#write(entry, { entry: this.timeline.length })
    }
  }

  #takeCall(entry: JournalEntry): void {
    if (entry.kind !== 'call' || entry.who !== firstClientId) return
    const names = { names: this.#names, objects: this.#objects, made: this.#places.madeOf(entry) }
    const call = callIn(entry, names)
    if (call === undefined) {
      this.leftOut.add(entry.what)
      return
    }
    const number = this.#write(entry, call as Step)
    this.#places.called(entry, number)
    this.#objects.called(entry.index, this.steps[number - 1] ?? call)
    this.groups.call(call, number, entry.index)
  }

  #takeRequest(entry: JournalEntry): void {
    const request = this.#requests.stepOf(entry)
    if (request !== undefined) this.#requests.asked(request, this.#write(entry, request as Step))
  }

  /** Writes a step, and the wait before it where it began a turn; gives its number. */
  #write(entry: JournalEntry, step: Step): number {
    const place = entry.kind === 'request' ? undefined : this.#places.of(entry)
    if (place !== undefined) return this.steps.push({ ...step, in: place } as Step)
    const turn = this.#places.turnOf(entry)
    const at = Math.max(Math.round(entry.at), this.#passed)
    const isNewTurn = turn !== this.#turn
    if (isNewTurn && (this.steps.length > 0 || at > 0)) this.steps.push({ wait: at - this.#passed })
    this.#turn = turn
    this.#passed = at
    return this.steps.push(isNewTurn || entry.kind !== 'call' ? step : { ...step, together: true })
  }
}

const sentence = (leftOut: readonly string[]): string =>
  leftOut.length === 0 ? '' : ` A file cannot say these, which happened too: ${leftOut.join(', ')}.`

/**
 * The events of a world as a scenario that plays it again: who came, what happened and when, which failures were asked
 * for, and what the application called. What happened in one instant keeps its order by anchors.
 */
export function toScenario(source: ReplaySource): Scenario {
  const { journal, dialect, given, title = 'Made by hand' } = source
  const { entries, places } = journal
  const { timeline, steps, failed: failures, leftOut } = new Writing(entries, ({ index }) => places.of(index))
  const faults = faultsIn(entries).filter(needsList).map(listedFault)
  const strangers = new ReplayStrangers(entries)
  const expect = [...failures, ...heardIn(entries, strangers), ...exceptionsIn(entries, strangers)]
  const ends = Math.round(entries.at(-1)?.at ?? 0)
  const scenario = {
    title,
    description: `What was done by hand in ${(ends / 1000).toFixed(1)} s.${sentence([...leftOut, ...strangers.named])}`,
    dialect,
    ...(Object.keys(given).length === 0 ? {} : { given }),
    ...(faults.length === 0 ? {} : { faults }),
    ...(timeline.length === 0 ? {} : { timeline }),
    ...(steps.length === 0 ? {} : { steps }),
    ...(expect.length === 0 || steps.length === 0 ? {} : { expect }),
  }
  return JSON.parse(JSON.stringify(scenario))
}
