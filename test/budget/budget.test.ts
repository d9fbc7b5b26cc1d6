// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FaultPlan } from '../../src/faults/plan.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import budget from './budget.json' with { type: 'json' }
import { overspendings, spentBy } from './spent.ts'

type Session = ReturnType<Simulator['OT']['initSession']>

let simulator: Simulator
let session: Session

beforeEach(() => {
  simulator = createSimulator({ epoch: 0, seed: 1 })
})

afterEach(() => {
  simulator.dispose()
})

async function connect(): Promise<void> {
  const { apiKey, sessionId, token } = simulator.credentials()
  session = simulator.OT.initSession(apiKey, sessionId)
  session.connect(token, () => {})
  await simulator.settled()
}

async function publish(): Promise<void> {
  session.publish(
    simulator.OT.initPublisher(undefined, {}, () => {}),
    () => {},
  )
  await simulator.settled()
}

async function subscribe(): Promise<void> {
  simulator.room().join({ name: 'Bob' }).publish()
  await simulator.settled()
  const [stream] = session.streams.where({ name: '' })
  if (stream === undefined) throw new Error('Bob has no stream.')
  session.subscribe(stream, undefined, {}, () => {})
  await simulator.settled()
}

async function moderate(): Promise<void> {
  await session.forceMuteAll([]).catch(() => {})
  await simulator.settled()
}

const works = { connect, publish, subscribe, moderate, reset: () => simulator.reset() }
const steps = ['connect', 'publish', 'subscribe', 'moderate', 'reset'] as const

test('each step of an ordinary test spends no more than its budget', async () => {
  const problems: string[] = []
  for (const name of steps) {
    problems.push(...overspendings(name, await spentBy(works[name]), budget.steps[name]))
  }
  expect(problems).toEqual([])
})

test('a slow path that comes back is told of: an operation that is asked for twice', async () => {
  await connect()
  const { atClient } = FaultPlan.prototype
  const spent = await spentBy(async () => {
    let isAgain = false
    vi.mocked(FaultPlan.prototype.atClient).mockImplementation(function (this: FaultPlan, ...args) {
      isAgain = !isAgain
      if (isAgain) this.atClient(...args)
      return Reflect.apply(atClient, this, args)
    })
    await publish()
  })
  expect(overspendings('publish', spent, budget.steps.publish)).toEqual([
    expect.stringContaining('askings, and the budget has'),
  ])
})
