/**
 * `fake-opentok/panel`: a panel for the page in which an application is developed. It shows who is in the call and what
 * happened, and breaks the call by a click. Its library is bundled; failures' texts and the reader of scenarios are loaded when
 * they are first
 * needed.
 */

import type { ParamsOf } from '../author/verbs/verb-table.ts'
import { aSimulator } from '../author/verbs/world-verbs.ts'
import type { FailureText } from '../contract/failure-texts.ts'
import { type FailureId, failures, findFailure } from '../contract/failures.ts'
import type { PanelOptions as BasicOptions, Panel } from '../panel/open-panel.ts'
import type { PanelParts } from '../panel/panel-parts.ts'
import { launchKeys } from '../panel/panel-words.ts'
import { type PanelPlugin, pluginWith } from '../panel/plugin.ts'
import type { ScenarioFiles } from '../panel/scenario-tools.ts'
import { simulator as defaultWorld, type Simulator } from '../simulator.ts'
import { demandArguments, param } from '../vocabulary/check.ts'
import { bag, type Form, optional, type Shape, text, thing } from '../vocabulary/shape.ts'

export type { FailureText } from '../contract/failure-texts.ts'
export type { Dock, Panel, PanelTheme, SectionId } from '../panel/open-panel.ts'
export type { PanelPlugin } from '../panel/plugin.ts'
export type { ScenarioFiles } from '../panel/scenario-tools.ts'

/** How the panel is opened. */
export interface PanelOptions extends BasicOptions {
  /**
   * The scenarios that the panel offers: by name, the content of a file or a function that loads it; or the address of a JSON
   * file that holds such an object. Default: none but a file that is chosen.
   *
   * @example
   * openPanel({ scenarios: import.meta.glob('./scenarios/*.json') })
   */
  readonly scenarios?: ScenarioFiles | string
}

const isFile = (value: unknown): boolean => typeof value === 'function' || (typeof value === 'object' && value !== null)

const scenarioFiles: Shape<ScenarioFiles | string> = thing(
  'the address of a JSON file, or an object of scenarios by name: what their files say, or functions that load them',
  (value) =>
    typeof value === 'string'
      ? value !== ''
      : typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isFile),
)

const world: Shape<Simulator> = aSimulator as Form
const openOptions: Shape<PanelOptions> = bag({
  ...launchKeys,
  simulator: optional(world),
  scenarios: optional(scenarioFiles),
})

const openPanelParams = [param('options', optional(openOptions))] satisfies ParamsOf<Parameters<typeof openPanel>>
const explainParams = [param('id', text as Shape<FailureId>)] satisfies ParamsOf<Parameters<typeof explainFailure>>

async function filesOf(scenarios: ScenarioFiles | string): Promise<ScenarioFiles> {
  if (typeof scenarios !== 'string') return scenarios
  const answer = await fetch(scenarios)
  if (answer.ok) return answer.json()
  throw new Error(`There are no scenarios at ${scenarios}: the answer was ${answer.status}.`)
}

function partsFor({ simulator = defaultWorld, scenarios = {} }: PanelOptions): PanelParts {
  return {
    simulator,
    failures,
    loadTexts: async () => (await import('../contract/failure-texts.ts')).failureTexts,
    loadScenarios: async () => {
      const [{ parseScenario }, { directScenario }, { scenarioTools }] = await Promise.all([
        import('../scenario/read.ts'),
        import('../author/scenario.ts'),
        import('../panel/scenario-tools.ts'),
      ])
      return scenarioTools({ parseScenario, directScenario }, await filesOf(scenarios))
    },
  }
}

/**
 * Opens the panel in this page, and loads its code then. Rejects with a RangeError for an option that is none or
 * cannot be, and with an Error where there is no page, or where another version of the package has its panel in it already.
 *
 * @example
 * await openPanel() // docked to the right, about the world of fake-opentok/simulator
 *
 * @example
 * const panel = await openPanel({ simulator, dock: 'bottom', theme: 'dark', section: 'failures' })
 * panel.close()
 */
export async function openPanel(...args: readonly [options?: PanelOptions]): Promise<Panel> {
  demandArguments('openPanel', openPanelParams, args)
  const [options = {}] = args
  if (typeof document === 'undefined') {
    throw new Error('openPanel() needs a page, and there is no document here. Call it in the page of the application.')
  }
  const { openPanelWith } = await import('../panel/open-panel.ts')
  return openPanelWith(partsFor(options), options)
}

/**
 * The cause of a failure, and the remedy for an application. Rejects with a RangeError for an id that is not in the catalogue.
 *
 * @example
 * const { when, remedy } = await explainFailure('Session.connect/expired-token')
 */
export async function explainFailure(...args: readonly [id: FailureId]): Promise<FailureText> {
  demandArguments('explainFailure', explainParams, args)
  const [id] = args
  findFailure(id)
  return (await import('../contract/failure-texts.ts')).failureTexts[id]
}

/**
 * The panel as a plugin of the shape that TanStack Devtools takes.
 *
 * @throws RangeError for an option that is none, or cannot be.
 *
 * @example
 * <TanStackDevtools plugins={[panelPlugin()]} />
 */
export function panelPlugin(...args: readonly [options?: PanelOptions]): PanelPlugin {
  demandArguments('panelPlugin', openPanelParams, args)
  const [options = {}] = args
  return pluginWith(openPanel, options)
}
