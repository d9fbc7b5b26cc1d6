import { describe, expect, test } from 'vitest'
import { publishing, serviceWorld, signalling, stream } from '../../test/worlds/service-world.ts'

describe('joining', () => {
  test('brings who is there and what they publish, and is told to the others', () => {
    const { client } = serviceWorld()
    const alice = client('client-1')
    const aliceId = alice.join()
    alice.ask(publishing('a1'))
    alice.news()
    const bob = client('client-2')
    const reply = bob.replyTo(bob.ask({ method: 'connection.create' }))
    expect(reply?.joined?.connections.map(({ id }) => id)).toEqual([aliceId])
    expect(reply?.joined?.streams.map(({ id }) => id)).toEqual(['a1'])
    expect(alice.news()).toEqual([`connection.created ${reply?.joined?.connection.id}`])
    expect(bob.news()).toEqual(['reply 1 200'])
  })

  test('is refused when as many are there as may be', () => {
    const { backend, client } = serviceWorld()
    backend.setRules({ maxConnections: 1 })
    client('client-1').join()
    const late = client('client-2')
    expect(late.replyTo(late.ask({ method: 'connection.create' }))).toEqual({
      status: '409',
      reason: 'connectionLimitExceeded',
    })
    expect(backend.session('s1')?.members.size).toBe(1)
  })

  test('is refused with a token that cannot be read, and leaves no session behind', () => {
    const { backend, client } = serviceWorld({ credentials: { policy: 'well-formed' } })
    const late = client('client-1')
    expect(late.replyTo(late.ask({ method: 'connection.create' }))?.status).toBe('403')
    expect(backend.sessions()).toEqual([])
  })

  test('furnishes the room first, where somebody prepares it', () => {
    const { backend, client } = serviceWorld()
    backend.beforeJoin((sessionId) => backend.tell(sessionId, { is: 'stream.created', stream: stream('there') }))
    const bob = client('client-1')
    expect(bob.replyTo(bob.ask({ method: 'connection.create' }))?.joined?.streams.map(({ id }) => id)).toEqual([
      'there',
    ])
  })

  test("of another session is nobody else's business", () => {
    const { client } = serviceWorld()
    const [here, there] = [client('client-1'), client('client-2', { sessionId: 's2' })]
    here.join()
    here.news()
    there.join()
    there.ask(publishing('b1'))
    there.ask(signalling('x'))
    expect(here.news()).toEqual([])
  })
})

describe('a command', () => {
  test('is answered before the facts that follow from it are told', () => {
    const { client } = serviceWorld()
    const [alice, bob] = [client('client-1'), client('client-2')]
    for (const one of [alice, bob]) one.join()
    for (const one of [alice, bob]) one.news()
    alice.ask(publishing('a1'))
    expect(alice.news()).toEqual(['reply 2 200', 'stream.created a1'])
    expect(bob.news()).toEqual(['stream.created a1'])
  })

  test('of somebody who has not joined comes to nothing', () => {
    const { client, facts } = serviceWorld()
    const stranger = client('client-1')
    stranger.ask(signalling('x'))
    expect([stranger.news(), facts()]).toEqual([[], []])
  })

  test('for one connection is heard there alone', () => {
    const { client } = serviceWorld()
    const all = ['client-1', 'client-2', 'client-3'].map((id) => client(id))
    const ids = all.map((one) => one.join())
    for (const one of all) one.news()
    all[0]?.ask(signalling('psst', ids[2]))
    expect(all.map((one) => one.news())).toEqual([['reply 2 200'], [], ['signal psst']])
  })

  test('is answered with a pong where it is a ping', () => {
    const { client } = serviceWorld()
    const alice = client('client-1')
    alice.line.receive({ kind: 'ping' })
    expect(alice.news()).toEqual(['pong'])
  })
})

describe('leaving', () => {
  test('takes the streams first, then the connection, and is told to the others', () => {
    const { backend, client } = serviceWorld()
    const [alice, bob] = [client('client-1'), client('client-2')]
    const aliceId = alice.join()
    bob.join()
    alice.ask(publishing('a1'))
    alice.ask(publishing('a2'))
    for (const one of [alice, bob]) one.news()
    alice.line.leave('clientDisconnected')
    alice.line.leave('clientDisconnected')
    expect(bob.news()).toEqual(['stream.deleted a1', 'stream.deleted a2', `connection.deleted ${aliceId}`])
    expect(alice.news()).toEqual([])
    expect(backend.session('s1')?.members.size).toBe(1)
  })

  test('ends what was asked for before and not done yet', () => {
    const { backend, client, plan, facts } = serviceWorld()
    const gate = plan.hold('connection.create')
    const alice = client('client-1')
    alice.join()
    alice.line.leave('clientDisconnected')
    gate.open(null)
    expect([backend.sessions(), facts(), alice.news()]).toEqual([[], [], []])
  })

  test('leaves no session behind that nobody and nothing is in', () => {
    const { backend, client } = serviceWorld()
    const alice = client('client-1')
    alice.join()
    alice.ask(publishing('a1'))
    alice.line.leave('clientDisconnected')
    expect(backend.sessions()).toEqual([])
  })

  test.each([
    ['a stream that outlives its connection', 'stream'],
    ['a recording that runs', 'archive'],
    ['everybody being muted', 'muted'],
  ])('leaves a session behind with %s', (_what, kind) => {
    const { backend, client } = serviceWorld()
    const alice = client('client-1')
    alice.join()
    if (kind === 'stream') backend.tell('s1', { is: 'stream.created', stream: stream('ghost') })
    if (kind === 'archive')
      backend.tell('s1', { is: 'archive.created', archive: { id: 'a', name: '', status: 'started' } })
    if (kind === 'muted') backend.tell('s1', { is: 'session.muted', active: true, except: [] })
    alice.line.leave('clientDisconnected')
    expect(backend.sessions()).toHaveLength(1)
  })
})

