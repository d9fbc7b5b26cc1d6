import type { FailureId } from '../../contract/failures.ts'
import { sessionLifecycle } from '../../contract/lifecycles.ts'
import { breaksTheReader, replyFailure, sessionInfoFailure } from '../../contract/replies.ts'
import type { Timer } from '../../kernel/time/clock.ts'
import type { HttpAnswer } from '../../wire/link.ts'
import type { JoinedSession, Reply } from '../../wire/replies.ts'
import { errorOf } from '../base/fail.ts'
import { ask, play, tell } from '../base/gate.ts'
import { codeOf, type Failure } from '../base/ot-error.ts'
import { type Completion, isCompletion } from '../base/promises.ts'
import type { SessionCore } from './core.ts'
import { whenEnded } from './disconnect.ts'
import { announceJoined, applyFact } from './facts.ts'
import { infoIn } from './info.ts'
import { lineInterrupted, lineRestored } from './media-facts.ts'
import { Messaging, type MessagingEnd } from './messaging.ts'
import { isEncryptionSecret } from './options.ts'

/** Attempts and pauses, in milliseconds, as recorded (FINDINGS-WEBRTC, "Time-outs"). */
const attempts = 3
const leastBetweenAttemptsMs = 3000
const infoRetriesMs: readonly number[] = [600, 1200]

/** What to say besides, where somebody has probably put placeholders in. */
const makeReal =
  "simulator.credentials() makes real ones, and createSimulator({ credentials: 'any' }) lets everything in"
const hints: Readonly<Partial<Record<FailureId, string>>> = {
  'Session.connect/invalid-session-id': `the session id does not read as one; ${makeReal}`,
  'Session.connect/malformed-token': `the token does not read as one; ${makeReal}`,
}

interface Arguments {
  readonly token: string
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
    apiKey: legacy && (ownKey === null || ownKey === undefined) ? String(args[0]) : ownKey,
    completion: isCompletion(last) ? last : undefined,
  }
}

/** What the SDK finds out by itself, before it asks anybody. */
function localProblem(core: SessionCore, apiKey: unknown): FailureId | null {
  const { sessionIdProblem, encryptionSecret, sessionId } = core.options
  if (apiKey === null || apiKey === undefined || typeof apiKey === 'function') {
    return sessionId === '' ? 'Session.connect/missing-session-id' : 'Session.connect/missing-api-key'
  }
  if (sessionIdProblem === 'empty') return 'Session.connect/empty-session-id'
  if (sessionIdProblem === 'object') return 'Session.connect/session-id-not-a-string'
  if (encryptionSecret === undefined || encryptionSecret === null || encryptionSecret === '') return null
  if (!core.client.devices.support.encodedStreams) return 'Session.connect/unsupported-browser'
  return isEncryptionSecret(encryptionSecret) ? null : 'Session.connect/invalid-encryption-secret'
}

/** Lets happen to a session that is connected what a test author armed: the service, or the network, does the rest. */
export function strikeSession({ client, isConnected, whereabouts }: SessionCore): void {
  if (isConnected) ask(client, 'Session', whereabouts)
}

/** One call of `session.connect`, through all its attempts, to `sessionConnected` or to its failure. */
class Connecting {
  readonly #core: SessionCore
  readonly #token: string
  readonly #apiKey: string
  readonly #generation: number
  readonly #failed: (error: Failure) => void
  #attempt = 0
  #startedAt = 0
  #retry: Timer | undefined

  constructor(core: SessionCore, token: string, apiKey: string, failed: (error: Failure) => void) {
    this.#core = core
    this.#token = token
    this.#apiKey = apiKey
    this.#failed = failed
    this.#generation = core.generation
  }

  begin(): void {
    this.#attempt++
    this.#startedAt = this.#core.client.clock.now()
    this.#core.asked = { token: this.#token, apiKey: this.#apiKey }
    this.#http('config', () => this.#askForInfo(0))
  }

