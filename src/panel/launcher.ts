import type { ScenarioReader } from '../author/address.ts'
import type { ParamsOf } from '../author/verbs/verb-table.ts'
import type { FailureText } from '../contract/failure-texts.ts'
import type { Failure } from '../contract/failures.ts'
import { messageOf } from '../kernel/values.ts'
import { demandArguments, param } from '../vocabulary/check.ts'
import { bag, optional } from '../vocabulary/shape.ts'
import type { Panel, PanelOptions } from './open-panel.ts'
import type { PanelParts, Simulator } from './panel-parts.ts'
import { launchKeys } from './panel-words.ts'
import { type ScenarioFiles, scenarioTools } from './scenario-tools.ts'

/** How the panel is opened in a page that has the script build. */
export type LaunchOptions = Omit<PanelOptions, 'simulator'>

const openParams = [param('options', optional(bag(launchKeys)))] satisfies ParamsOf<[options?: LaunchOptions]>

/** The functions that the panel's own script leaves in the window. */
export interface PanelScript {
  open(parts: PanelParts, options?: LaunchOptions, closed?: () => void): Panel
}

/** The names in the window under which each script leaves its functions or texts. */
export const scriptNames = {
  panel: 'fakeOpentokPanel',
  texts: 'fakeOpentokTexts',
  scenarios: 'fakeOpentokScenarios',
} as const

const files: Readonly<Record<keyof typeof scriptNames, string>> = {
  panel: 'fake-opentok.panel.iife.js',
  texts: 'fake-opentok.texts.iife.js',
  scenarios: 'fake-opentok.scenarios.iife.js',
}

interface Loaded {
  readonly panel: PanelScript
  readonly texts: Readonly<Record<string, FailureText>>
  readonly scenarios: ScenarioReader
}

/** The script that runs now, by its address and the nonce that the page's policy gave it. */
export interface OwnScript {
  readonly address: string | null
  readonly nonce: string
}

/** The script that runs at this moment. */
export function ownScript(): OwnScript {
  const script = typeof document === 'undefined' ? null : document.currentScript
  const isScript = script !== null && script instanceof HTMLScriptElement
  return { address: isScript ? script.src || null : null, nonce: isScript ? script.nonce : '' }
}

const isThere = <Name extends keyof Loaded>(value: unknown, _name: Name): value is Loaded[Name] =>
  typeof value === 'object' && value !== null

/** Loads a script that lies beside this one, and resolves with the functions or texts that it leaves in the window. */
function load<Name extends keyof Loaded>(name: Name, own: OwnScript): Promise<Loaded[Name]> {
  const address = new URL(files[name], own.address ?? document.baseURI).href
  return new Promise((resolve, reject) => {
    const there = (): unknown => Reflect.get(globalThis, scriptNames[name])
    const known = there()
    if (isThere(known, name)) return resolve(known)
    const element = document.createElement('script')
    element.src = address
    if (own.nonce !== '') element.nonce = own.nonce
    const missing = (): void =>
      reject(
        new Error(
          `${address} could not be loaded. Put it beside fake-opentok.iife.js, and let the page's policy allow it.`,
        ),
      )
    element.addEventListener('load', () => {
      const loaded = there()
      if (isThere(loaded, name)) resolve(loaded)
      else missing()
    })
    element.addEventListener('error', missing)
    const head: HTMLElement | null = document.head
    ;(head ?? document.documentElement).append(element)
  })
}

async function loadFiles(own: OwnScript): Promise<ScenarioFiles> {
  const answer = await fetch(new URL('fake-opentok.calls.json', own.address ?? document.baseURI))
  return answer.ok ? answer.json() : {}
}

export interface LauncherParts {
  readonly simulator: Simulator
  readonly failures: readonly Failure[]
  readonly own: OwnScript
}

function demandNoOptions(panel: Panel, options: LaunchOptions): Panel {
  const [vain] = Object.keys(options)
  if (vain === undefined) return panel
  throw new RangeError(
    `openPanel(options.${vain}) has no effect: the panel is open already. Use show() and moveTo() of the panel, or close() it first.`,
  )
}

/** Opens the panel in a page that has the script build: its script is loaded when it is first opened. */
export class PanelLauncher {
  readonly #parts: LauncherParts
  #panel: Panel | undefined
  #isOpening = false

  constructor(parts: LauncherParts) {
    this.#parts = parts
  }

  /**
   * Opens the panel; resolves with it once it is there.
   *
   * @throws RangeError (rejects with it) for an option that is none, cannot be, or comes too late to have an effect.
   */
  async open(...args: readonly [options?: LaunchOptions]): Promise<Panel> {
    demandArguments('openPanel', openParams, args)
    const [options = {}] = args
    if (this.#panel !== undefined) return demandNoOptions(this.#panel, options)
    const { simulator, failures, own } = this.#parts
    const script = await load('panel', own)
    this.#panel ??= script.open(
      {
        simulator,
        failures,
        loadTexts: () => load('texts', own),
        loadScenarios: async () => scenarioTools(await load('scenarios', own), await loadFiles(own)),
      },
      options,
      () => {
        this.#panel = undefined
      },
    )
    return this.#panel
  }

  /** Opens the panel, or closes it. */
  toggle(): void {
    if (this.#panel !== undefined) return this.#panel.close()
    if (this.#isOpening) return
    this.#isOpening = true
    const over = (): void => {
      this.#isOpening = false
    }
    this.open().then(over, (error: unknown) => {
      over()
      console.error(`fake-opentok: ${messageOf(error)}`)
    })
  }

  /** Lets Ctrl+Alt+P open and close the panel; where there is no page, there is no key. */
  listen(): void {
    if (typeof document === 'undefined') return
    document.addEventListener('keydown', (event) => {
      if (!event.ctrlKey || !event.altKey || event.code !== 'KeyP') return
      event.preventDefault()
      this.toggle()
    })
  }
}
