import { posix } from 'node:path'
import { circles, mayCircle } from './circles.ts'
import { type CodeFile, isTest, walk } from './code-file.ts'
import { importsOf } from './imports.ts'
import { keptSeams, loneSeams } from './seams.ts'

const product = (files: readonly CodeFile[]): readonly CodeFile[] => files.filter(({ path }) => !isTest(path))

/** How many files lie in each folder itself, tests not counted; the fullest folder first. */
export function folderSizes(files: readonly Pick<CodeFile, 'path'>[]): readonly (readonly [string, number])[] {
  const sizes = new Map<string, number>()
  for (const { path } of files) {
    if (isTest(path)) continue
    const folder = posix.dirname(path)
    sizes.set(folder, (sizes.get(folder) ?? 0) + 1)
  }
  return [...sizes].sort(([, one], [, other]) => other - one)
}

/** The files of one room that take something, types counted, from another. */
export function arrows(files: readonly CodeFile[], from: string, to: string): readonly string[] {
  return product(files)
    .filter(({ path }) => path.startsWith(`src/${from}/`))
    .filter((file) => importsOf(file).some(({ target }) => target?.startsWith(`src/${to}/`) === true))
    .map(({ path }) => path)
}

const askers = new Set(['atClient', 'atService'])

/** The function with which an `exception` is told of. */
const tellers = new Set(['dispatchException'])

/** The gate, the one file of `sdk` that knows the hazard and tells of failures by `exception`. */
const gate = 'src/sdk/base/gate.ts'

type Calls = readonly (readonly [path: string, count: number])[]

function callersOf(files: readonly CodeFile[], names: ReadonlySet<string>): Calls {
  return product(files)
    .filter(({ path }) => path.startsWith('src/sdk/') && path !== gate)
    .flatMap(({ path, program }) => {
      let count = 0
      walk(program, (node) => {
        if (node.type !== 'CallExpression') return
        const { callee } = node
        const name = callee.type === 'MemberExpression' ? callee.property : callee
        if (name.type === 'Identifier' && names.has(name.name)) count++
      })
      return count === 0 ? [] : [[path, count] as const]
    })
}

/** The files of `sdk` that ask whether a failure was armed, themselves or by the functions that do, and how often. */
export const faultAskers = (files: readonly CodeFile[]): Calls => callersOf(files, askers)

/** The files of `sdk` besides the gate that dispatch an `exception`, and how often. */
export const exceptionTellers = (files: readonly CodeFile[]): Calls => callersOf(files, tellers)

/** The most files of a few lines that there may be: an entrance, or a declaration that a tool demands, may be short. */
export const mostCrumbs = 25
const fewLines = 20

/** Files of a few lines: most belong into their only user. */
export const crumbs = (files: readonly CodeFile[]): readonly string[] =>
  product(files)
    .filter(({ text }) => lines(text) < fewLines)
    .map(({ path }) => path)

const lines = (text: string): number => text.trimEnd().split('\n').length

export interface HouseReport {
  readonly circle: readonly string[]
  readonly folder: readonly [string, number]
  readonly sdkToBackend: readonly string[]
  readonly domToSdk: readonly string[]
  /** Interfaces that one class alone names, and no reason is given for. */
  readonly seams: readonly string[]
  /** Those that have a reason. */
  readonly kept: readonly string[]
  readonly crumbs: readonly string[]
  readonly askers: readonly (readonly [string, number])[]
}

/** How tidy `src` is, in the figures that say whether a part can be understood by itself. */
export function houseReport(files: readonly CodeFile[]): HouseReport {
  const source = product(files)
  const seams = loneSeams(files)
  const outside = circles(source).filter((circle) => !circle.every(mayCircle))
  return {
    circle: outside[0] ?? [],
    folder: folderSizes(source)[0] ?? ['src', 0],
    sdkToBackend: arrows(source, 'sdk', 'backend'),
    domToSdk: arrows(source, 'dom', 'sdk'),
    seams: seams.filter((seam) => !(seam in keptSeams)),
    kept: seams.filter((seam) => seam in keptSeams).map((seam) => `${seam}: ${keptSeams[seam]}`),
    crumbs: crumbs(source),
    askers: faultAskers(source),
  }
}
