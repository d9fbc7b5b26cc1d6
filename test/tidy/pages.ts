import { posix } from 'node:path'
import type { TextFile } from './places.ts'

export interface PageFacts {
  /** Every path in the repository. */
  readonly paths: readonly string[]
  /** The names of package.json's scripts. */
  readonly scripts: readonly string[]
}

const linkPattern = /\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g
const scriptPattern = /\bnpm (?:run (?:-s |--silent )?([\w:-]+)|(start|test)\b)/g

function brokenLinks({ path, text }: TextFile, { paths }: PageFacts): readonly string[] {
  return [...text.matchAll(linkPattern)].flatMap(([, link = '']) => {
    if (/^[a-z]+:/.test(link)) return []
    const target = posix.join(posix.dirname(path), link).replace(/\/$/, '')
    const exists = paths.some((known) => known === target || known.startsWith(`${target}/`))
    return exists ? [] : [`${path} links to ${link}, which is not there`]
  })
}

const unknownScripts = ({ path, text }: TextFile, { scripts }: PageFacts): readonly string[] =>
  [...text.matchAll(scriptPattern)].flatMap(([, run, short]) => {
    const script = run ?? short ?? ''
    return scripts.includes(script) ? [] : [`${path} tells of "npm run ${script}", which package.json does not have`]
  })

/** What pages promise and the repository does not hold: links into nothing, commands that do not exist. */
export const brokenPromises = (pages: readonly TextFile[], facts: PageFacts): readonly string[] =>
  pages.flatMap((page) => [...brokenLinks(page, facts), ...unknownScripts(page, facts)])
