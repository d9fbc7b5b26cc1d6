import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isForDialect } from '../src/author/play.ts'
import { dialects } from '../src/contract/dialect.ts'
import { type Failure, failures, findFailure } from '../src/contract/failures.ts'
import { matchKeysAt } from '../src/faults/match-keys.ts'
import { type Fixture, fixturesAndCalls, played } from './fixture-plays.ts'
import { importsOf } from './tidy/imports.ts'
import { sourceFiles } from './tidy/source-tree.ts'

const fixtures = new URL('../fixtures/', import.meta.url)

/** Whole calls, which are about no single failure. */
const calls = fixturesAndCalls.filter(({ name }) => name.startsWith('calls/'))
const all = fixturesAndCalls.filter((fixture) => !calls.includes(fixture))

const isFault = ({ name }: Fixture): boolean => name.endsWith('.fault')

const failureOf = ({ name, scenario }: Fixture): Failure => findFailure(scenario.failure ?? name)

/** Failures that come about by themselves, and whose error is of another operation's row, or is made by the browser. */
const unknown: readonly string[] = [
  'OT.initPublisher/unknown-audio-source',
  'OT.initPublisher/unknown-video-source',
  'Publisher.setAudioSource/unknown-device',
  'Session.dispatchEvent/missing-type',
  'Session.forceDisconnect/completion-null',
  'Session.forceUnpublish/completion-null',
  'Session.on/invalid-handler',
  'Session.publish/access-denied',
  'Session.publish/constraints-not-satisfied',
  'Session.publish/disconnected-while-publishing',
  'Session.publish/hardware-unavailable',
  'Session.publish/media-aborted',
  'Session.publish/media-not-supported',
  'Session.publish/no-devices-found',
  'Session.publish/no-valid-constraints',
  'Session.publish/screen-sharing-extension-not-registered',
  'Session.publish/screen-sharing-extension-not-installed',
  'Session.publish/screen-sharing-not-supported',
  'Session.publish/unable-to-capture-media',
  'Session.subscribe/disconnected-while-subscribing',
]

const plays = fixturesAndCalls.flatMap((fixture) =>
  dialects
    .filter((dialect) => isForDialect(fixture.scenario, dialect))
    .map((dialect) => [fixture.name, dialect, fixture] as const),
)

describe('every fixture is heard as the catalogue says', () => {
  test.each(plays)('%s in the dialect %s', async (_name, dialect, fixture) => {
    const { problems } = await played(fixture, dialect)
    expect(problems).toEqual([])
  })

  test('a refusal of connect() comes from the very failure that its fixture is about', async () => {
    const refusals = all.filter(({ scenario }) => scenario.failure?.startsWith('Session.connect/') === true)
    for (const fixture of refusals) {
      const { raised } = await played(fixture)
      expect([fixture.name, raised.at(-1)]).toEqual([fixture.name, fixture.scenario.failure])
    }
  })
})

describe('who listens to everything hears of each failure over its channels', () => {
  const byName = new Map(all.map((fixture) => [fixture.name, fixture]))
  const heardOf = async ({ id }: Failure): Promise<readonly string[] | null> => {
    const fixture = byName.get(id)
    return fixture === undefined ? null : (await played(fixture)).heardOver
  }
  /** The player of scenarios listens to everything but the events that tell of a failure. */
  const isListenedTo = (channel: string): boolean => channel !== 'event'

  const live = failures.filter(({ id, status }) => status === 'live' && !unknown.includes(id))
  test.each(live)('$id', async (row) => {
    const heard = await heardOf(row)
    expect(heard).not.toBeNull()
    for (const channel of heard?.filter(isListenedTo) ?? []) expect(row.channels).toContain(channel)
  })

  test('a failure whose row is not told apart stands in the list for as long as that is so', async () => {
    const rows = failures.filter(({ id }) => unknown.includes(id))
    expect(rows.map(({ id }) => id).sort()).toEqual([...unknown].sort())
    const found: string[] = []
    for (const row of rows) if ((await heardOf(row)) !== null) found.push(row.id)
    expect(found).toEqual([])
  })
})

test('every failure that a fixture asks for strikes, and knows what it can be matched on', async () => {
  const asking = fixturesAndCalls.filter(({ scenario }) => scenario.faults !== undefined)
  const wrong: unknown[] = []
  for (const fixture of asking) {
    const { known, unstruck } = await played(fixture)
    if (unstruck.length > 0 || known.size === 0) wrong.push([fixture.name, 'never strikes'])
    for (const [point, keys] of known) {
      const missing = matchKeysAt(point).filter((key) => !keys.includes(key))
      if (missing.length > 0) wrong.push([fixture.name, point, missing])
    }
  }
  expect(asking.length).toBeGreaterThan(250)
  expect(wrong).toEqual([])
}, 120_000)

