import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CarriedClient, carriedWorld } from '../../test/worlds/carried-world.ts'
import { signalling } from '../../test/worlds/service-world.ts'

async function meeting(epoch?: number) {
  const world = carriedWorld(epoch)
  const [alice, bob] = await world.joined('client-1', 'client-2')
  if (alice === undefined || bob === undefined) throw new Error('Two clients.')
  return { ...world, alice, bob }
}

const signalsIn = (news: readonly string[]): string[] => news.filter((word) => word.startsWith('signal'))

describe('a line that breaks', () => {
  test('is told to the client at once, with the code and how it ended', async () => {
    const { alice, bob } = await meeting()
    alice.link.drop()
    bob.link.drop(1001, true)
    expect([alice.news(), bob.news()]).toEqual([['closed 1006 abnormal open'], ['closed 1001 clean open']])
  })

  test('is resumed with the first word on the new one: then what was missed is told, once and in order', async () => {
    const { alice, bob, settle } = await meeting()
    bob.link.drop()
    for (const data of ['a', 'b']) alice.ask(signalling(data))
    await settle()
    bob.open()
    await settle()
    expect(bob.news()).toEqual(['closed 1006 abnormal open', 'opened'])
    alice.ask(signalling('c'))
    await settle()
    bob.ping()
    await settle()
    expect(bob.news()).toEqual(['signal a', 'signal b', 'signal c', 'pong'])
  })

  test('loses nothing that was under way to the client', async () => {
    const { alice, bob, clock } = await meeting()
    bob.conditions.latency = [50, 50]
    alice.ask(signalling('under way'))
    await clock.advance(10)
    bob.link.drop()
    bob.open()
    await clock.advance(100)
    bob.ping()
    await clock.advance(100)
    expect(signalsIn(bob.news())).toEqual(['signal under way'])
  })

  test('loses nothing that the service took its time to say, and no pong is told late', async () => {
    const { alice, answer, clock, settle } = await meeting()
    answer('signal.signal', '500', { delayMs: 700 })
    alice.ask(signalling('slow'))
    await settle()
    alice.ping()
    alice.conditions.latency = [5, 5]
    await settle()
    alice.link.drop()
    alice.open()
    await clock.advance(5)
    alice.ping()
    await clock.advance(10)
    expect(alice.news()).toEqual(['closed 1006 abnormal open', 'opened', 'reply 2 500', 'pong'])
    await clock.advance(1000)
    expect(alice.news()).toEqual([])
  })

  test('loses what was under way to the service, which the client says again', async () => {
    const { alice, bob, settle } = await meeting()
    const id = alice.ask(signalling('x'))
    alice.link.drop()
    await settle()
    expect(bob.news()).toEqual([])
    alice.open()
    await settle()
    alice.ask(signalling('x'), id)
    await settle()
    expect(signalsIn(bob.news())).toEqual(['signal x'])
  })

  test('can break again before anything was said on it', async () => {
    const { alice, bob, settle } = await meeting()
    bob.link.drop()
    alice.ask(signalling('a'))
    for (let at = 0; at < 3; at++) {
      bob.open()
      await settle()
      bob.link.drop()
    }
    bob.open()
    await settle()
    bob.news()
    bob.ping()
    await settle()
    expect(bob.news()).toEqual(['signal a', 'pong'])
  })
})

describe('the place of a client', () => {
  const gone = async (end: (client: CarriedClient) => void) => {
    const world = await meeting()
    end(world.alice)
    await world.settle()
    return world
  }

  test.each([
    ['breaks', (client: CarriedClient) => client.link.drop()],
    ['is let go of', (client: CarriedClient) => client.socket?.abandon()],
  ])('is kept for thirty seconds when its line %s, and then given up', async (_what, end) => {
    const { bob, clock, backend } = await gone(end)
    await clock.advance(29_999)
    expect([bob.news(), backend.session('s1')?.members.size]).toEqual([[], 2])
    await clock.advance(1)
    expect(bob.news()).toMatchObject([expect.stringMatching(/^connection\.deleted/)])
    expect(backend.session('s1')?.members.size).toBe(1)
  })

  test('is not given up once the client is back, and thirty seconds begin anew when it goes again', async () => {
    const { alice, bob, clock, settle } = await gone((client) => client.link.drop())
    await clock.advance(29_000)
    alice.open()
    await settle()
    await clock.advance(60_000)
    alice.link.drop()
    await clock.advance(29_999)
    expect(bob.news()).toEqual([])
    await clock.advance(1)
    expect(bob.news()).toHaveLength(1)
  })

  test('is for the client that introduces itself as before, and for nobody else', async () => {
    const { alice, settle, backend } = await gone((client) => client.link.drop())
    alice.news()
    alice.open({ ...alice.hello })
    await settle()
    alice.ask({ method: 'connection.create' }, 1)
    await settle()
    expect(alice.news()).toEqual(['opened', 'reply 1 200'])
    expect(backend.session('s1')?.members.size).toBe(3)
  })

  test('is a date, and no work', async () => {
    const { clock } = await gone((client) => client.link.drop())
    const pending = clock.pending()
    expect(pending[0]?.what).toBe('the service giving up client-1')
    expect(pending.every(({ kind }) => kind === 'calendar')).toBe(true)
    await expect(clock.settled()).resolves.toBeUndefined()
  })

  test('is taken by another line of the same connection, which the old one does not end', async () => {
    const { alice, bob, backend, clock, settle } = await meeting()
    const id = [...(backend.session('s1')?.members.keys() ?? [])][0] ?? ''
    const old = alice.socket
    alice.open({ ...alice.hello, resumes: id })
    await settle()
    alice.ask({ method: 'connection.create' }, 1)
    await settle()
    old?.close()
    await clock.advance(60_000)
    bob.ask(signalling('still there?'))
    await settle()
    expect(alice.news()).toContain('signal still there?')
    expect(backend.session('s1')?.members.size).toBe(2)
  })
})

const something = fc.record({
  what: fc.constantFrom('signal', 'signal', 'signal', 'break', 'latency', 'silence', 'speech'),
  ms: fc.double({ min: 0, max: 90, noNaN: true }),
})

/** Alice signals while everything happens to Bob's way; returns what was sent and what Bob heard in the end. */
async function troubled(happenings: readonly { what: string; ms: number }[], epoch: number) {
  const { alice, bob, clock } = await meeting(epoch)
  const sent: string[] = []
  for (const { what, ms } of happenings) {
    if (what === 'signal') {
      sent.push(`signal ${sent.length}`)
      alice.ask(signalling(String(sent.length - 1)))
    }
    if (what === 'break') bob.link.drop()
    if (what === 'latency') bob.conditions.latency = [ms / 3, ms]
    bob.conditions.silent = what === 'silence' || (what !== 'speech' && bob.conditions.silent)
    await clock.advance(ms / 5)
    if (bob.socket === null) bob.open()
    bob.ping()
  }
  bob.conditions.silent = false
  bob.link.goOn()
  await clock.advance(1000)
  bob.ping()
  await clock.advance(1000)
  return { sent, heard: signalsIn(bob.news()) }
}

test('whatever happens to a line, each word is heard once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(something, { maxLength: 30 }),
      fc.constantFrom(0, 1_800_000_000_000),
      async (...drawn) => {
        const { sent, heard } = await troubled(...drawn)
        expect(heard).toEqual(sent)
      },
    ),
    { numRuns: 60, seed: 9 },
  )
}, 60_000)
