import { expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { type Visitor, visit } from './visitor.ts'

interface Meeting {
  readonly simulator: Simulator
  readonly moderator: Visitor
  readonly gina: Visitor
  readonly otto: Visitor
}

/** A moderator and two guests, each with an `OT` of their own, from the first greeting to the last line that breaks. */
async function meeting(): Promise<Meeting> {
  const simulator = createSimulator({ seed: 7, epoch: 0, clock: 'manual' })
  const pass = (time = '2s'): Promise<void> => simulator.clock.advance(time)
  const moderator = visit(simulator, simulator, { role: 'moderator' })
  await pass()
  const gina = visit(simulator, simulator.createClient())
  await pass()
  const ottosClient = simulator.createClient()
  const otto = visit(simulator, ottosClient)
  await pass()
  gina.publish('Gina')
  await pass()
  void otto.session.signal({ type: 'chat', data: 'hello' })
  await pass()
  void moderator.session.forceMuteAll()
  await pass()
  const guest = moderator.session.connections.get(gina.session.connection?.connectionId ?? '')
  if (guest !== undefined) void moderator.session.forceDisconnect(guest)
  await pass()
  ottosClient.network.goOffline()
  await pass('1m')
  return { simulator, moderator, gina, otto }
}

test('the moderator sees who comes, what they do, and how they go', async () => {
  const { moderator } = await meeting()
  expect(moderator.heard).toEqual([
    'connectionCreated',
    'connectionCreated',
    'connectionCreated',
    'streamCreated Gina',
    'signal:chat hello',
    'muteForced',
    'streamDestroyed Gina',
    'connectionDestroyed forceDisconnected',
    'connectionDestroyed networkDisconnected',
  ])
})

test('who is muted and sent away hears that, and nothing of what comes after', async () => {
  const { gina } = await meeting()
  expect(gina.heard).toEqual([
    'connectionCreated',
    'connectionCreated',
    'connectionCreated',
    'published Gina ok',
    'signal:chat hello',
    'muteForced',
    'publisher muteForced',
    'sessionDisconnected forceDisconnected',
    'publisher streamDestroyed forceDisconnected',
  ])
})

test('who loses the network is told that it is sought, and that it was not found', async () => {
  const { otto } = await meeting()
  expect(otto.heard.slice(-3)).toEqual([
    'connectionDestroyed forceDisconnected',
    'sessionReconnecting',
    'sessionDisconnected networkDisconnected',
  ])
})

test('the journal tells it all: to each what they heard, and from whom it came', async () => {
  const { simulator } = await meeting()
  const { journal } = simulator
  const heardBy = (who: string): string[] => journal.find({ kind: 'event', who }).map(({ what }) => what)
  expect(heardBy('client-3 session')).toContain('sessionReconnecting')
  expect(heardBy('client-1 session')).not.toContain('sessionReconnecting')
  expect(journal.find({ kind: 'request', what: 'connection.delete' })).toMatchObject([{ who: 'client-1', at: 12_000 }])
  expect(journal.find({ kind: 'fact', what: 'connection.deleted' }).map(({ detail }) => detail['reason'])).toEqual([
    'forceDisconnected',
    'networkDisconnected',
  ])
  expect(journal.find({ kind: 'control' }).map(({ what }) => what)).toEqual(['network.goOffline'])
  const [first] = JSON.parse(JSON.stringify(journal)) as readonly unknown[]
  expect(first).toMatchObject({ index: 0, at: 0, who: 'client-1' })
})
