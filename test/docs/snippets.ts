/** A fenced block of a page. */
export interface Snippet {
  /** The page's path in the repository. */
  readonly page: string
  /** The line of its first fence, from 1. */
  readonly line: number
  readonly language: string
  /** The words behind the language: how the block is tried. */
  readonly words: readonly string[]
  readonly text: string
}

/**
 * The fenced blocks of a page of Markdown, in order.
 *
 * @example snippetsIn('README.md', text).filter(({ language }) => language === 'ts')
 */
export const snippetsIn = (page: string, markdown: string): readonly Snippet[] =>
  [...markdown.matchAll(/^```(\w+)([^\n]*)\n(.*?)^```$/gms)].map(
    ({ index, 1: language = '', 2: words = '', 3: text = '' }) => ({
      page,
      line: markdown.slice(0, index).split('\n').length,
      language,
      words: words.trim().split(/\s+/).filter(Boolean),
      text,
    }),
  )

const importPattern = /^import [^\n]*?(?:from )?'[^']+'(?: with \{[^}]*\})?\n/gm

const testWords = ['afterEach', 'beforeEach', 'describe', 'expect', 'test', 'vi']

const isTestFile = (text: string): boolean =>
  /^(?:test|describe|eachScenario|afterEach|beforeEach|vi\.mock)\b/m.test(text)

/**
 * A block as a test file that runs: a block with tests of its own stands as it is; any other is the body of a test, in a
 * call that is under way (test/docs/call-under-way.ts).
 */
export function runnable({ page, line, text }: Snippet, callUnderWay: string): string {
  const imports = [...text.matchAll(importPattern)].map(([statement]) => statement).join('')
  const body = text.replaceAll(importPattern, '')
  const missing = testWords.filter((word) => !new RegExp(`\\bimport [^\\n]*\\b${word}\\b[^\\n]*from`).test(imports))
  const name = JSON.stringify(`${page}, line ${line}`)
  const head = `import { ${missing.join(', ')} } from 'vitest'\nimport { callUnderWay, createSimulator } from '${callUnderWay}'\n${imports}`
  const world = 'simulator, OT, session, publisher, subscriber, stream, alice'
  const own = /\bsimulator\b[^\n]*(?:=|from)/.test(text) ? '' : "import { simulator } from 'fake-opentok/simulator'\n"
  if (isTestFile(body)) return `${head}${own}\n${body}\ntest(${name}, () => {})\n`
  return `${head}
test(${name}, async () => {
  const { ${world}, end } = await callUnderWay()
  void [${world}, createSimulator]
  {
${body}
  }
  await end()
})
`
}

/**
 * The `@example` of the documentation comments of a file, in order: each a snippet in TypeScript.
 *
 * @example examplesIn('src/author/clock.ts', text)
 */
export const examplesIn = (page: string, code: string): readonly Snippet[] =>
  [...code.matchAll(/\/\*\*(?:(?!\*\/).)*?@example.*?\*\//gs)].flatMap(({ index, 0: comment }) => {
    const text = comment.replace(/\*\/$/, '').replaceAll(/^\s*\* ?/gm, '')
    const line = code.slice(0, index).split('\n').length
    return text
      .split(/@example\b/)
      .slice(1)
      .map((example, at) => ({ page, line: line + at, language: 'ts', words: [], text: `${example.trim()}\n` }))
  })
