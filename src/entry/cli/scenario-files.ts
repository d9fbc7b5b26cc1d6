import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseScenario } from '../../scenario/read.ts'
import { type Scenario, ScenarioError } from '../../scenario/scenario.ts'

/** The scenarios that come with the package: one for each failure that is simulated. */
export const ownScenarios: string = fileURLToPath(new URL('../../../fixtures/scenarios', import.meta.url))

/** A path that was named, and how the file is called in what is printed. */
export interface ScenarioFile {
  readonly path: string
  readonly name: string
}

const filesIn = (path: string, name: string): readonly ScenarioFile[] => {
  if (!statSync(path).isDirectory()) return [{ path, name }]
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.name.endsWith('.json'))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => filesIn(join(path, entry.name), join(name, entry.name)))
}

/**
 * The scenario files that some paths name, folders with everything in them.
 *
 * @throws ScenarioError for a path that is not there, or a folder without any.
 */
export function scenarioFiles(paths: readonly string[], folder: string): readonly ScenarioFile[] {
  return paths.flatMap((name) => {
    const path = resolve(folder, name)
    if (!existsSync(path)) {
      throw new ScenarioError(name, [{ path: '', message: 'There is no such file or folder. Look at the path again.' }])
    }
    const files = filesIn(path, name)
    if (files.length > 0) return files
    throw new ScenarioError(name, [{ path: '', message: 'The folder holds no .json file. Name one that does.' }])
  })
}

/** @throws ScenarioError for a file that is no scenario. */
export const readScenarioFile = ({ path, name }: ScenarioFile): Scenario =>
  parseScenario(readFileSync(path, 'utf8'), name)
