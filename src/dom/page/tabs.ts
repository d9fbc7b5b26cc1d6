/** The tabs of one origin: their locks, the worker that hosts their world, and the tab that hosts it where there is no worker. */

import { hostChance } from '../../kernel/time/wall-clock.ts'
import type { MessagePortLike } from '../../ports/message-port.ts'

/** The name under which the tabs of an origin find the host of their world: one for each version of the package. */
export const worldName = (version: string): string => `fake-opentok@${version}`

const lockOf = (place: string): string => `fake-opentok/tab/${place}`

const locks = (): LockManager | undefined =>
  typeof navigator === 'undefined' || typeof navigator.locks?.request !== 'function' ? undefined : navigator.locks

/** Holds a tab's own lock until it is released: that is how the host knows that the tab is there. Resolves once it is held. */
export function holdPresence(place: string): { readonly held: Promise<void>; release(): void } {
  let release = (): void => {}
  const until = new Promise<void>((resolve) => {
    release = resolve
  })
  const held = new Promise<void>((resolve) => {
    const manager = locks()
    if (manager === undefined) return resolve()
    const asked = manager.request(lockOf(place), () => {
      resolve()
      return until
    })
    // A page without a secure origin, or a private window, may have none; the lines tell of its end.
    asked.catch(() => resolve())
  })
  return { held, release }
}

/** Whether the tabs of an origin can settle among themselves which of them hosts their world. */
export const canShare = (): boolean => locks() !== undefined && typeof BroadcastChannel !== 'undefined'

/**
 * Asks to host the world of an origin's tabs: `granted` is called once no other tab does, at once or later; `refused` where the
 * browser lets the page hold no lock, as some do without storage. Undefined where pages cannot settle that among themselves:
 * without a secure origin, or in an old browser.
 */
export function seekHosting(
  name: string,
  { granted, refused }: { granted(): void; refused(): void },
): { release(): void } | undefined {
  const manager = locks()
  if (manager === undefined || typeof BroadcastChannel === 'undefined') return undefined
  let release = (): void => {}
  const until = new Promise<void>((resolve) => {
    release = resolve
  })
  const stop = new AbortController()
  const host = (): Promise<void> => {
    granted()
    return until
  }
  manager.request(`${name}/host`, { signal: stop.signal }, host).catch(() => {
    if (!stop.signal.aborted) refused()
  })
  return {
    release: () => {
      stop.abort()
      release()
    },
  }
}

/** A channel that every tab of this origin hears that listens under the same name. */
export const channelOf = (name: string): BroadcastChannel => new BroadcastChannel(name)

/** Calls `gone` once the tab, or the worker, of this place is gone, however it went. Returns what takes that back. */
export function whenGone(place: string, gone: () => void): () => void {
  const stop = new AbortController()
  locks()
    ?.request(lockOf(place), { signal: stop.signal }, () => gone())
    .catch(() => {})
  return () => stop.abort()
}

/** The script of a worker: as a page has it by a tag, or a module. */
export interface WorkerScript {
  readonly address: string
  readonly type: 'classic' | 'module'
}

/** Tells the other pages of this origin which version of the package this page has, and hears theirs, until it is closed. */
export function tellVersion(version: string, heard: (other: string) => void): { close(): void } {
  if (typeof BroadcastChannel === 'undefined') return { close: () => {} }
  const channel = new BroadcastChannel('fake-opentok/versions')
  const known = new Set([version])
  channel.addEventListener('message', ({ data }: { readonly data: unknown }) => {
    if (typeof data !== 'string' || known.has(data)) return
    known.add(data)
    channel.postMessage(version)
    heard(data)
  })
  channel.postMessage(version)
  return channel
}

/** Whether this is a worker that tabs share, and no page. */
export const isInSharedWorker = (): boolean => 'SharedWorkerGlobalScope' in globalThis && !('document' in globalThis)

const isPort = (value: unknown): value is MessagePortLike =>
  typeof value === 'object' && value !== null && 'postMessage' in value && 'start' in value

/** In such a worker: calls `take` with the port of each tab. */
export function onTab(take: (port: MessagePortLike) => void): void {
  globalThis.addEventListener('connect', (event) => {
    const ports: unknown = Reflect.get(event, 'ports')
    const [port]: readonly unknown[] = Array.isArray(ports) ? ports : []
    if (isPort(port)) take(port)
  })
}

/**
 * The port to the worker that the tabs of this origin share; undefined where there can be none.
 *
 * @param failed Called where the worker cannot be started.
 */
export function portToWorker(
  { address, type }: WorkerScript,
  name: string,
  failed: () => void,
): MessagePortLike | undefined {
  if (typeof SharedWorker === 'undefined' || new URL(address, location.href).origin !== location.origin)
    return undefined
  // A script with a nonce stands under a policy that asks for one. A worker can give none, and the browser would complain of it.
  if ([...document.scripts].some((script) => script.src === address && script.nonce !== '')) return undefined
  try {
    const worker = new SharedWorker(address, { name, type })
    worker.addEventListener('error', failed)
    return worker.port
  } catch {
    return undefined
  }
}

/** Names a tab anew, each time that it comes. */
export const newPlace = (): string => hostChance()
