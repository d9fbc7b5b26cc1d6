import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { type CodeFile, parseCode } from './code-file.ts'

export const top: URL = new URL('../../', import.meta.url)

/** What a clone holds, and what is about to be committed: everything that .gitignore does not name. */
export const committedPaths: readonly string[] = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  { cwd: top, encoding: 'utf8' },
)
  .split('\0')
  .filter((path) => path !== '' && existsSync(new URL(path, top)))
  .sort()

export const read = (path: string): string => readFileSync(new URL(path, top), 'utf8')

const isCode = (path: string): boolean => /^(src|test|scripts|examples)\/.*\.(ts|tsx|mts|cts|js|mjs|cjs)$/.test(path)

export const codeFiles: readonly CodeFile[] = committedPaths.filter(isCode).map((path) => parseCode(path, read(path)))

export const sourceFiles: readonly CodeFile[] = codeFiles.filter((file) => file.path.startsWith('src/'))
