import { html, svg, type TemplateResult } from 'lit'

const drawn = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">${svg`<path d=${path}></path>`}</svg>`

export const closeIcon: TemplateResult = drawn('M4 4l8 8M12 4l-8 8')

/** A camera with a crack. */
export const markIcon: TemplateResult = drawn('M1.5 4h8v8h-8zM9.5 7l5-2.5v7l-5-2.5M4 4l2 3-2 2 2 3')

const frame = 'M2 3h12v10H2z'

export const dockIcons: Readonly<Record<'right' | 'bottom' | 'floating' | 'window', TemplateResult>> = {
  right: drawn(`${frame}M10 3v10`),
  bottom: drawn(`${frame}M2 9h12`),
  floating: drawn(`${frame}M7 7h5v4H7z`),
  window: drawn('M7 3H2v11h11V9M9 2h5v5M14 2L8 8'),
}
