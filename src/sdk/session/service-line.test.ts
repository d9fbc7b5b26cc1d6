import { describe, expect, test } from 'vitest'
import { type FakeSocket, sdkClient } from '../../../test/worlds/sdk-client.ts'
import { hello } from '../../../test/worlds/service-world.ts'
import type { Command } from '../../wire/commands.ts'
import type { Fact } from '../../wire/facts.ts'
import { type LineEnd, ServiceLine } from './service-line.ts'

const signal: Command = { method: 'signal.signal', signal: { type: null, data: 'x' }, to: null }
const fact: Fact = { is: 'notification', reason: 'x' }

const wordFor = (end: LineEnd): string =>
  end.kind === 'closed'
    ? `ended: closed ${end.code}`
    : end.kind === 'never-opened'
      ? `ended: never opened${end.timedOut ? ', timed out' : ''}`
      : `ended: ${end.kind}`

/** A messaging connection, and what it tells of itself. */
function messaging({ reconnects = true } = {}) {
  const parts = sdkClient()
  const heard: string[] = []
  const made = new ServiceLine(parts.client, hello('client-1'), reconnects, {
    opened: () => heard.push('opened'),
    fact: ({ is }) => heard.push(is),
    interrupted: () => heard.push('interrupted'),
    restored: () => heard.push('restored'),
    ended: (end) => heard.push(wordFor(end)),
  })
  const ask = (name: string, command: Command = signal): void =>
    made.request(
      command,
      ({ status }) => heard.push(`${name}: ${status}`),
      () => heard.push(`${name}: lost`) > 0,
    )
  return { ...parts, messaging: made, heard, ask, news: (): string[] => heard.splice(0) }
}

/** One that is open, and in a session. */
function established(options = {}) {
  const parts = messaging(options)
  parts.messaging.open()
  parts.link.last.opens()
  parts.messaging.establish()
  parts.news()
  return { ...parts, socket: parts.link.last }
}

describe('opening', () => {
  test('introduces the client, and says when the line is open', () => {
    const { messaging: made, link, news } = messaging()
    made.open()
    expect([link.last.hello, made.isOpen, news()]).toEqual([hello('client-1'), false, []])
    link.last.opens()
    expect([made.isOpen, news()]).toEqual([true, ['opened']])
  })

  test('sends nothing but the wish to join until the session is entered, and then the rest', () => {
    const { messaging: made, link, ask } = messaging()
    made.open()
    ask('early')
    link.last.opens()
    ask('join', { method: 'connection.create' })
    ask('later')
    expect(link.last.news()).toEqual(['2 connection.create'])
    link.last.answers(2)
    made.establish()
    expect(link.last.news()).toEqual(['1 signal.signal', '3 signal.signal'])
  })

  test('ends at once where the line is refused, and after fifteen seconds where nothing happens', async () => {
    const refused = messaging()
    refused.messaging.open()
    refused.link.last.breaks(1006, false)
    expect(refused.news()).toEqual(['ended: never opened'])
    const hanging = messaging()
    hanging.messaging.open()
    await hanging.clock.advance(14_999)
    expect(hanging.news()).toEqual([])
    await hanging.clock.advance(1)
    expect([hanging.news(), hanging.link.last.state]).toEqual([['ended: never opened, timed out'], 'abandoned'])
  })

  test('throws what making a socket throws', () => {
    const { messaging: made, link } = messaging()
    link.cannotOpen = true
    expect(() => made.open()).toThrow(TypeError)
  })

  test('seeks a line that breaks before the session was entered, and asks again to join', () => {
    const { messaging: made, link, ask, news } = messaging()
    made.open()
    link.last.opens()
    ask('join', { method: 'connection.create' })
    link.last.breaks(1006)
    expect(news()).toEqual(['opened', 'interrupted'])
  })

  test('ends where the line breaks before the session was entered, and is not sought again', () => {
    const { messaging: made, link, ask, news } = messaging({ reconnects: false })
    made.open()
    link.last.opens()
    ask('join', { method: 'connection.create' })
    link.last.breaks(1006)
    expect(news()).toEqual(['opened', 'join: lost', 'ended: closed 1006'])
  })
})

describe('requests', () => {
  test('are numbered, written down, and answered whatever the order of the answers', () => {
    const { ask, socket, news, journal } = established()
    for (const name of ['a', 'b']) ask(name)
    expect(socket.news()).toEqual(['1 signal.signal', '2 signal.signal'])
    socket.answers(2)
    socket.answers(1, '404')
    expect(news()).toEqual(['b: 200', 'a: 404'])
    expect(journal.find({ kind: 'request' }).map(({ what }) => what)).toEqual(['signal.signal', 'signal.signal'])
  })

  test('are answered once: a second answer, or one to nothing, is ignored', () => {
    const { ask, socket, news } = established()
    ask('a')
    for (const id of [1, 1, 7]) socket.answers(id)
    expect(news()).toEqual(['a: 200'])
  })

  test('and facts are heard as they come', () => {
    const { socket, news } = established()
    socket.says({ kind: 'fact', fact })
    socket.says({ kind: 'pong' })
    expect(news()).toEqual(['notification'])
  })
})

