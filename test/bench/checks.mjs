// What it costs that control verbs look at their arguments: the check alone, and the whole verb with its check, by the same
// tables and in the same run. Both come module by module from .build/, where the check can be called by itself.
import { leastOf, processorTime } from './measure.mjs'

const { createSimulator } = await import('../../.build/simulator.js')
const { demandArguments } = await import('../../.build/vocabulary/check.js')
const { verbTables } = await import('../../.build/author/verbs/verbs.js')

const calls = [
  { noun: 'participant', verb: 'signal', args: [{ type: 'chat', data: 'hello' }] },
  { noun: 'participant', verb: 'caption', args: ['hello', { isFinal: false }] },
  { noun: 'network', verb: 'setLatency', args: [20, 80] },
  { noun: 'simulator', verb: 'fail', args: ['Session.signal/recipient-not-found', { times: 2 }] },
]

const count = 2000

const perCall = (run) =>
  leastOf(7, async () => {
    const taken = await processorTime(() => {
      for (let index = 0; index < count; index++) run()
    })
    return taken / count
  })

/** For each verb: microseconds of the check, and of the verb with its check. */
export async function checkCosts() {
  const rows = []
  for (const { noun, verb, args } of calls) {
    const simulator = createSimulator({ clock: 'manual', epoch: 0 })
    const participant = simulator.room().join({ name: 'alice' })
    participant.publish()
    const object = { simulator, participant, network: simulator.network }[noun]
    const name = `${noun}.${verb}`
    const { params } = verbTables[noun][verb]
    const check = await perCall(() => demandArguments(name, params, args))
    const whole = await perCall(() => object[verb](...args))
    rows.push({ name, check, whole })
    simulator.dispose()
  }
  return rows
}
