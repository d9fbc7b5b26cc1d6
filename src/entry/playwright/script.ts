import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import OT from '../../index.ts'
import { begin } from './in-page.ts'

/** The script build lies in `dist`, above this entrance: one folder up, or, where the entrance is required, two. */
const here = import.meta.url
const places = ['../fake-opentok.iife.js', '../../fake-opentok.iife.js']

/** @throws Error where the script cannot be found. */
function ownScript(): string {
  const paths = places.map((place) => fileURLToPath(new URL(place, here)))
  const path = paths.find((one) => existsSync(one))
  if (path !== undefined) return readFileSync(path, 'utf8')
  throw new Error(
    `The script of fake-opentok is not at ${paths[0]}. Install the package anew; in a clone, run: npm run build`,
  )
}

/** @throws Error where there is no such file. */
function scriptAt(path: string): string {
  if (existsSync(path)) return readFileSync(path, 'utf8')
  throw new Error(
    `defineOpenTokFixture({ script }): there is no file ${path}. Leave script out for the one of this package.`,
  )
}

/** The script for a page, as text: `path` names another build than that of this package. */
export function scriptText(path: string | undefined): string {
  const text = path === undefined ? ownScript() : scriptAt(path)
  // A page may load the script twice, as it may be given and asked for: its world stays.
  return `if (globalThis.fakeOpentok === undefined) {\n${text}\n;(${begin.toString()})();\n}\n`
}

const isName = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name)

/** The script as a module, with the exports of the real one, for pages that import it. */
export function moduleText(script: string): string {
  const names = Object.keys(OT).filter(isName)
  const taken = names.map((name) => `const own_${name} = OT.${name};`)
  const given = names.map((name) => `own_${name} as ${name}`)
  return `${script}\nconst OT = globalThis.OT;\n${taken.join('\n')}\nexport { ${given.join(', ')} };\nexport default OT;\n`
}
