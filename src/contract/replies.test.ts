import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { captureFailure } from './capture-replies.ts'
import type { HttpResponse, RawReply } from './failure-row.ts'
import { type Failure, failures, findFailure } from './failures.ts'
import { type RefusableCall, replies, replyFailure, socketFailures } from './replies.ts'
import { type SessionInfoAnswer, sessionInfoFailure } from './session-info-replies.ts'

interface Answer {
  readonly status?: string | number
  readonly reason?: string
  readonly abort?: string
  readonly hang?: boolean
  readonly delayMs?: number
  readonly json?: unknown
  readonly body?: string
}

interface Case {
  readonly id: string
  readonly source: string
  readonly given: {
    readonly offline?: boolean
    readonly connected?: boolean
    readonly server?: { readonly replies?: Readonly<Record<string, Answer | readonly Answer[]>> }
    readonly http?: { readonly sessionInfo?: Answer | readonly Answer[] }
    readonly media?: Readonly<Record<string, { readonly reject?: string } | string | undefined>>
  }
  readonly when: { readonly call?: string; readonly args?: readonly unknown[] }
  readonly after?: unknown
  readonly then: {
    readonly completion?: { readonly invocations: readonly { readonly args: readonly RecordedError[] }[] } | null
    readonly promise?: { readonly error?: RecordedError | null } | null
    readonly http?: readonly string[]
  }
}

interface RecordedError {
  readonly kind?: string
  readonly name?: string
  readonly code?: number | null
}

const folder = new URL('../../fixtures/observed/', import.meta.url)
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { cases: Case[] }).cases)
  .filter(({ source }) => source === 'observed')

const errorOf = ({ then }: Case): RecordedError | undefined =>
  then.completion?.invocations[0]?.args.find(({ kind }) => kind === 'error') ?? then.promise?.error ?? undefined

const first = <Item>(value: Item | readonly Item[]): Item | undefined => {
  const list: readonly Item[] = Array.isArray(value) ? value : [value as Item]
  return list[0]
}

const nameAndCode = ({ sdk }: Failure): string => `${sdk?.name}/${sdk?.code ?? null}`
const recorded = (error: RecordedError | undefined): string => `${error?.name}/${error?.code ?? null}`

const calls = Object.keys(replies) as RefusableCall[]

describe('a refusal of the service', () => {
  const refusals = calls.flatMap((call) =>
    cases
      .filter((recording) => recording.after === undefined && errorOf(recording) !== undefined)
      .flatMap((recording) => {
        const reply = first(recording.given.server?.replies?.[replies[call].request] ?? {})
        const status = String(reply?.status ?? 'none')
        return /^[45]/.test(status) ? [{ recording, call, reply: { ...reply, status } }] : []
      }),
  )

  test('leads to the error that was recorded, for every recorded refusal', () => {
    const wrong = refusals.flatMap(({ recording, call, reply }) => {
      const failure = findFailure(replyFailure(call, reply))
      return nameAndCode(failure) === recorded(errorOf(recording)) ? [] : [`${recording.id}: ${failure.id}`]
    })
    expect(refusals.length).toBeGreaterThan(50)
    expect(wrong).toEqual([])
  })

  test('that a failure names leads to that failure', () => {
    const own = failures.flatMap((failure) => {
      const { operation, reply } = failure
      if (reply === undefined || !('request' in reply) || reply.status === 'none' || !operation.includes('.')) return []
      const call = calls.find((name) => name === operation && replies[name].request === reply.request)
      return call === undefined ? [] : [[failure.id, replyFailure(call, reply)] as const]
    })
    expect(own.length).toBeGreaterThan(25)
    expect(own.filter(([id, found]) => id !== found)).toEqual([])
  })
})

