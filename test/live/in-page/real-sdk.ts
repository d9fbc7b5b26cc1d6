import { read, sizeOf } from '../../conformance/probe.ts'
import type { RegistrySizes } from '../../conformance/rig.ts'

/** The real SDK in this page. */
export interface RealSdk {
  readonly OT: object
  registry(): RegistrySizes
  isError(error: unknown): boolean
}

/** Runs the SDK's script as a page does, and tells of every publisher and subscriber as it enters the SDK's registries. */
export function loadSdk(
  script: string,
  window: Window & typeof globalThis,
  registered: (kind: 'publisher' | 'subscriber', object: object) => void,
): RealSdk {
  nameFiles()
  const element = window.document.createElement('script')
  element.textContent = script
  window.document.head.append(element)
  element.remove()
  const OT: unknown = Reflect.get(window, 'OT')
  if (typeof OT !== 'object' || OT === null) throw new Error('The script of the SDK left no OT in the window.')
  for (const kind of ['publisher', 'subscriber'] as const) {
    tellOfAdded(read(OT, `${kind}s`), (object) => registered(kind, object))
  }
  const SdkError = read(OT, 'Error')
  return {
    OT,
    registry: () => ({
      sessions: sizeOf(read(OT, 'sessions')),
      publishers: sizeOf(read(OT, 'publishers')),
      subscribers: sizeOf(read(OT, 'subscribers')),
    }),
    isError: (error) => typeof SdkError === 'function' && error instanceof SdkError,
  }
}

/** The SDK's script has no address here, which it has in any page, and which some of its errors tell. */
function nameFiles(): void {
  let prepare: unknown
  Object.defineProperty(Error, 'prepareStackTrace', {
    configurable: true,
    get: () => prepare,
    set: (wanted: unknown) => {
      prepare =
        typeof wanted !== 'function'
          ? wanted
          : (error: unknown, frames: readonly object[]): unknown =>
              Reflect.apply(wanted, undefined, [error, frames.map(withFile)])
    },
  })
}

const withFile = (frame: object): object =>
  new Proxy(frame, {
    get: (target, key) => () => {
      const told: unknown = Reflect.apply(Reflect.get(target, key), target, [])
      return key === 'getFileName' ? told || 'opentok.js' : told
    },
  })

function tellOfAdded(collection: unknown, tell: (object: object) => void): void {
  if (typeof collection !== 'object' || collection === null) return
  const add = read(collection, 'add')
  if (typeof add !== 'function') return
  Reflect.set(collection, 'add', (object: unknown, ...rest: readonly unknown[]) => {
    const result = Reflect.apply(add, collection, [object, ...rest])
    if (typeof object === 'object' && object !== null) tell(object)
    return result
  })
}
