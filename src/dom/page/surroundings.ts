import type { Page } from './ambient-page.ts'
import { isLaidOut } from './sizes.ts'

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
