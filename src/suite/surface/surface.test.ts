import { describe, expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../../author/simulator.ts'
import type { FailureId } from '../../contract/failures.ts'
import { FileSurface } from './file-surface.ts'
import { demandCoverageOptions, reportOf } from './report.ts'
import { rowsOf } from './rows.ts'
import { emptySurface, mergeSurfaces, type Surface, seenIn } from './surface.ts'
import { surfaceAcross, tellSurface } from './tested.ts'

async function connecting(prepare: (simulator: Simulator) => void, listens: boolean): Promise<Simulator> {
  const simulator = createSimulator({ seed: 1, epoch: 0 })
  prepare(simulator)
  const { apiKey, sessionId, token } = simulator.credentials()
  simulator.OT.initSession(apiKey, sessionId).connect(token, ...(listens ? [() => {}] : []))
  await simulator.settled()
  return simulator
}

function surfaceOf(simulator: Simulator, test = 'a test'): Surface {
  const file = new FileSurface()
  file.add(simulator, test)
  return file.surface
}

const failing = (id: FailureId, listens = true): Promise<Simulator> =>
  connecting((simulator) => simulator.fail(id), listens)

const offlineWorld = await failing('Session.connect/offline')
const offline = surfaceOf(offlineWorld)
const deaf = surfaceOf(await failing('Session.connect/http-error', false))

const fileOf = (surface: Surface, name: string): string => reportOf(surface).files[`coverage/opentok/${name}`] ?? ''

describe('what a test reached', () => {
  test('says what was called, what failed, in which dialect and over which channel the application heard', () => {
    expect(offline.calls['Session.connect']).toBe(1)
    expect(offline.failures['Session.connect/offline']).toMatchObject({
      times: 1,
      dialects: ['documented'],
      heard: { completion: 1 },
    })
    expect(deaf.failures['Session.connect/http-error']?.heard).toEqual({})
  })

  test('a failure that was armed and never struck does not count', async () => {
    const world = await connecting((simulator) => simulator.fail('Session.publish/ice-failed'), true)
    expect(surfaceOf(world).failures).toEqual({})
  })

  test('is the same in whatever order it is put together', () => {
    const [one, other] = [seenIn(offline, 'b.test.ts'), seenIn(deaf, 'b.test.ts')]
    const again = seenIn(surfaceOf(offlineWorld, 'z, and yet first by its path'), 'a.test.ts')
    const forwards = [one, other, again].reduce(mergeSurfaces, emptySurface)
    const backwards = [again, other, one].reduce(mergeSurfaces, emptySurface)
    expect(reportOf(forwards)).toEqual(reportOf(backwards))
    expect(forwards.failures['Session.connect/offline']?.shown?.test).toBe('z, and yet first by its path')
  })
})

describe('the pictures of a file', () => {
  test('are drawn when the file ends: one for the test that is first by name, however many reach the failure', () => {
    let drawn = 0
    const file = new FileSurface(() => `picture ${++drawn}`)
    for (let at = 199; at >= 0; at--) file.add(offlineWorld, `test ${String(at).padStart(3, '0')}`)
    expect(drawn).toBe(0)
    expect(file.surface.failures['Session.connect/offline']).toMatchObject({
      times: 200,
      shown: { test: 'test 000', picture: 'picture 1' },
    })
    expect(drawn).toBe(1)
  })

  test('are not drawn for tests that reach no failure', async () => {
    const world = await connecting(() => {}, true)
    const file = new FileSurface(() => expect.fail('A picture was drawn.'))
    file.add(world, 'joins')
    expect(file.surface.calls['Session.connect']).toBe(1)
  })

  test('show what happened in the test, although its world was made as new since', async () => {
    const world = await failing('Session.connect/offline')
    const file = new FileSurface()
    file.add(world, 'a test')
    world.reset()
    expect(file.surface).toEqual(offline)
  })
})

describe('the report', () => {
  test('an operation is a file, a failure a statement, a channel a branch, the call a function', () => {
    const map = JSON.parse(fileOf(offline, 'coverage-final.json'))
    const file = map['coverage/opentok/surface/Session.connect.txt']
    const rows = rowsOf(offline, 'called').filter(({ operation }) => operation === 'Session.connect')
    const at = rows.findIndex(({ id }) => id === 'Session.connect/offline')
    expect(file.f).toEqual({ 0: 1 })
    expect(file.s[at]).toBe(1)
    expect(file.b[at]).toEqual(rows[at]?.channels.map((channel) => (channel === 'completion' ? 1 : 0)))
    expect(Object.keys(file.s)).toHaveLength(rows.length)
    expect(fileOf(offline, 'lcov.info')).toContain('SF:coverage/opentok/surface/Session.connect.txt')
  })

  test('a row without channels has no branch', () => {
    const { files } = reportOf(emptySurface, { scope: 'all' })
    const file = JSON.parse(files['coverage/opentok/coverage-final.json'] ?? '')['coverage/opentok/surface/Session.txt']
    expect(Object.keys(file.branchMap).length).toBeLessThan(Object.keys(file.statementMap).length)
  })

  test('the page needs nothing beside it, says where nobody listened, and marks one of two truths', () => {
    const page = fileOf(mergeSurfaces(offline, deaf), 'index.html')
    expect(page).not.toMatch(/<(link|script)[^>]*(src|href)=/)
    expect(page).toContain('nobody listened')
    expect(page).toContain('sequenceDiagram')
  })

  test('the guide has 16 rows, and a threshold names what is missing', () => {
    const { shortfalls, table } = reportOf(offline, { scope: 'guide', thresholds: { reached: 100 } })
    expect(rowsOf(offline, 'guide')).toHaveLength(16)
    expect(shortfalls[0]).toContain('the threshold is 100 %. Not reached:\n  ')
    expect(table).toContain('Session.connect')
  })

  test.each([
    [{ scope: 'everything' }, 'reporter(options.scope): There is no scope "everything"'],
    [{ thresholds: { reached: 101 } }, 'reporter(options.thresholds.reached): 101 is impossible'],
    [{ folders: 'x' }, 'reporter() has no option "folders"'],
  ])('%j is refused', (options, words) => {
    expect(() => demandCoverageOptions('reporter', [options])).toThrow(words)
  })
})

describe('results that came back from a runner', () => {
  test('without the set-up file there is nothing to report, and it says so', () => {
    expect(surfaceAcross([{ path: 'a', record: undefined }]).problem).toContain('Name "fake-opentok/vitest"')
  })

  test('of two versions are not told together', () => {
    const record = { ...tellSurface(offline), version: '0.0.9' }
    expect(surfaceAcross([{ path: 'a', record }]).problem).toContain('several versions of fake-opentok (0.0.9, ')
  })
})
