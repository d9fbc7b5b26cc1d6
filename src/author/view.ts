/** The page in which a world is seen: a real one, or none. */

import { ambientPage, type Page, placeOfPage } from '../dom/page/ambient-page.ts'
import { AmbientView } from '../dom/page/ambient-view.ts'
import { HeadlessView } from '../dom/page/headless.ts'
import { createRandom, type Random } from '../kernel/random.ts'
import type { Clock } from '../kernel/time/clock.ts'
import type { View } from '../ports/view.ts'

/** The parts of a view, which goes by the clock and the random numbers of its world. */
export interface ViewParts {
  readonly clock: Clock
  readonly random: Random
  /** The source that tells that the media of an element has loaded: the element, or the clock. Default `element`. */
  readonly loads?: 'element' | 'clock' | undefined
}

/** Where a world is shown. */
export type ViewChoice = View | 'headless' | 'page' | ((parts: ViewParts) => View)

/** The view that the clients of a world share, and the page in which their devices make tracks. */
export interface WorldView {
  readonly view: View
  /** Throws where there must be a page, and is none. */
  readonly page: () => Page | undefined
  /** The page that they listen to, if there is one. */
  readonly present: () => Page | undefined
}

function demandPage(): Page {
  const page = ambientPage()
  if (page !== undefined) return page
  throw new Error(
    "createSimulator({ view: 'page' }) needs a document, and there is none here. Run this in a browser, happy-dom or jsdom, or leave view out.",
  )
}

/**
 * The view that an option stands for.
 *
 * @throws RangeError for a word that stands for none.
 */
export function chooseView(choice: ViewChoice | undefined, parts: ViewParts): WorldView {
  const { clock, loads } = parts
  if (choice === 'headless') return { view: new HeadlessView(clock), page: () => undefined, present: () => undefined }
  if (choice === undefined || choice === 'page') {
    const page = choice === 'page' ? demandPage : ambientPage
    return { view: new AmbientView({ clock, page, loads }), page, present: ambientPage }
  }
  if (typeof choice === 'string') {
    throw new RangeError(
      `createSimulator({ view: ${JSON.stringify(choice)} }) is not possible. view is page, headless, or a view of your own.`,
    )
  }
  return { view: typeof choice === 'function' ? choice(parts) : choice, page: ambientPage, present: ambientPage }
}

/** A source of ids for the page at hand: two tabs that were given no seed make none that is the same. */
export function idsOfPage(seed: number | string, usual: Random): Random {
  const place = placeOfPage()
  return place === '' ? usual : createRandom(`${seed}@${place}`)
}
