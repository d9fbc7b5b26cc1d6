import { describe, expect, test } from 'vitest'
import { circles } from './circles.ts'
import { type CodeFile, parseCode } from './code-file.ts'
import { hiddenSubjects, missingSources } from './comments.ts'
import { importCycles } from './cycles.ts'
import { hostTimeUses } from './host-time.ts'
import { arrows, folderSizes } from './house.ts'
import { badNames, starExports } from './names.ts'
import { oldFunctions } from './old-functions.ts'
import { pageTouches } from './page-globals.ts'
import { brokenPromises } from './pages.ts'
import { namedPlaces } from './places.ts'
import { wrongDoors } from './rooms.ts'
import { scenarioOffences } from './scenarios.ts'
import { loneSeams } from './seams.ts'
import { busyFacades, longFiles, longFunctions } from './sizes.ts'
import { typeHoles } from './type-holes.ts'

const tree = (files: Readonly<Record<string, string>>): readonly CodeFile[] =>
  Object.entries(files).map(([path, text]) => parseCode(path, text))

const lines = (count: number): string => 'x()\n'.repeat(count)

describe('the garbage', () => {
  test.each(['a.b = () => 1', 'this.b ??= () => 1', 'a.b = function () {}'])('%s is an old function', (text) => {
    expect(oldFunctions(tree({ 'src/sdk/ot/a.ts': text }))).toEqual([
      'src/sdk/ot/a.ts:1 assigns a function to a member, which makes it old: hand it to a method',
    ])
  })

  test.each([
    ['src/sdk/ot/a.ts', 'a.listen(() => 1)'],
    ['src/sdk/ot/a.ts', 'class A { b = () => 1 }'],
    ['src/sdk/ot/a.test.ts', 'a.b = () => 1'],
    ['src/panel/a.ts', 'a.b = () => 1'],
  ])('in %s, %s is none', (path, text) => {
    expect(oldFunctions(tree({ [path]: text }))).toEqual([])
  })
})

describe('directions', () => {
  test.each([
    ['src/contract/a.ts', "import { b } from '../kernel/b.ts'", 'src/kernel/b.ts'],
    ['src/kernel/a.ts', "import type { B } from '../backend/b.ts'", 'src/backend/b.ts'],
    ['src/backend/a.ts', "export { b } from '../sdk/ot/b.ts'", 'src/sdk/ot/b.ts'],
    ['src/sdk/ot/a.ts', "type B = import('../../transport/b.ts').B", 'src/transport/b.ts'],
    ['src/sdk/ot/a.ts', "import type { B } from '../../backend/b.ts'", 'src/backend/b.ts'],
    ['src/sdk/base/a.ts', "import type { B } from '../media/b.ts'", 'src/sdk/media/b.ts'],
    ['src/sdk/publisher/a.ts', "import type { B } from '../session/b.ts'", 'src/sdk/session/b.ts'],
    ['src/sdk/subscriber/a.ts', "import { b } from '../publisher/b.ts'", 'src/sdk/publisher/b.ts'],
    ['src/faults/a.ts', "const b = import('../sdk/ot/b.ts')", 'src/sdk/ot/b.ts'],
    ['src/dom/a.ts', "import { b } from '../sdk/base/fail.ts'", 'src/sdk/base/fail.ts'],
    ['src/panel/a.ts', "import { simulator } from '../simulator.ts'", 'src/simulator.ts'],
    ['src/author/a.ts', "import type { Simulator } from '../simulator.ts'", 'src/simulator.ts'],
    ['src/simulator.ts', "import { b } from './entry/msw.ts'", 'src/entry/msw.ts'],
    ['src/entry/auto.ts', "import { b } from './cli/main.ts'", 'src/entry/cli/main.ts'],
    ['src/index.ts', "import { b } from '../test/b.ts'", 'test/b.ts'],
    ['src/sdk/ot/a.ts', "import { readFileSync } from 'node:fs'", 'node:fs'],
    ['src/backend/a.ts', "import * as v from 'valibot'", 'valibot'],
  ])('%s may not say %s', (path, text, target) => {
    expect(wrongDoors(tree({ [path]: text }))).toEqual([`${path}:1 must not import ${target}`])
  })

  test.each([
    ['src/sdk/base/a.ts', "import { b } from '../../wire/b.ts'"],
    ['src/sdk/session/a.ts', "import { b } from '../publisher/b.ts'"],
    ['src/dom/a.ts', "import type { View } from '../ports/view.ts'"],
    ['src/panel/a.ts', "import type { Simulator } from '../author/simulator.ts'"],
    ['src/scenario/a.ts', "import * as v from 'valibot'"],
    ['src/author/client.ts', "import { b } from '../sdk/ot/b.ts'"],
    ['src/entry/cli/main.ts', "import { b } from './table.ts'; import { c } from '../../simulator.ts'"],
    ['src/entry/msw.ts', "import { http } from 'msw'"],
    ['src/kernel/a.test.ts', "import { b } from '../sdk/ot/b.ts'"],
  ])('%s may say %s', (path, text) => {
    expect(wrongDoors(tree({ [path]: text }))).toEqual([])
  })

  test('a file outside the rooms is refused', () => {
    expect(wrongDoors(tree({ 'src/stray.ts': '', 'src/attic/a.ts': '', 'src/sdk/a.ts': '' }))).toEqual([
      'src/stray.ts lies in no room',
      'src/attic/a.ts lies in no room',
      'src/sdk/a.ts lies in no room',
    ])
  })
})

