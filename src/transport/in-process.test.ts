import { describe, expect, test } from 'vitest'
import { type CarriedClient, carriedWorld } from '../../test/worlds/carried-world.ts'
import { publishing, signalling } from '../../test/worlds/service-world.ts'

/** A world with two clients in a session. */
async function meeting() {
  const world = carriedWorld()
  const [alice, bob] = await world.joined('client-1', 'client-2')
  if (alice === undefined || bob === undefined) throw new Error('Two clients.')
  return { ...world, alice, bob }
}

const signalsIn = (news: readonly string[]): string[] => news.filter((word) => word.startsWith('signal'))

describe('a line', () => {
  test('opens in a turn of its own, and carries commands up and answers and facts down', async () => {
    const { client, settle } = carriedWorld()
    const alice = client('client-1')
    alice.open()
    expect(alice.news()).toEqual([])
    await settle()
    expect(alice.news()).toEqual(['opened'])
    alice.ask({ method: 'connection.create' })
    alice.ask(publishing('a1'))
    alice.ping()
    expect(alice.news()).toEqual([])
    await settle()
    expect(alice.news()).toEqual(['reply 1 200', 'reply 2 200', 'stream.created a1', 'pong'])
  })

  test('carries nothing before it is open', async () => {
    const { client, settle, backend } = carriedWorld()
    const alice = client('client-1')
    alice.open()
    alice.ask({ method: 'connection.create' })
    await settle()
    expect([alice.news(), backend.sessions()]).toEqual([['opened'], []])
  })

  test('takes the latency each way', async () => {
    const { alice, clock } = await meeting()
    alice.conditions.latency = [20, 20]
    alice.ask(signalling('x'))
    await clock.advance(39)
    expect(alice.news()).toEqual([])
    await clock.advance(1)
    expect(alice.news()).toEqual(['reply 2 200', 'signal x'])
  })

  test('is not held up by an answer that takes its time', async () => {
    const { alice, answer, clock, settle } = await meeting()
    answer('signal.signal', '500', { delayMs: 700 })
    alice.ask(signalling('slow'))
    alice.ask(signalling('quick'))
    await settle()
    expect(alice.news()).toEqual(['reply 3 200', 'signal quick'])
    await clock.advance(700)
    expect(alice.news()).toEqual(['reply 2 500'])
  })

  test('is closed by the service behind what it said last', async () => {
    const { alice, bob, backend, clock } = await meeting()
    bob.conditions.latency = [30, 30]
    const id = [...(backend.session('s1')?.members.keys() ?? [])][1] ?? ''
    backend.tell('s1', { is: 'connection.deleted', connectionId: id, reason: 'forceDisconnected' })
    await clock.advance(30)
    expect(bob.news()).toEqual([`connection.deleted ${id}`, 'closed 1000 clean open'])
    expect(alice.news()).toEqual([`connection.deleted ${id}`])
  })
})

describe('how a line is taken', () => {
  const attempt = async (prepare: (client: CarriedClient) => void): Promise<string[]> => {
    const { client, settle } = carriedWorld()
    const alice = client('client-1')
    prepare(alice)
    alice.open()
    await settle()
    return alice.news()
  }

  test('refused: it is closed without ever having been open', async () => {
    const news = await attempt(({ conditions }) => {
      conditions.socketModes = ['refuse']
    })
    expect(news).toEqual(['closed 1006 abnormal never open'])
  })

  test('offline: it is refused too', async () => {
    const news = await attempt(({ conditions }) => {
      conditions.online = false
    })
    expect(news).toEqual(['closed 1006 abnormal never open'])
  })

  test('refused slowly: after a second', async () => {
    const { client, clock } = carriedWorld()
    const alice = client('client-1')
    alice.conditions.socketModes = ['refuseSlow']
    alice.open()
    await clock.advance(999)
    expect(alice.news()).toEqual([])
    await clock.advance(1)
    expect(alice.news()).toEqual(['closed 1006 abnormal never open'])
  })

  test('closed once it is open', async () => {
    const news = await attempt(({ conditions }) => {
      conditions.socketModes = [{ closeAfterOpen: 1011 }]
    })
    expect(news).toEqual(['opened', 'closed 1011 clean open'])
  })

  test('hanging: nothing is heard of it, and it can be let go', async () => {
    const { client, clock } = carriedWorld()
    const alice = client('client-1')
    alice.conditions.socketModes = ['hang']
    const socket = alice.open()
    await clock.advance(600_000)
    socket.abandon()
    await clock.advance(600_000)
    expect(alice.news()).toEqual([])
  })

  test('not even made: a TypeError', () => {
    const { client } = carriedWorld()
    const alice = client('client-1')
    alice.conditions.socketModes = ['throw']
    expect(() => alice.open()).toThrow(TypeError)
  })

  test('by a list, one each, and the last one stays', async () => {
    const { client, settle } = carriedWorld()
    const alice = client('client-1')
    alice.conditions.socketModes = ['refuse', { closeAfterOpen: 1001 }, 'accept']
    for (let at = 0; at < 4; at++) {
      alice.open()
      await settle()
    }
    expect(alice.news()).toEqual([
      'closed 1006 abnormal never open',
      'opened',
      'closed 1001 clean open',
      'opened',
      'opened',
    ])
  })

  test.each([
    ['refuse', ['closed 1006 abnormal never open']],
    ['1011', ['opened', 'closed 1011 clean open']],
    ['200x', ['opened']],
  ])('by a fault that says %s, whatever the network is like', async (status, expected) => {
    const { client, settle, answer } = carriedWorld()
    const alice = client('client-1')
    answer('socket', status)
    alice.open()
    await settle()
    expect(alice.news()).toEqual(expected)
    alice.open()
    await settle()
    expect(alice.news()).toEqual(['opened'])
  })
})

