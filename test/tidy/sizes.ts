import { type CodeFile, type Node, offence, offencesIn, walk } from './code-file.ts'

export const longestFunction = 60
export const longestFile = 400
export const mostStatements = 5
/** In one folder, tests not counted. */
export const mostFiles = 32

/** Tables of facts, which are as long as there are facts. */
export const tables: readonly string[] = [
  'src/contract/failure-texts.ts',
  'src/contract/operations.ts',
  'src/contract/rest/failures.ts',
  'src/contract/rest/operations.ts',
  'src/contract/failures/ot-init-publisher.ts',
  'src/contract/failures/ot-init-session.ts',
  'src/contract/failures/ot-other.ts',
  'src/contract/failures/publisher-methods.ts',
  'src/contract/failures/running.ts',
  'src/contract/failures/session-connect.ts',
  'src/contract/failures/session-moderation.ts',
  'src/contract/failures/session-other.ts',
  'src/contract/failures/session-publish.ts',
  'src/contract/failures/session-signal.ts',
  'src/contract/failures/session-subscribe.ts',
  'src/contract/failures/subscriber-methods.ts',
]

/** The classes that an application holds: their methods sort, check and hand on. */
export const facades: readonly string[] = ['ot', 'session', 'publisher', 'subscriber'].map(
  (name) => `src/sdk/${name}/${name}.ts`,
)

const linesIn = (text: string): number => text.split('\n').length

const mayBeLong = (path: string): boolean => tables.includes(path) || path.startsWith('src/sdk/surface/')

export function longFiles(files: readonly CodeFile[]): readonly string[] {
  return files.flatMap(({ path, text }) => {
    const lines = linesIn(text.trimEnd())
    return lines <= longestFile || mayBeLong(path) ? [] : [`${path} has ${lines} lines, more than ${longestFile}`]
  })
}

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

const isFunction = (node: Node): boolean => functions.has(node.type)

// describe(...), describe.each(...)(...): a chapter of tests, which is no function in any but the literal sense.
function isChapter(node: Node, parent: Node | undefined): boolean {
  if (!isFunction(node)) return false
  let callee: Node | undefined = parent?.type === 'CallExpression' ? parent.callee : undefined
  while (callee?.type === 'MemberExpression' || callee?.type === 'CallExpression') {
    callee = callee.type === 'MemberExpression' ? callee.object : callee.callee
  }
  return callee?.type === 'Identifier' && callee.name === 'describe'
}

function nameOf(node: Node, ancestors: readonly Node[]): string {
  for (const holder of [node, ancestors.at(-1)]) {
    const name = holder && ('id' in holder ? holder.id : 'key' in holder ? holder.key : undefined)
    if (typeof name === 'object' && name !== null && 'name' in name) return String(name.name)
  }
  return 'a function'
}

/** The lines of a function, but for the chapters inside it: a suite that several test files run is such a function. */
function ownLines(file: CodeFile, node: Node): number {
  let lines = linesIn(file.text.slice(node.start, node.end))
  walk(node, (inner, ancestors) => {
    const isOutermost =
      isChapter(inner, ancestors.at(-1)) && !ancestors.some((one, at) => isChapter(one, ancestors[at - 1]))
    if (isOutermost) lines -= linesIn(file.text.slice(inner.start, inner.end))
  })
  return lines
}

export function longFunctions(files: readonly CodeFile[]): readonly string[] {
  return files.flatMap((file) =>
    offencesIn(file, (node, ancestors) => {
      if (!isFunction(node) || isChapter(node, ancestors.at(-1))) return undefined
      const lines = ownLines(file, node)
      return lines > longestFunction
        ? `${nameOf(node, ancestors)} has ${lines} lines, more than ${longestFunction}`
        : undefined
    }),
  )
}

const isStatement = ({ type }: Node): boolean =>
  (type.endsWith('Statement') && type !== 'BlockStatement') || type === 'VariableDeclaration'

/** The statements of a function at every depth, but for those of functions inside it, which have a count of their own. */
function statementsIn(node: Node): number {
  let count = 0
  walk(node, (inner, ancestors) => {
    const nested = ancestors.slice(1).some(isFunction)
    if (isStatement(inner) && !nested) count++
  })
  return count
}

const isConstructor = (parent: Node | undefined): boolean =>
  parent?.type === 'MethodDefinition' && parent.kind === 'constructor'

/** Methods of facades, and functions inside them, that do more than hand on. A constructor puts together, as it must. */
export function busyFacades(files: readonly CodeFile[]): readonly string[] {
  return files
    .filter(({ path }) => facades.includes(path))
    .flatMap((file) => {
      const found: string[] = []
      walk(file.program, (node, ancestors) => {
        if (!isFunction(node) || isConstructor(ancestors.at(-1))) return
        if (!ancestors.some(({ type }) => type === 'ClassBody')) return
        const count = statementsIn(node)
        if (count <= mostStatements) return
        found.push(
          offence(file, node.start, `${nameOf(node, ancestors)} has ${count} statements, more than ${mostStatements}`),
        )
      })
      return found
    })
}
