import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readScenario } from '../scenario/read.ts'
import { deviceConditions, ScenarioError } from '../scenario/scenario.ts'
import { createSimulator } from '../simulator.ts'
import { devices as givenDevices, socketWords } from '../vocabulary/words.ts'
import { applyScenario } from './scenario.ts'

const word = fc.constantFrom('', 'alice', 'bob', 'Alice', '1', '2_abc', 'T1==')
const roles = fc.constantFrom('subscriber', 'publisher', 'publisheronly', 'moderator')
const some = <Entries extends object>(entries: { [Key in keyof Entries]: fc.Arbitrary<Entries[Key]> }) =>
  fc.record(entries, { requiredKeys: [] })

const given = some({
  token: fc.oneof(word, some({ role: roles, expiresIn: fc.constantFrom('-1h', 0, '4h'), data: word, session: word })),
  apiKey: word,
  sessionId: word,
  session: some({ encrypted: fc.boolean(), maxConnections: fc.nat(3), maxStreams: fc.nat(3) }),
  network: some({
    latency: fc.tuple(fc.nat(50), fc.nat(50)),
    online: fc.boolean(),
    socket: fc.array(fc.constantFrom(...socketWords), { maxLength: 2 }),
  }),
  devices: fc.dictionary(fc.constantFrom(...givenDevices), fc.constantFrom(...deviceConditions)),
  browser: some({ userMedia: fc.boolean(), autoplay: fc.boolean() }),
  room: fc.array(
    fc.record(
      { name: word, role: roles, publishes: fc.array(some({ name: word }), { maxLength: 2 }) },
      { requiredKeys: ['name'] },
    ),
    { maxLength: 3 },
  ),
})

const fault = fc.record(
  {
    failure: fc.constantFrom('Session.connect/expired-token', 'Session/network-lost', 'Session.subscribe/webrtc-error'),
    times: fc.nat(2),
    match: fc.dictionary(fc.constantFrom('client', 'streamId', 'nonsense'), word),
  },
  { requiredKeys: ['failure'] },
)

const dialect = fc.constantFrom('sdk' as const, 'documented' as const)

const isRefusal = (error: unknown): boolean => error instanceof ScenarioError

test('whatever a scenario says, it is brought about as a whole, or refused before anything is changed', () => {
  let refused = 0
  fc.assert(
    fc.property(given, fc.array(fault, { maxLength: 2 }), dialect, (circumstances, faults, chosen) => {
      const simulator = createSimulator({ clock: 'manual', dialect: chosen, epoch: 0 })
      try {
        applyScenario(simulator, readScenario({ title: 'Drawn by lot', given: circumstances, faults }))
      } catch (error) {
        refused++
        expect([isRefusal(error), simulator.journal.entries, simulator.clock.pending()]).toEqual([true, [], []])
      } finally {
        simulator.dispose()
      }
    }),
    { numRuns: 300 },
  )
  expect(refused).toBeGreaterThan(10)
  expect(refused).toBeLessThan(300)
})
