import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { notes } from './failure-row.ts'
import { failureTexts, messageOf } from './failure-texts.ts'
import { type ErrorOf, type FailureId, failures, findFailure, isFailureId, resolve, titleOf } from './failures.ts'
import { faultPoints, kindOf } from './fault-points.ts'
import { operationOf, operations } from './operations.ts'

interface FactRow {
  readonly method: string
  readonly code?: string | number | null
  readonly name?: string | null
  readonly event?: string
}

const fixtures = new URL('../../fixtures/', import.meta.url)
const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, fixtures), 'utf8'))

const guide = (readJson('facts/guide-errors.json') as { errors: FactRow[] }).errors
const reference = readJson('facts/reference-errors.json') as FactRow[]
const observedIds = new Set(
  readdirSync(new URL('observed/', fixtures))
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => (readJson(`observed/${file}`) as { cases: { id: string }[] }).cases.map(({ id }) => id)),
)

const keyOf = (row: FactRow): string => `${row.method}#${String(row.code ?? row.name ?? row.event).replaceAll(' ', '')}`

const documentedIds = [
  ...guide.map((row) => `guide:${keyOf(row)}`),
  ...reference.map((row) => `reference:${keyOf(row)}`),
]

const knownSources = new Set([
  ...documentedIds,
  ...[...observedIds].map((id) => `observed:${id}`),
  ...Object.keys(notes).map((id) => `notes:${id}`),
])

const resolved = (id: FailureId, dialect: 'documented' | 'sdk'): [string | null, number | string | null] => {
  const { name, code } = resolve(findFailure(id), dialect)
  return [name, code]
}

describe('the catalogue and its sources', () => {
  test('every row of the guide and of the API reference is served by a failure', () => {
    const cited = new Set<string>(failures.flatMap((failure) => failure.documented.source))
    expect(documentedIds.filter((id) => !cited.has(id))).toEqual([])
  })

  test('every source that a failure cites exists', () => {
    expect(failures.flatMap((failure) => failure.sources).filter((source) => !knownSources.has(source))).toEqual([])
  })

  test('every failure cites a source', () => {
    expect(failures.filter((failure) => failure.sources.length === 0).map((failure) => failure.id)).toEqual([])
  })

  test('what the documentation is cited for is in the rows that are cited', () => {
    const unfounded = failures.filter(({ documented: { name, code, source } }) => {
      const said = source.map((id) => id.slice(id.indexOf('#') + 1))
      const numbers = said.map((text) => Number.parseInt(text, 10))
      return (name !== null && !said.includes(name)) || (code !== null && !numbers.includes(code))
    })
    // A name or code may come from the guide's row alone, so that the reference's row for it is not always cited.
    expect(unfounded.map((failure) => failure.id)).toEqual([])
  })

  test('a failure that this version never produces is known from the documentation alone', () => {
    for (const { id, sdk, known } of failures) expect([id, known === 'documented']).toEqual([id, sdk === null])
  })
})

describe('a failure that this version was never seen to produce', () => {
  const tried = failures.flatMap(({ id, tried: trials = [] }) => trials.map((trial) => ({ id, ...trial })))

  test('says under which circumstances it was tried, and no other one does', () => {
    for (const { id, sdk, tried } of failures) expect([id, tried !== undefined]).toEqual([id, sdk === null])
  })

  test('was tried, but for those that are documented of a later version alone', () => {
    const untried = failures.filter((failure) => failure.tried?.length === 0)
    expect(untried.filter(({ since }) => since === undefined)).toEqual([])
  })

  test('cites a recording for each of the circumstances', () => {
    expect(tried.filter(({ source }) => source.length === 0)).toEqual([])
    expect(tried.flatMap(({ source }) => source).filter((source) => !knownSources.has(source))).toEqual([])
  })
})

