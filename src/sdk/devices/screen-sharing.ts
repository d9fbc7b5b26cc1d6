import type { Client } from '../base/client.ts'
import { errorOf } from '../base/fail.ts'
import { demandUnarmed } from '../base/gate.ts'
import { isCompletion } from '../base/promises.ts'
import type { ScreenSharingCapabilityResponse } from '../surface/device.ts'

function tell(completion: unknown, response: ScreenSharingCapabilityResponse): void {
  if (isCompletion(completion)) completion(response)
  else if (completion !== undefined)
    throw new TypeError('The handler given to checkScreenSharingCapability is no function.')
}

const kinds: readonly string[] = ['chrome', 'firefox', 'electron', 'getDisplayMedia']

/** The version of the extension of Chrome that needs no id (recorded: `live/programs/screen-extension-versions`). */
const versionWithoutId = 2

/** The sources that can be shared (recorded: `OT.checkScreenSharingCapability/*`). */
const sources: ScreenSharingCapabilityResponse['supportedSources'] = {
  screen: true,
  application: false,
  window: true,
  browser: true,
}

/**
 * The obstacle that keeps a screen from being shared, by the name that `contract/capture-replies` has for it; null: nothing. The
 * SDK looks before
 * it asks the browser (recorded: `OT.initPublisher/screen/phone`, `OT.initPublisher/screen/extension-not-installed`).
 */
export function screenObstacle({ devices, extensions }: Client): 'unsupported' | 'not-installed' | 'missing' | null {
  if (devices.support.displayMedia) return null
  if (!devices.support.screenExtension) return 'unsupported'
  return extensions.has('chrome') ? 'not-installed' : 'missing'
}

/** Screen sharing as one `OT` knows it: the browser's own, and the extension of the days before it. */
export class ScreenSharing {
  readonly #client: Client
  constructor(client: Client) {
    this.#client = client
  }

  /**
   * Tells at once where the browser does it by itself, later where an extension would be needed (recorded:
   * `OT.checkScreenSharingCapability/*`). The value in the place of a
   * handler is called, whatever it is, and the promise rejects with the exception of that call (recorded: `live/OT.checkScreenSharingCapability/*`).
   */
  check(completion: unknown): ScreenSharingCapabilityResponse {
    const response = this.#response()
    if (this.#client.devices.support.displayMedia) tell(completion, response)
    else
      this.#client.clock.after(0, () => tell(completion, response), {
        what: 'the answer about screen sharing',
        kind: 'work',
      })
    return response
  }

  /**
   * `OT.registerScreenSharingExtension(kind, id, version)`; throws an Error for a kind that is none. The SDK takes the names that
   * every object has for kinds, and stumbles over them (recorded: `live/programs/screen-extension-*`).
   */
  register(kind: unknown, id: unknown, version: unknown): void {
    demandUnarmed(this.#client, 'OT.registerScreenSharingExtension')
    const name = String(kind)
    if (name in Object.prototype) throw new TypeError(`The kind of extension "${name}" is no function.`)
    if (!kinds.includes(name) || (name === 'chrome' && !id && version !== versionWithoutId)) {
      throw errorOf(this.#client, 'OT.registerScreenSharingExtension/invalid-kind')
    }
    this.#client.extensions.add(name)
  }

  #response(): ScreenSharingCapabilityResponse {
    const unknown = { extensionRequired: undefined, extensionRegistered: undefined, extensionInstalled: undefined }
    const obstacle = screenObstacle(this.#client)
    if (obstacle === null) return asDeclared({ supported: true, ...unknown, supportedSources: { ...sources } })
    if (obstacle === 'unsupported') return asDeclared({ supported: false, ...unknown, supportedSources: {} })
    return {
      supported: true,
      extensionRequired: 'chrome',
      extensionRegistered: this.#client.extensions.has('chrome'),
      extensionInstalled: false,
      supportedSources: { ...sources },
    }
  }
}

// A key of unknown value is there all the same, with the value undefined (recorded: `OT.checkScreenSharingCapability/ok`).
const asDeclared = (
  response: {
    readonly [Key in keyof ScreenSharingCapabilityResponse]: ScreenSharingCapabilityResponse[Key] | undefined
  },
): ScreenSharingCapabilityResponse => response as ScreenSharingCapabilityResponse
