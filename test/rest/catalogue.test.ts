import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { restFailureList } from '../../src/contract/rest/failures.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { createMatchers } from '../../src/suite/matchers/matchers.ts'
import { FileSurface } from '../../src/suite/surface/file-surface.ts'
import { reportOf } from '../../src/suite/surface/report.ts'
import { rowsOf } from '../../src/suite/surface/rows.ts'
import type { Surface } from '../../src/suite/surface/surface.ts'
import { demandAllowable } from '../../src/suite/unmet-report.ts'
import { inSession } from './cause.ts'
import { type Called, called } from './service-caller.ts'

const recordedTwice = async (): Promise<Called> => {
  const call = await called()
  await call.ask('startArchive', inSession()(call))
  await call.ask('startArchive', inSession()(call))
  return call
}

describe('who heard of a failure of HTTP', () => {
  test('is the server that was answered with it', async () => {
    const { simulator } = await recordedTwice()
    expect(simulator.heardOf('rest/startArchive/already-recording')).toMatchObject([
      { who: 'server', over: 'response' },
    ])
    expect(simulator.heardOf('rest/startArchive/session-not-found')).toEqual([])
  })

  test('one that was asked for counts once, and one that never struck not at all', async () => {
    const { simulator, ask } = await called()
    simulator.fail('rest/listArchives/not-authorized')
    simulator.fail('rest/startRender/malformed-url')
    await ask('listArchives')
    expect(simulator.heardOf('rest/listArchives/not-authorized')).toHaveLength(1)
    expect(simulator.heardOf('rest/startRender/malformed-url')).toEqual([])
  })

  test('an id that is none is refused with the nearest, and a world without HTTP says so', async () => {
    const { simulator } = await called()
    expect(() => simulator.heardOf('rest/startArchive/alredy-recording' as never)).toThrow('already-recording')
    expect(() => createSimulator().heardOf('rest/startArchive/already-recording')).toThrow('this world has none')
  })

  test('a matcher asks for it, with no other channel than the response', async () => {
    const { simulator } = await recordedTwice()
    const { toHaveHeard } = createMatchers(() => [simulator])
    expect(toHaveHeard(simulator, 'rest/startArchive/already-recording', 'response').pass).toBe(true)
    expect(toHaveHeard(simulator, 'rest/startArchive/session-not-found').pass).toBe(false)
    expect(() => toHaveHeard(simulator, 'rest/startArchive/already-recording', 'promise')).toThrow(
      'told over: response',
    )
  })

  test('what a test may leave unmet is a failure or a request that there is', async () => {
    await called()
    demandAllowable('rest/startArchive/already-recording')
    demandAllowable('rest/startArchive')
    expect(() => demandAllowable('rest/startArchives')).toThrow('names no failure, operation or entry')
  })
})

function surfaceOf(world: Simulator): Surface {
  const file = new FileSurface()
  file.add(world, 'a test')
  return file.surface
}

describe('the coverage of the error surface', () => {
  const idsIn = (surface: Surface, scope: 'called' | 'all'): readonly string[] =>
    rowsOf(surface, scope)
      .map(({ id }) => id)
      .filter((id) => id.startsWith('rest/'))

  test('has the failures of the requests that were made, each with who heard', async () => {
    const { simulator } = await recordedTwice()
    const surface = surfaceOf(simulator)
    expect(surface.calls['rest/startArchive']).toBe(1)
    expect(surface.failures['rest/startArchive/already-recording']).toMatchObject({ times: 1, heard: { response: 1 } })
    const own = restFailureList.filter(({ operation }) => operation === 'startArchive').map(({ id }) => id)
    expect(idsIn(surface, 'called')).toEqual(own)
    expect(idsIn(surface, 'all')).toHaveLength(restFailureList.length)
    const { files, table } = reportOf(surface)
    expect(table).toMatch(/^rest\/startArchive +1 +\d+/m)
    expect(files['coverage/opentok/surface/rest/startArchive.txt']).toContain('HTTP 409')
    expect(files['coverage/opentok/index.html']).toContain('the answer to the server’s request')
  })

  test('leaves HTTP out where no test asked for anything', () => {
    expect(idsIn(surfaceOf(createSimulator()), 'all')).toEqual([])
  })
})

test('every failure of HTTP stands in ERRORS.md, which leads to REST.md', () => {
  const page = readFileSync(new URL('../../ERRORS.md', import.meta.url), 'utf8')
  expect(restFailureList.filter(({ id }) => !page.includes(`\`${id}\``)).map(({ id }) => id)).toEqual([])
  expect(page).toContain('](REST.md#startarchive)')
})
