import type { JsonObject } from '../../conformance/recorded-case.ts'
import { mediaError } from './media-errors.ts'
import type { PageClock } from './page-clock.ts'

const afterBindingMs = 30

const property = (name: string): PropertyDescriptor =>
  Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, name) ?? {}

/** Lets media elements fail as a case says: `error`, `ended`, `noMetadata`, `bindThrows`, `playRejects`. */
export function stubElements(stub: JsonObject, clock: PageClock): void {
  if (stub.of === 'subscriber') return
  const native = property('srcObject')
  const held = new WeakMap<HTMLMediaElement, MediaProvider | null>()
  const neverLoads = typeof stub.error === 'number' || stub.noMetadata === true
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...native,
    get(this: HTMLMediaElement): MediaProvider | null {
      return held.get(this) ?? native.get?.call(this)
    },
    set(this: HTMLMediaElement, stream: MediaProvider | null) {
      if (stream !== null && typeof stub.bindThrows === 'string') throw mediaError(stub.bindThrows)
      if (stream === null || !neverLoads) native.set?.call(this, stream)
      else held.set(this, stream)
      if (stream !== null) fireLater(this, stub, clock)
    },
  })
  if (typeof stub.playRejects === 'string') refusePlay(stub.playRejects, stub.evenMuted === true)
}

function fireLater(element: HTMLMediaElement, { error, ended }: JsonObject, clock: PageClock): void {
  const type = typeof error === 'number' ? 'error' : ended === true ? 'ended' : null
  if (type === null) return
  clock.after(afterBindingMs, () => {
    if (type === 'error') {
      const value = { code: error, message: '' }
      Object.defineProperty(element, 'error', { value, configurable: true })
    }
    element.dispatchEvent(new Event(type))
  })
}

function refusePlay(name: string, evenMuted: boolean): void {
  const { play } = HTMLMediaElement.prototype
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement): Promise<void> {
    return evenMuted || !this.muted ? Promise.reject(mediaError(name)) : play.call(this)
  }
}
