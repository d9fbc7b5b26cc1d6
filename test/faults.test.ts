import { expect, test } from 'vitest'
import { failures } from '../src/contract/failures.ts'
import { parseScenario } from '../src/scenario/read.ts'
import { fixturesAndCalls } from './fixture-plays.ts'

test('every failure of the catalogue is asked for by a fixture', () => {
  const asked = new Set(
    fixturesAndCalls.flatMap(({ scenario: { faults = [] } }) => faults.map(({ failure }) => failure)),
  )
  const ofThisVersion = failures.filter(({ since }) => since === undefined)
  expect(ofThisVersion.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual([])
})

test('a scenario that matches a fault on what nobody knows is refused, with the place', () => {
  const text = JSON.stringify({
    title: 'x',
    faults: [{ failure: 'Session.connect/http-error', match: { streamid: 'x' } }],
  })
  expect(() => parseScenario(text, 'mine.json')).toThrow(/faults\[0\]\.match: .*"streamid"\. Did you mean "streamId"\?/)
})
