/** What a declaration file declares: each name (`Publisher.getStats`) with its signatures, blanks made even. */
export type Declarations = ReadonlyMap<string, readonly string[]>

interface Block {
  readonly name: string
  /** What stood before the block in its statement. */
  readonly before: string
}

/**
 * Reads the declarations of a file: functions, types, classes and their members, as text. What it knows of the language is comments,
 * strings, braces and semicolons, and that is enough to tell two versions of a file apart, member by member.
 *
 * @example declarationsOf('declare class Session { connect(token: string): void }').get('Session.connect')
 */
export function declarationsOf(text: string): Declarations {
  const found = new Map<string, string[]>()
  const blocks: Block[] = []
  let statement = ''
  let justClosed = false
  const keep = (): void => {
    const signature = even(statement)
    statement = ''
    if (signature === '' || signature === '}') return
    const path = [...blocks.map(({ name }) => name), nameIn(signature)].filter((name) => name !== '').join('.')
    found.set(path, [...(found.get(path) ?? []), signature])
  }
  for (const token of tokensOf(text)) {
    // A member whose type is a block needs no semicolon: the next line is the next member.
    if (justClosed && /^[ \t]*\n\s*\w/.test(token)) keep()
    justClosed = token === '}'
    if (token === '{') {
      blocks.push({ name: nameIn(even(statement)), before: statement })
      statement = ''
    } else if (token === '}') {
      keep()
      const { before } = blocks.pop() ?? { before: '' }
      statement = isBody(before) ? '' : `${before}{…}`
    } else if (token === ';') keep()
    else statement += token
  }
  keep()
  return found
}

const tokensOf = (text: string): readonly string[] =>
  text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').match(/[{};]|'[^']*'|"[^"]*"|`[^`]*`|[^{};'"`]+/g) ?? []

const even = (statement: string): string => statement.replace(/\s+/g, ' ').trim()

const words =
  /\b(?:export|declare|default|readonly|static|abstract|function|const|var|let|type|class|interface|namespace)\b/g

/** The name that a statement declares: the first that is no word of the language. */
const nameIn = (signature: string): string => /[\w$]+/.exec(signature.replace(words, ''))?.[0] ?? ''

/** Whether a block is the body of what was declared before it, after which a new statement begins. */
function isBody(before: string): boolean {
  if (!/^\s*(?:export |declare |abstract )*(?:class|interface|namespace) /.test(before)) return false
  const brackets = before.replaceAll('=>', '').match(/[<>]/g) ?? []
  return brackets.filter((one) => one === '<').length === brackets.filter((one) => one === '>').length
}
