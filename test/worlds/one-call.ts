import type { SimulatorOptions } from '../../src/author/options.ts'
import type { Publisher, Session, Subscriber } from '../../src/index.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'

/** A publisher with its media, of one client. */
export async function readyPublisher(
  properties: object = {},
  options: SimulatorOptions = {},
): Promise<{ simulator: Simulator; publisher: Publisher }> {
  const simulator = createSimulator({ seed: 1, epoch: 0, clock: 'manual', ...options })
  const publisher = simulator.OT.initPublisher(undefined, properties)
  await simulator.clock.advance(0)
  return { simulator, publisher }
}

export interface OneCall {
  readonly simulator: Simulator
  readonly session: Session
  readonly publisher: Publisher
  /** The other person's. */
  readonly otherSession: Session
  readonly subscriber: Subscriber
}

/** One person publishes and another subscribes, until the picture is there. Time stands still but for `advance()`. */
export async function oneCall(properties: object = {}, options: SimulatorOptions = {}): Promise<OneCall> {
  const simulator = createSimulator({ seed: 1, epoch: 0, clock: 'manual', ...options })
  const pass = (): Promise<void> => simulator.clock.advance(1000)
  const enter = async (OT: Simulator['OT']): Promise<Session> => {
    const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator' })
    const session = OT.initSession(apiKey, sessionId)
    session.connect(token, () => {})
    await pass()
    return session
  }
  const otherSession = await enter(simulator.createClient().OT)
  let subscriber: Subscriber | undefined
  otherSession.on('streamCreated', ({ stream }) => {
    subscriber = otherSession.subscribe(stream, undefined, {})
  })
  const session = await enter(simulator.OT)
  const publisher = simulator.OT.initPublisher(undefined, properties)
  session.publish(publisher)
  await simulator.clock.advance(10_000)
  if (subscriber === undefined) throw new Error('The other person was told of no stream.')
  return { simulator, session, publisher, otherSession, subscriber }
}

/** What came of a promise, with nothing thrown: the name and the code of its error, or its value. */
export const outcomeOf = (promise: PromiseLike<unknown>): PromiseLike<unknown> =>
  promise.then(
    (value) => ({ value }),
    (error: { name?: string; code?: unknown }) => ({ name: error.name, code: error.code }),
  )
