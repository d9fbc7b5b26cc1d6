import { deferred, type SilentPromise } from '../kernel/thenable.ts'
import { demandUnarmed } from './armed-failure.ts'
import { armed, errorOf } from './fail.ts'
import { rekey } from './media-path/frame-key.ts'
import { reconfigureMedia } from './media-path/reconfigure.ts'
import type { SessionCore } from './session-core.ts'
import { checkIceConfig, isEncryptionSecret } from './session-options.ts'

/** `session.setIceConfig(config)`: checked at once, told in a microtask (recorded: area `iceConfig`). */
export function setIceConfig(core: SessionCore, config: unknown): SilentPromise<undefined> {
  const { promise, resolve, reject } = deferred<undefined>()
  try {
    core.options.iceConfig = checkIceConfig(core.client, config, 'Session.setIceConfig')
    demandUnarmed(core.client, 'Session.setIceConfig', 'media:configuration')
    reconfigureMedia(core)
    resolve(undefined)
  } catch (error) {
    reject(error)
  }
  return promise
}

/**
 * `session.setEncryptionSecret(secret)`: only a session that was initialised with a secret looks at it; the key is then
 * derived in a turn of its own (recorded: area `encryption`).
 */
export function setEncryptionSecret(core: SessionCore, secret: unknown): SilentPromise<undefined> {
  const { promise, resolve, reject } = deferred<undefined>()
  const told = armed(core.client, 'Session.setEncryptionSecret')
  if (told !== null) reject(errorOf(core.client, told))
  else if (!core.options.encryptionSecret) resolve(undefined)
  else if (!isEncryptionSecret(secret)) reject(errorOf(core.client, 'Session.setEncryptionSecret/invalid-secret'))
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
