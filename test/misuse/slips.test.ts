import { expect, test } from 'vitest'
import { applyScenario } from '../../src/author/scenario.ts'
import { createRest } from '../../src/entry/rest.ts'
import { playScenario, readScenario, ScenarioError } from '../../src/entry/scenario.ts'
import { createSimulator, errorOf } from '../../src/simulator.ts'
import { fileSlips, freshSlips } from './fresh-slips.ts'
import { lookAt } from './live-objects.ts'
import { slips } from './slips.ts'

/** What a slip can speak of. */
function scene() {
  const simulator = createSimulator({ epoch: 0, clock: 'manual' })
  const client = simulator.createClient()
  const room = simulator.room()
  const bob = room.join({ name: 'Bob', role: 'moderator' })
  bob.publish()
  const crowd = room.crowd({ people: 2, churn: 1 })
  const held = simulator.hold('Session.connect')
  const rest = createRest(simulator)
  return {
    simulator,
    createSimulator,
    room,
    bob,
    crowd,
    held,
    client,
    rest,
    createRest,
    applyScenario,
    readScenario,
    playScenario,
    errorOf,
  }
}

const rawWords =
  /Cannot (read|destructure|convert)|is not a function|is not iterable|undefined \(|Invalid |Maximum call|\[object/

const all = [...slips, ...freshSlips]

test('there are more than a hundred of them, each once', () => {
  expect(all.length).toBeGreaterThan(400)
  expect(new Set(all).size).toBe(all.length)
})

test.each(fileSlips)('%j is no scenario', (file) => {
  let told: unknown = null
  try {
    readScenario(file)
  } catch (error) {
    told = error
  }
  expect(told, 'accepted in silence').toBeInstanceOf(ScenarioError)
  const { problems } = told as ScenarioError
  for (const { message } of problems) {
    expect(message).not.toMatch(rawWords)
    expect(message.length).toBeGreaterThan(20)
  }
})

test.each(all)('%s', async (slip) => {
  const parts = scene()
  const lines = slip.split('; ')
  const run = (code: string): unknown => new Function(...Object.keys(parts), `return ${code}`)(...Object.values(parts))
  for (const line of lines.slice(0, -1)) run(line)
  const before = lookAt({ simulator: parts.simulator, held: [] })
  let told: unknown = null
  try {
    await run(lines.at(-1) ?? '')
  } catch (error) {
    told = error
  }
  expect(told, 'accepted in silence').toBeInstanceOf(Error)
  const { message } = told as Error
  expect(message).not.toMatch(rawWords)
  expect(message.length).toBeGreaterThan(40)
  expect(lookAt({ simulator: parts.simulator, held: [] }), 'changed the world').toBe(before)
})
