import type { Presence, PresenceWatcher } from '../../ports/presence.ts'
import type { Page } from './ambient-page.ts'

const canBeHeard = (window: object): window is EventTarget =>
  typeof Reflect.get(window, 'addEventListener') === 'function'

/**
 * The presence of the page that there is at the moment of asking; where there is none, nothing is ever told.
 *
 * @example new AmbientPresence(ambientPage).watch({ left: () => {}, networkWent: (online) => console.log(online) })
 */
export class AmbientPresence implements Presence {
  readonly #page: () => Page | undefined

  constructor(page: () => Page | undefined) {
    this.#page = page
  }

  watch({ left, networkWent }: PresenceWatcher): () => void {
    const window = this.#page()?.window
    if (window === undefined || !canBeHeard(window)) return () => {}
    const heard = {
      pagehide: () => left(),
      offline: () => networkWent(false),
      online: () => networkWent(true),
    }
    for (const [type, listener] of Object.entries(heard)) window.addEventListener(type, listener)
    return () => {
      for (const [type, listener] of Object.entries(heard)) window.removeEventListener(type, listener)
    }
  }
}

/** A thing that a page's leaving ends, and that its coming back begins again. */
export interface PageBound {
  leave(): void
  comeBack(): void
}

/**
 * Lets something end when the page is left or closed, and begin again when the browser shows it as it was: what keeps a line
 * or a lock keeps a page out of the browser's memory of pages. Elsewhere than in a page it does nothing.
 */
export function watchLeaving(bound: PageBound): void {
  if (typeof window === 'undefined' || typeof window.addEventListener !== 'function') return
  window.addEventListener('pagehide', () => bound.leave())
  window.addEventListener('pageshow', (event) => {
    if ('persisted' in event && event.persisted === true) bound.comeBack()
  })
}

/**
 * Calls back before the browser freezes the page, and when it lets it go on: a page that is frozen answers nobody, and its locks stay
 * held. Elsewhere than in a page it does nothing.
 */
export function watchFreezing({ freeze, resume }: { freeze(): void; resume(): void }): void {
  if (typeof document === 'undefined' || typeof document.addEventListener !== 'function') return
  document.addEventListener('freeze', freeze)
  document.addEventListener('resume', resume)
}
