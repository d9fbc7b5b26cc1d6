import { expect, test } from 'vitest'
import { applyScenario } from '../../src/author/scenario.ts'
import { createRest } from '../../src/entry/rest.ts'
import { playScenario, readScenario } from '../../src/entry/scenario.ts'
import { createSimulator } from '../../src/simulator.ts'
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
  }
}

const rawWords =
  /Cannot (read|destructure|convert)|is not a function|is not iterable|undefined \(|Invalid |Maximum call|\[object/

test('there are more than a hundred of them, each once', () => {
  expect(slips.length).toBeGreaterThan(150)
  expect(new Set(slips).size).toBe(slips.length)
})

test.each(slips)('%s', async (slip) => {
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
