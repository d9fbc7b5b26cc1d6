import type { PageWindow } from './page-window.ts'

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
