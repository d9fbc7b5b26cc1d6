import { describe, expect, test } from 'vitest'
import type { Session, Subscriber } from '../../src/index.ts'
import type { Widget } from '../../src/ports/view.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'

const ours = 'a long enough secret'
const theirs = 'another secret'

interface Encrypted {
  readonly simulator: Simulator
  readonly sender: Session
  readonly receiver: Session
  readonly heard: string[]
}

/** One client publishes with one secret, another subscribes with another. */
async function encrypted(): Promise<Encrypted> {
  const simulator = createSimulator({ seed: 1, epoch: 0 })
  const heard: string[] = []
  simulator.room().setRules({ encrypted: true })
  const { apiKey, sessionId, token } = simulator.credentials()
  const receiver = simulator.createClient().OT.initSession(apiKey, sessionId, { encryptionSecret: theirs })
  const listen = (subscriber: Subscriber): void => {
    for (const type of ['encryptionSecretMismatch', 'encryptionSecretMatch']) {
      subscriber.on(type, () => heard.push(type))
    }
  }
  receiver.on('streamCreated', ({ stream }) => listen(receiver.subscribe(stream)))
  receiver.connect(simulator.credentials().token)
  const sender = simulator.OT.initSession(apiKey, sessionId, { encryptionSecret: ours })
  sender.connect(token, () => sender.publish(simulator.OT.initPublisher()))
  await simulator.settled()
  return { simulator, sender, receiver, heard }
}

describe('two clients with different secrets', () => {
  test('cannot see each other, and are told so once', async () => {
    const { heard } = await encrypted()
    expect(heard).toEqual(['encryptionSecretMismatch'])
  })

  test('can again once who receives has the secret of who sends', async () => {
    const { simulator, receiver, heard } = await encrypted()
    await receiver.setEncryptionSecret(ours)
    await simulator.settled()
    expect(heard).toEqual(['encryptionSecretMismatch', 'encryptionSecretMatch'])
  })

  test('can again once who sends has the secret of who receives', async () => {
    const { simulator, sender, heard } = await encrypted()
    await sender.setEncryptionSecret(theirs)
    await simulator.settled()
    expect(heard).toEqual(['encryptionSecretMismatch', 'encryptionSecretMatch'])
  })

  test('the service is never told a secret', async () => {
    const { simulator } = await encrypted()
    const written = JSON.stringify(simulator.journal.entries)
    expect([written.includes(ours), written.includes(theirs)]).toEqual([false, false])
  })
})

describe('a relayed session', () => {
  const statistics = (publisher: ReturnType<Simulator['OT']['initPublisher']>): Promise<readonly unknown[]> =>
    new Promise((resolve, reject) =>
      publisher.getStats((error, list) =>
        error ? reject(error) : resolve(list?.map(({ connectionId }) => connectionId) ?? []),
      ),
    )

  test('has one connection for each subscriber, until they leave', async () => {
    const simulator = createSimulator({ seed: 1, epoch: 0, clock: 'manual' })
    simulator.room().setRules({ relayed: true })
    const [alice, bob] = ['Alice', 'Bob'].map((name) => simulator.room().join({ name }))
    const { apiKey, sessionId, token } = simulator.credentials()
    const session = simulator.OT.initSession(apiKey, sessionId)
    const publisher = simulator.OT.initPublisher()
    session.connect(token, () => session.publish(publisher))
    await simulator.clock.advance(1000)
    const streamId = publisher.stream?.streamId ?? ''
    const first = alice?.subscribe(streamId) ?? ''
    bob?.subscribe(streamId)
    await simulator.clock.advance(5000)
    const count = async (): Promise<number> => {
      const asked = statistics(publisher)
      await simulator.clock.advance(100)
      return (await asked).length
    }
    expect(await count()).toBe(2)
    alice?.unsubscribe(first)
    await simulator.clock.advance(1000)
    expect(await count()).toBe(1)
    alice?.subscribe(streamId)
    bob?.leave()
    await simulator.clock.advance(1000)
    expect(await count()).toBe(1)
  })
})

test('the picture is shown upright, however its publisher holds the camera', async () => {
  const simulator = createSimulator({ seed: 1, epoch: 0 })
  const alice = simulator.room().join({ name: 'Alice' })
  alice.publish()
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = simulator.OT.initSession(apiKey, sessionId)
  const shown: unknown[] = []
  session.on('streamCreated', ({ stream }) => {
    const subscriber = session.subscribe(stream)
    const { widget } = (subscriber as unknown as { readonly _model: { readonly widget: Widget } })._model
    const update = widget.update.bind(widget)
    widget.update = (change) => {
      if (change.orientation !== undefined) shown.push(change.orientation)
      update(change)
    }
  })
  session.connect(token)
  await simulator.settled()
  alice.change('video', { orientation: 90 })
  await simulator.settled()
  expect(shown).toEqual([90])
})
