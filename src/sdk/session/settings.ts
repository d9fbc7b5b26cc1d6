/** Settings of a session that runs: its ICE configuration and its encryption secret. */

import { sessionInfoFailure } from '../../contract/replies.ts'
import { deferred, type SilentPromise, turnsLater } from '../../kernel/thenable.ts'
import { BrowserRefusal } from '../base/browser-refusal.ts'
import { errorOf, oldErrorOf } from '../base/fail.ts'
import { ask, demandUnarmed, play, refuse } from '../base/gate.ts'
import { codeOf } from '../base/ot-error.ts'
import { unheard } from '../base/promises.ts'
import type { MediaConnection } from '../media/connection.ts'
import type { SessionModel } from './model.ts'
import { checkIceConfig, isEncryptionSecret } from './options.ts'

/**
 * Where session information was asked for and did not come to anything, it is asked for once more, and the promise ends as
 * that does (recorded: `live/session/while-connecting/setIceConfig`, `live/session/after-failed-connect/setIceConfig`).
 */
function askAgain(
  { client, sessionId }: SessionModel,
  login: NonNullable<SessionModel['asked']>,
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
 * Gives the connections of a session a new configuration. A refusal by a subscriber's browser is ignored (recorded:
 * `webrtc/session.setIceConfig/subscribed-setConfiguration-throws`).
 *
 * @throws the failure, where a publisher's browser refuses.
 */
function reconfigureMedia(model: SessionModel): void {
  for (const { incoming } of model.subscribers) if (incoming.connection !== null) reconfigure(incoming.connection)
  for (const { outgoing } of model.publishers) {
    for (const { connection } of outgoing.connections) {
      if (!reconfigure(connection)) throw oldErrorOf(model.client, 'Session.setIceConfig/set-configuration-failed')
    }
  }
}

/** From the call to the answer to it, in turns of the SDK's promises (observed: `live/programs/promises-of-one-turn`). */
const turnsOfIceConfig = 5

/** `session.setIceConfig(config)`: checked at once, told in a microtask (recorded: area `iceConfig`). */
export function setIceConfig(model: SessionModel, config: unknown): SilentPromise<undefined> {
  const { promise, resolve, reject } = deferred<undefined>(unheard(model.client))
  try {
    model.options.iceConfig = checkIceConfig(model.client, config, 'Session.setIceConfig')
    demandUnarmed(model.client, 'Session.setIceConfig', model.whereabouts, 'media:configuration')
    reconfigureMedia(model)
    const { includeServers } = Object(config)
    if (model.asked === null || includeServers !== 'all') void turnsLater(turnsOfIceConfig - 1).then(resolve)
    else askAgain(model, model.asked, resolve, reject)
  } catch (error) {
    play(model, error, 'refused')
    reject(error)
  }
  return promise
}

/** The session has another secret: what it sends is encrypted with it, and what it receives is decrypted with it. */
function rekey(session: SessionModel): void {
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
export function setEncryptionSecret(model: SessionModel, secret: unknown): SilentPromise<undefined> {
  const { promise, resolve, reject } = deferred<undefined>(unheard(model.client))
  const armed = ask(model.client, 'Session.setEncryptionSecret', model.whereabouts)
  if (armed !== null) reject(refuse(model, armed))
  else if (!model.options.encryptionSecret) resolve(undefined)
  else if (!isEncryptionSecret(secret)) reject(refuse(model, 'Session.setEncryptionSecret/invalid-secret'))
  else {
    const derived = (): void => {
      model.options.encryptionSecret = secret
      rekey(model)
      resolve(undefined)
    }
    model.client.clock.after(0, derived, { what: 'the derivation of the key', kind: 'work' })
  }
  return promise
}
