import { type CodeFile, isTest, type Node, walk } from './code-file.ts'

/** The file, and the name, of every interface that is imported somewhere. */
function importedNames(files: readonly CodeFile[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { program } of files) {
    walk(program, (node) => {
      if (node.type === 'ImportSpecifier' && node.imported.type === 'Identifier') names.add(node.imported.name)
    })
  }
  return names
}

const namesIn = (statement: Node): ReadonlySet<string> => {
  const names = new Set<string>()
  walk(statement, (node) => {
    if (node.type === 'Identifier') names.add(node.name)
  })
  return names
}

const declarationIn = (statement: Node): Node =>
  statement.type === 'ExportNamedDeclaration' && statement.declaration !== null ? statement.declaration : statement

/**
 * Interfaces with methods that one class alone names: with them a class talks back to the one object that makes it, which often
 * says that a class was cut in two.
 */
export function loneSeams(files: readonly CodeFile[]): readonly string[] {
  const imported = importedNames(files)
  return files
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, program }) => {
      const statements = program.body.map(declarationIn)
      const used = statements.map(namesIn)
      return statements.flatMap((statement, at) => {
        if (statement.type !== 'TSInterfaceDeclaration' || imported.has(statement.id.name)) return []
        const { name } = statement.id
        const users = statements.filter((_, other) => other !== at && used[other]?.has(name) === true)
        const hasMethods = statement.body.body.some(({ type }) => type === 'TSMethodSignature')
        return hasMethods && users.length === 1 && users[0]?.type === 'ClassDeclaration' ? [`${path} ${name}`] : []
      })
    })
}

/**
 * Interfaces of that kind that stay, each with its reason: the class lies below the one that makes it, or has a state of its own whose
 * one writer it is, and would not fit into one file with it.
 */
export const keptSeams: Readonly<Record<string, string>> = {
  'src/sdk/media/incoming.ts IncomingHost':
    'the room of media lies below that of subscribers, and takes nothing from it',
  'src/sdk/media/outgoing.ts OutgoingHost':
    'the room of media lies below that of publishers, and takes nothing from it',
  'src/sdk/publisher/publisher-media.ts MediaHost':
    'the state `media` of a publisher has one writer, apart from its state `place`',
  'src/sdk/publisher/track-ends.ts TrackEndsHost':
    'tracks that end together are waited for, apart from what their end means',
  'src/sdk/session/service-line.ts LineHandlers': 'a line and its search have states of their own, below the session',
  'src/world/way-to-host.ts WayListener': 'a way to a host has states of its own, below the tab that goes it',
}
