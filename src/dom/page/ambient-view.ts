import type { Clock } from '../../kernel/time/clock.ts'
import type { View, Widget, WidgetRequest } from '../../ports/view.ts'
import type { Page } from './ambient-page.ts'
import { HeadlessView } from './headless.ts'
import { PageView } from './view.ts'

export interface AmbientViewOptions {
  readonly clock: Clock
  /** The page that there is at the moment of asking. */
  readonly page: () => Page | undefined
  /** The judge of when the media of an element has loaded. Default `element`. */
  readonly loads?: 'element' | 'clock' | undefined
}

/**
 * The page that there is when it is needed, or none: a test runner may lay out a page only after this code has been
 * loaded, and another one for the next test.
 *
 * @example new AmbientView({ clock, page: ambientPage })
 */
export class AmbientView implements View {
  readonly #clock: Clock
  readonly #page: () => Page | undefined
  readonly #loads: 'element' | 'clock'
  #views: Map<Document | undefined, View> = new Map()

  constructor({ clock, page, loads = 'element' }: AmbientViewOptions) {
    this.#clock = clock
    this.#page = page
    this.#loads = loads
  }

  has(id: string): boolean {
    return this.#current.has(id)
  }

  isElement(value: unknown): value is HTMLElement {
    return this.#current.isElement(value)
  }

  create(request: WidgetRequest): Widget {
    return this.#current.create(request)
  }

  showRequirements(): void {
    this.#current.showRequirements()
  }

  /** Takes everything out of every page that it was put into. */
  clear(): void {
    for (const view of this.#views.values()) view.clear()
    this.#views = new Map()
  }

  get #current(): View {
    const page = this.#page()
    const known = this.#views.get(page?.document)
    if (known !== undefined) return known
    const clock = this.#clock
    const view = page === undefined ? new HeadlessView(clock) : new PageView({ ...page, clock, loads: this.#loads })
    this.#views.set(page?.document, view)
    return view
  }
}
