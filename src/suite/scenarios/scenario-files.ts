/** The files of the machine, as far as scenarios are looked for; a runner's entrance gives them. */
export interface FileHost {
  /** The folder to which patterns are relative. */
  readonly folder: string
  /** The names in a folder, those of folders with a slash at the end; empty where there is no such folder. */
  list(folder: string): readonly string[]
  read(path: string): string
}

/** As much of Node's file system as is needed. */
export interface FileSystem {
  readdirSync(
    path: string,
    options: { readonly withFileTypes: true },
  ): readonly { readonly name: string; isDirectory(): boolean }[]
  readFileSync(path: string, encoding: 'utf8'): string
  existsSync(path: string): boolean
}

/** The files below a folder of this machine. */
export const hostOver = (files: FileSystem, folder: string): FileHost => ({
  folder,
  list: (path) => {
    const place = `${folder}/${path}`
    if (!files.existsSync(place)) return []
    const entries = files.readdirSync(place, { withFileTypes: true })
    return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
  },
  read: (path) => files.readFileSync(`${folder}/${path}`, 'utf8'),
})

/** A scenario that a test file named: the name of its file, and its text. */
export interface NamedScenario {
  readonly file: string
  readonly text: string
}

const escaped = (text: string): string => text.replaceAll(/[.+^$()|[\]\\]/g, '\\$&')

const wild: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' }

/**
 * A pattern of paths as an expression: `*` and `?` stay in a folder, `**` goes through folders, `{a,b}` is one of several.
 *
 * @example patternOf('scenarios/{chat,calls}/*.json').test('scenarios/chat/full.json') // true
 */
export function patternOf(glob: string): RegExp {
  const source = glob.replace(/^\.\//, '').replaceAll(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[^*?{]+|\{/g, (part) => {
    const known = wild[part]
    if (known !== undefined) return known
    const isChoice = part.startsWith('{') && part.endsWith('}')
    return isChoice
      ? `(?:${part.slice(1, -1).split(',').map(escaped).join('|')})`
      : escaped(part).replaceAll('{', '\\{')
  })
  return new RegExp(`^${source}$`)
}

/** The folder below which everything lies that a pattern names. */
const rootOf = (glob: string): string => {
  const parts = glob.replace(/^\.\//, '').split('/')
  const fixed = parts.findIndex((part) => /[*?{]/.test(part))
  return parts.slice(0, fixed === -1 ? -1 : fixed).join('/')
}

const under = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)

function filesIn(host: FileHost, folder: string): readonly string[] {
  return host.list(folder).flatMap((name) => {
    if (!name.endsWith('/')) return [under(folder, name)]
    const isHidden = name === 'node_modules/' || (name.startsWith('.') && name !== '../')
    return isHidden ? [] : filesIn(host, under(folder, name.slice(0, -1)))
  })
}

/** @throws RangeError for a pattern that is no text, or that names no file. */
function matching(host: FileHost, glob: string): readonly string[] {
  if (typeof glob !== 'string' || glob === '') {
    throw new RangeError(
      `eachScenario(${JSON.stringify(glob)}): this is no pattern. Give a text, such as 'scenarios/**/*.json'.`,
    )
  }
  const pattern = patternOf(glob)
  const found = filesIn(host, rootOf(glob)).filter((path) => pattern.test(path))
  if (found.length > 0) return found
  throw new RangeError(
    `eachScenario(${JSON.stringify(glob)}) found no file. Patterns are relative to ${host.folder}. Look at the path again.`,
  )
}

/**
 * The scenario files that patterns name, each once, by their paths in order.
 *
 * @throws RangeError for a pattern that is no text, or that names no file.
 */
export function scenariosMatching(host: FileHost, globs: string | readonly string[]): readonly NamedScenario[] {
  const paths = [globs].flat().flatMap((glob) => matching(host, glob))
  return [...new Set(paths)].sort().map((file) => ({ file, text: host.read(file) }))
}
