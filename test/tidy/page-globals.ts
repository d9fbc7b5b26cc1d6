import { type CodeFile, isMereName, isTest, type Node, offencesIn } from './code-file.ts'

const globals = new Set(['document', 'navigator', 'window', 'localStorage', 'sessionStorage'])

/** The rooms that may know that there is a page. */
const hasPage = (path: string): boolean => /^src\/(dom|panel|entry)\//.test(path)

const touched = (node: Node, parent: Node | undefined): string | undefined =>
  node.type === 'Identifier' && globals.has(node.name) && !isMereName(node, parent) ? node.name : undefined

/** The page's globals, where they are touched in src/ outside the rooms that may. */
export function pageTouches(files: readonly CodeFile[]): readonly string[] {
  return files
    .filter((file) => !isTest(file.path) && !hasPage(file.path))
    .flatMap((file) =>
      offencesIn(file, (node, ancestors) => {
        const parent = ancestors.at(-1)
        const name = touched(node, parent)
        return name && `touches ${name}`
      }),
    )
}