/** Failures whose cause a scenario file cannot bring about; unit tests of their methods do. */
const beyondFiles = {
  'Publisher.applyAudioFilter/connector-set': 'a file has no connector that gives a track back',
  'Publisher.applyVideoFilter/connector-set': 'a file has no connector that gives a track back',
  'Publisher.setAudioSource/destroyed-meanwhile': 'steps wait for one another',
  'Publisher.publishVideo/no-camera':
    'a camera that is unplugged ends its track, and the publisher is told of that instead',
  'Session.disconnect/reconnection-begins': 'a step is no listener',
  'Session.publish/destroyed-in-the-same-turn': 'steps wait for one another',
  'Subscriber.getStats/destroyed-meanwhile': 'steps wait for one another',
  'Subscriber.subscribeToAudio/overridden': 'steps wait for one another',
  'Subscriber.subscribeToVideo/no-picture': 'the media of a simulated stream has the picture that the stream says',
  'Subscriber.subscribeToVideo/overridden': 'steps wait for one another',
} as const

test('who uses no scenario file loads nothing that reads them', () => {
  const byPath = new Map(sourceFiles.map((file) => [file.path, file]))
  const loaded = new Set<string>()
  const load = (path: string): void => {
    const file = byPath.get(path)
    if (file === undefined || loaded.has(path)) return
    loaded.add(path)
    for (const { target, specifier, when } of importsOf(file)) if (when === 'load') load(target ?? specifier)
  }
  for (const entrance of ['src/index.ts', 'src/simulator.ts', 'src/entry/msw.ts']) load(entrance)
  expect(loaded.size).toBeGreaterThan(50)
  expect([...loaded].filter((path) => /^src\/(scenario\/|author\/(scenario|play))/.test(path))).toEqual([])
})

describe('the calls', () => {
  test('are about no single failure, and tell what an application should make of them', () => {
    const odd = calls.filter(({ scenario: { failure, description = '', faults } }) => {
      return failure !== undefined || description === '' || faults !== undefined
    })
    expect(odd.map(({ name }) => name)).toEqual([])
  })

  test('tell in what order things are heard', () => {
    const silent = calls.filter(({ scenario }) => scenario.expect?.some((one) => 'order' in one) !== true)
    expect(silent.map(({ name }) => name)).toEqual([])
    expect(calls.length).toBeGreaterThanOrEqual(12)
  })
})

describe('the fixtures and the catalogue', () => {
  test('a fixture is named for its failure, and expects it', () => {
    for (const { name, scenario } of all) {
      expect(name.replace(/\.fault$/, '')).toBe(scenario.failure)
      expect(scenario.expect?.some((one) => 'fails' in one && one.fails === scenario.failure)).toBe(true)
    }
  })

  const names = new Set(all.map(({ name }) => name))
  const natural = all.filter((fixture) => failureOf(fixture).cause === 'natural' && !isFault(fixture))

  test('a failure with a natural cause is reached by it, but for those whose cause no file can bring about', () => {
    const asked = natural.filter(({ scenario }) => scenario.faults !== undefined)
    expect(asked.map(({ name }) => name).sort()).toEqual(Object.keys(beyondFiles).sort())
  })

  test('beside a failure that comes about by itself stands the one that is asked for', () => {
    const alone = natural.filter(({ name, scenario }) => scenario.faults === undefined && !names.has(`${name}.fault`))
    expect(alone.map(({ name }) => name)).toEqual([])
  })

  test('a fixture that asks for its failure says so', () => {
    const wrong = all.filter((fixture) => isFault(fixture) && fixture.scenario.faults === undefined)
    expect(wrong.map(({ name }) => name)).toEqual([])
    const alone = all.filter((fixture) => isFault(fixture) && !names.has(fixture.name.replace(/\.fault$/, '')))
    expect(alone.map(({ name }) => name)).toEqual([])
  })

  test('what SDK 2.35 never produces is for the documentation alone', () => {
    for (const fixture of all) {
      const expected = failureOf(fixture).sdk === null ? 'documented' : undefined
      expect([fixture.name, fixture.scenario.dialect]).toEqual([fixture.name, expected])
    }
  })
})

describe('the exception-handling guide', () => {
  interface GuideRow {
    readonly method: string
    readonly code?: number | null
    readonly name?: string | null
    readonly event?: string
  }
  const guide = JSON.parse(readFileSync(new URL('facts/guide-errors.json', fixtures), 'utf8')) as { errors: GuideRow[] }
  const rows = guide.errors.map(({ method, code, name, event }) => `guide:${method}#${code ?? name ?? event}`)

  const shown = new Set<string>(all.flatMap((fixture) => failureOf(fixture).documented.source))

  test.each(rows)('%s has a fixture', (row) => {
    expect(shown.has(row)).toBe(true)
  })

  test('and so has every row of the documentation that a failure is taken from', () => {
    const rowsOf = ({ documented }: Failure): readonly string[] => documented.source
    const ofThisVersion = failures.filter(({ since }) => since === undefined)
    expect(ofThisVersion.flatMap(rowsOf).filter((row) => !shown.has(row))).toEqual([])
  })
})
