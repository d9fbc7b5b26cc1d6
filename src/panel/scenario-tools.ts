import type { PanelEntry, PanelScenario, ScenarioTools, Simulator } from './panel-parts.ts'

/** Scenarios by name: the content of a file, or a function that loads it. */
export type ScenarioFiles = Readonly<Record<string, object | (() => Promise<unknown>)>>

/** The functions that read scenario files, from an entrance of their own. */
export interface ScenarioLibrary {
  parseScenario(text: string, place: string): PanelScenario
  directScenario(simulator: Simulator, scenario: PanelScenario, sessionId: string): { act(entry: PanelEntry): void }
}

const titleIn = (file: unknown, name: string): string => {
  const title: unknown = typeof file === 'object' && file !== null && 'title' in file ? file.title : undefined
  return typeof title === 'string' ? title : name
}

const isModule = (value: unknown): value is { readonly default: unknown } =>
  typeof value === 'object' && value !== null && 'default' in value

/** Puts together the tools with which the panel plays scenarios. */
export function scenarioTools(library: ScenarioLibrary, files: ScenarioFiles): ScenarioTools {
  const { parseScenario, directScenario } = library
  return {
    names: Object.entries(files).map(([name, file]) => ({ name, title: titleIn(file, name) })),
    load: async (name) => {
      const file = files[name]
      const loaded: unknown = typeof file === 'function' ? await file() : file
      return parseScenario(JSON.stringify(isModule(loaded) ? loaded.default : loaded), name)
    },
    parse: parseScenario,
    direct: directScenario,
  }
}
