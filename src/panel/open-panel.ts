import { type Dock, PanelElement } from './panel.ts'
import type { PanelParts, Simulator } from './panel-parts.ts'

export type { Dock } from './panel.ts'

/** The name of the custom element. */
export const panelTag = 'fake-opentok-panel'

export type PanelTheme = 'light' | 'dark' | 'auto'

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
  readonly section?: string
}

/** An open panel. */
export interface Panel {
  readonly element: HTMLElement
  /** Shows a section: `people`, `networks`, `devices`, `quality`, `failures`, `scenarios`, `journal`, `statistics`, `copy`. */
  show(section: string): void
  moveTo(dock: Dock): void
  close(): void
}

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

function makeElement(parts: PanelParts, dock: Dock, theme: PanelTheme): PanelElement {
  define()
  const element = document.createElement(panelTag)
  if (!(element instanceof PanelElement)) {
    throw new Error(
      'Another version of fake-opentok has its panel in this page already. Load one version of the package alone.',
    )
  }
  element.setAttribute('dock', dock)
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

  constructor(element: PanelElement, parent: Element, closed: () => void) {
    this.element = element
    this.#parent = parent
    this.#closed = closed
    element.onDock = (dock) => this.moveTo(dock)
    element.onClose = () => this.close()
    parent.append(element)
  }

  show(section: string): void {
    this.element.openSection(section)
  }

  moveTo(dock: Dock): void {
    if (dock === 'window') return void this.#toWindow()
    this.element.style.removeProperty('--size')
    this.element.setAttribute('dock', dock)
    this.#parent.append(this.element)
    this.#closeWindow()
    this.element.requestUpdate()
  }

  close(): void {
    this.element.remove()
    this.#closeWindow()
    this.#closed()
  }

  async #toWindow(): Promise<void> {
    const opened = await ownWindow().catch(() => null)
    if (opened === null) return this.moveTo('floating')
    this.#window = opened
    opened.document.title = 'fake-opentok'
    opened.document.documentElement.lang = 'en'
    this.element.setAttribute('dock', 'window')
    opened.document.body.append(this.element)
    this.element.requestUpdate()
    opened.addEventListener('pagehide', () => {
      if (this.#window === opened) this.moveTo('right')
    })
  }

  #closeWindow(): void {
    const opened = this.#window
    this.#window = null
    opened?.close()
  }
}

/** Opens the panel from its parts; `closed` is called when it is closed. */
export function openPanelWith(
  parts: PanelParts,
  options: Omit<PanelOptions, 'simulator'> = {},
  closed: () => void = () => {},
): Panel {
  const { dock = 'right', theme = 'auto', parent = document.body, section } = options
  const element = makeElement(parts, dock === 'window' ? 'right' : dock, theme)
  const panel = new OpenPanel(element, parent, closed)
  if (section !== undefined) panel.show(section)
  if (dock === 'window') panel.moveTo('window')
  return panel
}
