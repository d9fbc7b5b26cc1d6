interface Section {
  readonly id: string
  readonly header: string
  readonly text: string
  readonly browsers?: readonly BrowserName[]
  /** The person may go on all the same. */
  readonly optional?: boolean
}

type BrowserName = keyof typeof addresses

const addresses = {
  Chrome: 'https://www.google.com/chrome/',
  Firefox: 'https://www.mozilla.org/firefox/',
  Edge: 'https://www.microsoft.com/edge',
  Opera: 'https://www.opera.com/download',
  Safari: 'https://www.apple.com/safari/',
} as const

const tooOld = 'Video needs a newer browser. Up to date, any of these will do: '
const unfit = 'This browser will not do'
const fit = 'This browser will do'

/** The content of the dialog, section by section; only the first is shown (recorded: `OT.upgradeSystemRequirements/call`). */
const sections: readonly Section[] = [
  { id: 'supported-install', header: fit, text: 'It can show video.' },
  {
    id: 'unsupported-install',
    header: unfit,
    text: 'It cannot show video. Any of these can: ',
    browsers: ['Chrome', 'Firefox', 'Edge', 'Safari'],
  },
  {
    id: 'upgrade-install',
    header: unfit,
    text: tooOld,
    browsers: ['Chrome', 'Firefox', 'Edge', 'Opera', 'Safari'],
    optional: true,
  },
  {
    id: 'mobile-upgrade-install',
    header: unfit,
    text: tooOld,
    browsers: ['Chrome', 'Firefox', 'Safari'],
    optional: true,
  },
  { id: 'mobile-unsupported-install', header: unfit, text: 'It cannot show video on this device yet.' },
  { id: 'mobile-supported-install', header: fit, text: 'It can show video on this device.' },
]

type Attributes = Readonly<Record<string, string>>

/** The dialog that says what the browser must be able to do; one at most. */
export class RequirementsDialog {
  readonly #document: Document
  #root: HTMLElement | null = null

  constructor(document: Document) {
    this.#document = document
  }

  /** Puts the dialog at the end of `body`. */
  open(): void {
    if (this.#root !== null) return
    const root = this.#make('div', { class: 'OT_ModalDialog' }, [
      this.#make(
        'div',
        { id: 'tb_alert' },
        sections.map((section, index) => this.#section(section, index === 0)),
      ),
    ])
    root.style.display = 'block'
    this.#root = root
    const body: HTMLElement | null = this.#document.body
    ;(body ?? this.#document.documentElement).append(root)
  }

  close(): void {
    this.#root?.remove()
    this.#root = null
  }

  #section({ id, header, text, browsers = [], optional }: Section, shown: boolean): HTMLElement {
    const isFit = header === fit
    const mark = isFit ? 'OT_alert-exclamation OT_alert-check' : 'OT_alert-exclamation'
    const links = browsers.map((name) => this.#make('a', { target: '_blank', href: addresses[name] }, [name]))
    const section = this.#make('div', { id: `section-${id}`, class: 'OT_alert' }, [
      this.#make('div', { class: mark }, [isFit ? '✓' : '!']),
      this.#closing('button', { class: 'OT_alert-close-button', role: 'button' }, 'Close'),
      this.#make('div', { class: 'OT_alert-header', 'data-text': header }, [header]),
      this.#make('div', { class: 'OT_alert-body' }, [
        text,
        ...links.flatMap((link, at) => (at === 0 ? [link] : [', ', link])),
      ]),
    ])
    if (shown) section.style.display = 'block'
    if (optional) section.append(this.#goOn())
    return section
  }

  #goOn(): HTMLElement {
    return this.#make('div', { class: 'continue-text' }, [
      this.#closing('a', { href: '#', role: 'button' }, 'Go on with this browser'),
    ])
  }

  #closing(tag: 'a' | 'button', attributes: Attributes, text: string): HTMLElement {
    const element = this.#make(tag, attributes, [text])
    element.addEventListener('click', (event) => {
      event.preventDefault()
      this.close()
    })
    return element
  }

  #make(tag: string, attributes: Attributes, children: readonly (Node | string)[]): HTMLElement {
    const element = this.#document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    element.append(...children)
    return element
  }
}