describe('cycles', () => {
  test('files that need each other are a circle, by types alone too', () => {
    const files = {
      'src/a.ts': "import type { B } from './b.ts'",
      'src/b.ts': "import { c } from './c.ts'; import { d } from './d.ts'",
      'src/c.ts': "import type { A } from './a.ts'",
      'src/d.ts': "import { e } from './e.ts'; const later = () => import('./a.ts')",
      'src/e.ts': "import type { D } from './d.ts'",
    }
    expect(circles(tree(files))).toEqual([
      ['src/a.ts', 'src/b.ts', 'src/c.ts'],
      ['src/d.ts', 'src/e.ts'],
    ])
  })

  test('files that load each other are found, by whatever way round', () => {
    const files = {
      'src/a.ts': "import { b } from './b.ts'",
      'src/b.ts': "export { c } from './c.ts'",
      'src/c.ts': "import './a.ts'",
    }
    expect(importCycles(tree(files))).toEqual(['src/a.ts -> src/b.ts -> src/c.ts -> src/a.ts'])
  })

  test('an import whose every name is a type still loads the file', () => {
    const files = { 'src/a.ts': "import { type B } from './b.ts'", 'src/b.ts': "import './a.ts'" }
    expect(importCycles(tree(files))).toHaveLength(1)
  })

  test.each(["import type { A } from './a.ts'", "export type { A } from './a.ts'", "const a = () => import('./a.ts')"])(
    '%s closes no ring',
    (text) => {
      expect(importCycles(tree({ 'src/a.ts': "import { b } from './b.ts'", 'src/b.ts': text }))).toEqual([])
    },
  )
})

describe('the figures of the house', () => {
  test('a folder has as many files as lie in it, tests not counted', () => {
    const files = { 'src/sdk/ot/a.ts': '', 'src/sdk/ot/b.ts': '', 'src/sdk/ot/b.test.ts': '', 'src/wire/a.ts': '' }
    expect(folderSizes(tree(files))).toEqual([
      ['src/sdk/ot', 2],
      ['src/wire', 1],
    ])
  })

  test('an arrow counts by types alone too', () => {
    const files = {
      'src/dom/page/a.ts': "import type { B } from '../../sdk/base/b.ts'",
      'src/dom/page/b.ts': "import type { B } from '../../ports/view.ts'",
    }
    expect(arrows(tree(files), 'dom', 'sdk')).toEqual(['src/dom/page/a.ts'])
  })

  test('an interface with which one class alone talks back to its maker is a seam', () => {
    const seam = 'interface Host { told(): void }\nclass A { constructor(host: Host) {} }'
    const options = 'interface Options { readonly size: number }\nclass A { constructor(options: Options) {} }'
    const shared = `export ${seam.replaceAll('Host', 'Shared')}`
    const files = {
      'src/a.ts': seam,
      'src/b.ts': options,
      'src/c.ts': shared,
      'src/d.ts': "import type { Shared } from './c.ts'",
    }
    expect(loneSeams(tree(files))).toEqual(['src/a.ts Host'])
  })
})