describe('a goodbye', () => {
  test('is heard behind what was said before it, and nothing is heard afterwards', async () => {
    const { alice, bob, settle } = await meeting()
    alice.ask(signalling('last words'))
    alice.socket?.close()
    alice.ask(signalling('too late'))
    await settle()
    expect(alice.news()).toEqual([])
    const news = bob.news()
    expect(news).toHaveLength(2)
    expect(news[0]).toBe('signal last words')
    expect(news[1]).toMatch(/^connection\.deleted/)
  })

  test('on a line that is gone says nothing', async () => {
    const { alice, bob, settle } = await meeting()
    const { socket } = alice
    alice.link.drop()
    socket?.close()
    socket?.abandon()
    await settle()
    expect([alice.news(), bob.news()]).toEqual([['closed 1006 abnormal open'], []])
  })

  test('before the line was open leaves nobody behind', async () => {
    const { client, clock, backend } = carriedWorld()
    client('client-1').open().close()
    await clock.advance(60_000)
    expect(backend.sessions()).toEqual([])
  })
})

describe('a silent service', () => {
  test('says and hears nothing, and says so to nobody', async () => {
    const { alice, bob, clock } = await meeting()
    alice.conditions.silent = true
    alice.ask(signalling('unheard'))
    alice.ping()
    bob.ask(signalling('from bob'))
    await clock.advance(60_000)
    expect(alice.news()).toEqual([])
    expect(signalsIn(bob.news())).toEqual(['signal from bob'])
  })

  test('goes on where it was, in order, when it speaks and listens again', async () => {
    const { alice, bob, clock, settle } = await meeting()
    alice.conditions.silent = true
    for (const data of ['a', 'b']) bob.ask(signalling(data))
    alice.ask(signalling('from alice'))
    await clock.advance(3000)
    bob.news()
    alice.conditions.silent = false
    alice.link.goOn()
    bob.ask(signalling('c'))
    await settle()
    expect(signalsIn(alice.news())).toEqual(['signal a', 'signal b', 'signal from alice', 'signal c'])
    expect(signalsIn(bob.news())).toEqual(['signal from alice', 'signal c'])
  })

  test('is heard with the next word at the latest', async () => {
    const { alice, bob, settle } = await meeting()
    alice.conditions.silent = true
    for (const data of ['a', 'b', 'c']) bob.ask(signalling(data))
    await settle()
    alice.conditions.silent = false
    bob.ask(signalling('d'))
    await settle()
    expect(signalsIn(alice.news())).toEqual(['signal a', 'signal b', 'signal c', 'signal d'])
  })

  test('hears a goodbye once it listens again', async () => {
    const { alice, bob, settle } = await meeting()
    alice.conditions.silent = true
    alice.socket?.close()
    await settle()
    expect(bob.news()).toEqual([])
    alice.conditions.silent = false
    alice.link.goOn()
    await settle()
    expect(bob.news()).toHaveLength(1)
  })
})

describe('a request over HTTP', () => {
  test('is answered in a turn of its own, each way with the latency', async () => {
    const { client, clock } = carriedWorld()
    const alice = client('client-1')
    alice.conditions.latency = [10, 10]
    alice.http()
    await clock.advance(19)
    expect(alice.news()).toEqual([])
    await clock.advance(1)
    expect(alice.news()).toEqual(['http 200'])
  })

  test('fails offline, by the time that it is there', async () => {
    const { client, settle } = carriedWorld()
    const alice = client('client-1')
    alice.http()
    alice.conditions.online = false
    await settle()
    expect(alice.news()).toEqual(['http offline'])
  })

  test('fails, is slow, is withheld or never answered where a fault says so', async () => {
    const { client, clock, answer, plan } = carriedWorld()
    const alice = client('client-1')
    answer('sessionInfo', 'failed')
    answer('sessionInfo', '503', { delayMs: 300 })
    answer('sessionInfo', 'none')
    for (let at = 0; at < 4; at++) alice.http()
    const gate = plan.hold('config')
    alice.http('config')
    await clock.advance(299)
    expect(alice.news()).toEqual(['http failed', 'http 200'])
    await clock.advance(1)
    expect(alice.news()).toEqual(['http 503'])
    gate.open(null)
    await clock.advance(0)
    expect(alice.news()).toEqual(['http 200'])
  })
})

test('what is forgotten does not arrive', async () => {
  const { alice, clock } = await meeting()
  alice.ask(signalling('x'))
  alice.http()
  alice.link.forget()
  await clock.advance(60_000)
  expect(alice.news()).toEqual([])
})
