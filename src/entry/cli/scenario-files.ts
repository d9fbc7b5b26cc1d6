import { type Dirent, readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs'
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

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null ? String(Reflect.get(error, 'code')) : ''

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder. Look at the path again.',
  ENOTDIR: 'A part of this path is a file and no folder. Look at the path again.',
  EACCES: 'You may not read it. Change its permissions, or name another.',
  EPERM: 'You may not read it. Change its permissions, or name another.',
  ELOOP: 'It is a link that leads round in a circle. Mend the link, or name the file itself.',
  ENAMETOOLONG: 'The path is too long to be one. Look at it again.',
}

const unreadable = (name: string, message: string): ScenarioError => new ScenarioError(name, [{ path: '', message }])

/** Calls a function of Node, and turns its error about a file into one that says what to do. */
function orUnreadable<Result>(name: string, ask: () => Result): Result {
  try {
    return ask()
  } catch (error) {
    const code = codeOf(error)
    if (error instanceof ScenarioError || code === '') throw error
    throw unreadable(name, sentences[code] ?? `It cannot be read (${code}). Name a file that can.`)
  }
}

const isThere = (path: string): Stats | undefined => {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

/** Whether an entry of a folder is looked at: folders, links to folders, and every file whose name ends in `.json`. */
const isMeant = (entry: Dirent, path: string): boolean =>
  entry.name.endsWith('.json') ||
  entry.isDirectory() ||
  (entry.isSymbolicLink() && isThere(path)?.isDirectory() === true)

/** `above`: the folders that lead here, so that a link back to one of them is not followed for ever. */
function filesIn(path: string, name: string, above: readonly string[]): readonly ScenarioFile[] {
  const stats = orUnreadable(name, () => statSync(path))
  if (stats.isFile()) return [{ path, name }]
  if (!stats.isDirectory()) {
    throw unreadable(name, 'It is no file and no folder, but a pipe or a device. Name a file or a folder.')
  }
  const real = orUnreadable(name, () => realpathSync(path))
  if (above.includes(real)) return []
  return orUnreadable(name, () => readdirSync(path, { withFileTypes: true }))
    .filter((entry) => isMeant(entry, join(path, entry.name)))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = join(path, entry.name)
      const innerName = join(name, entry.name)
      if (entry.isSymbolicLink() && isThere(inner) === undefined) {
        throw unreadable(innerName, 'It is a link to what is not there. Mend the link, or take it away.')
      }
      return filesIn(inner, innerName, [...above, real])
    })
}

/**
 * The scenario files that some paths name, folders with everything in them; links are followed.
 *
 * @throws ScenarioError for a path that is not there or cannot be read, a folder without any, or a file that is named twice.
 */
export function scenarioFiles(paths: readonly string[], folder: string): readonly ScenarioFile[] {
  const found = paths.flatMap((name) => {
    if (name.trim() === '')
      throw unreadable('An empty path', 'It names nothing. Name a file or a folder; "." is this one.')
    const files = filesIn(resolve(folder, name), name, [])
    if (files.length > 0) return files
    throw unreadable(name, 'The folder holds no .json file. Name one that does.')
  })
  const seen = new Set<string>()
  for (const { path, name } of found) {
    if (seen.has(path)) throw unreadable(name, 'It is named twice. Name it once.')
    seen.add(path)
  }
  return found
}

/** @throws ScenarioError for a file that cannot be read, or is no scenario. */
export const readScenarioFile = ({ path, name }: ScenarioFile): Scenario =>
  parseScenario(
    orUnreadable(name, () => readFileSync(path, 'utf8')),
    name,
  )
