import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { bearer } from '../../../test/rest/service-caller.ts'
import { createSimulator, type Simulator } from '../../author/simulator.ts'
import { createRest } from '../../entry/rest.ts'
import { runScenario, type ScenarioBody } from './run-scenario.ts'
import { type EachScenarioOptions, scenarioCases } from './scenario-cases.ts'
import { type FileHost, patternOf, scenariosMatching } from './scenario-files.ts'

const offline = {
  title: 'The network goes',
  timeline: [
    { after: 'sessionConnected', network: 'offline' },
    { at: '20s', network: 'online' },
  ],
  steps: [{ call: 'Session.connect' }],
  expect: [{ step: 1, succeeds: true }, { order: ['sessionReconnecting', 'sessionReconnected'] }],
}
const expired = {
  title: 'The token has expired',
  given: { token: { expiresIn: '-1h' } },
  steps: [{ call: 'Session.connect' }],
  expect: [{ step: 1, fails: 'Session.connect/expired-token' }],
}

const hostOf = (files: Readonly<Record<string, string>>): FileHost => ({
  folder: '/project',
  list: (folder) => {
    const inside = Object.keys(files).filter((path) => folder === '' || path.startsWith(`${folder}/`))
    const names = inside.map((path) => path.slice(folder === '' ? 0 : folder.length + 1))
    return [...new Set(names.map((name) => (name.includes('/') ? `${name.split('/')[0]}/` : name)))]
  },
  read: (path) => files[path] ?? '',
})

const host = hostOf({
  'scenarios/offline.json': JSON.stringify(offline),
  'scenarios/deep/expired.json': JSON.stringify(expired),
  'scenarios/notes.md': 'no scenario',
  'node_modules/other/scenarios/expired.json': '{}',
})

let simulator: Simulator
let printed: string[]

beforeEach(() => {
  simulator = createSimulator()
  printed = []
  vi.spyOn(console, 'error').mockImplementation((text: string) => void printed.push(text))
})
afterEach(() => {
  vi.restoreAllMocks()
  simulator.dispose()
})

async function join(world: Simulator, listens = true): Promise<void> {
  const { apiKey, sessionId, token } = world.credentials()
  world.OT.initSession(apiKey, sessionId).connect(token, ...(listens ? [() => {}] : []))
  await world.settled()
}

async function run(scenario: unknown, body: ScenarioBody, options: EachScenarioOptions = {}): Promise<void> {
  for (const one of scenarioCases([{ 'a.json': scenario }, options, body], null))
    await runScenario(simulator, one, body)
}

const nothing = (): void => {}

describe('the files', () => {
  test.each([
    ['scenarios/**/*.json', 'scenarios/a.json', true],
    ['scenarios/**/*.json', 'scenarios/deep/er/a.json', true],
    ['scenarios/*.json', 'scenarios/deep/a.json', false],
    ['./scenarios/?.json', 'scenarios/a.json', true],
    ['scenarios/{a,b}.json', 'scenarios/b.json', true],
    ['scenarios/a.json', 'scenarios/axjson', false],
    ['**/*.json', 'a.json', true],
  ])('%s and %s: %s', (glob, path, agrees) => {
    expect(patternOf(glob).test(path)).toBe(agrees)
  })

  test('are found by patterns, each once, in the order of their paths', () => {
    const found = scenariosMatching(host, ['scenarios/**/*.json', 'scenarios/offline.json'])
    expect(found.map(({ file }) => file)).toEqual(['scenarios/deep/expired.json', 'scenarios/offline.json'])
  })

  test('of packages that are installed are left out', () => {
    expect(scenariosMatching(host, '**/*.json')).toHaveLength(2)
  })

  test.each([
    ['scenaris/*.json', 'found no file. Patterns are relative to /project'],
    ['', 'this is no pattern'],
  ])('%j is refused', (glob, words) => {
    expect(() => scenariosMatching(host, glob)).toThrow(words)
  })
})

describe('the tests', () => {
  test('are named for their files and titles', () => {
    expect(scenarioCases(['scenarios/**/*.json', {}, nothing], host).map(({ name }) => name)).toEqual([
      'scenarios/deep/expired.json: The token has expired',
      'scenarios/offline.json: The network goes',
    ])
  })

  test('are those that are picked, once for each dialect', () => {
    const pick: EachScenarioOptions['pick'] = ({ title }) => title.includes('token')
    const cases = scenarioCases(['scenarios/**/*.json', { pick, world: 'own', dialect: 'both' }, nothing], host)
    expect(cases.map(({ name }) => name)).toEqual([
      'scenarios/deep/expired.json: The token has expired [documented]',
      'scenarios/deep/expired.json: The token has expired [sdk]',
    ])
  })

  test.each([
    [{ picks: () => true }, 'has no option "picks". Did you mean "pick"?'],
    [{ pick: 'all' }, 'eachScenario(options.pick): this is the text "all". Give a function.'],
    [{ world: 'mine' }, 'There is no world "mine". There are: shared, own.'],
    [{ world: 'own', dialect: 'french' }, 'There is no dialect "french"'],
    [() => {}, 'eachScenario(options): this is a function. Give an object'],
    [{ dialect: 'sdk' }, 'dialect has no effect in the shared world'],
    [{ pick: () => false }, 'picked none of 2 scenarios'],
  ])('%j is refused', (options, words) => {
    expect(() => scenarioCases(['scenarios/**/*.json', options as object, nothing], host)).toThrow(words)
  })

  test('without files a browser is told of import.meta.glob', () => {
    expect(() => scenarioCases(['scenarios/*.json', {}, nothing], null)).toThrow('import.meta.glob')
    expect(() => scenarioCases([{}, {}, nothing], null)).toThrow('was given no scenario')
  })
})

