import type { Simulator } from '../../simulator.ts'
import type { RemoteAnswer, RemoteCall } from './remote.ts'

/*
 * Functions of this file run in the page: the browser is given their text, so that each stands for itself.
 */

/** The globals of a page in which the script has run. */
export interface PageGlobals {
  readonly fakeOpentok?: { readonly simulator: Simulator }
  __fakeOpentokKept?: unknown[]
}

/** Carries out a call in the page. */
export async function carryOut({ from, path, args }: RemoteCall): Promise<RemoteAnswer> {
  const page = globalThis as PageGlobals
  page.__fakeOpentokKept ??= []
  const kept = page.__fakeOpentokKept
  let owner: unknown = from === null ? page.fakeOpentok?.simulator : kept[from]
  let target: unknown = owner
  for (const key of path) {
    owner = target
    target = Reflect.get(Object(target), key)
    if (target === undefined && key === path.at(-1) && !(key in Object(owner))) {
      throw new RangeError(`The simulator has no ${path.join('.')}.`)
    }
  }
  const value: unknown = await (typeof target === 'function' ? Reflect.apply(target, owner, args) : target)
  const isData = (one: unknown): boolean => {
    if (typeof one === 'function') return false
    if (typeof one !== 'object' || one === null) return true
    if (Array.isArray(one)) return one.every(isData)
    return Object.getPrototypeOf(one) === Object.prototype && Object.values(one).every(isData)
  }
  if (isData(value)) return { value }
  return { kept: kept.push(value) - 1 }
}

/** Whether a page has a world. */
export const hasWorld = (): boolean => (globalThis as PageGlobals).fakeOpentok !== undefined

/** Lets the simulator hear that the browser goes offline, and comes back; prepares the world before the application runs. */
export function begin(): void {
  const page = globalThis as PageGlobals & { __fakeOpentokPrepare?: ((simulator: Simulator) => void)[] }
  const simulator = page.fakeOpentok?.simulator
  if (simulator === undefined) return
  let isOffline = false
  addEventListener('offline', () => {
    if (isOffline) return
    isOffline = true
    simulator.network.goOffline()
  })
  addEventListener('online', () => {
    if (!isOffline) return
    isOffline = false
    simulator.network.comeBack()
  })
  for (const prepare of page.__fakeOpentokPrepare ?? []) prepare(simulator)
}
