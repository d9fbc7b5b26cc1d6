import type { Clock } from '../../kernel/time/clock.ts'
import type { View, WidgetRequest } from '../../ports/view.ts'
import { ElementConditions } from './element-conditions.ts'
import { isElement } from './insert.ts'
import type { PageWindow } from './page-window.ts'
import { RequirementsDialog } from './requirements-dialog.ts'
import { StyleSheet } from './style-sheet.ts'
import { PageWidget } from './widget.ts'

export interface PageViewOptions {
  readonly document: Document
  /** The window of that document. */
  readonly window: PageWindow
  readonly clock: Clock
  /**
   * The judge of when media has loaded, where it plays for real: the element, in real time, or the clock, as everywhere else.
   * Default `element`.
   */
  readonly loads?: 'element' | 'clock'
}

/**
 * A page into which publishers and subscribers are put as the real SDK puts them.
 *
 * @example
 * const view = new PageView({ document, window, clock })
 * view.find('publisher').media.fail(3)
 */
export class PageView implements View {
  /** How media elements behave from the next media on. */
  readonly conditions: ElementConditions = new ElementConditions()
  readonly #options: PageViewOptions
  readonly #styleSheet: StyleSheet
  readonly #dialog: RequirementsDialog
  #widgets: Set<PageWidget> = new Set()

  constructor(options: PageViewOptions) {
    this.#options = options
    this.#styleSheet = new StyleSheet(options.document)
    this.#dialog = new RequirementsDialog(options.document)
  }

  /** The widgets in this page, the oldest first. */
  get widgets(): readonly PageWidget[] {
    return [...this.#widgets]
  }

  /**
   * The widget with an id, or with a root element; the newest, where several share a target.
   *
   * @throws RangeError when there is none.
   */
  find(target: string | Element): PageWidget {
    const found = this.widgets.findLast(({ id, element }) => target === id || target === element)
    if (found !== undefined) return found
    const known = this.widgets.map(({ id }) => id).join(', ') || 'none'
    throw new RangeError(
      `No publisher or subscriber has ${typeof target === 'string' ? `the id "${target}"` : 'this element'}. Ask for one of these ids: ${known}.`,
    )
  }

  has(id: string): boolean {
    return this.#options.document.getElementById(id) !== null
  }

  isElement(value: unknown): value is HTMLElement {
    return isElement(value)
  }

  create(request: WidgetRequest): PageWidget {
    const { document, window, clock, loads = 'element' } = this.#options
    this.#styleSheet.insert()
    const widget = new PageWidget(
      {
        document,
        window,
        clock,
        conditions: this.conditions,
        loadsByItself: loads === 'element',
        removed: (gone) => this.#widgets.delete(gone),
      },
      request,
    )
    this.#widgets.add(widget)
    return widget
  }

  showRequirements(): void {
    this.#styleSheet.insert()
    this.#dialog.open()
  }

  clear(): void {
    for (const widget of this.widgets) widget.remove()
    this.#widgets = new Set()
    this.#dialog.close()
    this.#styleSheet.remove()
    this.conditions.clear()
  }
}