describe('being sent away', () => {
  const sentAway = () => {
    const world = serviceWorld()
    const [moderator, guest, other] = ['client-1', 'client-2', 'client-3'].map((id) => world.client(id))
    if (moderator === undefined || guest === undefined || other === undefined) throw new Error('Three clients.')
    const guestId = [moderator, guest, other].map((one) => one.join())[1] ?? ''
    guest.ask(publishing('g1'))
    for (const one of [moderator, guest, other]) one.news()
    moderator.ask({ method: 'connection.delete', connectionId: guestId })
    return { ...world, moderator, guest, other, guestId }
  }

  test('is told to who goes as the end of the connection alone, and closes the line', () => {
    const { guest, other, guestId } = sentAway()
    expect(guest.news()).toEqual([`connection.deleted ${guestId}`])
    expect(guest.outlet.closed).toEqual([1000])
    expect(other.news()).toEqual(['stream.deleted g1', `connection.deleted ${guestId}`])
  })

  test('ends what the client asks for before it hears of it', () => {
    const { backend, guest, other } = sentAway()
    for (const one of [guest, other]) one.news()
    guest.ask(publishing('ghost'))
    guest.ask(signalling('boo'))
    expect([guest.news(), other.news()]).toEqual([[], []])
    expect(backend.session('s1')?.streams.size).toBe(0)
  })

  test('while the line is gone is heard when the client is back', () => {
    const { client } = serviceWorld()
    const [moderator, guest] = [client('client-1'), client('client-2')]
    const ids = [moderator, guest].map((one) => one.join())
    guest.news()
    guest.line.lose([])
    moderator.ask({ method: 'connection.delete', connectionId: ids[1] ?? '' })
    guest.line.resume(guest.outlet)
    expect(guest.news()).toEqual([`connection.deleted ${ids[1]}`])
  })
})

describe('a line that is lost', () => {
  const lost = () => {
    const world = serviceWorld()
    const [alice, bob] = [world.client('client-1'), world.client('client-2')]
    for (const one of [alice, bob]) one.join()
    for (const one of [alice, bob]) one.news()
    return { ...world, alice, bob }
  }

  test('is resumed with what was under way and what was told meanwhile, in order and once', () => {
    const { alice, bob } = lost()
    alice.ask(signalling('under way'))
    const underway = bob.outlet.told.splice(0)
    bob.line.lose(underway)
    alice.ask(signalling('meanwhile'))
    expect(bob.news()).toEqual([])
    bob.line.resume(bob.outlet)
    expect(bob.news()).toEqual(['signal under way', 'signal meanwhile'])
    bob.line.lose([])
    bob.line.resume(bob.outlet)
    expect(bob.news()).toEqual([])
  })

  test('does not have a command done twice that is asked again, and its answer is not lost', () => {
    const { alice, bob } = lost()
    const id = alice.ask(signalling('once'))
    alice.line.lose(alice.outlet.told.splice(0))
    alice.line.resume(alice.outlet)
    alice.line.receive({ kind: 'command', id, command: signalling('once') })
    expect(alice.news()).toEqual([`reply ${id} 200`, 'signal once'])
    expect(bob.news()).toEqual(['signal once'])
  })

  test('does not have a withheld command done twice either', () => {
    const { alice, bob, plan } = lost()
    const gate = plan.hold('signal.signal')
    const id = alice.ask(signalling('once'))
    alice.line.receive({ kind: 'command', id, command: signalling('once') })
    gate.open(null)
    expect(bob.news()).toEqual(['signal once'])
  })

  test('may bring commands in another order than that of their numbers', () => {
    const { alice, bob } = lost()
    for (const id of [5, 3, 4, 3, 5]) alice.line.receive({ kind: 'command', id, command: signalling(String(id)) })
    expect(bob.news()).toEqual(['signal 5', 'signal 3', 'signal 4'])
  })

  test('is given up with everything that was kept', () => {
    const { alice, bob, backend } = lost()
    bob.line.lose([])
    alice.ask(signalling('meanwhile'))
    bob.line.leave('networkDisconnected')
    alice.ask(signalling('afterwards'))
    bob.line.resume(bob.outlet)
    expect(backend.session('s1')?.members.size).toBe(1)
    expect(alice.news().filter((word) => word.startsWith('connection.deleted'))).toHaveLength(1)
  })
})

describe('another line for the same connection', () => {
  test('takes its place: who is there stays there when the old line ends', () => {
    const { backend, client } = serviceWorld()
    const old = client('client-1')
    const id = old.join()
    const bob = client('client-2')
    bob.join()
    bob.news()
    const next = client('client-1', { resumes: id })
    expect(next.join()).toBe(id)
    old.line.leave('clientDisconnected')
    bob.ask(signalling('still there?'))
    expect(next.news()).toContain('signal still there?')
    expect(bob.news().filter((word) => word.startsWith('connection'))).toEqual([])
    expect(backend.session('s1')?.members.size).toBe(2)
  })
})

test('a line can be closed by the service, whichever session it is in', () => {
  const { backend, client } = serviceWorld()
  const alice = client('client-1', { sessionId: 's7' })
  const id = alice.join()
  backend.closeSocket(id, 1011)
  backend.closeSocket('nobody', 1011)
  expect(alice.outlet.closed).toEqual([1011])
})
