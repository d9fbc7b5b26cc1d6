import { type ESTree, parseSync } from 'vite'

export type Node = ESTree.Node

/** One file of code, parsed. Vite's parser is used because TypeScript 7 lends its own to nobody. */
export interface CodeFile {
  /** From the repository's top, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly program: ESTree.Program
  readonly comments: readonly { readonly value: string; readonly start: number }[]
}

export function parseCode(path: string, text: string): CodeFile {
  const { program, comments, errors } = parseSync(path, text)
  const [error] = errors
  if (error !== undefined) throw new SyntaxError(`${path} cannot be parsed: ${error.message}`)
  return { path, text, program, comments }
}

export const isTest = (path: string): boolean => path.endsWith('.test.ts')

export const lineAt = (file: CodeFile, offset: number): number => file.text.slice(0, offset).split('\n').length

/** How an offence reads: where it is, and what it is. */
export const offence = (file: CodeFile, offset: number, what: string): string =>
  `${file.path}:${lineAt(file, offset)} ${what}`

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** A node and everything below it, outermost first, and how deep each lies. */
interface Tree {
  readonly nodes: readonly Node[]
  readonly depths: readonly number[]
}

/** Found once: every rule visits them all. */
const trees = new WeakMap<Node, Tree>()

function treeOf(node: Node): Tree {
  const nodes: Node[] = []
  const depths: number[] = []
  const descend = (value: unknown, depth: number): void => {
    if (Array.isArray(value)) for (const one of value) descend(one, depth)
    if (!isNode(value)) return
    nodes.push(value)
    depths.push(depth)
    for (const child of Object.values(value)) descend(child, depth + 1)
  }
  descend(node, 0)
  return { nodes, depths }
}

/** Visits a node and everything below it, outermost first. `ancestors` ends with the nearest, and lasts for the visit. */
export function walk(node: Node, visit: (node: Node, ancestors: readonly Node[]) => void): void {
  const { nodes, depths } = trees.get(node) ?? treeOf(node)
  trees.set(node, { nodes, depths })
  const ancestors: Node[] = []
  nodes.forEach((one, index) => {
    ancestors.length = depths[index] ?? 0
    visit(one, ancestors)
    ancestors.push(one)
  })
}

/** Everything in a file that `look` has something to say about. */
export function offencesIn(
  file: CodeFile,
  look: (node: Node, ancestors: readonly Node[]) => string | undefined,
): readonly string[] {
  const found: string[] = []
  walk(file.program, (node, ancestors) => {
    const what = look(node, ancestors)
    if (what !== undefined) found.push(offence(file, node.start, what))
  })
  return found
}

/** A name behind a dot, or before a colon, is no global: `wait.setTimeout`, `{ setTimeout: null }`. */
export const isMereName = (node: Node, parent: Node | undefined): boolean => {
  if (parent?.type === 'MemberExpression') return parent.property === node && !parent.computed
  return parent !== undefined && 'key' in parent && parent.key === node && 'computed' in parent && !parent.computed
}
