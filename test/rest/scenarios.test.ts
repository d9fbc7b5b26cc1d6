import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { simulatorFor } from '../../src/author/for-scenario.ts'
import { playScenario } from '../../src/author/play.ts'
import { applyScenario } from '../../src/author/scenario.ts'
import { restFailureList } from '../../src/contract/rest/failures.ts'
import { createRest } from '../../src/entry/rest.ts'
import { parseScenario, readScenario } from '../../src/scenario/read.ts'
import type { Scenario } from '../../src/scenario/scenario.ts'
import { createSimulator } from '../../src/simulator.ts'
import { bearer } from './service-caller.ts'

const folder = new URL('../../fixtures/scenarios/rest/', import.meta.url)
const fixtures = new Map<string, Scenario>(
  readdirSync(folder, { recursive: true })
    .map((path) => String(path).replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.json'))
    .map((path) => [`rest/${path.slice(0, -5)}`, parseScenario(readFileSync(new URL(path, folder), 'utf8'), path)]),
)
const scenario = (parts: object): Scenario => readScenario({ title: 'A scenario of HTTP', ...parts })

describe('a fixture', () => {
  test.each([...fixtures])('%s is answered as it says', async (_name, one) => {
    expect((await playScenario(one)).problems).toEqual([])
  })

  test('stands for every failure of HTTP, by its cause where it has one', () => {
    for (const { id, cause } of restFailureList) {
      const own = fixtures.get(id)
      expect([id, own?.failure, own?.faults === undefined]).toEqual([id, id, cause === 'natural'])
    }
    const others = [...fixtures.keys()].filter((name) => !restFailureList.some(({ id }) => id === name))
    expect(others.every((name) => name.startsWith('rest/faults/'))).toBe(true)
  })
})

describe('playing a request', () => {
  test('tells which status and body came instead of those that were expected', async () => {
    const { problems } = await playScenario(
      scenario({
        steps: [{ request: 'listArchives' }, { request: 'startArchive', await: false }, { request: 'listRenders' }],
        given: { rest: { answers: [{ answer: 'startArchive', status: 'none' }] } },
        expect: [
          { step: 1, status: 200, body: { count: 1 } },
          { step: 2, fails: 'rest/startArchive/already-recording' },
          { step: 3, status: 503 },
        ],
      }),
    )
    expect(problems.map(({ message }) => message)).toEqual([
      'The answer of step 1 should have {"count":1}, and is {"count":0,"items":[]}.',
      'Step 2 should be answered with status 409; it was never answered.',
      'Step 3 should be answered with status 503; it was answered with status 200 ({"count":0,"items":[]}).',
    ])
  })

  test('that is refused although nothing speaks of it is a problem', async () => {
    const { problems } = await playScenario(
      scenario({ steps: [{ request: 'listArchives', token: 'none' }], expect: [] }),
    )
    expect(problems[0]?.message).toContain(
      'rest/listArchives should succeed, as nothing else is expected; it failed with HTTP 403',
    )
  })

  test('an answer is spoken of by a later step', async () => {
    const { problems } = await playScenario(
      scenario({
        given: { room: [{ name: 'alice' }] },
        steps: [
          { request: 'startArchive', body: { sessionId: { $given: 'sessionId' }, name: 'one', multiArchiveTag: 'a' } },
          { request: 'startArchive', body: { sessionId: { $given: 'sessionId' }, name: 'two', multiArchiveTag: 'b' } },
          { request: 'getArchive', path: { archive: { $answer: 'id', of: 1 } } },
          { request: 'getArchive' },
        ],
        expect: [
          { step: 3, status: 200, body: { name: 'one' } },
          { step: 4, status: 200, body: { name: 'two' } },
        ],
      }),
    )
    expect(problems).toEqual([])
  })
})

describe('in a world of one’s own', () => {
  const slow = scenario({ given: { rest: { latency: '3s', answers: [{ answer: 'listArchives', status: 503 }] } } })

  test('the HTTP face that is there behaves as the scenario says, until the next reset', async () => {
    const simulator = createSimulator()
    const rest = createRest(simulator)
    applyScenario(simulator, slow)
    const { apiKey } = simulator.credentials()
    const list = async (): Promise<readonly number[]> => {
      const began = simulator.clock.now()
      const headers = { authorization: `Bearer ${bearer({ application_id: apiKey })}` }
      const { status } = await rest(
        new Request(`https://video.api.vonage.com/v2/project/${apiKey}/archive`, { headers }),
      )
      return [status, simulator.clock.now() - began]
    }
    expect([await list(), await list()]).toEqual([
      [503, 3000],
      [200, 3000],
    ])
    simulator.reset()
    expect(await list()).toEqual([200, 0])
  })

  test('a world without one refuses such a scenario and changes nothing; one that is made for it has one', () => {
    const simulator = createSimulator()
    const both = scenario({
      given: { network: { online: false } },
      faults: [{ failure: 'rest/listArchives/not-authorized' }],
    })
    expect(() => applyScenario(simulator, both)).toThrow(
      'faults[0].failure: This is about HTTP, and this world has none',
    )
    expect(simulator.journal.find({ what: 'network.goOffline' })).toEqual([])
    expect(simulatorFor(both).armed).toMatchObject([{ failure: 'rest/listArchives/not-authorized' }])
  })
})

test.each([
  [
    { given: { rest: { answers: [{ answer: 'startArchive' }] } } },
    'given.rest.answers[0]: says nothing. Give at least one of: status, spoil, delay',
  ],
  [{ given: { rest: { answers: [{ answer: 'startArchives', status: 503 }] } } }, 'Did you mean "startArchive"?'],
  [{ given: { rest: { answers: [{ answer: 'dial', status: 600 }] } } }, 'a status lies between 200 and 599'],
  [{ given: { rest: { latency: ['3s', '1s'] } } }, 'given.rest.latency: At least 3s and at most 1s is impossible'],
  [{ given: { rest: { webhooks: { repeat: 0 } } } }, 'given.rest.webhooks.repeat'],
  [
    { timeline: [{ at: 0, rest: { answer: 'dial', status: 500, spoil: 'malformed' } }] },
    'this has no effect beside status',
  ],
  [
    { timeline: [{ at: 0, rest: { answer: 'dial', spoil: 'malformed', body: 'x' } }] },
    'timeline[0].rest.body: this has no effect without status',
  ],
  [{ timeline: [{ at: 0, rest: { webhooks: {} } }] }, 'timeline[0].rest.webhooks: says nothing'],
  [
    { steps: [{ request: 'getArchive', path: { archives: 'x' } }] },
    'There is no part of the path of getArchive "archives"',
  ],
  [
    { steps: [{ request: 'stopCaptions', path: { captions: { $subscriber: 'x' } } }] },
    'steps[0].path.captions.$subscriber: A request carries text, and $subscriber is an object of the application.',
  ],
  [{ steps: [{ request: 'listArchives', body: {} }] }, 'steps[0].body: A GET has no body'],
  [{ steps: [{ request: 'listArchives', token: 'bad' }] }, 'steps[0].token'],
  [{ steps: [{ call: 'Session.connect' }], expect: [{ step: 1, status: 200 }] }, 'Step 1 makes no request'],
  [
    { steps: [{ request: 'listArchives' }], expect: [{ step: 1, fails: 'rest/dial/relayed-session' }] },
    'Step 1 asks rest/listArchives, which cannot fail with rest/dial/relayed-session',
  ],
  [{ expect: [{ fails: 'rest/dial/relayed-session' }] }, 'is the failure of a request. Say which, with "step"'],
  [{ faults: [{ failure: 'rest/dial/relayed' }] }, 'There is no failure "rest/dial/relayed"'],
  [{ timeline: [{ at: 0, release: 'rest/dial' }] }, 'The answer to rest/dial is not withheld at that time'],
])('%j is refused when it is read', (parts, words) => {
  expect(() => scenario(parts)).toThrow(words)
})