  // A disconnect() while connecting starts the session afresh; whatever arrives for the old beginning is ignored.
  get #interrupted(): boolean {
    return this.#core.generation !== this.#generation || this.#core.state !== 'connecting'
  }

  #http(what: 'config' | 'sessionInfo', answered: (answer: HttpAnswer) => void): void {
    const { client, sessionId } = this.#core
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
    this.#retry = this.#core.client.clock.after(ms, () => !this.#interrupted && run(), { what, kind: 'work' })
  }

  #openLine(answer: HttpAnswer): void {
    const core = this.#core
    const info = infoIn(answer)
    core.info = info
    core.asked = null
    core.login = { token: this.#token, apiKey: this.#apiKey }
    core.messagingUrl = info.messagingUrl
    const hello = { clientId: core.client.id, sessionId: core.sessionId, ...core.login, resumes: null }
    const messaging = new Messaging(core.client, hello, info.reconnection, {
      opened: () => this.#join(messaging),
      fact: (fact) => core.take(fact),
      interrupted: () => lineInterrupted(core),
      restored: () => lineRestored(core),
      ended: (end) => this.#lineEnded(end),
    })
    core.take = (fact) => applyFact(core, fact)
    core.messaging = messaging
    core.lines.set(info.messagingUrl, messaging)
    try {
      messaging.open()
    } catch {
      core.messaging = null
      this.#fail('Session.connect/socket-constructor-throws')
    }
  }

  #join(messaging: Messaging): void {
    const core = this.#core
    core.interruptJoining = () => {
      core.setState('disconnecting')
      messaging.close()
      const fail = (): void => this.#fail('Session.connect/disconnected-while-connecting')
      const what = 'the end of connect() after disconnect()'
      core.client.clock.after(0, () => core.generation === this.#generation && fail(), { what, kind: 'work' })
    }
    messaging.request(
      { method: 'connection.create' },
      (reply) => this.#joined(messaging, reply),
      () => {},
    )
  }

  #joined(messaging: Messaging, reply: Reply): void {
    if (reply.joined === undefined) {
      messaging.close()
      return this.#tryAgain(replyFailure('connection.create', reply))
    }
    messaging.establish()
    this.#welcome(reply.joined)
  }

  #welcome(joined: JoinedSession): void {
    const core = this.#core
    core.muted = joined.muted
    announceJoined(core, joined)
    strikeSession(core)
  }

  #lineEnded(end: MessagingEnd): void {
    if (this.#core.state !== 'connecting' || this.#core.generation !== this.#generation) {
      return whenEnded(this.#core, end)
    }
    this.#core.messaging = null
    if (end.kind !== 'never-opened') return this.#tryAgain('Session.connect/socket-closed')
    this.#tryAgain(end.timedOut ? 'Session.connect/socket-timeout' : 'Session.connect/socket-refused')
  }

  // A failure of the line, or of joining, starts everything again: three attempts, at least three seconds apart.
  #tryAgain(id: FailureId): void {
    if (this.#attempt >= attempts) return this.#fail(id)
    const wait = Math.max(0, this.#startedAt + leastBetweenAttemptsMs - this.#core.client.clock.now())
    this.#later(wait, 'the next attempt to connect', () => this.begin())
  }

  #fail(id: FailureId): void {
    this.#core.client.clock.cancel(this.#retry)
    this.#failed(errorOf(this.#core.client, id, hints[id]))
  }
}

function connectFailed(core: SessionCore, error: Failure, completion: Completion | undefined): void {
  core.messaging = null
  core.setState('disconnected')
  // The SDK fills in a code where an error has none (recorded: `session.connect/http/status-200-object`).
  if (codeOf(error) === undefined) Object.assign(error, { code: 1006 })
  const { client, facade } = core
  play({ client, facade, completion }, error, 'failed')
}

/** `session.connect`: ignored, its handler dropped, unless the session is disconnected or on its way there (recorded). */
export function connect(core: SessionCore, args: readonly unknown[]): void {
  if (sessionLifecycle['Session.connect']?.[core.state] === 'ignored') return
  const { token, apiKey, completion } = sortArguments(args, core.options.apiKey)
  core.messaging?.close()
  core.reset()
  core.setState('connecting')
  const { facade, client } = core
  const succeeded = (event: unknown): void =>
    void tell(client, 'Session.connect', 'succeeded', completion, undefined, event)
  if (completion !== undefined) facade.once('sessionConnected', succeeded)
  const failed = (error: Failure): void => {
    facade.off('sessionConnected', succeeded)
    connectFailed(core, error, completion)
  }
  const problem = ask(client, 'Session.connect', { sessionId: core.sessionId }) ?? localProblem(core, apiKey)
  if (problem !== null) {
    const { generation } = core
    client.clock.after(0, () => core.generation === generation && failed(errorOf(client, problem)), {
      what: 'the failure of connect()',
      kind: 'work',
    })
    return
  }
  facade.token = token
  facade.apiKey = String(apiKey)
  new Connecting(core, token, String(apiKey), failed).begin()
}