describe('the rows', () => {
  test('ids are unique, and read operation/slug in kebab-case', () => {
    const ids = failures.map((failure) => failure.id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    expect(ids.filter((id) => !/^[A-Z][A-Za-z]*(\.[a-z][A-Za-z]*)?\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([])
  })

  test('every operation of the table has a failure', () => {
    const used = new Set<string>(failures.map((failure) => failure.operation))
    expect(Object.keys(operations).filter((operation) => !used.has(operation))).toEqual([])
  })

  test('every failure is asked for at a fault point, and every fault point is used', () => {
    const used = new Set<string>(failures.map((failure) => failure.point))
    expect(Object.keys(faultPoints).filter((point) => !used.has(point))).toEqual([])
  })

  test('failures at service points say what the service does, and no others do', () => {
    const wrong = failures.filter(({ point, reply }) => (kindOf(point) === 'service') !== (reply !== undefined))
    expect(wrong.map((failure) => failure.id)).toEqual([])
  })

  test('exception events are described one by one', () => {
    for (const { id, channels, exceptions } of failures) {
      expect([id, exceptions.length]).toEqual([id, channels.filter((channel) => channel === 'exception').length])
    }
  })

  test('only operations that take a handler, or return a promise, are told of failures that way', () => {
    const wrong = failures.filter(({ operation, channels }) => {
      const { completion, promise, promiseForm } = operationOf(operation)
      const promised = promise !== 'none' || promiseForm
      return (channels.includes('completion') && !completion) || (channels.includes('promise') && !promised)
    })
    expect(wrong.map((failure) => failure.id)).toEqual([])
  })

  test('operations that are not simulated yet have no live failures', () => {
    const wrong = failures.filter(({ operation, status }) => status === 'live' && !operationOf(operation).live)
    expect(wrong.map((failure) => failure.id)).toEqual([])
  })
})

describe('the words', () => {
  test('every failure has a sentence on when it happens and one on what to do, and no text is without a failure', () => {
    expect(Object.keys(failureTexts).sort()).toEqual(failures.map((failure) => failure.id).sort())
    const short = Object.entries(failureTexts).filter(([, { when, remedy }]) => when.length < 15 || remedy.length < 10)
    expect(short).toEqual([])
  })

  test('a message says what failed, why and what to do next', () => {
    expect(messageOf('Session.connect/expired-token')).toBe(
      'Session.connect() failed: The token has expired. Have your server make a new token, and connect with that.',
    )
    expect(messageOf('Session/network-lost')).toMatch(/^The messaging connection was lost/)
  })
})

describe('finding a failure', () => {
  test('gives the row of an id', () => {
    expect(findFailure('Session.signal/not-connected')).toMatchObject({
      id: 'Session.signal/not-connected',
      documented: { name: 'OT_NOT_CONNECTED', code: 1510 },
      sdk: { name: 'OT_NOT_CONNECTED', code: 500 },
      channels: ['completion', 'exception', 'promise'],
      cause: 'natural',
    })
  })

  test('an unknown id is refused, naming the failures of its operation', () => {
    expect(() => findFailure('Session.unsubscribe/never-heard-of')).toThrow(
      /no failure "Session.unsubscribe\/never-heard-of".*Session.unsubscribe\/missing-subscriber/,
    )
    expect(() => findFailure('nonsense')).toThrow(/operation\/slug/)
    expect(isFailureId('nonsense')).toBe(false)
  })

  test('ids and errors are literal types', () => {
    const id: FailureId = 'Session.publish/ice-failed'
    // @ts-expect-error: not in the catalogue
    const wrong: FailureId = 'Session.publish/ice-melted'
    const name: ErrorOf<'Session.publish'>['name'] = 'OT_PERMISSION_DENIED'
    const code: ErrorOf<'Session.publish'>['code'] = 1553
    // @ts-expect-error: no error of Session.publish has this name
    const otherName: ErrorOf<'Session.publish'>['name'] = 'OT_AUTHENTICATION_ERROR'
    expect([isFailureId(id), isFailureId(wrong), name, code, otherName]).toHaveLength(5)
  })
})

describe('the two dialects', () => {
  test.each<[FailureId, [string | null, number | null], [string | null, number | null]]>([
    ['Session.connect/expired-token', ['OT_AUTHENTICATION_ERROR', 1004], ['OT_AUTHENTICATION_ERROR', 1004]],
    ['Session.connect/offline', ['OT_NOT_CONNECTED', 1006], ['OT_CONNECT_FAILED', 1006]],
    ['Session.connect/badly-formed-response', ['OT_BADLY_FORMED_RESPONSE', 1006], ['Error', 1006]],
    ['Session.forceDisconnect/permission-denied', ['OT_PERMISSION_DENIED', 1520], ['OT_PERMISSION_DENIED', 1520]],
    ['Session.forceUnpublish/permission-denied', ['OT_PERMISSION_DENIED', 1530], ['OT_PERMISSION_DENIED', 1530]],
    ['Session.forceUnpublish/stream-not-found', ['OT_NOT_FOUND', 1535], ['OT_NOT_FOUND', null]],
    ['Session.publish/not-connected', ['OT_NOT_CONNECTED', 1010], ['OT_NOT_CONNECTED', 1010]],
    ['Session.publish/permission-denied', ['OT_PERMISSION_DENIED', 1500], ['OT_PERMISSION_DENIED', 1500]],
    ['Session.publish/invalid-publisher', ['OT_INVALID_PARAMETER', 1011], ['OT_INVALID_PARAMETER', 1500]],
    ['Session.publish/ice-failed', ['OT_ICE_WORKFLOW_FAILED', 1553], ['OT_ICE_WORKFLOW_FAILED', 1553]],
    ['Session.publish/ice-failed-with-reconnection', ['OT_ICE_WORKFLOW_FAILED', 1553], ['OT_TIMEOUT', 1500]],
    ['Session.signal/not-connected', ['OT_NOT_CONNECTED', 1510], ['OT_NOT_CONNECTED', 500]],
    ['Session.signal/invalid-to', ['OT_INVALID_PARAMETER', 1510], ['OT_INVALID_PARAMETER', 400]],
    ['Session.signal/invalid-type', ['OT_INVALID_PARAMETER', 400], ['OT_INVALID_PARAMETER', 400]],
    ['Session.signal/rate-limit-exceeded', ['OT_RATE_LIMIT_EXCEEDED', 2001], ['OT_UNEXPECTED_SERVER_RESPONSE', 2001]],
    ['OT.initPublisher/no-sources', ['OT_INVALID_PARAMETER', 1011], ['OT_INVALID_PARAMETER', 1011]],
    ['OT.initPublisher/invalid-video-codecs', ['OT_INVALID_PARAMETER', 1011], ['OT_INVALID_PARAMETER', null]],
    ['OT.initPublisher/media-element-network-error', ['OT_MEDIA_ERR_NETWORK', 1500], ['OT_MEDIA_ERR_DECODE', 1500]],
  ])('%s', (id, documented, sdk) => {
    expect(resolved(id, 'documented')).toEqual(documented)
    expect(resolved(id, 'sdk')).toEqual(sdk)
  })

  test.each<[FailureId, number]>([
    ['Session.publish/webrtc-error', 1601],
    ['Session.subscribe/webrtc-error', 1600],
    ['OT.initPublisher/authentication-error', 1004],
    ['Session.connect/internal-error', 2000],
  ])('%s is documented, and never produced by this version', (id, code) => {
    expect(findFailure(id).sdk).toBeNull()
    expect(resolve(findFailure(id), 'documented').code).toBe(code)
  })

  test('the title goes with the code of the dialect', () => {
    expect(resolve(findFailure('Session.forceUnpublish/stream-not-found'), 'documented').title).toBe(titleOf(1535))
    expect(resolve(findFailure('Session.forceUnpublish/stream-not-found'), 'sdk').title).toBeUndefined()
  })

  test('a documented name of the SDK makes an error of the SDK, where this version gives a plain one', () => {
    expect(resolve(findFailure('Session.connect/badly-formed-response'), 'documented').class).toBe('OT.Error')
    expect(resolve(findFailure('Session.connect/badly-formed-response'), 'sdk').class).toBe('Error')
  })
})
