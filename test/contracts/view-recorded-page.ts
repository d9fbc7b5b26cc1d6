import { Window } from 'happy-dom'
import { PageView } from '../../src/dom/view.ts'
import { type Clock, durationOf } from '../../src/kernel/clock.ts'
import { VirtualClock } from '../../src/kernel/virtual-clock.ts'
import { nextTurn } from '../../src/kernel/wall-clock.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { describeElement } from '../conformance/describe-element.ts'
import { isJsonObject, type Json, type JsonObject } from '../conformance/recorded-case.ts'

/** A recorded page, with our simulator in it. */
export interface RecordedPage {
  readonly simulator: Simulator
  readonly view: PageView
  readonly document: Document
  /** Lets everything come to pass that comes by itself. */
  settle(): Promise<void>
  /** The page as the recordings describe it. */
  describe(depth: number): readonly JsonObject[]
  close(): Promise<void>
}

/** The page of every recording. */
const markup = '<div id="host"><div id="target"></div></div><div id="sub-host"><div id="sub-target"></div></div>'

/** Lays out the page of the recordings in a window of its own. */
export function openRecordedPage(): RecordedPage {
  const simulated = new Window({ url: 'https://recorded.example/' })
  simulated.document.body.innerHTML = markup
  // happy-dom declares its own types for what it simulates.
  const window = simulated as unknown as globalThis.Window & typeof globalThis
  const { document } = window
  const clock: Clock = new VirtualClock({ mode: 'instant', epoch: durationOf('1h'), nextTurn })
  const view = new PageView({ document, window, clock })
  const simulator = createSimulator({ dialect: 'sdk', credentials: 'any', view })
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 3; round++) {
      await simulator.settled()
      await clock.settled()
    }
  }
  const describe = (depth: number): readonly JsonObject[] =>
    [...document.body.children].map((child) => describeElement(child, depth + 1))
  return { simulator, view, document, settle, describe, close: () => simulated.happyDOM.close() }
}

/** An argument as a recording writes it, made into a value; undefined where this page cannot make it. */
export function argumentFor({ document }: RecordedPage, arg: Json): { readonly value: unknown } | undefined {
  if (!isJsonObject(arg)) return { value: arg }
  if (arg['$cb'] === 1) return { value: () => {} }
  if (arg['$undefined'] === true) return { value: undefined }
  if (typeof arg['$el'] === 'string') return { value: document.getElementById(arg['$el']) }
  if (typeof arg['$newElement'] === 'string') return { value: document.createElement(arg['$newElement']) }
  return JSON.stringify(arg).includes('"$') ? undefined : { value: arg }
}
