import { type CodeFile, isMereName, isTest, type Node, offencesIn } from './code-file.ts'

/** The only caller of the host's timers and clock. */
export const wallClock = 'src/kernel/time/wall-clock.ts'

const timers = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'requestIdleCallback',
])

const members = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'performance.timeOrigin',
  'crypto.randomUUID',
  'crypto.getRandomValues',
])

const globals = new Set(['globalThis', 'window', 'self', 'global'])

const nameOf = (node: Node | null): string | undefined => {
  if (node?.type === 'Identifier') return node.name
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
}

function memberUsed(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined
  const property = nameOf(node.property)
  const object = node.object.type === 'MemberExpression' ? nameOf(node.object.property) : nameOf(node.object)
  if (object === undefined || property === undefined) return undefined
  if (globals.has(object) && timers.has(property)) return property
  return members.has(`${object}.${property}`) ? `${object}.${property}` : undefined
}

const dateOfNow = (node: Node): string | undefined => {
  if (node.type === 'NewExpression' && nameOf(node.callee) === 'Date' && node.arguments.length === 0)
    return 'new Date()'
  return node.type === 'CallExpression' && nameOf(node.callee) === 'Date' ? 'Date()' : undefined
}

const timerUsed = (node: Node, parent: Node | undefined): string | undefined =>
  node.type === 'Identifier' && timers.has(node.name) && !isMereName(node, parent) ? node.name : undefined

/** The host's time, timers and chance, where they are used in src/ outside the wall clock. */
export function hostTimeUses(files: readonly CodeFile[]): readonly string[] {
  return files
    .filter((file) => !isTest(file.path) && file.path !== wallClock)
    .flatMap((file) =>
      offencesIn(file, (node, ancestors) => {
        const parent = ancestors.at(-1)
        const used = memberUsed(node) ?? dateOfNow(node) ?? timerUsed(node, parent)
        return used && `uses ${used}`
      }),
    )
}
