import { posix } from 'node:path'
import { type CodeFile, type Node, walk } from './code-file.ts'

/** One place where a file takes something from elsewhere. */
export interface Import {
  readonly specifier: string
  /** From the repository's top; undefined for a package. */
  readonly target: string | undefined
  /** `load`: when the module loads. `later`: by `import()`. `types`: nothing is left of it after compiling. */
  readonly when: 'load' | 'later' | 'types'
  readonly start: number
}

const literalIn = (node: Node | null): string | undefined =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined

// `import { type A } from 'x'` still loads x (verbatimModuleSyntax); only `import type` is gone after compiling.
function importIn(node: Node): (Pick<Import, 'when'> & { source: Node | null }) | undefined {
  if (node.type === 'ImportDeclaration') {
    return { source: node.source, when: node.importKind === 'type' ? 'types' : 'load' }
  }
  if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') {
    return { source: node.source, when: node.exportKind === 'type' ? 'types' : 'load' }
  }
  if (node.type === 'ImportExpression') return { source: node.source, when: 'later' }
  if (node.type === 'TSImportType') return { source: node.source, when: 'types' }
  return undefined
}

const targetOf = (path: string, specifier: string): string | undefined =>
  specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined

export function importsOf(file: CodeFile): readonly Import[] {
  const found: Import[] = []
  walk(file.program, (node) => {
    const taken = importIn(node)
    const specifier = taken && literalIn(taken.source)
    if (taken === undefined || specifier === undefined) return
    found.push({ specifier, target: targetOf(file.path, specifier), when: taken.when, start: node.start })
  })
  return found
}
