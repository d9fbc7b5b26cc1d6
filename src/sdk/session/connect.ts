/**
 * `session.connect()`: session information first, then the messaging connection, then joining; attempts, time-outs and the end of one that
 * is broken off.
 */

import { type FailureId, findFailure } from '../../contract/failures.ts'
import { sessionLifecycle } from '../../contract/lifecycles.ts'
import { breaksTheReader, replyFailure, sessionInfoFailure, socketFailures } from '../../contract/replies.ts'
import type { Timer } from '../../kernel/time/clock.ts'
import type { HttpAnswer } from '../../wire/link.ts'
import type { JoinedSession, Reply } from '../../wire/replies.ts'
import { errorOf } from '../base/fail.ts'
import { ask, play, tell } from '../base/gate.ts'
import { codeOf, type Failure } from '../base/ot-error.ts'
import { type Completion, isCompletion } from '../base/promises.ts'
import { whenEnded } from './disconnect.ts'
import { announceJoined, applyFact } from './facts.ts'
import { infoIn } from './info.ts'
import { lineInterrupted, lineRestored } from './media-facts.ts'
import type { SessionModel } from './model.ts'
import { isEncryptionSecret } from './options.ts'
import { type LineEnd, ServiceLine } from './service-line.ts'

/** Attempts and pauses, in milliseconds, as recorded (`fixtures/observed/README.md`, "Times"). */
const joinAttempts = 3
const leastBetweenAttemptsMs = 3000
const infoRetriesMs: readonly number[] = [600, 1200]

interface Arguments {
  readonly token: string
  /** The token as the session has it: as it was given, and `false` where a handler stands in its place (observed: `before:20310915:58`). */
  readonly given: unknown
  readonly apiKey: unknown
  readonly completion: Completion | undefined
}

const isText = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'

/** `connect(token, handler?)`, or `connect(apiKey, token, handler?)`; the handler is the last argument or none. */
function sortArguments(args: readonly unknown[], ownKey: unknown): Arguments {
  const last = args[args.length - 1]
  const legacy = args.length > 1 && isText(args[0]) && typeof args[1] === 'string'
  const token = legacy ? args[1] : args[0]
  return {
    token: typeof token === 'string' ? token : '',
    given: typeof token === 'function' ? false : token,
    apiKey: legacy && (ownKey === null || ownKey === undefined) ? String(args[0]) : ownKey,
    completion: isCompletion(last) ? last : undefined,
  }
}

/** The failure that the SDK finds by itself, before it sends a request; null: none. */
function localProblem(model: SessionModel, apiKey: unknown): FailureId | null {
  const { sessionIdProblem, encryptionSecret, sessionId } = model.options
  if (apiKey === null || apiKey === undefined || typeof apiKey === 'function') {
    return sessionId === '' ? 'Session.connect/missing-session-id' : 'Session.connect/missing-api-key'
  }
  if (sessionIdProblem === 'empty') return 'Session.connect/empty-session-id'
  if (sessionIdProblem === 'object') return 'Session.connect/session-id-not-a-string'
  if (encryptionSecret === undefined || encryptionSecret === null || encryptionSecret === '') return null
  if (!model.client.devices.support.encodedStreams) return 'Session.connect/unsupported-browser'
  return isEncryptionSecret(encryptionSecret) ? null : 'Session.connect/invalid-encryption-secret'
}

/** Lets happen to a session that is connected what a test author armed: the service, or the network, does the rest. */
export function applyFaultsToSession({ client, isConnected, whereabouts }: SessionModel): void {
  if (isConnected) ask(client, 'Session', whereabouts)
}

/** One call of `session.connect`, through all its attempts, to `sessionConnected` or to its failure. */
class Connecting {
  readonly #model: SessionModel
  readonly #token: string
  readonly #apiKey: string
  readonly #generation: number
  readonly #failed: (error: Failure) => void
  #attempt = 0
  #startedAt = 0
  #retry: Timer | undefined

  constructor(model: SessionModel, token: string, apiKey: string, failed: (error: Failure) => void) {
    this.#model = model
    this.#token = token
    this.#apiKey = apiKey
    this.#failed = failed
    this.#generation = model.generation
  }

  begin(): void {
    this.#attempt++
    this.#startedAt = this.#model.client.clock.now()
    this.#model.asked = { token: this.#token, apiKey: this.#apiKey }
    this.#http('config', () => this.#askForInfo(0))
  }

