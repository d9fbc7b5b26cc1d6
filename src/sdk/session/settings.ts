import { sessionInfoFailure } from '../../contract/replies.ts'
import { deferred, type SilentPromise } from '../../kernel/thenable.ts'
import { BrowserRefusal } from '../base/browser-refusal.ts'
import { errorOf } from '../base/fail.ts'
import { ask, demandUnarmed, play, refuse } from '../base/gate.ts'
import { codeOf } from '../base/ot-error.ts'
import { unheard } from '../base/promises.ts'
import type { MediaConnection } from '../media/connection.ts'
import type { SessionCore } from './core.ts'
import { checkIceConfig, isEncryptionSecret } from './options.ts'

/**
 * Where session information was asked for and did not come to anything, it is asked for once more, and the promise ends as
 * that does (recorded: `live/session/while-connecting/setIceConfig`, `live/session/after-failed-connect/setIceConfig`).
 */
function askAgain(
  { client, sessionId }: SessionCore,
  login: NonNullable<SessionCore['asked']>,
  resolve: (value: undefined) => void,
  reject: (error: unknown) => void,
): void {
  client.journal.add('request', client.id, 'sessionInfo', { sessionId })
  client.link.http({ what: 'sessionInfo', sessionId, ...login }, (answer) => {
    const failure = sessionInfoFailure(answer, login.apiKey)
    if (failure === null) return resolve(undefined)
    const error = errorOf(client, failure.id)
    reject(Object.assign(new Error(error.message), { name: error.name, code: codeOf(error) }))
  })
}

/** Whether the browser took the new configuration. */
function reconfigure(connection: MediaConnection): boolean {
  try {
    connection.setConfiguration()
    return true
  } catch (thrown) {
    if (thrown instanceof BrowserRefusal) return false
    throw thrown
  }
}

/**
 * Gives the connections of a session a new configuration. What a subscriber's browser makes of it is not looked at (recorded:
 * `webrtc/session.setIceConfig/subscribed-setConfiguration-throws`).
 *
 * @throws the failure, where a publisher's browser refuses.
 */
function reconfigureMedia(core: SessionCore): void {
  for (const { incoming } of core.subscribers) if (incoming.connection !== null) reconfigure(incoming.connection)
  for (const { outgoing } of core.publishers) {
    for (const { connection } of outgoing.connections) {
      if (!reconfigure(connection)) throw errorOf(core.client, 'Session.setIceConfig/set-configuration-failed')
    }
  }
}

/** `session.setIceConfig(config)`: checked at once, told in a microtask (recorded: area `iceConfig`). */
export function setIceConfig(core: SessionCore, config: unknown): SilentPromise<undefined> {
  const { promise, resolve, reject } = deferred<undefined>(unheard(core.client))
  try {
    core.options.iceConfig = checkIceConfig(core.client, config, 'Session.setIceConfig')
    demandUnarmed(core.client, 'Session.setIceConfig', core.whereabouts, 'media:configuration')
    reconfigureMedia(core)
    const { includeServers } = Object(config)
    if (core.asked === null || includeServers !== 'all') resolve(undefined)
    else askAgain(core, core.asked, resolve, reject)
  } catch (error) {
    play(core, error, 'refused')
    reject(error)
  }
  return promise
}

/** The session has another secret: what it sends is encrypted with it, and what it receives is decrypted with it. */
function rekey(session: SessionCore): void {
  const { frameKey: key } = session
  const connectionId = session.connection?.id
  for (const { isPublished, streamId, client } of session.publishers) {
    if (!isPublished || key === undefined || streamId === undefined || connectionId === undefined) continue
    client.link.media({ sessionId: session.sessionId, connectionId, streamId, key })
  }
  for (const { incoming } of session.subscribers) incoming.rekeyed()
}

/**
 * `session.setEncryptionSecret(secret)`: only a session that was initialised with a secret looks at it; the key is then
 * derived in a turn of its own (recorded: area `encryption`).
 */
export function setEncryptionSecret(core: SessionCore, secret: unknown): SilentPromise<undefined> {
  const { promise, resolve, reject } = deferred<undefined>(unheard(core.client))
  const told = ask(core.client, 'Session.setEncryptionSecret', core.whereabouts)
  if (told !== null) reject(refuse(core, told))
  else if (!core.options.encryptionSecret) resolve(undefined)
  else if (!isEncryptionSecret(secret)) reject(refuse(core, 'Session.setEncryptionSecret/invalid-secret'))
  else {
    const derived = (): void => {
      core.options.encryptionSecret = secret
      rekey(core)
      resolve(undefined)
    }
    core.client.clock.after(0, derived, { what: 'the derivation of the key', kind: 'work' })
  }
  return promise
}
