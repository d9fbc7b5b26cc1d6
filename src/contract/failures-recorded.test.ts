import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { events } from './events.ts'
import { titleOf } from './exception-titles.ts'
import { type Failure, failures } from './failures.ts'
import { tellingEvents } from './telling-events.ts'

interface RecordedError {
  readonly name?: string | null
  readonly code?: number | string | null
  readonly class?: string
}

interface RecordedEvent {
  readonly mark?: string
  readonly on?: string
  readonly type?: string
  readonly code?: number | null
  readonly hasTitle?: boolean
  readonly target?: string
  readonly reason?: string | null
  readonly cancelable?: boolean
  readonly error?: RecordedError | null
}

interface Step {
  readonly call?: string
  readonly args?: readonly unknown[]
  readonly and?: readonly Step[]
}

interface Outcome {
  readonly throws?: RecordedError | null
  readonly completion?: {
    readonly invocations: readonly { readonly args: readonly (RecordedError & { kind?: string })[] }[]
  } | null
  readonly promise?: { readonly error?: RecordedError | null } | null
  readonly events?: readonly RecordedEvent[]
  readonly and?: readonly Outcome[]
  readonly after?: readonly Outcome[]
}

interface Case {
  readonly id: string
  readonly source: 'observed' | 'read'
  readonly when: Step | readonly Step[]
  readonly after?: readonly Step[]
  readonly then: Outcome
}

const folder = new URL('../../fixtures/observed/', import.meta.url)
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { cases: Case[] }).cases)
  .filter(({ source }) => source === 'observed')

const isList = <Item>(value: Item | readonly Item[]): value is readonly Item[] => Array.isArray(value)
const stepsOf = ({ when }: Case): readonly Step[] => (isList(when) ? when : [when])

