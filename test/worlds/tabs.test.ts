import { expect, test } from 'vitest'
import { delayedPorts } from '../../src/transport/delayed-port.ts'
import { WorldHost } from '../../src/world/host.ts'
import { TabsWorld } from './tabs-world.ts'
import { visit } from './visitor.ts'

test('two tabs see each other, signal, and a moderator in one removes the other', async () => {
  const world = new TabsWorld()
  const [first, second] = [world.open(), world.open()]
  const ada = visit(first.simulator, first.simulator, { role: 'moderator' })
  const bob = visit(second.simulator, second.simulator)
  await first.simulator.settled()
  bob.publish('Bob')
  void ada.session.signal({ type: 'chat', data: 'hello' })
  await first.simulator.settled()
  expect(ada.connected).toEqual(['ok'])
  expect(ada.heard).toContain('streamCreated Bob')
  expect(bob.heard).toContain('signal:chat hello')
  const target = ada.session.connections.get(bob.session.connection?.connectionId ?? '')
  if (target !== undefined) void ada.session.forceDisconnect(target)
  await first.simulator.settled()
  expect(bob.heard.at(-2)).toBe('sessionDisconnected forceDisconnected')
  expect(ada.heard.at(-1)).toBe('connectionDestroyed forceDisconnected')
})

test('a host that dies, and leaves nothing to the next one, ends no call: the tabs say what they know', async () => {
  const world = new TabsWorld()
  const [first, second] = [world.open(), world.open()]
  const ada = visit(first.simulator, first.simulator)
  const bob = visit(second.simulator, second.simulator)
  await first.simulator.settled()
  bob.publish('Bob')
  first.simulator.room().join({ name: 'Gina' }).publish({ name: 'Gina' })
  await first.simulator.settled()
  await second.simulator.settled()
  world.replaceHost(undefined)
  await first.simulator.settled()
  await second.simulator.settled()
  const [told, seen] = [ada.heard.length, bob.heard.length]
  void ada.session.signal({ type: 'chat', data: 'still here' })
  await first.simulator.clock.advance('40s')
  expect(ada.heard.slice(told)).toEqual(['signal:chat still here'])
  expect(bob.heard.slice(seen)).toEqual(['signal:chat still here'])
  expect(ada.heard).toContain('sessionReconnected')
  expect(
    first.simulator
      .room()
      .streams.map(({ name }) => name)
      .sort(),
  ).toEqual(['Bob', 'Gina'])
})

test('a host that dies in the middle of requests: calls end as over a dropped line, held answers open, and the journal says so', async () => {
  const world = new TabsWorld({ latency: () => 5 })
  const [first, second] = [world.open(), world.open()]
  const ada = visit(first.simulator, first.simulator)
  const bob = visit(second.simulator, second.simulator)
  await first.simulator.settled()
  await second.simulator.settled()
  first.simulator.hold('Session.signal')
  await first.simulator.settled()
  bob.publish('Bob')
  const told: string[] = []
  bob.session.signal({ type: 'chat', data: 'held' }, (error) => told.push(error ? error.name : 'done'))
  await world.clock.advance(12)
  expect(told).toEqual([])
  world.replaceHost(second)
  await world.clock.advance(40_000)
  expect(told).toEqual(['done'])
  expect(bob.heard).toContain('published Bob ok')
  expect(ada.heard).toContain('streamCreated Bob')
  expect(ada.heard).toContain('signal:chat held')
  const moves = first.simulator.journal.find({ kind: 'control', what: 'world: another host' })
  expect(moves.map(({ detail }) => detail['released'])).toEqual([['signal.signal']])
})

test('a tab that never answers is given up, and no other call ends', async () => {
  const world = new TabsWorld()
  const peopled: number[][] = []
  world.host = new WorldHost({
    ...{ clock: world.clock, version: '1', id: 'host-1', mostUnheard: 100 },
    peopled: (places) => peopled.push(places.map(({ number }) => number)),
  })
  const [first, second] = [world.open(), world.open()]
  const ada = visit(first.simulator, first.simulator)
  const bob = visit(second.simulator, second.simulator)
  await first.simulator.settled()
  const { near, far } = delayedPorts({ clock: world.clock })
  world.host.accept(far)
  const terms = { dialect: 'documented', seed: 1, credentials: { policy: 'well-formed' } }
  near.send({ is: 'greeting', version: '1', place: 'mute', host: null, number: null, heard: 0, terms })
  await first.simulator.settled()
  expect(peopled.at(-1)).toEqual([1, 2, 3])
  for (let turn = 0; turn < 150; turn++) {
    first.simulator.room().setRules({ reconnection: turn % 2 === 0 })
    if (turn % 30 === 29) await first.simulator.settled()
  }
  expect(peopled.at(-1)).toEqual([1, 2])
  void ada.session.signal({ type: 'chat', data: 'still here' })
  await first.simulator.settled()
  await second.simulator.settled()
  expect(bob.heard.at(-1)).toBe('signal:chat still here')
})
