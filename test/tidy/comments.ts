import { type CodeFile, offence } from './code-file.ts'

/** A comment of a file in one line, without its marks, and the place where its first word stands. */
interface PlainComment {
  readonly text: string
  readonly start: number
}

const plain = (value: string): string =>
  value
    .replace(/^\*/, '')
    .replace(/\n\s*\*?/g, ' ')
    .trim()

const commentsOf = ({ comments }: CodeFile): readonly PlainComment[] =>
  comments.map(({ value, start }) => ({ text: plain(value), start }))

const hiding = /^(?:Who|Whose|What|Whatever|Nobody)\b|\bwhoever\b/i

/** Comments that begin with a word that hides their subject, or say `whoever` anywhere. */
export const hiddenSubjects = (files: readonly CodeFile[]): readonly string[] =>
  files.flatMap((file) =>
    commentsOf(file).flatMap(({ text, start }) => {
      const [word] = hiding.exec(text) ?? []
      return word === undefined ? [] : [offence(file, start, `hides its subject behind ${word}: name the subject`)]
    }),
  )

/** Names in backticks behind `recorded:` or `observed:`, in a row. */
const named = /\b(?:recorded|observed): ((?:`[^`]+`(?:, | and )?)+)/g
const quoted = /`([^`]+)`/g
const path = /\bfixtures\/[\w./-]*\w/g

/** A case's id has a slash in it, and no space; `*` stands for any text at its end. */
const isCaseId = (name: string): boolean => /^[^\s(]+\/[^\s(]+$/.test(name) && !name.startsWith('fixtures/')

const isThere = (name: string, ids: readonly string[]): boolean =>
  name.endsWith('*') ? ids.some((id) => id.startsWith(name.slice(0, -1))) : ids.includes(name)

/** Sources that comments name and the repository does not have: recorded cases, and files of `fixtures`. */
export function missingSources(
  files: readonly CodeFile[],
  { ids, paths }: { readonly ids: readonly string[]; readonly paths: readonly string[] },
): readonly string[] {
  const folders = (name: string): boolean => paths.some((known) => known === name || known.startsWith(`${name}/`))
  return files.flatMap((file) =>
    commentsOf(file).flatMap(({ text, start }) => {
      const cases = [...text.matchAll(named)].flatMap(([, list = '']) =>
        [...list.matchAll(quoted)].map(([, name = '']) => name).filter((name) => isCaseId(name) && !isThere(name, ids)),
      )
      const files = [...text.matchAll(path)].map(([name]) => name).filter((name) => !folders(name))
      return [...cases, ...files].map((name) => offence(file, start, `names ${name}, which is not there`))
    }),
  )
}

/** A note in brackets that says that something was recorded, and names neither a case, nor an area, nor a page of notes. */
const unsourced = /\(recorded\b[^`()]*\)/

/** Such notes that may name none: the number or the rule stands in the note, or a table of rows has the cases. */
const saysHow = /given\.server|no code at all|one connection more|how often|its own keys/

/** Comments that say that something was recorded, and do not say where. */
export const unsourcedNotes = (files: readonly CodeFile[]): readonly string[] =>
  files.flatMap((file) =>
    commentsOf(file).flatMap(({ text, start }) => {
      const [note] = unsourced.exec(text) ?? []
      return note === undefined || saysHow.test(note) ? [] : [offence(file, start, `says "${note}": name the case`)]
    }),
  )
