import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { playScenario } from '../../src/author/play.ts'
import { readScenario } from '../../src/entry/scenario.ts'
import { snippetsIn } from './snippets.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const snippets = snippetsIn(readFileSync(`${repository}/README.md`, 'utf8'))
const textsIn = (language: string): readonly string[] =>
  snippets.filter((snippet) => snippet.language === language).map(({ text }) => text)

/** Writes each snippet to a file of its own, beside what one of them reads, and gives what the compiler says. */
function compile(texts: readonly string[], scenario: string): string {
  const folder = `${repository}/node_modules/.cache/fake-opentok/readme-${process.pid}`
  mkdirSync(folder, { recursive: true })
  const project = {
    extends: `${repository}/tsconfig.json`,
    compilerOptions: { noUnusedLocals: false, rootDir: repository },
    include: ['*.mts', `${repository}/test/readme/globals.d.ts`],
  }
  try {
    writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(project))
    writeFileSync(`${folder}/offline.json`, scenario)
    for (const [index, text] of texts.entries()) writeFileSync(`${folder}/snippet-${index}.mts`, `${text}\nexport {}\n`)
    execFileSync(process.execPath, [`${repository}/node_modules/typescript/bin/tsc`, '-p', folder], { stdio: 'pipe' })
    return ''
  } catch (error) {
    return String(Reflect.get(Object(error), 'stdout') ?? error)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe("the README's words are true", () => {
  test('its code compiles as it stands', () => {
    const [scenario = '{}'] = textsIn('json')
    expect(textsIn('ts').length).toBeGreaterThan(6)
    expect(compile(textsIn('ts'), scenario)).toBe('')
  }, 30_000)

  test.each(textsIn('json').map((text) => [text]))('its scenario plays as it says', async (text) => {
    const { problems } = await playScenario(readScenario(JSON.parse(text)))
    expect(problems).toEqual([])
  })
})
