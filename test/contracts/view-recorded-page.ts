import { Window } from 'happy-dom'
import { SimulatedMedia, SimulatedTrack } from '../../src/dom/devices/tracks.ts'
import { PageView } from '../../src/dom/page/view.ts'
import { durationOf } from '../../src/kernel/time/clock.ts'
import { VirtualClock } from '../../src/kernel/time/virtual-clock.ts'
import { nextTurn } from '../../src/kernel/time/wall-clock.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { describeElement } from '../conformance/describe-element.ts'
import { isJsonObject, type Json, type JsonObject } from '../conformance/recorded-case.ts'

/** A recorded page, with our simulator in it. */
export interface RecordedPage {
  readonly simulator: Simulator
  readonly view: PageView
  readonly document: Document
  /** Lets time pass, in milliseconds. */
  wait(ms: number): Promise<void>
  /** The page as the recordings describe it. */
  describe(depth: number): readonly JsonObject[]
  close(): Promise<void>
}

const stepMs = 100

/** The page of every recording. */
const markup = '<div id="host"><div id="target"></div></div><div id="sub-host"><div id="sub-target"></div></div>'

/** Lays out the page of the recordings in a window of its own. */
export function openRecordedPage(): RecordedPage {
  const simulated = new Window({ url: 'https://recorded.example/' })
  simulated.document.body.innerHTML = markup
  // happy-dom declares its own types for what it simulates.
  const window = simulated as unknown as globalThis.Window & typeof globalThis
  const { document } = window
  // The clock of the view stands beside the simulator's own, and both go on in small steps.
  const clock = new VirtualClock({ mode: 'manual', epoch: durationOf('1h'), nextTurn })
  const view = new PageView({ document, window, clock })
  const simulator = createSimulator({ dialect: 'sdk', credentials: 'any', clock: 'manual', view })
  const wait = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += stepMs) {
      await simulator.clock.advance(stepMs)
      await clock.advance(stepMs)
    }
  }
  const describe = (depth: number): readonly JsonObject[] =>
    [...document.body.children].map((child) => describeElement(child, depth + 1))
  return { simulator, view, document, wait, describe, close: () => simulated.happyDOM.close() }
}

/** Lets a remote person publish in the recordings' session, and joins it. */
export async function connectTo({ simulator, wait }: RecordedPage, remote: readonly string[]): Promise<void> {
  const room = simulator.room('SESSION_A')
  const person = room.join({ id: 'c1' })
  for (const id of remote) person.publish({ id, name: '' })
  simulator.OT.initSession('46000000', 'SESSION_A').connect('T1==token')
  await wait(1000)
}

/** An argument as a recording writes it, made into a value. */
export function argumentFor(page: RecordedPage, arg: Json): unknown {
  if (!isJsonObject(arg)) return arg
  if (arg['$cb'] !== undefined) return () => {}
  if (arg['$undefined'] === true) return undefined
  if (typeof arg['$el'] === 'string') return page.document.getElementById(arg['$el'])
  if (typeof arg['$newElement'] === 'string') return page.document.createElement(arg['$newElement'])
  if (typeof arg['$stream'] === 'string') return streamOf(page, arg['$stream'])
  if (arg['$track'] === 'audio' || arg['$track'] === 'video') {
    return new SimulatedTrack(arg['$track'], 'track', 'a track of the application', {})
  }
  if (arg['$mediaStream'] === 1) return new SimulatedMedia('media', [])
  return Object.fromEntries(Object.entries(arg).map(([key, value]) => [key, argumentFor(page, value ?? null)]))
}

const streamOf = ({ simulator }: RecordedPage, id: string): unknown =>
  simulator.OT.initSession('46000000', 'SESSION_A').streams.get(id)
