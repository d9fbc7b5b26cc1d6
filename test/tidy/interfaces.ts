import { type CodeFile, isTest, type Node, walk } from './code-file.ts'

interface Declared {
  readonly path: string
  readonly name: string
}

/** The names that a statement uses, whatever for. */
function namesIn(statement: Node): ReadonlySet<string> {
  const names = new Set<string>()
  walk(statement, (node) => {
    if (node.type === 'Identifier') names.add(node.name)
  })
  return names
}

const declarationIn = (statement: Node): Node =>
  statement.type === 'ExportNamedDeclaration' && statement.declaration !== null ? statement.declaration : statement

/**
 * Interfaces that one declaration alone names, in the file in which they stand: often the seam of a class that was cut in two.
 * What is exported and imported elsewhere, or by tests, is none.
 */
export function singleUseInterfaces(files: readonly CodeFile[]): readonly Declared[] {
  const importedNames = new Set<string>()
  for (const { program } of files) {
    walk(program, (node) => {
      if (node.type === 'ImportSpecifier' && node.imported.type === 'Identifier') importedNames.add(node.imported.name)
    })
  }
  return files
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, program }) => {
      const statements = program.body.map(declarationIn)
      const used = statements.map(namesIn)
      return statements.flatMap((statement, at) => {
        if (statement.type !== 'TSInterfaceDeclaration') return []
        const { name } = statement.id
        const users = used.filter((names, other) => other !== at && names.has(name)).length
        return users === 1 && !importedNames.has(name) ? [{ path, name }] : []
      })
    })
}