  // A disconnect() while connecting starts the session afresh; whatever arrives for the old beginning is ignored.
  get #interrupted(): boolean {
    return this.#model.generation !== this.#generation || this.#model.state !== 'connecting'
  }

  #http(what: 'config' | 'sessionInfo', answered: (answer: HttpAnswer) => void): void {
    const { client, sessionId } = this.#model
    client.journal.add('request', client.id, what, { sessionId })
    client.link.http({ what, apiKey: this.#apiKey, sessionId, token: this.#token }, (answer) => {
      if (!this.#interrupted) answered(answer)
    })
  }

  #askForInfo(retries: number): void {
    this.#http('sessionInfo', (answer) => {
      if (breaksTheReader(answer)) return
      const failure = sessionInfoFailure(answer, this.#apiKey)
      if (failure === null) return this.#openLine(answer)
      const pause = failure.retried ? infoRetriesMs[retries] : undefined
      if (pause === undefined) return this.#fail(failure.id)
      this.#later(pause, 'the next request for session information', () => this.#askForInfo(retries + 1))
    })
  }

  #later(ms: number, what: string, run: () => void): void {
    this.#retry = this.#model.client.clock.after(ms, () => !this.#interrupted && run(), { what, kind: 'work' })
  }

  #openLine(answer: HttpAnswer): void {
    const model = this.#model
    const info = infoIn(answer)
    model.info = info
    model.asked = null
    model.login = { token: this.#token, apiKey: this.#apiKey }
    model.messagingUrl = info.messagingUrl
    const hello = { clientId: model.client.id, sessionId: model.sessionId, ...model.login, resumes: null }
    const messaging = new ServiceLine(model.client, hello, info.reconnection, {
      opened: () => this.#join(messaging),
      fact: (fact) => applyFact(model, fact),
      interrupted: () => lineInterrupted(model),
      restored: () => lineRestored(model),
      ended: (end) => this.#lineEnded(end),
    })
    model.takesBy((fact) => applyFact(model, fact))
    model.messaging = messaging
    model.lines.set(info.messagingUrl, messaging)
    try {
      messaging.open()
    } catch {
      model.messaging = null
      this.#fail(socketFailures.throw)
    }
  }

  #join(messaging: ServiceLine): void {
    const model = this.#model
    model.joinsUntil(() => {
      model.setState('disconnecting')
      messaging.close()
      const fail = (): void => this.#fail('Session.connect/disconnected-while-connecting')
      const what = 'the end of connect() after disconnect()'
      model.client.clock.after(0, () => model.generation === this.#generation && fail(), { what, kind: 'work' })
    })
    messaging.request(
      { method: 'connection.create' },
      (reply) => this.#joined(messaging, reply),
      () => true,
    )
  }

  #joined(messaging: ServiceLine, reply: Reply): void {
    if (reply.joined === undefined) {
      messaging.close()
      this.#model.messaging = null
      return this.#tryAgain(replyFailure('Session.connect', reply))
    }
    messaging.establish()
    this.#welcome(reply.joined)
  }

  #welcome(joined: JoinedSession): void {
    const model = this.#model
    model.muted = joined.muted
    announceJoined(model, joined)
    applyFaultsToSession(model)
  }

  #lineEnded(end: LineEnd): void {
    if (this.#model.state !== 'connecting' || this.#model.generation !== this.#generation) {
      return whenEnded(this.#model, end)
    }
    this.#model.messaging = null
    if (end.kind !== 'never-opened') return this.#tryAgain(socketFailures.closeAfterOpen)
    this.#tryAgain(end.timedOut ? socketFailures.hang : socketFailures.refuse)
  }

  // A failure of the line, or of joining, starts everything again: three attempts, at least three seconds apart.
  #tryAgain(id: FailureId): void {
    if (this.#attempt >= joinAttempts) return this.#fail(id)
    const wait = Math.max(0, this.#startedAt + leastBetweenAttemptsMs - this.#model.client.clock.now())
    this.#later(wait, 'the next attempt to connect', () => this.begin())
  }

  #fail(id: FailureId): void {
    this.#model.client.clock.cancel(this.#retry)
    this.#failed(errorOf(this.#model.client, id, findFailure(id).why))
  }
}

function connectFailed(model: SessionModel, error: Failure, completion: Completion | undefined): void {
  model.messaging = null
  model.setState('disconnected')
  // The SDK fills in a code where an error has none (recorded: `session.connect/http/status-200-object`).
  if (codeOf(error) === undefined) Object.assign(error, { code: 1006 })
  const { client, facade } = model
  play({ client, facade, completion }, error, 'failed')
}

/** `session.connect`: ignored, its handler dropped, unless the session is disconnected or on its way there (recorded: `session.connect.promise/already-connected`, `live/session/while-connecting/connect`). */
export function connect(model: SessionModel, args: readonly unknown[]): void {
  if (sessionLifecycle['Session.connect']?.[model.state] === 'ignored') return
  const { token, given, apiKey, completion } = sortArguments(args, model.options.apiKey)
  model.messaging?.close()
  model.reset()
  model.setState('connecting')
  const { facade, client } = model
  const succeeded = (event: unknown): void =>
    void tell(client, 'Session.connect', 'succeeded', completion, undefined, event)
  if (completion !== undefined) facade.once('sessionConnected', succeeded)
  const failed = (error: Failure): void => {
    facade.off('sessionConnected', succeeded)
    connectFailed(model, error, completion)
  }
  const problem = ask(client, 'Session.connect', { sessionId: model.sessionId }) ?? localProblem(model, apiKey)
  if (problem !== null) {
    const { generation } = model
    client.clock.after(0, () => model.generation === generation && failed(errorOf(client, problem)), {
      what: 'the failure of connect()',
      kind: 'work',
    })
    return
  }
  Object.assign(facade, { token: given, apiKey: String(apiKey) })
  new Connecting(model, token, String(apiKey), failed).begin()
}
