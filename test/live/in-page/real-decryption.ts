import { read } from '../../conformance/probe.ts'
import type { PageClock } from './page-clock.ts'

/**
 * Finds the SDK's decryption of subscribers' media: event targets that have a worker and a sender, and are listened to. It tells what
 * a case has it tell; real wrong keys are not played.
 */
export function watchDecryption(window: Window & typeof globalThis, clock: PageClock): (outcome: string) => void {
  const found = new Set<EventTarget>()
  const { addEventListener } = window.EventTarget.prototype
  window.EventTarget.prototype.addEventListener = function (this: EventTarget, ...args: readonly unknown[]): void {
    if (isDecryption(this)) found.add(this)
    Reflect.apply(addEventListener, this, args)
  }
  return (outcome) => {
    clock.taskBegins()
    for (const one of found) {
      const event = new Event(outcome === 'ok' ? 'success' : 'error')
      one.dispatchEvent(Object.assign(event, { subtype: outcome === 'ok' ? 'Success' : outcome }))
    }
  }
}

const isDecryption = (target: unknown): boolean =>
  typeof target === 'object' && target !== null && 'senderId' in target && Boolean(read(target, 'worker'))
