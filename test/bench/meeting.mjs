// A meeting of hours under the manual clock: how fast it plays, and what one event of it costs.
import { createSimulator } from 'fake-opentok/simulator'
import { leastOf, microseconds, processorTime } from './measure.mjs'
import { connect } from './world.mjs'

/** A meeting with a client that subscribes to everybody, and so many people who come, go, publish, mute and chat. */
async function meeting({ people, churn }) {
  const simulator = createSimulator({ seed: 1, epoch: 0, clock: 'manual' })
  const session = await connect(simulator, simulator, () => simulator.clock.advance('1s'))
  session.on('streamCreated', ({ stream }) => session.subscribe(stream, undefined, {}, () => {}))
  simulator.room().crowd({ people, publish: 0.1, churn })
  await simulator.clock.advance('1m')
  return simulator
}

/** How many times faster than it lasts a meeting plays, and how many events the application heard in it. */
export async function playedMeeting({ people = 200, churn = 30, hours = 4 } = {}) {
  const simulator = await meeting({ people, churn })
  let events = 0
  simulator.journal.watch(({ kind }) => {
    if (kind === 'event') events++
  })
  const taken = await microseconds(() => simulator.clock.advance(`${hours}h`))
  simulator.dispose()
  return { faster: (hours * 3_600_000_000) / taken, seconds: taken / 1e6, events }
}

/** Microseconds of processor time for an hour of a meeting, by what happened in it: entries of the journal. */
export async function momentCost({ people, churn = 600 }) {
  const simulator = await meeting({ people, churn })
  let entries = 0
  simulator.journal.watch(() => entries++)
  const cost = await leastOf(3, async () => {
    entries = 0
    const taken = await processorTime(() => simulator.clock.advance('5m'))
    return taken / entries
  })
  simulator.dispose()
  return cost
}
