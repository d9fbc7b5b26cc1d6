import { createSimulator, type Simulator } from 'fake-opentok/simulator'
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether every entrance is tried in every situation: npm run test:long does it. */
    readonly allSituations: boolean
  }
}

beforeEach(() => {
  document.body.innerHTML = '<div id="call"></div>'
})

afterEach(() => {
  document.body.innerHTML = ''
})

interface Situation {
  readonly ownPublisher: boolean
  readonly insertDefaultUI: boolean
  readonly people: number
  readonly join: 'before' | 'after'
}

const situations: readonly Situation[] = [true, false].flatMap((ownPublisher) =>
  [true, false].flatMap((insertDefaultUI) =>
    [1, 4].flatMap((people) =>
      (['before', 'after'] as const).map((join) => ({ ownPublisher, insertDefaultUI, people, join })),
    ),
  ),
)

/** Goes through a call; resolves with the names of what was answered, errors by their names. */
async function answersIn(simulator: Simulator, situation: Situation): Promise<readonly string[]> {
  const { ownPublisher, insertDefaultUI, people, join } = situation
  const { apiKey, sessionId, token } = simulator.credentials()
  const everybodyJoins = (): void => {
    for (const name of ['Alice', 'Bob', 'Carol', 'Dave'].slice(0, people))
      simulator.room().join({ name }).publish({ name })
  }
  const options = insertDefaultUI ? { insertMode: 'append' as const } : { insertDefaultUI }
  const target = insertDefaultUI ? 'call' : undefined
  const answers: string[] = []
  const answered = (what: string) => (error?: { readonly name: string }) => void answers.push(error?.name ?? what)
  if (join === 'before') everybodyJoins()
  const session = simulator.OT.initSession(apiKey, sessionId)
  session.on('streamCreated', ({ stream }) => void session.subscribe(stream, target, options, answered('subscribed')))
  session.connect(token, (error) => {
    answered('connected')(error)
    if (ownPublisher) session.publish(simulator.OT.initPublisher(target, options), answered('published'))
  })
  if (join === 'after') everybodyJoins()
  await simulator.settled()
  return answers.sort()
}

const expectedIn = ({ ownPublisher, people }: Situation): readonly string[] =>
  ['connected', ...(ownPublisher ? ['published'] : []), ...Array<string>(people).fill('subscribed')].sort()

/** The entrances that an application has, each with its own default world. */
const entrances = {
  createSimulator: async () => createSimulator(),
  'fake-opentok': async () => {
    const [{ default: OT }, { simulator }] = await Promise.all([
      import('fake-opentok'),
      import('fake-opentok/simulator'),
    ])
    expect(simulator.OT).toBe(OT)
    return simulator
  },
  'fake-opentok/auto': async () => {
    const { simulator } = await import('fake-opentok/auto')
    expect(Reflect.get(globalThis, 'OT')).toBe(simulator.OT)
    return simulator
  },
}

/** Any two values of two circumstances meet in one of these. */
const fewSituations: readonly Situation[] = [
  { ownPublisher: true, insertDefaultUI: true, people: 4, join: 'after' },
  { ownPublisher: true, insertDefaultUI: false, people: 1, join: 'before' },
  { ownPublisher: false, insertDefaultUI: true, people: 1, join: 'after' },
  { ownPublisher: false, insertDefaultUI: false, people: 4, join: 'before' },
  { ownPublisher: false, insertDefaultUI: true, people: 4, join: 'before' },
  { ownPublisher: true, insertDefaultUI: false, people: 1, join: 'after' },
]

describe.each(Object.entries(entrances))('%s, with default options', (name, enter) => {
  test.each(name === 'createSimulator' || inject('allSituations') ? situations : fewSituations)(
    'everybody is seen (own publisher: $ownPublisher, default UI: $insertDefaultUI, $people people, $join connecting)',
    async (situation) => {
      const simulator = await enter()
      const started = simulator.clock.now()
      expect(await answersIn(simulator, situation)).toEqual(expectedIn(situation))
      expect(simulator.clock.now() - started).toBeLessThan(5000)
      expect(simulator.journal.find({ what: 'page did not answer' })).toEqual([])
      simulator.reset()
    },
  )
})

describe('the page answers in real time', () => {
  const everybody: Situation = { ownPublisher: true, insertDefaultUI: true, people: 4, join: 'before' }

  test('a time-out that was arranged runs in simulated time all the same', async () => {
    const simulator = createSimulator()
    simulator.media.arrangeElements({ of: 'subscriber', neverLoads: true })
    const started = simulator.clock.now()
    await answersIn(simulator, { ...everybody, ownPublisher: false, people: 1 })
    expect(simulator.clock.now() - started).toBeGreaterThanOrEqual(5000)
    simulator.dispose()
  })

  test('clock.advance() of a manual clock takes a whole call with it', async () => {
    const simulator = createSimulator({ clock: 'manual' })
    const { apiKey, sessionId, token } = simulator.credentials()
    simulator.room().join({ name: 'Alice' }).publish({ name: 'Alice' })
    const session = simulator.OT.initSession(apiKey, sessionId)
    const heard: string[] = []
    session.on('streamCreated', ({ stream }) => {
      session.subscribe(stream, 'call', { insertMode: 'append' }, (error) => heard.push(error?.name ?? 'subscribed'))
    })
    session.connect(token)
    await simulator.clock.advance('10s')
    expect(heard).toEqual(['subscribed'])
    simulator.dispose()
  })

  test("loads: 'clock' makes every run of a page the same", async () => {
    const run = async (): Promise<unknown> => {
      const simulator = createSimulator({ loads: 'clock', epoch: 0 })
      await answersIn(simulator, everybody)
      const entries = simulator.journal.find({}).map(({ at, kind, who, what }) => `${at} ${kind} ${who} ${what}`)
      simulator.dispose()
      document.body.innerHTML = '<div id="call"></div>'
      return entries
    }
    expect(await run()).toEqual(await run())
  })

  test('the clock in the picture moves while simulated time stands still', async () => {
    const written = vi.spyOn(CanvasRenderingContext2D.prototype, 'fillText')
    const simulator = createSimulator()
    simulator.OT.initPublisher('call', { insertMode: 'append' })
    await simulator.settled()
    const times = (): Set<unknown> =>
      new Set(written.mock.calls.map(([text]) => text).filter((text) => /^\d\d:\d\d:\d\d$/.test(text)))
    await expect.poll(() => times().size).toBeGreaterThan(1)
    simulator.dispose()
    written.mockRestore()
  })
})
