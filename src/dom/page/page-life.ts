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
