import { hostChance } from '../../kernel/time/wall-clock.ts'
import type { PageWindow } from './page-window.ts'
import { isLaidOut } from './sizes.ts'

/** A document, and the window that it is in. */
export interface Page {
  readonly document: Document
  readonly window: PageWindow
}

/** The page in which this code runs at this moment; undefined where there is none, as in plain Node. */
export function ambientPage(): Page | undefined {
  if (typeof document === 'undefined') return undefined
  return { document, window: typeof window === 'undefined' ? (document.defaultView ?? globalThis) : window }
}

/**
 * The mark that tells one tab of a browser from another: drawn when a page is loaded. Elsewhere it is '', so that each run of a test
 * is the same.
 */
export function placeOfPage(): string {
  if (typeof document === 'undefined' || typeof crypto === 'undefined' || !isLaidOut(document)) return ''
  return hostChance()
}

const telephones = /android|iphone|ipad|ipod/i

/**
 * The browser's description of the page it shows, as far as it lets the page have a screen for it: what only pretends to be a browser
 * (happy-dom, jsdom, none at all) is secure, and on a computer.
 */
export function surroundingsOf(page: Page | undefined): { readonly secure: boolean; readonly desktop: boolean } {
  if (page === undefined || !isLaidOut(page.document)) return { secure: true, desktop: true }
  const secure: unknown = Reflect.get(page.window, 'isSecureContext')
  return { secure: secure !== false, desktop: !telephones.test(navigator.userAgent) }
}