describe('an application in a scenario', () => {
  test('has its circumstances, its timeline plays, and what the file expects comes about', async () => {
    await run(offline, async ({ simulator: world, expectations, play }) => {
      await join(world)
      expect(expectations.unmet).toHaveLength(1)
      await play()
      expectations.verify()
      expect(world).toBe(simulator)
    })
    expect(printed).toEqual([])
  })

  test('an entry that comes about again and again plays to its end', async () => {
    const often = { title: 'x', timeline: [{ every: '10s', times: 3, network: 'drop' }] }
    await run(often, async ({ simulator: world, play }) => {
      await join(world)
      await play()
      expect(world.journal.find({ what: 'sessionReconnecting' })).toHaveLength(3)
    })
  })

  test('a failure has to come about, and the application has to hear of it', async () => {
    await run(expired, async ({ simulator: world, expectations }) => {
      expect(expectations.unmet).toEqual(['expect[0]: Session.connect/expired-token should come about, and did not.'])
      await join(world)
      expect(expectations.unmet).toEqual([])
    })
    simulator.reset()
    await run(expired, async ({ simulator: world, expectations }) => {
      await join(world, false)
      expect(() => expectations.verify()).toThrow(
        '"The token has expired" went otherwise than its file expects.\nexpect[0]: Session.connect/expired-token came about, and no function of the application heard of it.',
      )
    })
  })

  test('a call that should succeed has to be made, and may not fail', async () => {
    const fine = { title: 'x', steps: [{ call: 'Session.connect' }], expect: [{ step: 1, succeeds: true }] }
    await run(fine, async ({ simulator: world, expectations }) => {
      expect(expectations.unmet[0]).toContain('the application did not call it')
      world.network.goOffline()
      await join(world)
      expect(expectations.unmet[0]).toContain('Session.connect should succeed, and failed with Session.connect/offline')
    })
  })

  test('a call that should never be answered has to be made, and may not fail', async () => {
    const hangs = {
      title: 'x',
      given: { network: { online: false } },
      steps: [{ call: 'Session.connect' }],
      expect: [{ step: 1, unanswered: true }],
    }
    await run(hangs, async ({ simulator: world, expectations }) => {
      expect(expectations.unmet[0]).toContain('the application did not call it')
      await join(world)
      expect(expectations.unmet[0]).toContain('should never be answered, and failed with Session.connect/offline')
    })
  })

  test('the answer of a step that fails has its place in an order', async () => {
    const ordered = { ...expired, expect: [{ order: [{ step: 1 }, 'sessionConnected'] }] }
    await run(ordered, async ({ simulator: world, expectations }) => {
      await join(world)
      expect(expectations.unmet[0]).toContain('After the answer of step 1, sessionConnected should be heard')
    })
  })

  test('a request of the server has to be made, and to be answered with its status', async () => {
    const busy = {
      title: 'x',
      given: { rest: { answers: [{ answer: 'listArchives', status: 503 }] } },
      steps: [{ request: 'listArchives' }, { request: 'listArchives' }],
      expect: [
        { step: 1, status: 503 },
        { step: 2, succeeds: true },
      ],
    }
    const rest = createRest(simulator)
    await run(busy, async ({ simulator: world, expectations }) => {
      expect(expectations.unmet).toHaveLength(2)
      const path = `https://video.api.vonage.com/v2/project/${world.credentials().apiKey}/archive`
      const headers = { authorization: `Bearer ${bearer({ application_id: world.credentials().apiKey })}` }
      for (let made = 0; made < 2; made++) await rest(new Request(path, { headers }))
      expect(expectations.unmet).toEqual([])
    })
  })

  test('that fails prints the sequence picture, and fails with its own error', async () => {
    const failing = run(offline, async ({ simulator: world }) => {
      await join(world)
      throw new Error('no alert')
    })
    await expect(failing).rejects.toThrow('no alert')
    expect(printed[0]).toMatch(/^a\.json: The network goes\n\nsequenceDiagram\n/)
  })

  test('a world of its own has the dialect of the scenario; the shared one says what to do', async () => {
    const french = { ...expired, dialect: 'sdk' }
    await run(french, async ({ simulator: world }) => expect(world.dialect).toBe('sdk'), { world: 'own' })
    await expect(run(french, async () => {})).rejects.toThrow("eachScenario(..., { world: 'own' }, ...) makes one.")
  })

  test.each([
    ['no JSON', { text: '{' }, 'a.json cannot be used.\n  It is not JSON'],
    ['no scenario', { text: '{"titel":"x"}' }, 'titel'],
  ])('%s fails its test, with the place', async (_, { text }, words) => {
    const cases = scenarioCases(['a.json', {}, nothing], hostOf({ 'a.json': text }))
    const [one] = cases
    if (one === undefined) throw new Error('There is no test.')
    await expect(runScenario(simulator, one, () => {})).rejects.toThrow(words)
  })
})
