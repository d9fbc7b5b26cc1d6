import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from './run.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fake-opentok-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const own = (name: string): string => join(folder, name)
const scenario = { title: 'A call', steps: [{ call: 'Session.connect' }], expect: [{ step: 1, succeeds: true }] }
const write = (name: string, text: string = JSON.stringify(scenario)): void => writeFileSync(own(name), text)

async function say(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = []
  const err: string[] = []
  const console = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) }
  const code = await run(argv, { ...console, isTerminal: false, env: {}, folder, program: '' })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

describe('what is no file', () => {
  const odd: Readonly<Record<string, () => void>> = {
    'a link to nothing': () => symlinkSync(own('gone.json'), own('odd.json')),
    'a link to itself': () => symlinkSync(own('odd.json'), own('odd.json')),
    'a pipe': () => void execFileSync('mkfifo', [own('odd.json')]),
    'a path that goes through a file': () => write('odd.json'),
  }
  test.each(
    Object.entries(odd).flatMap(([what, make]) =>
      ['play', 'validate'].map((command) => [what, command, make] as const),
    ),
  )('%s is one sentence of %s, and bad input', async (what, command, make) => {
    make()
    const path = what.includes('through') ? 'odd.json/inner.json' : 'odd.json'
    const { code, err } = await say(command, path)
    expect(code).toBe(2)
    expect(err.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(2)
    expect(err).toContain(path)
    expect(err).toMatch(/\. (Look|Mend|Name)/)
    expect(err).not.toMatch(/ENO|ELOOP|at .*\.ts/)
  })

  test.each(['play', 'validate'])('an empty path means no folder to %s', async (command) => {
    write('one.json')
    const { code, err } = await say(command, '')
    expect([code, err]).toEqual([2, expect.stringContaining('It names nothing. Name a file or a folder')])
  })

  test('a link to nothing inside a folder is told by its name', async () => {
    write('good.json')
    symlinkSync(own('gone.json'), own('bad.json'))
    const { code, err } = await say('validate', '.')
    expect([code, err]).toEqual([2, expect.stringContaining('bad.json')])
    expect(err).toContain('It is a link to what is not there.')
  })
})

describe('links', () => {
  test('to folders are followed, and never round in a circle', async () => {
    mkdirSync(own('real'))
    write('real/one.json')
    symlinkSync(own('real'), own('linked'))
    symlinkSync(folder, own('real/round'))
    const { code, out } = await say('validate', 'linked')
    expect([code, out]).toEqual([0, '1 scenario can be used, 0 cannot.'])
  })
})

describe('a text', () => {
  test('may begin with a byte order mark', async () => {
    write('one.json', `\ufeff${JSON.stringify(scenario)}`)
    expect((await say('play', 'one.json')).code).toBe(0)
  })

  test('moves no cursor and colours nothing, wherever it stands', async () => {
    const nasty = 'red \u001b[31m, \u009b2J, \r back, \u202e turned'
    const room = [{ name: nasty, publishes: [{ name: nasty }] }]
    write('one\u001b[1m.json', JSON.stringify({ ...scenario, title: nasty, given: { room } }))
    write('two.json', JSON.stringify({ ...scenario, [nasty]: 1 }))
    write('three.json', JSON.stringify({ ...scenario, title: nasty, expect: [{ event: 'signal', reason: nasty }] }))
    for (const more of [[], ['--sequence'], ['--json'], ['--json', '--sequence'], ['--brief']]) {
      const { out, err } = await say('play', '.', ...more)
      expect(`${out}${err}`).toContain('\\u001b')
      expect(`${out}${err}`.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
    }
    const { out, err } = await say('validate', '.', '--json')
    expect(`${out}${err}`.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
  })
})

describe('options', () => {
  test('validate tells its problems as JSON', async () => {
    write('good.json')
    write('bad.json', '{}')
    const { code, out, err } = await say('validate', '.', '--json')
    expect([code, err]).toEqual([2, ''])
    expect(JSON.parse(out)).toMatchObject({
      scenarios: 2,
      usable: 1,
      unusable: 1,
      problems: [{ file: 'bad.json', path: 'title' }],
    })
  })

  test.each([
    ['validate', '--brief', '--brief has no effect with validate. It takes: --json, --reporter, --bail, --watch.'],
    ['list', '--port=1', '--port has no effect with list. It takes: --guide, --json.'],
  ])('%s %s is refused: it would have no effect', async (command, option, sentence) => {
    expect(await say(command, '.', option)).toMatchObject({ code: 2, err: sentence })
  })

  test.each([
    [['play', '.', '--dialect', 'sdk', '--dialect', 'documented'], '--dialect is given more than once. Give it once.'],
    [['validate', '.', '--json', '--json'], '--json is given more than once. Give it once.'],
    [['play', '.', '--jobs=2', '--jobs=3'], '--jobs is given more than once. Give it once.'],
    [
      ['serve', '--webhook', 'sip=http://a', '--webhook', 'sip=http://a'],
      '--webhook sip=http://a is given more than once. Give it once.',
    ],
    [['demo', '--port', '1', '--port', '2'], '--port is given more than once. Give it once.'],
    [
      ['serve', '--origin', 'http://a', '--origin', 'http://a'],
      '--origin http://a is given more than once. Give it once.',
    ],
  ])('%j says one thing twice', async (argv, sentence) => {
    write('good.json')
    expect(await say(...argv)).toMatchObject({ code: 2, err: sentence })
  })

  test.each([
    [
      ['list', '--guides'],
      'list has no option --guides. Did you mean "--guide"? "fake-opentok list --help" shows them all.',
    ],
    [['play', '.', '-w'], 'play has no option -w. "fake-opentok play --help" shows them all.'],
    [['play', '.', '--seed', '5'], 'play has no option --seed. '],
    [['list', '--json=yes'], 'Option \'--json\' does not take an argument. "fake-opentok list --help" shows how'],
    [['play', '.', '--dialect'], 'Option \'--dialect <value>\' argument missing. "fake-opentok play --help" shows how'],
    [['play', '.', '--sequence', '--reporter', 'github'], '--sequence has no effect with the reporter github.'],
    [['play', '.', '--sequence', '--reporter', 'junit'], '--sequence has no effect with the reporter junit.'],
    [
      ['serve', '--webhook', 'sip=http://a', '--webhook', 'archive=nowhere'],
      '--webhook archive=nowhere has no address.',
    ],
    [['help'], 'There is no command "help". Say --help.'],
    [['version'], 'There is no command "version". Say --version.'],
    [['list', ''], 'An empty word finds nothing.'],
  ])('%j is a slip', async (argv, sentence) => {
    write('good.json')
    const { code, err } = await say(...argv)
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)])
  })

  test('a file that is named twice is refused', async () => {
    mkdirSync(own('calls'))
    write('calls/one.json')
    for (const [one, other] of [
      ['calls/one.json', './calls/one.json'],
      ['calls', 'calls/one.json'],
      ['.', 'calls'],
    ] as const) {
      const { code, err } = await say('validate', one, other)
      expect([code, err]).toEqual([2, expect.stringContaining('It is named twice. Name it once.')])
    }
  })

  test('what nothing speaks of is answered with a search that finds something', async () => {
    expect((await say('list', 'black', 'screen')).out).toContain('Subscriber')
    expect((await say('list', 'purple', 'screen')).out).toMatch(
      /^No failure speaks of "purple screen"\. One of its words finds \d+ failures: "fake-opentok list screen"\./,
    )
    expect((await say('list', 'xyzzy')).out).toMatch(/Try another word\. "fake-opentok list" shows them all/)
  })

  test('a second name is refused where one is taken', async () => {
    expect((await say('explain', 'Session.connect/expired-token', 'x')).err).toContain('explain takes one name')
  })
})
