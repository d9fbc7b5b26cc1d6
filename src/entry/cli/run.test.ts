import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failures } from '../../contract/failures.ts'
import { restFailureList } from '../../contract/rest/failures.ts'
import { run } from './run.ts'
import { ownScenarios } from './scenario-files.ts'

interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fake-opentok-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function say(
  argv: readonly string[],
  place: { isTerminal?: boolean; env?: Record<string, string>; stop?: AbortSignal; program?: string } = {},
): Promise<Outcome> {
  const out: string[] = []
  const err: string[] = []
  const { isTerminal = false, env = {}, program = '', stop } = place
  const code = await run(argv, {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    isTerminal,
    env,
    folder,
    program,
    ...(stop === undefined ? {} : { stop }),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** Writes a scenario and gives its name. */
function file(name: string, scenario: unknown): string {
  writeFileSync(join(folder, name), typeof scenario === 'string' ? scenario : JSON.stringify(scenario))
  return name
}

const expired = {
  title: 'The token has expired',
  given: { token: { expiresIn: '-1h' } },
  steps: [{ call: 'Session.connect' }],
  expect: [{ step: 1, fails: 'Session.connect/expired-token' }],
}
const wrong = { ...expired, expect: [{ step: 1, fails: 'Session.connect/invalid-session-id' }] }

describe('list', () => {
  test('shows every failure with its error in both dialects', async () => {
    const { code, out } = await say(['list'])
    expect(code).toBe(0)
    expect(out).toContain(`${failures.length} failures.`)
    expect(out).toMatch(
      /^Session\.signal +not-connected +1510 OT_NOT_CONNECTED +500 OT_NOT_CONNECTED +natural +completion, exception, promise$/m,
    )
    expect(out).toMatch(
      /^Session\.subscribe +webrtc-error +1600 +not in SDK 2\.35 +on demand +completion, exception, exception$/m,
    )
  })

  test('shows those that hold a text', async () => {
    const { out } = await say(['list', 'expired'])
    expect(out).toContain('expired-token')
    expect(out).toContain('1 failure.')
  })

  test('shows the rows of the guide', async () => {
    const { out } = await say(['list', '--guide'])
    expect(out).toMatch(/^METHOD +GUIDE +FAILURE +DOCUMENTED +SDK 2\.35 +CAUSE +HEARD BY$/m)
    expect(out).toMatch(
      /^Session\.publish +1601 +webrtc-error +1601 +not in SDK 2\.35 +on demand +exception, completion$/m,
    )
    expect(out).toMatch(/^any: Session\.connect +2000 +internal-error/m)
  })

  test('as JSON, is alone on the output', async () => {
    const { out } = await say(['list', 'Session.subscribe/webrtc-error', '--json'])
    expect(JSON.parse(out)).toEqual([
      {
        id: 'Session.subscribe/webrtc-error',
        operation: 'Session.subscribe',
        documented: { name: null, code: 1600 },
        sdk: null,
        cause: 'fault-only',
        channels: ['completion', 'exception', 'exception'],
        simulated: true,
      },
    ])
  })
})

describe('failures of HTTP', () => {
  test('stand in the list, each with its answer and its request', async () => {
    const { out } = await say(['list'])
    expect(out).toMatch(
      /^rest\/startArchive +already-recording +409 +natural +POST \/v2\/project\/\{project\}\/archive$/m,
    )
    expect(out).toContain(`And ${restFailureList.length} failures of HTTP.`)
    expect((await say(['list', '--guide'])).out).not.toContain('of HTTP')
  })

  test('are found by a part of an id, a status or a code, and by words where nothing else is', async () => {
    expect((await say(['list', 'already-recording'])).out).toContain('0 failures. And 1 failure of HTTP.')
    expect((await say(['list', '50001'])).out).toContain('malformed-url')
    expect((await say(['list', 'Experience Composer of this id'])).out).toContain('rest/getRender')
  })

  test('are explained, as JSON too, and the nearest is named', async () => {
    const { out } = await say(['explain', 'rest/startArchive/already-recording'])
    for (const part of ['409 { "code": 409', "simulator.fail('rest/startArchive/already-recording')"]) {
      expect(out).toContain(part)
    }
    const { out: json } = await say(['list', 'already-recording', '--json'])
    expect(JSON.parse(json)).toEqual([
      {
        id: 'rest/startArchive/already-recording',
        operation: 'rest/startArchive',
        answer: { status: 409, code: 409 },
        cause: 'natural',
        channels: ['response'],
        simulated: true,
      },
    ])
    const { code, err } = await say(['explain', 'rest/startArchive/alredy-recording'])
    expect([code, err]).toEqual([2, expect.stringContaining('Did you mean "rest/startArchive/already-recording"?')])
  })
})

describe('explain', () => {
  test('names the events that tell of a failure', async () => {
    const { out } = await say(['explain', 'Session/network-lost'])
    expect(out).toContain('sessionReconnecting, sessionDisconnected tell of it')
    expect(out).not.toContain('another event')
  })

  test('tells when a failure happens, what to do, and how to reach it', async () => {
    const { code, out } = await say(['explain', 'Session.connect/expired-token'])
    expect(code).toBe(0)
    for (const part of [
      'The token has expired.',
      'Have your server make a new token',
      'documented: 1004 OT_AUTHENTICATION_ERROR ("Authentication error")',
      'guide:Session.connect#1004',
      '1. OT dispatches exception about the session',
      '"expiresIn": "-1h"',
      "simulator.fail('Session.connect/expired-token')",
    ]) {
      expect(out).toContain(part)
    }
  })

  test('says when the application hears of it, by the times of its scenario', async () => {
    const { out } = await say(['explain', 'Session/network-lost'])
    expect(out).toMatch(/^ +2350 ms {2}session dispatches sessionReconnecting$/m)
    expect(out).toMatch(/^ +32350 ms {2}session dispatches sessionDisconnected \(networkDisconnected\)$/m)
    const late = await say(['explain', 'Session.publish/ice-failed'])
    expect(late.out).toMatch(/^ +0 ms {2}the application calls Session\.publish$/m)
    expect(late.out).toMatch(/^ +675 ms {2}Session\.publish\/ice-failed happens: 1553 OT_ICE_WORKFLOW_FAILED$/m)
    expect(late.out).toMatch(/^ +675 ms {2}the completion handler is called with it$/m)
  })

  test('says what SDK 2.35 never produces', async () => {
    const never = await say(['explain', 'Session.publish/webrtc-error'])
    expect(never.out).toContain('sdk:        not in SDK 2.35')
    expect(never.out).toContain("Only in the dialect 'documented'")
  })

  test('finds by names and everyday words, and says where nothing speaks of a text', async () => {
    expect((await say(['list', 'kick'])).out).toContain('Session.forceDisconnect')
    expect((await say(['list', 'xyzzy'])).out).toContain('No failure speaks of "xyzzy".')
  })

  test.each([
    ['camera', 'access-denied'],
    ['frozen', 'video-disabled'],
    ['kicked out', 'force-disconnected'],
    ['hear nobody', 'audio-blocked'],
    ['wi-fi', 'connection-interrupted'],
  ])('finds "%s" by what a person in front of the application saw', async (words, slug) => {
    expect((await say(['list', ...words.split(' ')])).out).toContain(slug)
  })

  test('tells the version of the package', async () => {
    expect(await say(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+/) })
  })

  test('names the nearest failure', async () => {
    const { code, err } = await say(['explain', 'Session.conect/expired-token'])
    expect(code).toBe(2)
    expect(err).toContain('Did you mean "Session.connect/expired-token"?')
  })

  test('has a page for every failure', async () => {
    const codes = await Promise.all(failures.map(async ({ id }) => (await say(['explain', id])).code))
    expect(new Set(codes)).toEqual(new Set([0]))
  })
})

describe('validate', () => {
  test('says how many can be used', async () => {
    expect(await say(['validate', file('good.json', expired)])).toEqual({
      code: 0,
      out: '1 scenario can be used, 0 cannot.',
      err: '',
    })
  })

  test('names the file, the place and the remedy of everything that is wrong', async () => {
    const bad = file('bad.json', { ...expired, faults: [{ failure: 'Session.conect/expired-token' }] })
    const { code, out, err } = await say(['validate', bad, file('text.json', 'no JSON'), file('good.json', expired)])
    expect(code).toBe(2)
    expect(out).toBe('1 scenario can be used, 2 cannot.')
    expect(err).toContain('bad.json cannot be used.\n  faults[0].failure: There is no failure')
    expect(err).toContain('text.json cannot be used.\n  It is not JSON')
  })
})

describe('play', () => {
  test('tells what each scenario did, in both dialects, and ends with 0', async () => {
    const { code, out } = await say(['play', file('good.json', expired)])
    expect(code).toBe(0)
    expect(out).toContain('ok good.json [documented] The token has expired')
    expect(out).toContain('ok good.json [sdk] The token has expired')
    expect(out).toContain('Session.connect failed: OT_AUTHENTICATION_ERROR 1004 (exception, completion)')
    expect(out).toContain('1 scenario, 2 plays: 2 as expected, 0 not.')
  })

  test('ends with 1 once an expectation is made wrong, and says which', async () => {
    const { code, out } = await say(['play', file('wrong.json', wrong), '--dialect', 'sdk'])
    expect(code).toBe(1)
    expect(out).toContain('FAILED wrong.json [sdk]')
    expect(out).toContain('expect[0]: Session.connect/invalid-session-id should give OT_INVALID_SESSION_ID 1005')
  })

  test('ends with 2 for a scenario that cannot be played, and plays the others', async () => {
    const { code, out, err } = await say(['play', file('good.json', expired), file('text.json', 'no JSON')])
    expect(code).toBe(2)
    expect(out).toContain('1 scenario, 2 plays: 2 as expected, 0 not.')
    expect(err).toContain('text.json cannot be used.')
  })

  test('warns of what never came about, and of a file that expects nothing', async () => {
    const timeline = [{ after: 'archiveStarted', network: 'offline' }]
    const steps = [{ call: 'Session.connect' }]
    const { code, out } = await say(['play', file('vain.json', { title: 'In vain', timeline, steps })])
    expect(code).toBe(0)
    expect(out).toContain('warning: timeline[0]: This never came about: there was no "archiveStarted".')
    expect(out).toContain('warning: expect: Nothing is expected, so that little can fail.')
  })

  test('in brief prints a line for each folder, and failures alone', async () => {
    const { out } = await say(['play', file('good.json', expired), '--brief'])
    expect(out).not.toContain('ok ')
    expect(out).toMatch(/: 2 plays, 2 as expected\n/)
  })

  test('names the file of a mistake that shows itself in the play', async () => {
    const steps = [{ call: 'Session.connect' }, { call: 'Session.subscribe', args: [{ $stream: 'nobody' }] }]
    const { code, err } = await say(['play', file('nobody.json', { title: 'Nobody', steps })])
    expect(code).toBe(2)
    expect(err).toContain('nobody.json cannot be used.\n  steps[1].args[0].$stream: Nobody else publishes a stream.')
  })

  test('draws what happened, when it is asked to', async () => {
    const scenario = { title: 'Somebody is there', given: { room: [{ name: 'alice' }] } }
    const { out } = await say(['play', file('drawn.json', scenario), '--dialect', 'sdk', '--sequence'])
    expect(out).toContain('sequenceDiagram\n  participant test\n  participant person1 as alice\n')
    const { out: json } = await say(['play', file('drawn.json', scenario), '--sequence', '--json'])
    expect(JSON.parse(json).reports[0].sequence).toContain('person1->>service: 0s join publisher')
  })

  test('leaves out a dialect that a scenario is not for', async () => {
    const scenario = { title: 'Documented alone', dialect: 'documented' }
    const { out } = await say(['play', file('alone.json', scenario)])
    expect(out).toContain('1 scenario, 1 play')
  })

  test('as JSON, is alone on the output', async () => {
    const { code, out } = await say(['play', file('wrong.json', wrong), '--json'])
    const report = JSON.parse(out)
    expect(code).toBe(1)
    expect(report).toMatchObject({ scenarios: 1, plays: 2, passed: 0, failed: 2 })
    expect(report.reports[0]).toMatchObject({ file: 'wrong.json', dialect: 'documented', passed: false })
  })

  test('plays a folder, and every folder in it', async () => {
    const { code, out } = await say(['play', join(ownScenarios, 'Session.forceMuteAll'), '--json'])
    const { scenarios, plays, passed } = JSON.parse(out)
    expect([code, plays, scenarios > 5]).toEqual([0, passed, true])
  })
})

describe('a wrong call', () => {
  test.each([
    [[], 'No command was given.'],
    [['lsit'], 'There is no command "lsit". Did you mean "list"?'],
    [['toString'], 'There is no command "toString".'],
    [['list', '--colour'], 'list has no option --colour.'],
    [['explain'], 'Nothing was named. Name a failure'],
    [['play'], 'Nothing was named. Name files or folders.'],
    [['play', 'good.json', '--dialect', 'english'], 'There is no dialect "english". Say documented, sdk or both.'],
    [['play', 'a.json', '--reporter', 'junti'], 'There is no reporter "junti". Did you mean "junit"?'],
    [['play', 'a.json', '--reporter', 'junit', '--json'], '--json is a reporter, and --reporter names another one.'],
    [['play', 'a.json', '--reporter', 'github', '--brief'], '--brief has no effect with the reporter github.'],
    [['play', 'a.json', '--jobs', '0'], '--jobs 0 is impossible. Give a whole number from 1 to 64.'],
    [
      ['validate', 'a.json', '--jobs', '2'],
      '--jobs has no effect with validate. It takes: --json, --reporter, --bail, --watch.',
    ],
    [['list', '--sequence'], '--sequence has no effect with list.'],
    [['play', 'nowhere.json'], 'nowhere.json cannot be used.\n  There is no such file or folder.'],
  ])('%j ends with 2 and says why', async (argv, why) => {
    const { code, out, err } = await say(argv)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(why)
  })

  test('a folder without scenarios is bad input', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'))
    expect((await say(['validate', empty])).err).toContain('The folder holds no .json file.')
  })

  test.each(['list', 'explain', 'validate', 'play', 'demo', 'serve'])(
    '%s has a page of help with every option',
    async (name) => {
      const { code, out } = await say([name, '--help'])
      expect(code).toBe(0)
      expect(out.split('\n')[0]).toContain(`fake-opentok ${name}`)
      expect(out).toContain('Example: npx fake-opentok')
      const [, misuse] = await Promise.all([say(['--help']), say([name, '--help', '--bogus'])])
      expect(misuse.err).toContain(`${name} has no option --bogus.`)
    },
  )

  test('the page of serve and of demo names the usual port', async () => {
    expect((await say(['serve', '--help'])).out).toMatch(/--port number +default 4005; 0: any that is free/)
    expect((await say(['demo', '--help'])).out).toMatch(/--port number +default 4004/)
  })

  test('an option is likened to those of its own command alone', async () => {
    expect((await say(['demo', '--hots'])).err).not.toContain('--host')
    expect((await say(['serve', '--hots'])).err).toContain('Did you mean "--host"?')
  })

  test('help is no failure', async () => {
    const { code, out } = await say(['--help'])
    expect([code, out.startsWith('fake-opentok: ')]).toEqual([0, true])
  })
})

describe('colours', () => {
  const escapes = (text: string): boolean => text.includes('\u001b')

  test('are for a terminal alone', async () => {
    expect(escapes((await say(['list', 'expired'])).out)).toBe(false)
    expect(escapes((await say(['list', 'expired'], { isTerminal: true })).out)).toBe(true)
  })

  test('are never there with NO_COLOR', async () => {
    expect(escapes((await say(['list', 'expired'], { isTerminal: true, env: { NO_COLOR: '1' } })).out)).toBe(false)
    expect(escapes((await say(['lsit'], { isTerminal: true, env: { NO_COLOR: '1' } })).err)).toBe(false)
  })
})