/** `session2.publish.promise` is a call of `Session.publish`. */
function operationOf(call: string): string {
  const [object = '', method = ''] = call.split('.')
  const name = object.replace(/\d+$/, '')
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}.${method}`
}

interface Call {
  readonly id: string
  readonly operation: string
  readonly outcome: Outcome
}

function callsOf(recording: Case): readonly Call[] {
  const pairs: (readonly [Step | undefined, Outcome | undefined])[] = [[stepsOf(recording).at(-1), recording.then]]
  recording.after?.forEach((step, index) => void pairs.push([step, recording.then.after?.[index]]))
  return pairs.flatMap(([step, outcome]) => [
    ...toCall(recording.id, step, outcome),
    ...(step?.and ?? []).flatMap((other, index) => toCall(recording.id, other, outcome?.and?.[index])),
  ])
}

const toCall = (id: string, step: Step | undefined, outcome: Outcome | undefined): Call[] =>
  step?.call === undefined || !outcome ? [] : [{ id, operation: operationOf(step.call), outcome }]

const errorsOf = ({ throws, completion, promise }: Outcome): readonly RecordedError[] =>
  [
    throws,
    promise?.error,
    ...(completion?.invocations ?? []).flatMap(({ args }) => args.filter(({ kind }) => kind === 'error')),
  ].filter((error): error is RecordedError => error !== null && error !== undefined)

const sameError = ({ sdk }: Failure, error: RecordedError): boolean =>
  sdk?.name === error.name && (sdk?.code ?? null) === (error.code ?? null) && (sdk?.class ?? 'OT.Error') === error.class

/** Exceptions of an application's own handler, which the SDK hands on; no failures of the SDK. */
const thrownByTheApplication = [
  'OT.getDevices/completion-throws',
  'session.forceDisconnect/completion-throws',
  'session.publish/not-connected-completion-throws',
  'session.signal/not-connected-completion-throws',
  'live/OT.checkScreenSharingCapability/completion-throws',
  'live/throws/getDevices-rejects',
  'live/throws/subscriber.getStats-succeeded',
  'live/throws/initPublisher-audio-and-video-off',
]

/** Slips of the application over which the SDK trips by itself: the browser's TypeError, and nothing to be handled. */
const slips = [
  'live/OT.checkScreenSharingCapability/null',
  'live/OT.checkScreenSharingCapability/string',
  'live/OT.on/no-arguments',
  'live/initPublisher/property/maxResolution-null',
  'live/initPublisher/property/audioFallback-null',
  'live/publisher/ready/setStyle-null',
  'live/publisher/ready/setStyle-no-arguments',
  'live/publisher/ready/on-no-arguments',
  'live/session/before/once-no-handler',
  'ends/publisher-setAudioSource/same-turn/publisher-destroy',
  'live/programs/background-of-a-publisher',
  'live/programs/background-of-a-subscriber',
  'live/programs/background-without-controls',
  'live/programs/captions-language-after-destroy',
  'live/programs/off-context-number',
  'live/programs/off-map-of-texts',
  'live/programs/once-map-of-texts',
  'live/programs/publish-wrong-codecs',
  'live/programs/screen-extension-arguments',
  'live/programs/screen-extension-versions',
  'live/OT.hasEndToEndEncryptionSupport/null',
]

/** Errors that the SDK hands on as they are, whatever they are called: the browser's, and that of the connect() before. */
const handedOn = [
  'live/media/enumerateDevices/NotFoundError',
  'live/media/enumerateDevices/AbortError',
  'live/media/enumerateDevices/TypeError',
  'live/media/enumerateDevices/getAudioOutputDevices-rejects',
  'live/media/OT.getUserMedia/missing',
  'live/session/after-failed-connect/setIceConfig',
  'live/programs/fitMode-of-two-words-subscriber',
  'live/programs/refused-handler-throws',
]

/** publishVideo(true) takes the camera again as setVideoSource() does, and its errors are those of that operation. */
const ofTheCameraTakenAgain = ['live/programs/publishVideo-on-and-refused']

const unnamed: readonly string[] = [...thrownByTheApplication, ...slips, ...handedOn, ...ofTheCameraTakenAgain]

const calls = cases.flatMap(callsOf)

test('there are recordings to hold the catalogue against', () => {
  expect(calls.length).toBeGreaterThan(1000)
})

test('every error that was recorded is served by a failure of its operation, by name, code and class', () => {
  const unserved = calls.flatMap(({ id, operation, outcome }) =>
    errorsOf(outcome)
      .filter(() => !unnamed.includes(id))
      .filter((error) => !failures.some((failure) => failure.operation === operation && sameError(failure, error)))
      .map((error) => `${id}: ${operation} ${error.name}/${error.code}`),
  )
  expect(unserved).toEqual([])
})

test('every recorded error outside the list is the SDK’s own: the list names no other recording', () => {
  const applications = calls.filter(({ id }) => thrownByTheApplication.includes(id))
  expect(applications.every(({ outcome }) => errorsOf(outcome).some((error) => error.class === 'Error'))).toBe(true)
  expect(applications).toHaveLength(thrownByTheApplication.length)
})

describe('recordings that a failure cites', () => {
  const byId = new Map(cases.map((recording) => [recording.id, recording]))
  const observed = ({ sdk }: Failure): readonly Case[] =>
    (sdk?.source ?? []).flatMap((source) => byId.get(source.slice('observed:'.length)) ?? [])

  const givesError = ({ sdk, channels }: Failure): boolean =>
    sdk?.name !== null && channels.some((channel) => ['completion', 'promise', 'thrown'].includes(channel))

  // A cited recording may be of a like operation, where the failure is inferred (known: assumed).
  const proven = failures.filter((failure) => failure.sdk !== null && failure.known !== 'assumed')

  test('show its error, in a call of its operation', () => {
    const wrong = proven.filter(givesError).flatMap((failure) =>
      observed(failure)
        .filter((recording) => !isAside(failure, recording))
        .filter((recording) => !callsOf(recording).some((call) => shows(failure, call)))
        .map((recording) => `${failure.id}: ${recording.id}`),
    )
    expect(wrong).toEqual([])
  })

  const shows = (failure: Failure, { operation, outcome }: Call): boolean =>
    operation === failure.operation && errorsOf(outcome).some((error) => sameError(failure, error))

  /** Recordings without a handler, or of the end of the publisher, in which only the exception event shows the error; and one cited for the rule in it. */
  const isAside = ({ id }: Failure, recording: Case): boolean =>
    recording.id.endsWith('-no-completion') ||
    recording.id.endsWith('/destroyed-unloaded') ||
    (id === 'OT.initPublisher/unable-to-capture-media' && recording.id.startsWith('session.publish'))

  test('show its exception events: as many, with those targets, codes and errors', () => {
    const wrong = proven.flatMap((failure) =>
      observed(failure)
        .filter((recording) => isPlain(recording))
        .filter((recording) => exceptionsIn(recording).join() !== exceptionsFor(failure, recording).join())
        .map(
          (recording) =>
            `${failure.id}: ${recording.id}: ${exceptionsIn(recording)} / ${exceptionsFor(failure, recording)}`,
        ),
    )
    expect(wrong).toEqual([])
  })

  const isPlain = (recording: Case): boolean =>
    stepsOf(recording).length === 1 && recording.after === undefined && stepsOf(recording)[0]?.and === undefined

  const exceptionsIn = (recording: Case): readonly string[] =>
    (recording.then.events ?? [])
      .filter(({ type }) => type === 'exception')
      .map(
        ({ target, code, error }) =>
          `${target?.replace(/\d+$/, '')} ${code ?? null} ${error?.name ?? null}/${error?.code ?? null}`,
      )

  const exceptionsFor = (failure: Failure, recording: Case): readonly string[] =>
    failure.exceptions.map(({ on, code, error }) => {
      const own = failure.sdk?.code ?? null
      const raw = (recording.then.events ?? []).find(({ type }) => type === 'exception')?.error?.code ?? null
      const usual = { own: `${failure.sdk?.name}/${own}`, none: 'null/null', raw: `Error/${raw}` }
      const carried = typeof error === 'string' ? usual[error] : `${error.name}/${error.code}`
      return `${on === 'OT' ? 'object' : on} ${code === 'own' ? own : code} ${carried}`
    })

  test('show its channels in that order', () => {
    const wrong = proven.flatMap((failure) =>
      observed(failure)
        .filter((recording) => isPlain(recording))
        .flatMap((recording) => callsOf(recording).map((call) => [recording, call] as const))
        .filter(([, { operation }]) => operation === failure.operation)
        .filter(([recording]) => heardIn(recording).join() !== toBeHeard(failure, recording).join())
        .map(([{ id }]) => id)
        .map((id) => `${failure.id}: ${id}`),
    )
    expect(wrong).toEqual([])
  })

  /** Recordings that show another part of a failure than the event that tells of it. */
  const otherParts = [
    // The silence and the search; that the session then ends for this reason is read in the SDK's source.
    'socket/server-silent-then-recovers',
    // The path alone: the stream is there until the service removes it.
    'webrtc/published/ice-failed',
    'webrtc/published/ice-failed-socket-lost',
    // The path comes back before the subscriber is given up.
    'webrtc/subscribed/ice-failed-then-connected-within-2s',
    // The state that the event announces.
    'webrtc/audioBlocked/state',
    // Streams that end for a reason for which subscribers also end with their own session.
    'remote/subscribed-stream-leaves-networkDisconnected',
    'remote/subscribed-stream-leaves-forceUnpublished',
    // The secret is right again.
    'webrtc/encryption/subscribed-decryption-fails-then-setEncryptionSecret',
  ]

  test('show the event that tells of it, where an event does', () => {
    const told = proven.flatMap((failure) => {
      const telling = tellingEvents[failure.id]
      return telling === undefined ? [] : [[failure, telling] as const]
    })
    const wrong = told.flatMap(([failure, { on, event, reason }]) =>
      observed(failure)
        .filter(({ id }) => !otherParts.includes(id))
        .filter(
          (recording) =>
            !eventsIn(recording).some(
              (one) => isOf(one, on) && one.type === event && (reason === undefined || one.reason === reason),
            ),
        )
        .map(({ id }) => `${failure.id}: ${id}`),
    )
    expect(told.length).toBeGreaterThan(5)
    expect(wrong).toEqual([])
  })

  const eventsIn = ({ then }: Case): readonly RecordedEvent[] =>
    [then, ...(then.after ?? []), ...(then.and ?? [])].flatMap((outcome) => outcome?.events ?? [])

  const isOf = ({ on = '' }: RecordedEvent, object: string): boolean => on.replace(/\d+$/, '') === object

  const channelOf = ({ mark, on, type }: RecordedEvent): string | null => {
    if (mark !== undefined) return marks[mark] ?? null
    if (on === 'window') return 'window-error'
    return type === 'exception' ? 'exception' : null
  }

  const marks: Readonly<Record<string, string>> = {
    completion: 'completion',
    'promise-rejected': 'promise',
    throw: 'thrown',
  }

  const heardIn = (recording: Case): readonly string[] => {
    const failed = errorsOf({ completion: recording.then.completion ?? null }).length > 0
    const heard = (recording.then.events ?? []).flatMap((event) => channelOf(event) ?? [])
    const relevant = heard.filter((channel) => channel !== 'completion' || failed)
    return isPromiseForm(recording) ? relevant.toSorted() : relevant
  }

  const isPromiseForm = (recording: Case): boolean => stepsOf(recording)[0]?.call?.endsWith('.promise') === true

  // Where no handler was passed none is called; the .promise form has a promise in its place, told in a turn of its own.
  const toBeHeard = ({ channels }: Failure, recording: Case): readonly string[] => {
    const handler = JSON.stringify(stepsOf(recording)[0]?.args ?? []).includes('$cb')
    const told = channels.filter((channel) => channel !== 'event')
    if (!isPromiseForm(recording)) return told.filter((channel) => channel !== 'completion' || handler)
    return told.map((channel) => (channel === 'completion' ? 'promise' : channel)).toSorted()
  }
})

test('no recording of its operation gives an error that is said never to have been seen', () => {
  const unseen = failures.filter(({ sdk, documented: { name, code } }) => sdk === null && (name ?? code) !== null)
  const says = ({ documented }: Failure, { name, code }: RecordedError): boolean =>
    (documented.name === null || documented.name === name) && (documented.code === null || documented.code === code)
  const seen = unseen.flatMap((failure) =>
    calls
      .filter(({ operation }) => operation === failure.operation)
      .filter(({ outcome }) => errorsOf(outcome).some((error) => says(failure, error)))
      .map(({ id }) => `${failure.id}: ${id}`),
  )
  expect(seen).toEqual([])
})

/** The reasons that an application gave to destroy(). */
const ownReasons: readonly (string | null | undefined)[] = ['x', null, undefined]

describe('recorded events', () => {
  const logged = cases.flatMap(({ then }) => [then, ...(then.after ?? [])]).flatMap((outcome) => outcome?.events ?? [])
  const nameOf = ({ on = '' }: RecordedEvent): string => on.replace(/\d+$/, '')

  const rowOf = (event: RecordedEvent) => {
    const name = nameOf(event)
    const rows = Object.entries(events).find(([object]) => object === name)?.[1]
    return rows?.[event.type?.startsWith('signal:') === true ? 'signal' : (event.type ?? '')]
  }

  const ofObjects = logged.filter(({ mark, on, type }) => mark === undefined && on !== 'window' && type !== undefined)

  test('are all in the table', () => {
    expect([
      ...new Set(ofObjects.filter((event) => rowOf(event) === undefined).map(({ on, type }) => `${on} ${type}`)),
    ]).toEqual([])
  })

  test('can be prevented, and give reasons, as the table says', () => {
    const wrong = ofObjects
      .filter((event) => event.cancelable !== undefined)
      .filter((event) => {
        const row = rowOf(event)
        const knownReason = ownReasons.includes(event.reason) || row?.reasons?.includes(event.reason ?? '')
        return row?.cancelable !== event.cancelable || !knownReason
      })
    expect([...new Set(wrong.map(({ on, type, reason }) => `${on} ${type} ${reason}`))]).toEqual([])
  })

  test('have a title where the table of titles has one for the code', () => {
    const wrong = ofObjects
      .filter(({ type }) => type === 'exception')
      .filter(({ code, hasTitle }) => (titleOf(code) !== undefined) !== hasTitle)
    expect([...new Set(wrong.map(({ code }) => code))]).toEqual([])
  })
})