describe('a line that breaks', () => {
  /** The next messaging connection after a break, opened. */
  const broken = async (code?: number) => {
    const parts = established()
    parts.ask('unanswered')
    parts.socket.breaks(code)
    return parts
  }

  const next = async (parts: Awaited<ReturnType<typeof broken>>): Promise<FakeSocket> => {
    await parts.clock.advance(5)
    parts.link.last.opens()
    return parts.link.last
  }

  test('is sought again, with the same introduction, and what was not answered is sent again', async () => {
    const parts = await broken()
    expect([parts.news(), parts.messaging.reconnecting]).toEqual([['interrupted'], true])
    const socket = await next(parts)
    expect(socket.hello).toBe(parts.socket.hello)
    expect(socket.news()).toEqual(['1 signal.signal'])
    expect(parts.news()).toEqual([])
  })

  test('is restored with the first word on the new one', async () => {
    const parts = await broken()
    const socket = await next(parts)
    parts.news()
    socket.says({ kind: 'fact', fact })
    socket.answers(1)
    expect([parts.news(), parts.messaging.reconnecting]).toEqual([
      ['restored', 'notification', 'unanswered: 200'],
      false,
    ])
    await parts.clock.advance(29_000)
    socket.says({ kind: 'pong' })
    expect(parts.news().filter((word) => word.startsWith('ended'))).toEqual([])
  })

  test('keeps what is asked meanwhile', async () => {
    const parts = await broken()
    parts.ask('meanwhile')
    const socket = await next(parts)
    expect(socket.news()).toEqual(['1 signal.signal', '2 signal.signal'])
  })

  test('is sought for thirty seconds, again and again, and then given up', async () => {
    const parts = await broken()
    for (let at = 0; at < 29; at++) {
      await parts.clock.advance(5)
      parts.link.last.breaks(1006, false)
      await parts.clock.advance(995)
    }
    expect(parts.link.sockets.length).toBeGreaterThan(25)
    await parts.clock.advance(1000)
    expect(parts.news()).toEqual(['interrupted', 'unanswered: lost', 'ended: gave-up'])
  })

  test.each([1003, 1011])('with the code %d is not sought: it ends in the next turn', async (code) => {
    const parts = await broken(code)
    expect([parts.news(), parts.messaging.isOver]).toEqual([[], true])
    await parts.clock.advance(0)
    expect(parts.news()).toEqual(['unanswered: lost', `ended: closed ${code}`])
    await parts.clock.advance(60_000)
    expect(parts.link.sockets).toHaveLength(1)
  })

  test('that was found and is closed with 1011 before a word was heard is not sought again', async () => {
    const parts = await broken()
    await next(parts)
    parts.link.last.breaks(1011)
    await parts.clock.advance(0)
    expect(parts.news()).toEqual(['interrupted', 'unanswered: lost', 'ended: closed 1011'])
  })

  test('is not sought where the session does without', async () => {
    const parts = established({ reconnects: false })
    parts.socket.breaks(1001)
    await parts.clock.advance(0)
    expect(parts.news()).toEqual(['ended: closed 1001'])
  })

  test('is sought in calendar time while the test author keeps the network away', async () => {
    const parts = await broken()
    const kinds = (): string[] => parts.clock.pending().map(({ what, kind }) => `${what}: ${kind}`)
    expect(kinds()).toContain('the next attempt to reconnect: work')
    parts.held.network = true
    expect(kinds()).toEqual(['the next attempt to reconnect: calendar', 'the end of the reconnection window: calendar'])
  })

  test('says nothing more through the old one', async () => {
    const parts = await broken()
    await next(parts)
    parts.news()
    parts.socket.says({ kind: 'fact', fact })
    parts.socket.breaks(1011)
    expect(parts.news()).toEqual([])
  })
})

describe('a heartbeat', () => {
  test('is sent every two seconds, as a date that recurs for ever', async () => {
    const { clock, socket } = established()
    expect(clock.pending()).toMatchObject([{ what: 'the next ping', kind: 'calendar' }])
    await clock.advance(1999)
    expect(socket.news()).toEqual([])
    for (let at = 0; at < 3; at++) {
      await clock.advance(at === 0 ? 1 : 2000)
      socket.says({ kind: 'pong' })
    }
    expect(socket.news()).toEqual(['ping', 'ping', 'ping'])
    await clock.runAll()
  })

  test('that is not answered for 3.4 seconds has the line sought anew', async () => {
    const { clock, socket, link, news } = established()
    await clock.advance(5399)
    expect(news()).toEqual([])
    await clock.advance(1)
    expect([news(), socket.state]).toEqual([['interrupted'], 'abandoned'])
    await clock.advance(5)
    expect(link.sockets).toHaveLength(2)
  })

  test('is answered by any word', async () => {
    const { clock, socket, news } = established()
    await clock.advance(5000)
    socket.says({ kind: 'fact', fact })
    await clock.advance(400)
    expect(news()).toEqual(['notification'])
  })

  test('has 48.7 seconds where a line is not sought anew, and then it is the end', async () => {
    const { clock, news } = established({ reconnects: false })
    await clock.advance(50_699)
    expect(news()).toEqual([])
    await clock.advance(1)
    expect(news()).toEqual(['ended: silent'])
  })
})

describe('a goodbye', () => {
  test('closes the line, and nothing is heard or waited for afterwards', async () => {
    const { messaging: made, socket, clock, news } = established()
    made.close()
    socket.says({ kind: 'fact', fact })
    socket.breaks()
    await clock.advance(60_000)
    expect([socket.state, news(), clock.pending()]).toEqual(['closed', [], []])
  })

  test('while the line is sought ends the search', async () => {
    const { messaging: made, socket, clock, link, news } = established()
    socket.breaks()
    made.close()
    await clock.advance(60_000)
    expect([link.sockets.length, news(), clock.pending()]).toEqual([1, ['interrupted'], []])
  })
})
