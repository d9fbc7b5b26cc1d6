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