describe('time, timers, chance and the page', () => {
  test.each([
    ['Date.now()', 'Date.now'],
    ['new Date()', 'new Date()'],
    ['Date()', 'Date()'],
    ['Math.random()', 'Math.random'],
    ['performance.now()', 'performance.now'],
    ['globalThis.crypto.randomUUID()', 'crypto.randomUUID'],
    ['setTimeout(run, 1)', 'setTimeout'],
    ['const later = { run: setInterval }', 'setInterval'],
    ['globalThis.setTimeout(run, 1)', 'setTimeout'],
    ["window['setTimeout'](run, 1)", 'setTimeout'],
    ['const { setImmediate } = globalThis', 'setImmediate'],
  ])('%s is found', (text, used) => {
    expect(hostTimeUses(tree({ 'src/sdk/a.ts': text }))).toEqual([`src/sdk/a.ts:1 uses ${used}`])
  })

  test.each(['new Date(at)', 'clock.setTimeout(run)', 'interface A { setTimeout: B }', 'const a = { Date: 1 }'])(
    '%s is not',
    (text) => {
      expect(hostTimeUses(tree({ 'src/sdk/a.ts': text }))).toEqual([])
    },
  )

  test('the wall clock and tests may use them', () => {
    expect(
      hostTimeUses(tree({ 'src/kernel/time/wall-clock.ts': 'Date.now()', 'src/sdk/a.test.ts': 'Date.now()' })),
    ).toEqual([])
  })

  test('the page is touched by the rooms that have one', () => {
    const text = 'document.createElement(name)'
    expect(pageTouches(tree({ 'src/dom/a.ts': text, 'src/sdk/a.ts': text, 'src/sdk/b.ts': 'view.document' }))).toEqual([
      'src/sdk/a.ts:1 touches document',
    ])
  })
})

describe('holes in the types', () => {
  test.each([
    ['const a: any = 1', 'says any'],
    ['const a = b as any', 'says any'],
    ['const a = b!.c', 'says ! where a type should'],
    ['class A { b!: string }', 'says ! where a type should'],
    ['// @ts-ignore: no', 'says @ts-ignore'],
    ['/* @ts-nocheck */', 'says @ts-nocheck'],
    ['// @ts-expect-error: no', 'says @ts-expect-error'],
  ])('%s is found', (text, what) => {
    expect(typeHoles(tree({ 'src/sdk/a.ts': text }))).toEqual([`src/sdk/a.ts:1 ${what}`])
  })

  test('a test of types may expect an error', () => {
    expect(typeHoles(tree({ 'src/sdk/a.test.ts': '// @ts-expect-error: a number' }))).toEqual([])
  })
})

describe('sizes', () => {
  test('a function of more than 60 lines is found, a chapter of tests is not', () => {
    const files = {
      'src/a.ts': `const long = () => {\n${lines(59)}}\nfunction short() {\n${lines(58)}}\n`,
      'test/a.test.ts': `describe('x', () => {\n${lines(80)}})\ndescribe.each([1])('x', () => {\n${lines(80)}})\n`,
      'test/suite.ts': `function suite() {\n  describe('x', () => {\n${lines(80)}})\n}\nfunction mixed() {\n${lines(60)}describe('x', () => {\n})\n}`,
    }
    expect(longFunctions(tree(files))).toEqual([
      'src/a.ts:1 long has 61 lines, more than 60',
      'test/suite.ts:85 mixed has 62 lines, more than 60',
    ])
  })

  test('a file of more than 400 lines is found, a table is not', () => {
    const files = {
      'src/a.ts': lines(400),
      'src/b.ts': lines(401),
      'src/contract/failure-texts.ts': lines(400),
      'src/sdk/surface/session.ts': lines(400),
    }
    expect(longFiles(tree(files))).toEqual(['src/b.ts has 401 lines, more than 400'])
  })

  test("a facade's method of more than five statements is found, at any depth", () => {
    const method = `if (a) {\n${lines(4)}}\n`
    const text = `class Session {
      constructor() { ${lines(9)} this.signal = () => { ${lines(6)} } }
      publish() { ${method} }
      connect() { ${method} return b }
      get stream() { return list.find((one) => { ${lines(5)} }) }
    }
    function beside() { ${lines(9)} }`
    expect(busyFacades(tree({ 'src/sdk/session/session.ts': text, 'src/sdk/base/fail.ts': text }))).toEqual([
      expect.stringContaining('a function has 6 statements'),
      expect.stringContaining('connect has 6 statements'),
    ])
  })
})

