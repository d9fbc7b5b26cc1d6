import type { JsonObject } from '../../conformance/recorded-case.ts'
import type { ElementEvent, Side } from '../../conformance/rig.ts'
import { mediaError } from './media-errors.ts'
import type { PageClock } from './page-clock.ts'

const afterBindingMs = 30

type PlayRule = { readonly rejects: string; readonly evenMuted: boolean; readonly of: string | null }

/** The media elements of the SDK's widgets in this page, and what a case does to them. */
export interface Elements {
  /** Lets elements fail from the start: `error`, `ended`, `noMetadata`, `bindThrows`, `playRejects`; `of` says whose. */
  stub(stub: JsonObject): void
  /** Something happens to the last element of a widget of this kind. */
  event(event: ElementEvent, of: Side): void
}

/** Takes media elements into the hands of a case. */
export function replaceElements(clock: PageClock): Elements {
  let rule: PlayRule | null = null
  const { play } = HTMLMediaElement.prototype
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement): Promise<void> {
    const refused = rule !== null && isOf(this, rule.of) && (rule.evenMuted || !this.muted)
    return refused && rule !== null ? Promise.reject(mediaError(rule.rejects)) : play.call(this)
  }
  return {
    stub: (stub) => {
      const { playRejects, evenMuted, of } = stub
      if (typeof playRejects === 'string') {
        rule = { rejects: playRejects, evenMuted: evenMuted === true, of: typeof of === 'string' ? of : null }
      }
      stubSource(stub, clock)
    },
    event: (event, of) => {
      if (event.what === 'play') {
        rule = event.rejects === null ? null : { rejects: event.rejects, evenMuted: event.evenMuted, of }
        return
      }
      const element = elementOf(of)
      if (element === null) return
      clock.taskBegins()
      if (event.what === 'error') fail(element, event.code)
      else if (event.what === 'pause') element.pause()
      else element.dispatchEvent(new Event('ended'))
    },
  }
}

/** The media element of the last widget of a kind. */
export function elementOf(of: Side): HTMLVideoElement | null {
  return [...document.querySelectorAll<HTMLVideoElement>(`.OT_${of} video`)].at(-1) ?? null
}

const isOf = (element: Element, of: string | null): boolean => of === null || element.closest(`.OT_${of}`) !== null

function fail(element: HTMLMediaElement, code: number): void {
  Object.defineProperty(element, 'error', { value: { code, message: '' }, configurable: true })
  element.dispatchEvent(new Event('error'))
}

function stubSource(stub: JsonObject, clock: PageClock): void {
  const native = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject') ?? {}
  const held = new WeakMap<HTMLMediaElement, MediaProvider | null>()
  const neverLoads = typeof stub.error === 'number' || stub.noMetadata === true
  const of = typeof stub.of === 'string' ? stub.of : null
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...native,
    get(this: HTMLMediaElement): MediaProvider | null {
      return held.get(this) ?? native.get?.call(this)
    },
    set(this: HTMLMediaElement, stream: MediaProvider | null) {
      const meant = stream !== null && isOf(this, of)
      if (meant && typeof stub.bindThrows === 'string') throw mediaError(stub.bindThrows)
      if (meant && neverLoads) held.set(this, stream)
      else native.set?.call(this, stream)
      if (meant) fireLater(this, stub, clock)
    },
  })
}

function fireLater(element: HTMLMediaElement, { error, ended }: JsonObject, clock: PageClock): void {
  if (typeof error === 'number') clock.after(afterBindingMs, () => fail(element, error))
  else if (ended === true) clock.after(afterBindingMs, () => element.dispatchEvent(new Event('ended')))
}
