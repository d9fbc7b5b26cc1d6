/** Sizes of widgets: `width` and `height` as style sheets want them, and the classes that go with them. */

/** The size of a widget that was given none, in pixels. */
export const usualSize = { width: 264, height: 198 } as const

/** Below this, in pixels of either side, a widget is `OT_mini`. */
const miniBelow = 128

/** Below this, in pixels of either side, a widget is `OT_micro` as well. */
const microBelow = 64

/**
 * A width or height as the style sheet wants it: a bare number, or a text that is one, means pixels; anything else is
 * handed on as it is, and a browser ignores what it does not understand (recorded: `OT.initPublisher/property/width-invalid`).
 *
 * @example cssLength(50, 198) // '50px'
 * @example cssLength('100%', 198) // '100%'
 */
export function cssLength(value: unknown, usual: number): string {
  if (value === null) return ''
  const text = String(value ?? usual).trim()
  return String(Number.parseFloat(text)) === text ? `${text}px` : text
}

const keywords = /^(?:auto|inherit|initial|unset|revert|stretch|(?:min|max|fit)-content)$/i

/** Whether a browser takes a text for a width or a height: a figure with a unit, a keyword, a function. */
const isLength = (text: string): boolean =>
  text === '' || /^(?:\d*\.)?\d+(?:%|[a-z]+)$/i.test(text) || /^[a-z-]+\(.*\)$/i.test(text) || keywords.test(text)

/**
 * Gives an element a width or a height. One that a browser does not understand changes nothing: an element that was a root before keeps
 * what it had (recorded: `live/programs/height-negative-of-a-second-publisher`). Where no browser is, nobody else looks.
 */
export function setLength(element: HTMLElement, side: 'width' | 'height', length: string): void {
  if (isLength(length)) element.style[side] = length
}

/** The classes of a widget that is too small for all of its controls (recorded: `OT.initPublisher/property/width-height`). */
export function sizeClasses({ width, height }: { readonly width: number; readonly height: number }): readonly string[] {
  const side = Math.min(width, height)
  return [...(side < microBelow ? ['OT_micro'] : []), ...(side < miniBelow ? ['OT_mini'] : [])]
}

/**
 * How large an element is in the page, or would be where nothing is laid out: as wide as its style says, and else as its page; as high as
 * its style says, and else of no height, since what is in a widget takes its size from it (recorded: `live/programs/height-*`).
 */
export function sizeInPage(element: HTMLElement): { readonly width: number; readonly height: number } {
  if (!element.isConnected) return { width: 0, height: 0 }
  if (isLaidOut(element.ownerDocument)) return { width: element.clientWidth, height: element.clientHeight }
  return { width: pixels(element.style.width) ?? Number.POSITIVE_INFINITY, height: heightOf(element) }
}

/** A share of a height is a share of what is around it, and of nothing where that has no height of its own. */
function heightOf(element: HTMLElement): number {
  const { height } = element.style
  const [, share] = /^([\d.]+)%$/.exec(height) ?? []
  if (share === undefined || element.parentElement === null) return pixels(height) ?? 0
  return (heightOf(element.parentElement) * Number(share)) / 100
}

/** Whether this environment lays pages out at all; happy-dom and jsdom do not. */
export const isLaidOut = (document: Document): boolean => document.documentElement.getBoundingClientRect().width > 0

// A browser takes no length below 0 (observed in Chromium: `width: -5`).
function pixels(length: string): number | undefined {
  const figure = length.endsWith('px') ? Number.parseFloat(length) : -1
  return figure < 0 ? undefined : figure
}