describe('session information', () => {
  const apiKey = '46000000'
  const bodyOf = ({ json, body = '' }: Answer): string => (json === undefined ? body : JSON.stringify(json))

  const answerOf = (answer: Answer): SessionInfoAnswer =>
    answer.abort !== undefined
      ? { kind: 'network-failure' }
      : { kind: 'response', status: Number(answer.status ?? 200), body: bodyOf(answer) }

  const asked = cases.flatMap((recording) => {
    const answer = first(recording.given.http?.sessionInfo ?? {})
    const isHeard = recording.when.call === 'session.connect' && errorOf(recording) !== undefined
    const wanted = isHeard && recording.given.connected !== true
    const usable = answer !== undefined && Object.keys(answer).length > 0 && !isFine(answer)
    return wanted && usable && !isList(recording.given.http?.sessionInfo) ? [{ recording, answer }] : []
  })

  function isFine({ json, hang }: Answer): boolean {
    return json === '@ok' || hang === true
  }
  function isList(value: unknown): boolean {
    return Array.isArray(value)
  }

  test('leads to the error that was recorded, for every recorded answer', () => {
    const wrong = asked.flatMap(({ recording, answer }) => {
      const found = sessionInfoFailure(answerOf(answer), apiKey)
      const named = found === null ? 'none' : nameAndCode(findFailure(found.id))
      return named === recorded(errorOf(recording)) ? [] : [`${recording.id}: ${named}`]
    })
    expect(asked.length).toBeGreaterThan(40)
    expect(wrong).toEqual([])
  })

  test('is asked for again where the recordings ask again', () => {
    const wrong = asked.filter(({ recording, answer }) => {
      const times = recording.then.http?.filter((what) => what === 'sessionInfo').length
      return (times === 3) !== sessionInfoFailure(answerOf(answer), apiKey)?.retried
    })
    expect(wrong.map(({ recording }) => recording.id)).toEqual([])
  })

  test('that belongs to another key is refused by the client itself', () => {
    const body = JSON.stringify([{ partner_id: '46999999' }])
    expect(sessionInfoFailure({ kind: 'response', status: 200, body }, apiKey)?.id).toBe(
      'Session.connect/wrong-api-key',
    )
    expect(sessionInfoFailure({ kind: 'response', status: 200, body }, '46999999')).toBeNull()
  })

  test('that cannot be had for want of a network is a failure of its own where the browser knows it', () => {
    expect(sessionInfoFailure({ kind: 'network-failure', offline: true }, apiKey)).toEqual({
      id: 'Session.connect/offline',
      retried: true,
    })
  })

  const httpOf = (reply: RawReply | undefined): 'failure' | 'offline' | HttpResponse | undefined =>
    reply !== undefined && 'http' in reply ? reply.http : undefined

  test('that a failure names leads to that failure', () => {
    const own = failures
      .filter(({ operation }) => operation === 'Session.connect')
      .flatMap((failure) => {
        const http = httpOf(failure.reply)
        if (http === undefined) return []
        if (http === 'offline') {
          return [[failure.id, sessionInfoFailure({ kind: 'network-failure', offline: true }, apiKey)?.id] as const]
        }
        const answer = http === 'failure' ? { abort: 'failed' } : http
        return [[failure.id, sessionInfoFailure(answerOf(answer), apiKey)?.id] as const]
      })
    expect(own.length).toBeGreaterThan(20)
    expect(own.filter(([id, found]) => id !== found)).toEqual([])
  })
})

describe('a capture that fails', () => {
  const captures = cases
    // An extension that is missing is found by the SDK before the browser is asked.
    .filter(
      ({ id, given }) =>
        /^OT\.initPublisher\/(getUserMedia|screen)\//.test(id) && !('screenExtension' in (given.media ?? {})),
    )
    .flatMap((recording) => {
      const { getUserMedia, getDisplayMedia } = recording.given.media ?? {}
      const [answer, kind] =
        getDisplayMedia === undefined ? [getUserMedia, 'camera' as const] : [getDisplayMedia, 'screen' as const]
      const name = typeof answer === 'object' ? answer.reject : answer === 'missing' ? 'missing' : undefined
      return name !== undefined && errorOf(recording) !== undefined ? [{ recording, name, kind }] : []
    })

  test('leads to the error that was recorded, for every recorded error of the browser', () => {
    const wrong = captures.filter(
      ({ recording, name, kind }) =>
        nameAndCode(findFailure(captureFailure(name, kind).id)) !== recorded(errorOf(recording)),
    )
    expect(captures.length).toBeGreaterThan(15)
    expect(wrong.map(({ recording }) => recording.id)).toEqual([])
  })

  test('is told by accessDenied and not by an exception where access was refused', () => {
    expect(captureFailure('NotAllowedError', 'screen')).toEqual({
      id: 'OT.initPublisher/screen-access-denied',
      silent: true,
    })
    for (const { name, kind } of captures) {
      const { id, silent } = captureFailure(name, kind)
      expect([id, findFailure(id).channels.includes('exception')]).toEqual([id, !silent])
    }
  })
})

test('every trouble with the messaging connection is a failure at the socket', () => {
  for (const id of Object.values(socketFailures)) expect(findFailure(id).point).toBe('service:socket')
})
