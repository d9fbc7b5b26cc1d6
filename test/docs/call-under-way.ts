import type { Publisher, Session, Stream, Subscriber } from 'fake-opentok'
import { createSimulator, type Participant, type Simulator } from 'fake-opentok/simulator'

export { createSimulator }

/** What a fragment of the documentation takes for granted: a call with Alice, who is seen. */
export interface CallUnderWay {
  readonly simulator: Simulator
  readonly OT: Simulator['OT']
  readonly session: Session
  readonly publisher: Publisher
  readonly subscriber: Subscriber
  /** Alice's stream. */
  readonly stream: Stream
  readonly alice: Participant
  end(): Promise<void>
}

/** Brings about such a call in a world of its own. */
export async function callUnderWay(): Promise<CallUnderWay> {
  const simulator = createSimulator()
  const { OT } = simulator
  const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator' })
  const alice = simulator.room().join({ name: 'Alice' })
  alice.publish({ name: 'Alice' })
  const session = OT.initSession(apiKey, sessionId)
  const publisher = OT.initPublisher()
  const subscribing = new Promise<Subscriber>((resolve) => {
    session.on('streamCreated', ({ stream }) => resolve(session.subscribe(stream)))
  })
  await session.connect.promise(token)
  await session.publish.promise(publisher)
  const subscriber = await subscribing
  await simulator.settled()
  const { stream } = subscriber
  if (stream === null || stream === undefined) throw new Error('Alice is not seen.')
  const end = async (): Promise<void> => {
    await simulator.settled()
    simulator.dispose()
  }
  return { simulator, OT, session, publisher, subscriber, stream, alice, end }
}
