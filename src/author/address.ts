/** The wish in the address of a page, such as `?fake-opentok=Session.publish/ice-failed`: it arms a failure, or plays the file of a scenario. */

import { dialects } from '../contract/dialect.ts'
import { type FailureId, failures, isFailureId } from '../contract/failures.ts'
import {
  addressSeenFrom,
  type FileAnswer,
  fetchNow,
  runByAddress,
  runNow,
  scenarioFolder,
  wishInAddress,
} from '../dom/page/page-address.ts'
import { nearest } from '../kernel/nearest.ts'
import { fieldOf, messageOf } from '../kernel/values.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Action } from '../scenario/verbs/nouns.ts'
import type { SimulatorOptions } from './options.ts'
import type { Simulator } from './simulator.ts'

/** The reader of scenarios in a page; a script of its own, so that a page that asks for none does not load it. */
export interface ScenarioReader {
  parseScenario(text: string, place: string): Scenario
  optionsOf(scenario: Scenario): SimulatorOptions
  applyScenarioToPage(simulator: Simulator, scenario: Scenario, tell: (error: Error) => void): void
  directScenario(simulator: Simulator, scenario: Scenario, sessionId: string): { act(entry: Action): void }
}

/** The name under which that script leaves it in the window. */
export const readerName = 'fakeOpentokScenarios'

/** The options of a world in a page that a person looks at: a timeline plays in real time, errors escape to the page. */
const livePage = { clock: 'wall', uncaught: 'page' } as const satisfies SimulatorOptions

/** How a page is asked; what is left out is the page itself. */
export interface AddressParts {
  /** The wish of the address. */
  readonly wish?: string | null
  /** Where scenario files lie, seen from the script, or from the page where there is none. */
  readonly usualFolder: string
  readonly script?: string | null
  /** Where the script lies that reads scenarios, seen from the script, or from the page where there is none. */
  readonly readerScript: string
  /** Default: runs that script; null where the page's policy lets it run by its address alone. */
  readonly loadReader?: (address: string) => ScenarioReader | null
  /** Default: the page loads that script by its address. */
  readonly loadSoon?: (address: string, then: (reader: ScenarioReader) => void, failed: () => void) => void
  readonly fetchFile?: (address: string) => FileAnswer
  /** Default: the console of the page. */
  readonly say?: (how: 'info' | 'error', sentence: string) => void
}

/** The wish of a page's address: nothing, a failure, or a scenario. */
export interface AddressWish {
  /** The options of the world of this page: none, unless the address asks for a scenario. */
  readonly options: SimulatorOptions
  /** @throws Error where there is no such thing, or this world cannot be brought into it; the console has been told. */
  grant(simulator: Simulator): void
}

const sayOnConsole: NonNullable<AddressParts['say']> = (how, sentence) => console[how](sentence)

/** The name of a file below a folder: no way out of it, and no other host. */
const isFileName = (wish: string): boolean => /^[\w.-]+(\/[\w.-]+)*$/.test(wish) && !wish.split('/').includes('..')

const asked = (wish: string): string => `The page's address asks for ?fake-opentok=${wish}`

const hint = (wish: string): string => {
  const near = nearest(
    wish,
    failures.map(({ id }) => id),
  )
  return near === undefined ? '' : ` Did you mean the failure ${near}?`
}

const isReader = (value: unknown): value is ScenarioReader => typeof value === 'object' && value !== null

const noReader = (address: string, why: string): Error =>
  new Error(
    `Scenarios are read by ${address}, and that script cannot be had: ${why}. Put it beside fake-opentok.iife.js.`,
  )

function runReader(address: string): ScenarioReader | null {
  const outcome = runNow(address, readerName)
  if ('why' in outcome) throw noReader(address, outcome.why)
  return 'left' in outcome && isReader(outcome.left) ? outcome.left : null
}

function runReaderSoon(address: string, then: (reader: ScenarioReader) => void, failed: () => void): void {
  const loaded = (): void => {
    const reader: unknown = Reflect.get(globalThis, readerName)
    if (isReader(reader)) then(reader)
    else failed()
  }
  runByAddress(address, loaded, failed)
}

/** Whether a text is a page and no scenario. */
const isPage = (text: string): boolean => /^\s*<(!doctype|html)/i.test(text)

interface ScenarioText {
  readonly address: string
  readonly text: string
}