describe('names and places', () => {
  test.each([
    'src/sdk/utils.ts',
    'src/helpers.ts',
    'test/types.ts',
    'src/common.test.ts',
    'src/fooBar.ts',
    'src/Sdk/a.ts',
  ])('%s is no name', (path) => {
    expect(badNames([{ path }])).toHaveLength(1)
  })

  test('kebab-case is', () => {
    expect(
      badNames([
        { path: 'src/sdk/session/signal.test.ts' },
        { path: 'test/view.happy-dom.test.ts' },
        { path: 'test/types/a.ts' },
      ]),
    ).toEqual([])
  })

  test('export * is found, with a name or without', () => {
    expect(starExports(tree({ 'src/a.ts': "export * from './b.ts'\nexport * as c from './c.ts'" }))).toHaveLength(2)
  })

  test.each([
    ['registry', 'see https://registry', '.example.org/left-pad'],
    ['registry', '@scope:registry', '=https://example.org'],
    ['download', '"resolved": "', 'https://example.org/a.tgz"'],
    ['folder', 'open /home', '/someone/notes.txt'],
    ['folder', "'/Users", "/someone'"],
  ])('a %s is found', (_what, first, second) => {
    expect(namedPlaces([{ path: 'a.md', text: `\n${first}${second}` }])).toHaveLength(1)
  })

  test('addresses and members that only look alike are not', () => {
    const text = 'client.registry.sessions; https://example.org/home/work/; "resolved": "../b"; registry.reset()'
    expect(namedPlaces([{ path: 'a.md', text }])).toEqual([])
  })
})

describe('in step', () => {
  test('a page may not link into nothing, nor tell of a command that is not there', () => {
    const text = '[a](docs/a.md#x) [b](./b.md) [c](https://example.org) `npm run bench` `npm run gone` `npm test`'
    const facts = { paths: ['docs/a.md', 'README.md'], scripts: ['bench', 'test'] }
    expect(brokenPromises([{ path: 'README.md', text }], facts)).toEqual([
      'README.md links to ./b.md, which is not there',
      'README.md tells of "npm run gone", which package.json does not have',
    ])
  })

  test('a failure needs a scenario or a reason, and no more than one of them', () => {
    const failures = [
      { id: 'A/played', status: 'live' },
      { id: 'A/excused', status: 'live' },
      { id: 'A/both', status: 'live' },
      { id: 'A/neither', status: 'live' },
      { id: 'A/later', status: 'data' },
    ] as const
    const paths = ['played', 'both', 'gone'].map((slug) => `fixtures/scenarios/A/${slug}.json`)
    const reasons = { 'A/excused': 'so it is', 'A/both': 'so it is', 'A/typo': 'so it is' }
    expect(scenarioOffences({ failures, paths, reasons })).toEqual([
      'A/neither has neither fixtures/scenarios/A/neither.json nor a reason',
      'fixtures/scenarios/A/gone.json is about no failure of the catalogue',
      'A/typo is excused, and is no failure of the catalogue',
      'A/both is excused, and has a fixture',
    ])
  })

  test('a comment begins with its subject', () => {
    const text =
      '/** What it does. */\nexport const a = 1\n// It tells whoever asks.\n/**\n * Who asks.\n */\nexport const b = 2\n'
    expect(hiddenSubjects([parseCode('src/sdk/a.ts', text)])).toEqual([
      'src/sdk/a.ts:1 hides its subject behind What: name the subject',
      'src/sdk/a.ts:3 hides its subject behind whoever: name the subject',
      'src/sdk/a.ts:4 hides its subject behind Who: name the subject',
    ])
  })

  test('a comment names recordings and files that are there', () => {
    const text =
      '// As seen (recorded: `a/ok`, `a/gone`, `b/*`, `c/*`, area `events`).\n// See fixtures/facts/x.json and fixtures/facts/y.json.\n'
    const there = { ids: ['a/ok', 'b/one'], paths: ['fixtures/facts/x.json'] }
    expect(missingSources([parseCode('src/sdk/a.ts', text)], there)).toEqual([
      'src/sdk/a.ts:1 names a/gone, which is not there',
      'src/sdk/a.ts:1 names c/*, which is not there',
      'src/sdk/a.ts:2 names fixtures/facts/y.json, which is not there',
    ])
  })
})
