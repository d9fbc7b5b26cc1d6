import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { playScenario } from '../../src/author/play.ts'
import { run } from '../../src/entry/cli/run.ts'
import { readScenario } from '../../src/entry/scenario.ts'
import { examplesIn, runnable, type Snippet, snippetsIn } from './snippets.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const pages = [
  'README.md',
  'skills/fake-opentok/SKILL.md',
  ...readdirSync(`${repository}/docs`).map((name) => `docs/${name}`),
].filter((path) => path.endsWith('.md'))
const snippets = pages.flatMap((page) => snippetsIn(page, readFileSync(`${repository}/${page}`, 'utf8')))

const titleOf = ({ page, line }: Snippet): string => `${page}, line ${line}`
const inLanguage = (...languages: readonly string[]): readonly Snippet[] =>
  snippets.filter(({ language }) => languages.includes(language))

// A folder of this checkout: the snippets find the packages that are installed in it.
const folder = `${repository}/.build/docs-${process.pid}`
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const offline = `${repository}/fixtures/scenarios/Session.connect/offline.json`
cpSync(offline, `${folder}/offline.json`)

/** What the compiler says of files in the folder. */
function compile(): string {
  const project = {
    extends: `${repository}/tsconfig.json`,
    compilerOptions: { noUnusedLocals: false, rootDir: repository, jsx: 'preserve' },
    // The build brings the matchers' types into the entrance (scripts/build.mjs).
    include: [
      'typed/*',
      `${repository}/test/docs/globals.d.ts`,
      `${repository}/test/docs/example-globals.d.ts`,
      `${repository}/src/entry/vitest/augment.d.ts`,
    ],
  }
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(project))
  try {
    execFileSync(process.execPath, [`${repository}/node_modules/typescript/bin/tsc`, '-p', folder], { stdio: 'pipe' })
    return ''
  } catch (error) {
    return String(Reflect.get(Object(error), 'stdout') ?? error)
  }
}

/** The files that declare the test author's API: the objects that a simulator and a scenario give. */
const api = [
  'author/clock',
  'author/media',
  'author/quality',
  'author/simulator',
  'backend/people/crowd',
  'backend/people/participants',
  'backend/people/room',
  'dom/devices/device-controls',
  'faults/hold',
  'kernel/journal/journal',
  'panel/open-panel',
  'scenario/read',
  'suite/scenarios/expectations',
  'suite/scenarios/run-scenario',
  'transport/network',
].map((name) => `src/${name}.ts`)

const readSource = (path: string): string => readFileSync(`${repository}/${path}`, 'utf8')

/** The public methods of the file's exported class or interface whose documentation has no example. */
function withoutExample(path: string): readonly string[] {
  const declared = /^export (?:class|interface) .*?^\}/gms
  const method = /(\/\*\*(?:(?!\*\/).)*\*\/\n)?^ {2}(?:async )?([a-z]\w*)(?:<[^>\n]*>)?\(/gms
  return [...readSource(path).matchAll(declared)].flatMap(([text]) =>
    [...text.matchAll(method)]
      .filter(([, comment = '', name]) => name !== 'constructor' && !/@example|@internal/.test(comment))
      .map(([, , name]) => `${path} ${name}`),
  )
}

const fileName = ({ page, line }: Snippet, ending: string): string =>
  `${page.replaceAll(/[^\w]+/g, '-')}-${line}.${ending}`

/** Blocks for another runner or another program: they are typed here, and run by `npm run test:long`. */
const isForElsewhere = (snippet: Snippet): boolean =>
  snippet.words.includes('elsewhere') || placeOf(snippet) !== undefined

/** The file of an example that a block is a part of: there it is typed and run, with the packed package. */
const placeOf = ({ words }: Snippet): string | undefined => words.find((word) => word.includes('/'))

const squashed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