function scenarioNamed(wish: string, parts: AddressParts): ScenarioText {
  const { usualFolder, script = null, fetchFile = fetchNow } = parts
  if (!isFileName(wish)) {
    throw new Error(
      `${asked(wish)}, which is no failure and no name of a scenario. Give one such as Session.publish/ice-failed or calls/bad-wifi.`,
    )
  }
  const address = new URL(`${wish}.json`, scenarioFolder(usualFolder, script)).href
  const answer = fetchFile(address)
  if ('text' in answer && isPage(answer.text)) {
    throw new Error(
      `${asked(wish)}, which is no failure, and the server has no scenario at ${address}: it answers with a page, as development servers do for every address that they do not know.${hint(wish)} Look at the name, or say where scenarios lie with <meta name="fake-opentok-scenarios" content="/their/folder/">.`,
    )
  }
  if ('text' in answer) return { address, text: answer.text }
  throw new Error(
    `${asked(wish)}, which is no failure, and no scenario at ${address}: ${answer.why}.${hint(wish)} Where scenarios lie elsewhere, say so with <meta name="fake-opentok-scenarios" content="/their/folder/">.`,
  )
}

/** The options of a world, as far as a text says them that is not read as a scenario yet; its mistakes are told later. */
function roughOptions(text: string): SimulatorOptions {
  let scenario: unknown
  try {
    scenario = JSON.parse(text)
  } catch {
    return {}
  }
  const given = fieldOf(scenario, 'given')
  const dialect = dialects.find((one) => one === fieldOf(scenario, 'dialect'))
  const credentials = policies.find((one) => one === fieldOf(given, 'credentials'))
  const secret = fieldOf(given, 'secret')
  return {
    ...(dialect === undefined ? {} : { dialect }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(typeof secret === 'string' ? { secret } : {}),
  }
}

const policies = ['well-formed', 'any', 'verified'] as const

function failWith(simulator: Simulator, failure: FailureId): string {
  simulator.fail(failure)
  return `The next call fails with ${failure}`
}

/**
 * Looks what the page's address asks for, such as `?fake-opentok=Session.publish/ice-failed` or
 * `?fake-opentok=calls/bad-wifi`: the id of a failure, or the name of a scenario's file without its `.json`.
 */
export function wishOfPage(parts: AddressParts): AddressWish {
  const { wish = wishInAddress(), say = sayOnConsole } = parts
  if (wish === null) return { options: {}, grant: () => undefined }
  const tell = (error: unknown): void => say('error', `fake-opentok: ${messageOf(error)}`)
  const complain = (error: unknown): never => {
    tell(error)
    throw error
  }
  const inform = (what: string): void => say('info', `fake-opentok: ${what} (the page's address asks for ${wish}).`)
  const grant = (carryOut: (simulator: Simulator) => string) => (simulator: Simulator) => {
    try {
      inform(carryOut(simulator))
    } catch (error) {
      complain(error)
    }
  }
  if (isFailureId(wish)) return { options: {}, grant: grant((simulator) => failWith(simulator, wish)) }
  try {
    return scenarioWish(scenarioNamed(wish, parts), parts, { grant, tell, inform })
  } catch (error) {
    return { options: {}, grant: () => complain(error) }
  }
}

interface Telling {
  readonly grant: (carryOut: (simulator: Simulator) => string) => AddressWish['grant']
  readonly tell: (error: unknown) => void
  readonly inform: (what: string) => void
}

/** The wish for a scenario; where the page's policy runs scripts by their address alone, it is read a moment later. */
function scenarioWish(
  { address, text }: ScenarioText,
  parts: AddressParts,
  { grant, tell, inform }: Telling,
): AddressWish {
  const { readerScript, script = null, loadReader = runReader, loadSoon = runReaderSoon } = parts
  const place = addressSeenFrom(script, readerScript)
  const playIn = (simulator: Simulator, reader: ScenarioReader): string => {
    const scenario = reader.parseScenario(text, address)
    reader.applyScenarioToPage(simulator, scenario, tell)
    return scenario.title
  }
  const reader = loadReader(place)
  if (reader !== null) {
    const options = { ...livePage, ...reader.optionsOf(reader.parseScenario(text, address)) }
    return { options, grant: grant((simulator) => playIn(simulator, reader)) }
  }
  const grantSoon = (simulator: Simulator): void =>
    loadSoon(
      place,
      (late) => {
        try {
          inform(playIn(simulator, late))
        } catch (error) {
          tell(error)
        }
      },
      () => tell(noReader(place, 'the page could not load it')),
    )
  return { options: { ...livePage, ...roughOptions(text) }, grant: grantSoon }
}
