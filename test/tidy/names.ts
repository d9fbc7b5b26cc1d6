import { posix } from 'node:path'
import { type CodeFile, offencesIn } from './code-file.ts'

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/
// A folder whose name a tool demands may begin with a dot.
const kebabFolder = /^\.?[a-z0-9]+(-[a-z0-9]+)*$/
const saysNothing = /^(utils?|helpers?|types?|common)\./

/** Names of files of code that are not kebab-case, or that would fit any file. */
export function badNames(files: readonly Pick<CodeFile, 'path'>[]): readonly string[] {
  return files.flatMap(({ path }) => {
    const name = posix.basename(path)
    const folders = posix.dirname(path).split('/')
    if (saysNothing.test(name)) return [`${path}: the name says nothing about what is in it`]
    return kebab.test(name) && folders.every((folder) => kebabFolder.test(folder)) ? [] : [`${path} is not kebab-case`]
  })
}

/** `export *`, which hides what a file gives away. */
export const starExports = (files: readonly CodeFile[]): readonly string[] =>
  files.flatMap((file) =>
    offencesIn(file, (node) =>
      node.type === 'ExportAllDeclaration' ? 'exports everything of another file' : undefined,
    ),
  )
