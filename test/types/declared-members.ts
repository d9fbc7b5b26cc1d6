import { type Node, parseCode } from '../tidy/code-file.ts'

/** What a declaration of the SDK promises, by name. */
export interface DeclaredMembers {
  /** Functions and classes of the module. */
  readonly module: readonly string[]
  /** Members by class, those of a base class included. */
  readonly classes: Readonly<Record<string, readonly string[]>>
  /** Methods that have a twin with a promise: whose they are, and their names. */
  readonly promises: readonly (readonly [owner: string, method: string])[]
}

const nameOf = (node: unknown): string => {
  const name: unknown = Reflect.get(Object(node), 'name')
  return typeof name === 'string' ? name : ''
}

const part = (node: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), node)

const listIn = (node: unknown, ...path: readonly string[]): readonly Node[] => {
  const list = part(node, ...path)
  return Array.isArray(list) ? list : []
}

const declarationIn = (statement: Node): Node =>
  statement.type === 'ExportNamedDeclaration' && statement.declaration !== null ? statement.declaration : statement

const isOf =
  (type: string) =>
  (node: Node): boolean =>
    node.type === type

function membersOf(declaration: Node, classes: readonly Node[]): readonly string[] {
  const base = classes.find((other) => nameOf(part(other, 'id')) === nameOf(part(declaration, 'superClass')))
  const own = listIn(declaration, 'body', 'body').map((member) => nameOf(part(member, 'key')))
  return [...new Set([...own, ...(base === undefined ? [] : membersOf(base, classes))])]
}

/** Members of a class whose type has a member called `promise`. */
const promisedIn = (declaration: Node): readonly string[] =>
  listIn(declaration, 'body', 'body')
    .filter((member) =>
      listIn(member, 'typeAnnotation', 'typeAnnotation', 'members').some(
        (inner) => nameOf(part(inner, 'key')) === 'promise',
      ),
    )
    .map((member) => nameOf(part(member, 'key')))

/**
 * Reads a declaration of the form `declare namespace OT { ... }`.
 *
 * @example membersDeclared(text).classes['Stream'] // ['connection', 'creationTime', ...]
 */
export function membersDeclared(text: string): DeclaredMembers {
  const { program } = parseCode('opentok.d.ts', text)
  const namespace = program.body.find((node) => nameOf(part(node, 'id')) === 'OT')
  const declarations = listIn(namespace, 'body', 'body').map(declarationIn)
  const classes = declarations.filter(isOf('ClassDeclaration'))
  const functions = declarations.filter(isOf('TSDeclareFunction'))
  // `namespace initPublisher { var promise }`: the twin of a function of the module.
  const twins = declarations.filter(isOf('TSModuleDeclaration')).map((twin) => nameOf(part(twin, 'id')))
  return {
    module: [...new Set([...functions, ...classes].map((node) => nameOf(part(node, 'id'))))],
    classes: Object.fromEntries(classes.map((node) => [nameOf(part(node, 'id')), membersOf(node, classes)])),
    promises: [
      ...twins.map((method) => ['OT', method] as const),
      ...classes.flatMap((node) => promisedIn(node).map((method) => [nameOf(part(node, 'id')), method] as const)),
    ],
  }
}
