import { readFileSync } from 'node:fs'

/** A name that an entrance exports, as a page of its own in the list of what is public. */
export interface PublicName {
  readonly entrance: string
  readonly name: string
  readonly value: unknown
}

type Target = string | { readonly [condition: string]: Target }

const { exports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly exports: Readonly<Record<string, Target>>
}

const fileOf = (target: Target): string =>
  typeof target === 'string' ? target : fileOf(target['import'] ?? target['default'] ?? '')

/** What is loaded by other means than an import of JavaScript. */
const isNoModule = (path: string): boolean => /\.(json|iife\.js)$/.test(path)

/** The entrances of the package: their names in `exports`, and what loads the source of each. */
export const entrances: readonly { readonly entrance: string; readonly load: () => Promise<object> }[] = Object.entries(
  exports,
)
  .filter(([, target]) => !isNoModule(fileOf(target)))
  .map(([name, target]) => {
    const path = fileOf(target).replace('./dist/', '../../src/').replace(/\.js$/, '.ts')
    return { entrance: name.replace('./', ''), load: () => import(/* @vite-ignore */ path) }
  })

export async function namesOf({ entrance, load }: (typeof entrances)[number]): Promise<readonly PublicName[]> {
  return Object.entries(await load()).map(([name, value]) => ({ entrance, name, value }))
}
