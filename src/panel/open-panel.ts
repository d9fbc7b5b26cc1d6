import type { ParamsOf } from '../author/verbs/verb-table.ts'
import { demandArguments, param } from '../vocabulary/check.ts'
import { PanelElement } from './panel.ts'
import type { PanelParts, Simulator } from './panel-parts.ts'
import { type Dock, dock, type PanelTheme, type SectionId, section } from './panel-words.ts'

export type { Dock, PanelTheme, SectionId } from './panel-words.ts'

/** The name of the custom element. */
export const panelTag = 'fake-opentok-panel'

/** How the panel is opened. */
export interface PanelOptions {
  /** The world that it shows. Default: the one that `fake-opentok` and `fake-opentok/simulator` share. */
  readonly simulator?: Simulator
  /** Default `right`. `inline`: in the flow of the page, in `parent`. */
  readonly dock?: Dock
  /** Default `auto`: as the system has it. */
  readonly theme?: PanelTheme
  /** The element that the panel is put into. Default: the body of the page. */
  readonly parent?: Element
  /** The id of the section that is shown first. Default `people`. */
  readonly section?: SectionId
}

/** An open panel. */
export interface Panel {
  readonly element: HTMLElement
  /**
   * Shows a section: `people`, `networks`, `devices`, `quality`, `failures`, `scenarios`, `journal`, `statistics`, `copy`.
   *
   * @throws RangeError for what is no section; Error once the panel is closed.
   * @example panel.show('networks')
   */
  show(section: SectionId): void
  /**
   * Moves the panel; where the browser opens no window, `window` is `floating`.
   *
   * @throws RangeError for what is no dock; Error once the panel is closed.
   * @example panel.moveTo('bottom')
   */
  moveTo(dock: Dock): void
  /**
   * Closes the panel. A panel that is closed already stays so: a page may clean up after a person who closed it.
   * @example panel.close()
   */
  close(): void
}

const showParams = [param('section', section)] satisfies ParamsOf<Parameters<Panel['show']>>
const moveToParams = [param('dock', dock)] satisfies ParamsOf<Parameters<Panel['moveTo']>>

const isWindow = (value: unknown): value is Window => typeof value === 'object' && value !== null && 'document' in value

/** A small window beside the page: one that stays on top where the browser has them. */
async function ownWindow(): Promise<Window | null> {
  const pictureInPicture: unknown = Reflect.get(globalThis, 'documentPictureInPicture')
  const size = { width: 520, height: 720 }
  if (typeof pictureInPicture === 'object' && pictureInPicture !== null && 'requestWindow' in pictureInPicture) {
    const request = pictureInPicture.requestWindow
    if (typeof request === 'function') {
      const opened: unknown = await Reflect.apply(request, pictureInPicture, [size])
      return isWindow(opened) ? opened : null
    }
  }
  return window.open('', 'fake-opentok-panel', `popup,width=${size.width},height=${size.height}`)
}

function define(): void {
  if (customElements.get(panelTag) === undefined) customElements.define(panelTag, PanelElement)
}

function makeElement(parts: PanelParts, at: Dock, theme: PanelTheme): PanelElement {
  define()
  const element = document.createElement(panelTag)
  if (!(element instanceof PanelElement)) {
    throw new Error(
      'Another version of fake-opentok has its panel in this page already. Load one version of the package alone.',
    )
  }
  element.setAttribute('dock', at)
  element.setAttribute('theme', theme)
  element.setAttribute('role', 'region')
  element.setAttribute('aria-label', 'fake-opentok panel')
  element.show(parts)
  return element
}

class OpenPanel implements Panel {
  readonly element: PanelElement
  readonly #parent: Element
  readonly #closed: () => void
  #window: Window | null = null
  #isClosed = false

  constructor(element: PanelElement, parent: Element, closed: () => void) {
    this.element = element
    this.#parent = parent
    this.#closed = closed
    element.onDock = (to) => this.moveTo(to)
    element.onClose = () => this.close()
    parent.append(element)
  }

  show(...args: readonly [SectionId]): void {
    this.#demandOpen('show')
    demandArguments('panel.show', showParams, args)
    this.element.openSection(args[0])
  }

  moveTo(...args: readonly [Dock]): void {
    this.#demandOpen('moveTo')
    demandArguments('panel.moveTo', moveToParams, args)
    const [to] = args
    if (to === 'window') return void this.#toWindow()
    this.#place(to)
  }

  close(...none: readonly []): void {
    demandArguments('panel.close', [], none)
    if (this.#isClosed) return
    this.#isClosed = true
    this.element.remove()
    this.#closeWindow()
    this.#closed()
  }

  #demandOpen(verb: string): void {
    if (!this.#isClosed) return
    throw new Error(`panel.${verb}() was called after the panel was closed. Open it again with openPanel().`)
  }

  #place(to: Dock): void {
    this.element.style.removeProperty('--size')
    this.element.setAttribute('dock', to)
    this.#parent.append(this.element)
    this.#closeWindow()
    this.element.requestUpdate()
  }

  async #toWindow(): Promise<void> {
    const opened = await ownWindow().catch(() => null)
    if (this.#isClosed) return opened?.close()
    if (opened === null) return this.#place('floating')
    this.#window = opened
    opened.document.title = 'fake-opentok'
    opened.document.documentElement.lang = 'en'
    this.element.setAttribute('dock', 'window')
    opened.document.body.append(this.element)
    this.element.requestUpdate()
    opened.addEventListener('pagehide', () => {
      if (this.#window === opened) this.#place('right')
    })
  }

  #closeWindow(): void {
    const opened = this.#window
    this.#window = null
    opened?.close()
  }
}

/** A page may be built without a body. */
function bodyOfPage(): HTMLElement {
  const body: HTMLElement | null = document.body
  return body ?? document.documentElement
}

/** Opens the panel from its parts; `closed` is called when it is closed. */
export function openPanelWith(
  parts: PanelParts,
  options: Omit<PanelOptions, 'simulator'> = {},
  closed: () => void = () => {},
): Panel {
  const { dock: to = 'right', theme = 'auto', parent = bodyOfPage(), section: first } = options
  const element = makeElement(parts, to === 'window' ? 'right' : to, theme)
  const panel = new OpenPanel(element, parent, closed)
  if (first !== undefined) panel.show(first)
  if (to === 'window') panel.moveTo('window')
  return panel
}
