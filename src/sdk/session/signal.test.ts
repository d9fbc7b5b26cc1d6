import { describe, expect, test } from 'vitest'
import { connectedSession, sdkClient } from '../../../test/worlds/sdk-client.ts'
import { plainFault } from '../../faults/fault.ts'

interface Told {
  readonly name?: string
  readonly code?: number | string
  readonly message?: string
}

type Session = ReturnType<typeof connectedSession>['session']

/** Calls signal() with whatever an application without types might pass. */
const call = (session: Session, ...args: readonly unknown[]): Promise<undefined> =>
  Reflect.apply(session.signal, session, args)

/** The result of a signal at once: the handler's arguments, and the requests that were sent. */
function signalled(options: unknown, { session, socket } = connectedSession()) {
  const told: (Told | undefined)[] = []
  const promise = call(session, options, (error?: Told) => told.push(error))
  promise.catch(() => {})
  const sent = socket.sent.map((message) => (message.kind === 'command' ? message.command : message))
  return { told, promise, sent }
}

const contentsOf = (options: unknown): unknown => {
  const [command] = signalled(options).sent
  return command !== undefined && 'signal' in command ? command.signal : undefined
}

describe('the arguments of a signal', () => {
  test.each([
    [
      { type: 'chat', data: 'x' },
      { type: 'chat', data: 'x' },
    ],
    [{ data: 'x' }, { type: null, data: 'x' }],
    [{ type: 'chat' }, { type: 'chat', data: null }],
    [
      { type: 5, data: '' },
      { type: '5', data: '' },
    ],
    [{ data: { a: [1] } }, { type: null, data: '{"a":[1]}' }],
    [{ data: 42 }, { type: null, data: '42' }],
    [{ data: false }, { type: null, data: 'false' }],
    [{ type: 'a'.repeat(128) }, { type: 'a'.repeat(128), data: null }],
    [{ type: 'a-b_c~d.e' }, { type: 'a-b_c~d.e', data: null }],
    [null, { type: null, data: null }],
    [undefined, { type: null, data: null }],
    ['text', { type: null, data: null }],
  ])('%j are sent as %j', (options, contents) => {
    expect(contentsOf(options)).toEqual(contents)
  })

  test('may be a handler alone, or nothing', () => {
    const { session, socket } = connectedSession()
    const told: unknown[] = []
    for (const args of [[(error?: unknown) => told.push(error)], []]) call(session, ...args)
    expect(socket.news()).toEqual(['2 signal.signal', '3 signal.signal'])
    socket.answers(2)
    expect(told).toEqual([undefined])
  })

  test.each([
    [{ to: 'c1' }, 400],
    [{ to: null }, 400],
    [{ to: undefined }, 400],
    [{ to: { connectionId: 'own' } }, 400],
    [{ to: [] }, 400],
    [{ type: null }, 400],
    [{ type: '' }, 400],
    [{ type: 'ä'.repeat(129), data: null }, 400],
    [{ type: {} }, 400],
    [{ type: 'two words' }, 400],
    [{ type: 'signal:chat' }, 400],
    [{ type: 'a'.repeat(129) }, 413],
    [{ data: null }, 400],
    [{ data: undefined }, 400],
    [{ data: 'a'.repeat(8191) }, 413],
    [{ data: { a: 'a'.repeat(8192) } }, 413],
  ])('%j are refused with %d before signal() returns, and nothing is sent', async (options, code) => {
    const { told, promise, sent } = signalled(options)
    expect([told.map((error) => error?.code), sent]).toEqual([[code], []])
    await expect(promise).rejects.toBe(told[0])
  })

  test('are measured in characters, as JSON', () => {
    expect(signalled({ data: 'a'.repeat(8190) }).told).toEqual([])
    expect(signalled({ data: 'é'.repeat(8190) }).told).toEqual([])
    expect(signalled({ data: '"'.repeat(4096) }).told).toHaveLength(1)
  })

  test('may name a connection, or the session for everybody', () => {
    const parts = connectedSession()
    const toOne = signalled({ to: parts.session.connection, data: 'x' }, parts)
    expect(toOne.sent).toMatchObject([{ to: 'own' }])
    const again = connectedSession()
    expect(signalled({ to: again.session, data: 'x' }, again).sent).toMatchObject([{ to: null }])
  })
})

describe('a signal', () => {
  test('is told to have gone when the service says so', async () => {
    const parts = connectedSession()
    const { told, promise } = signalled({ data: 'x' }, parts)
    expect(told).toEqual([])
    parts.socket.answers(2)
    expect(told).toEqual([undefined])
    await expect(promise).resolves.toBeUndefined()
  })

  test('is told to have failed when the service refuses it', async () => {
    const parts = connectedSession()
    const { told, promise } = signalled({ data: 'x' }, parts)
    parts.socket.answers(2, '404')
    expect(told[0]?.code).toBe(404)
    await expect(promise).rejects.toBe(told[0])
  })

  test.each([
    ['400', 'OT_INVALID_PARAMETER'],
    ['403', 'OT_PERMISSION_DENIED'],
    ['404', 'OT_NOT_FOUND'],
    ['413', 'OT_INVALID_PARAMETER'],
    ['500', 'OT_NOT_CONNECTED'],
  ])('that is refused with %s and no reason has an error without words', (status, name) => {
    const parts = connectedSession()
    const { told } = signalled({ data: 'x' }, parts)
    parts.socket.answers(2, status)
    expect(told).toMatchObject([{ name, code: Number(status), message: '' }])
  })

  test('that is refused with a reason, or with a status that the SDK does not know, has one with words', () => {
    const [withReason, unknown] = [connectedSession(), connectedSession()]
    const refused = signalled({ data: 'x' }, withReason)
    withReason.socket.says({ kind: 'reply', id: 2, reply: { status: '413', reason: 'tooLong' } })
    const strange = signalled({ data: 'x' }, unknown)
    unknown.socket.answers(2, '503')
    expect([refused, strange].map(({ told }) => told[0]?.message)).toEqual([
      expect.stringContaining('refused as too long'),
      expect.stringContaining('unexpected server response'),
    ])
  })

  test('before the session is connected fails at once, and the page is told too', () => {
    const { OT } = sdkClient()
    const codes: unknown[] = []
    OT.on('exception', (event: { code?: unknown }) => codes.push(event.code))
    const session = OT.initSession('key', 'session')
    const told: Told[] = []
    session.signal({ data: 'x' }, (error?: Told) => told.push(error ?? {})).catch(() => {})
    expect([told[0]?.code, codes]).toEqual([500, [500]])
  })

  test('waits while the line is sought, unless it is told not to', () => {
    const parts = connectedSession()
    parts.socket.breaks()
    expect(signalled({ data: 'x' }, parts).told).toEqual([])
    expect(signalled({ data: 'x', retryAfterReconnect: false }, parts).told[0]?.code).toBe(500)
  })

  test('fails as a test author has armed it, whatever is passed', () => {
    const parts = connectedSession()
    const action = { kind: 'client', failure: 'Session.signal/invalid-to' } as const
    parts.plan.arm(plainFault({ point: 'Session.signal', action, match: { type: 'chat' } }))
    expect(signalled({ type: 'other' }, parts).told).toEqual([])
    expect(signalled({ type: 'chat' }, parts).told[0]?.code).toBe(400)
  })
})