describe("the documentation's code", () => {
  test('compiles as it stands', () => {
    mkdirSync(`${folder}/typed`)
    cpSync(offline, `${folder}/typed/offline.json`)
    for (const snippet of inLanguage('ts').filter((one) => placeOf(one) === undefined)) {
      writeFileSync(`${folder}/typed/${fileName(snippet, 'mts')}`, `${snippet.text}\nexport {}\n`)
    }
    for (const example of api.flatMap((path) => examplesIn(path, readSource(path)))) {
      writeFileSync(`${folder}/typed/${fileName(example, 'mts')}`, `${example.text}\nexport {}\n`)
    }
    expect(compile()).toBe('')
  }, 60_000)

  test.each(api)('%s shows an example of each verb', (path) => {
    expect(withoutExample(path)).toEqual([])
  })

  const here = inLanguage('ts').filter((one) => !isForElsewhere(one))
  describe.each(here.map((one) => [titleOf(one), one] as const))('%s', async (_, snippet) => {
    const path = `${folder}/${fileName(snippet, 'ts')}`
    writeFileSync(path, runnable(snippet, `${repository}/test/docs/call-under-way.ts`))
    await import(path)
  })
})

describe('code of the examples', () => {
  const shown = snippets.flatMap((one) => {
    const place = placeOf(one)
    return place === undefined ? [] : [[titleOf(one), place, one.text] as const]
  })

  test.each(shown)('%s stands in %s', (_, place, text) => {
    expect(squashed(readFileSync(`${repository}/${place}`, 'utf8'))).toContain(squashed(text))
  })
})

describe("the documentation's links", () => {
  const { files } = JSON.parse(readFileSync(`${repository}/package.json`, 'utf8')) as { files: readonly string[] }
  // npm ships these whatever "files" says.
  const shipped = [...files, 'README.md', 'LICENSE', 'package.json']
  const isShipped = (path: string): boolean => shipped.some((one) => path === one || path.startsWith(`${one}/`))

  test.each(pages)('%s links to nothing that the package does not ship', (page) => {
    const targets = [...readFileSync(`${repository}/${page}`, 'utf8').matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(
      ([, target = '']) => target,
    )
    const paths = targets
      .filter((target) => !/^[a-z]+:/.test(target))
      .map((target) => relative(repository, join(repository, dirname(page), target)))
    expect(paths.filter((path) => !isShipped(path) || !existsSync(join(repository, path)))).toEqual([])
  })
})

describe("the documentation's files", () => {
  const scenarios = inLanguage('json').filter(({ text }) => text.includes('"title"'))

  test.each(scenarios.map((one) => [titleOf(one), one] as const))(
    '%s is a scenario that plays as it says',
    async (_, { text }) => {
      const { problems } = await playScenario(readScenario(JSON.parse(text)))
      expect(problems).toEqual([])
    },
  )

  test.each(inLanguage('json').map((one) => [titleOf(one), one] as const))('%s is JSON', (_, { text }) => {
    expect(() => JSON.parse(text)).not.toThrow()
  })
})

describe("the documentation's commands", () => {
  const commands = inLanguage('sh').flatMap((one) =>
    [...one.text.matchAll(/^npx fake-opentok ([^#\n]+)/gm)].map(
      ([, call = '']) => [titleOf(one), call.trim()] as const,
    ),
  )

  // A demo and a world are served until they are stopped; test/pages/demo.test.ts and src/entry/cli/world-server.test.ts try them.
  const ending = commands.filter(([, call]) => !/^(?:demo|serve)\b/.test(call))

  test.each(ending)('%s: fake-opentok %s', async (_, call) => {
    const place = mkdtempSync(join(tmpdir(), 'fake-opentok-docs-'))
    cpSync(`${repository}/fixtures/scenarios/Session.signal`, `${place}/my-scenarios`, { recursive: true })
    const said: string[] = []
    try {
      // What a shell does with the output is not for the command.
      const code = await run(call.replace(/ > .*$/, '').split(/\s+/), {
        out: () => {},
        err: (line) => void said.push(line),
        isTerminal: false,
        env: {},
        folder: place,
        program: '',
      })
      expect([code, said]).toEqual([0, []])
    } finally {
      rmSync(place, { recursive: true, force: true })
    }
  })
})
