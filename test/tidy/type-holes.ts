import { type CodeFile, isTest, type Node, offence, offencesIn } from './code-file.ts'

function holeIn(node: Node): string | undefined {
  if (node.type === 'TSAnyKeyword') return 'says any'
  if (node.type === 'TSNonNullExpression') return 'says ! where a type should'
  return 'definite' in node && node.definite === true ? 'says ! where a type should' : undefined
}

const silencing = /@ts-(ignore|nocheck|expect-error)/

// A test of types may expect an error: the compiler then looks twice.
const isExpected = (path: string, value: string): boolean => isTest(path) && value.includes('@ts-expect-error')

/** Places where the compiler is told to look away. */
export function typeHoles(files: readonly CodeFile[]): readonly string[] {
  return files.flatMap((file) => [
    ...offencesIn(file, holeIn),
    ...file.comments
      .filter(({ value }) => silencing.test(value) && !isExpected(file.path, value))
      .map(({ value, start }) => offence(file, start, `says ${silencing.exec(value)?.[0]}`)),
  ])
}
