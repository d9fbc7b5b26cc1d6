// The declarations of the CommonJS build. They say of each entrance that it is what the ES module is, but for the root,
// which is OT itself, as the real package's is.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { posix, resolve } from 'node:path'

const require = createRequire(import.meta.url)

const asModule = "with { 'resolution-mode': 'import' }"
const isClass = (value) => typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value))

/** Where the ES module of an entrance lies, as its CommonJS declaration finds it. */
const moduleOf = (name) => `${posix.relative(posix.dirname(`cjs/${name}`), name)}.js`

/** Entrances that need their test runner in order to load, and are read in place of that. */
const needRunner = ['entry/jest']

/** What the ES module of an entrance exports, by its text; classes cannot be told from constants, and there are none. */
function exportsByText(folder, name) {
  const text = readFileSync(resolve(folder, `${name}.js`), 'utf8')
  const lists = [...text.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list]) => list.split(','))
  return Object.fromEntries(
    lists.map((one) => [
      one
        .trim()
        .split(/\s+as\s+/)
        .at(-1),
      null,
    ]),
  )
}

function namedTypes(folder, name) {
  const values = needRunner.includes(name) ? exportsByText(folder, name) : require(resolve(folder, `cjs/${name}.cjs`))
  const lines = Object.keys(values).flatMap((key) => {
    if (key === 'default') return ['declare const standard: typeof module.default', 'export default standard']
    const type = isClass(values[key]) ? [`export type ${key} = module.${key}`] : []
    return [`export declare const ${key}: typeof module.${key}`, ...type]
  })
  return [`export type * from '${moduleOf(name)}' ${asModule}`, ...lines]
}

/** The types that the root exports, without those that take parameters: a namespace cannot hand these on. */
function rootTypes(folder) {
  const text = readFileSync(resolve(folder, 'index.d.ts'), 'utf8')
  const own = [...text.matchAll(/^export type (\w+) =/gm)].map(([, name]) => name)
  const handedOn = [...text.matchAll(/^export type \{([^}]*)\} from '(.+?)\.(?:js|ts)'/gm)].flatMap(
    ([, names, from]) => {
      const declared = readFileSync(resolve(folder, `${from}.d.ts`), 'utf8')
      const takesParameters = (name) => new RegExp(`\\b(?:type|interface|class) ${name}<`).test(declared)
      return [...names.matchAll(/(\w+)(?:\s+as\s+(\w+))?/g)]
        .filter(([, name]) => !takesParameters(name))
        .map(([, name, alias]) => alias ?? name)
    },
  )
  return [...own, ...handedOn]
}

const rootDeclaration = (folder) => [
  'declare const OT: typeof module.default',
  'declare namespace OT {',
  ...rootTypes(folder).map((name) => `  export type ${name} = module.${name}`),
  '}',
  'export = OT',
]

/** Writes a declaration beside the CommonJS build of each entrance. */
export function writeCommonJsTypes(folder, names) {
  for (const name of names) {
    const lines = [
      `import type * as module from '${moduleOf(name)}' ${asModule}`,
      ...(name === 'index' ? rootDeclaration(folder) : namedTypes(folder, name)),
    ]
    writeFileSync(resolve(folder, `cjs/${name}.d.cts`), `${lines.join('\n')}\n`)
  }
}
