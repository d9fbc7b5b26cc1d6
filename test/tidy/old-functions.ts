import { type CodeFile, isTest, offencesIn } from './code-file.ts'

/** The rooms whose objects are made in each test of an application. */
const perTest = /^src\/(kernel|contract|wire|backend|faults|transport|dom|sdk|author|vocabulary)\//

const isFunction = (type: string): boolean => type === 'ArrowFunctionExpression' || type === 'FunctionExpression'

/**
 * Places where a function is written down behind `object.member =`. V8 puts such a function among its old objects, and all that it can reach
 * outlives every young collection: hand it to a method instead.
 */
export const oldFunctions = (files: readonly CodeFile[]): readonly string[] =>
  files
    .filter(({ path }) => perTest.test(path) && !isTest(path))
    .flatMap((file) =>
      offencesIn(file, (node) =>
        node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && isFunction(node.right.type)
          ? 'assigns a function to a member, which makes it old: hand it to a method'
          : undefined,
      ),
    )
