import { html, LitElement, nothing, svg, type TemplateResult } from 'lit'
import { realTime } from '../kernel/time/wall-clock.ts'
import { messageOf } from '../kernel/values.ts'
import { FoldedJournal } from './folded-journal.ts'
import type { PanelParts, Room, SimulatedClient } from './panel-parts.ts'
import type { Dock, SectionId } from './panel-words.ts'
import type { Section, SectionHost } from './section.ts'
import { CopySection, copyText } from './sections/copy.ts'
import { DevicesSection } from './sections/devices.ts'
import { FailuresSection } from './sections/failures.ts'
import { JournalSection } from './sections/journal.ts'
import { NetworksSection } from './sections/networks.ts'
import { PeopleSection } from './sections/people.ts'
import { QualitySection } from './sections/quality.ts'
import { ScenariosSection } from './sections/scenarios.ts'
import { StatisticsSection } from './sections/statistics.ts'
import { panelCss } from './styles.ts'
import { button } from './ui.ts'

const drawn = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">${svg`<path d=${path}></path>`}</svg>`

const closeIcon: TemplateResult = drawn('M4 4l8 8M12 4l-8 8')

/** A camera with a crack. */
const markIcon: TemplateResult = drawn('M1.5 4h8v8h-8zM9.5 7l5-2.5v7l-5-2.5M4 4l2 3-2 2 2 3')

const frame = 'M2 3h12v10H2z'

const dockIcons: Readonly<Record<'right' | 'bottom' | 'floating' | 'window', TemplateResult>> = {
  right: drawn(`${frame}M10 3v10`),
  bottom: drawn(`${frame}M2 9h12`),
  floating: drawn(`${frame}M7 7h5v4H7z`),
  window: drawn('M7 3H2v11h11V9M9 2h5v5M14 2L8 8'),
}

/** The time between two looks of the panel into the journal, in milliseconds. */
const lookMs = 250

/** How much a press of an arrow key moves the splitter, in pixels. */
const splitterStep = 24
const smallest = 240

interface Said {
  readonly kind: 'bad' | 'fine'
  readonly sentence: string
}

const dockNames: readonly (readonly [Exclude<Dock, 'inline'>, string])[] = [
  ['right', 'Dock the panel to the right'],
  ['bottom', 'Dock the panel to the bottom'],
  ['floating', 'Let the panel float'],
  ['window', 'Open the panel in its own window'],
]

/** The panel: a custom element that shows one section at a time. */
export class PanelElement extends LitElement {
  readonly #failures: FailuresSection = new FailuresSection()
  readonly #sections: readonly Section[] = [
    new PeopleSection(),
    new NetworksSection(),
    new DevicesSection(),
    new QualitySection(),
    this.#failures,
    new ScenariosSection(),
    new JournalSection(),
    new StatisticsSection(),
    new CopySection(),
  ]
  #open: Section | undefined
  #host: SectionHost | undefined
  #journal: FoldedJournal | undefined
  #clientId: string | undefined
  #said: Said | undefined
  #looks = false
  /** Asks the opener of the panel to move it, or to close it. */
  onDock: (dock: Exclude<Dock, 'inline'>) => void = () => {}
  onClose: () => void = () => {}

  /** Gives the panel its world, once. */
  show(parts: PanelParts): void {
    this.#journal = new FoldedJournal(parts.simulator.journal)
    this.#host = this.#hostFor(parts, this.#journal)
    this.openSection('people')
  }

  get dock(): string {
    return this.getAttribute('dock') ?? 'inline'
  }

  /** Shows a section, by its id. */
  openSection(id: SectionId): void {
    this.#open = this.#sections.find((section) => section.id === id) ?? this.#open
    if (this.#host !== undefined) this.#open?.opened?.(this.#host)
    this.requestUpdate()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#dress()
    if (this.#looks) return
    this.#looks = true
    this.#look()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#looks = false
  }

  // Style sheets belong to a document: in a window of its own the panel needs some of that window's.
  adoptedCallback(): void {
    this.#dress()
  }

  /** A panel that was closed is not drawn once more: its world may be gone. */
  override shouldUpdate(): boolean {
    return this.isConnected
  }

  override render(): TemplateResult {
    const host = this.#host
    const open = this.#open
    if (host === undefined || open === undefined) return html``
    host.journal.catchUp()
    return html`<div class="splitter" role="separator" tabindex="0" aria-label="Size of the panel"
        aria-orientation=${this.dock === 'bottom' ? 'horizontal' : 'vertical'} aria-valuemin=${smallest}
        aria-valuenow=${this.#size()} @keydown=${(event: KeyboardEvent) => this.#splitByKey(event)}
        @pointerdown=${(event: PointerEvent) => this.#split(event)}></div>
      <div class="panel" @keydown=${(event: KeyboardEvent) => this.#onKey(event)}>
        ${this.#header(host)} ${this.#tabs(host, open)} ${this.#message()}
        <div class="section" role="tabpanel" id="section" tabindex="0" aria-labelledby="tab-${open.id}">${open.render(host)}</div>
      </div>`
  }

  #header(host: SectionHost): TemplateResult {
    const isInline = this.dock === 'inline'
    return html`<div class="head">
      <h2>${markIcon} fake-opentok</h2>
      ${button('Copy as scenario', () => host.attempt(() => copyText(host, 'scenario')))}
      ${button('Copy as test', () => host.attempt(() => copyText(host, 'test')))}
      ${isInline ? nothing : dockNames.map(([dock, name]) => (dock === this.dock ? nothing : html`<button type="button" class="icon" aria-label=${name} title=${name} @click=${() => this.onDock(dock)}>${dockIcons[dock]}</button>`))}
      ${isInline ? nothing : html`<button type="button" class="icon" aria-label="Close the panel" title="Close the panel (Escape)" @click=${() => this.onClose()}>${closeIcon}</button>`}
    </div>`
  }

  #tabs(host: SectionHost, open: Section): TemplateResult {
    return html`<div class="tabs" role="tablist" aria-label="Sections" @keydown=${(event: KeyboardEvent) => this.#moveTab(event)}>
      ${this.#sections.map((section) => {
        const count = section.badge?.(host) ?? 0
        const isOpen = section === open
        return html`<button type="button" class="tab" role="tab" id="tab-${section.id}" aria-controls="section"
          aria-selected=${isOpen ? 'true' : 'false'} tabindex=${isOpen ? 0 : -1} @click=${() => this.openSection(section.id)}
          >${section.title}${count > 0 ? html`<span class="badge">${count}</span>` : nothing}</button>`
      })}</div>`
  }

  #message(): TemplateResult {
    const said = this.#said
    return html`<div role="status">${
      said === undefined
        ? nothing
        : html`<div class="said ${said.kind}"><p>${said.sentence}</p>
      <button type="button" class="icon" aria-label="Close the message" @click=${() => this.#say(undefined)}>${closeIcon}</button></div>`
    }</div>`
  }

  #hostFor(parts: PanelParts, journal: FoldedJournal): SectionHost {
    const { simulator } = parts
    const client = (): SimulatedClient => {
      const chosen = simulator.clients.find(({ id }) => id === this.#clientId) ?? simulator.clients[0]
      if (chosen === undefined) throw new Error('This world has no client.')
      return chosen
    }
    const room = (): Room => (journal.sessionId === undefined ? simulator.room() : simulator.room(journal.sessionId))
    return {
      parts,
      journal,
      get room() {
        return room()
      },
      get client() {
        return client()
      },
      chooseClient: (id) => {
        this.#clientId = id
        this.requestUpdate()
      },
      attempt: (act) => this.#attempt(act),
      say: (sentence) => this.#say({ kind: 'fine', sentence }),
      showFailure: (id) => this.#showFailure(id),
      refresh: () => this.requestUpdate(),
    }
  }

  #attempt(act: () => void): void {
    try {
      if (this.#said?.kind === 'bad') this.#said = undefined
      act()
    } catch (error) {
      this.#said = { kind: 'bad', sentence: messageOf(error) }
    }
    this.requestUpdate()
  }

  #say(said: Said | undefined): void {
    this.#said = said
    this.requestUpdate()
  }

  #showFailure(id: string): void {
    this.#failures.choose(id)
    this.openSection(this.#failures.id)
    this.dispatchEvent(new CustomEvent('failure-chosen', { detail: id, bubbles: true, composed: true }))
  }

  #look(): void {
    if (!this.#looks) return
    if (this.#journal?.catchUp() === true || this.#open?.id === 'statistics' || this.#open?.id === 'scenarios')
      this.requestUpdate()
    realTime.after(lookMs, () => this.#look())
  }

  #dress(): void {
    const Sheet = this.ownerDocument.defaultView?.CSSStyleSheet
    if (Sheet === undefined || this.shadowRoot === null) return
    const sheet = new Sheet()
    sheet.replaceSync(panelCss)
    this.shadowRoot.adoptedStyleSheets = [sheet]
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.dock === 'inline') return
    event.stopPropagation()
    this.onClose()
  }

  #moveTab(event: KeyboardEvent): void {
    const from = this.#sections.findIndex(({ id }) => id === this.#open?.id)
    const last = this.#sections.length - 1
    const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: last }[event.key]
    const section = to === undefined ? undefined : this.#sections.at(to > last ? 0 : to)
    if (section === undefined) return
    event.preventDefault()
    this.openSection(section.id)
    void this.updateComplete.then(() => this.shadowRoot?.getElementById(`tab-${section.id}`)?.focus())
  }

  #size(): number {
    return this.dock === 'bottom' ? this.offsetHeight : this.offsetWidth
  }

  #resize(size: number): void {
    this.style.setProperty('--size', `${Math.max(smallest, Math.round(size))}px`)
    this.requestUpdate()
  }

  #splitByKey(event: KeyboardEvent): void {
    const grows = { ArrowLeft: 1, ArrowUp: 1, ArrowRight: -1, ArrowDown: -1 }[event.key]
    if (grows === undefined) return
    event.preventDefault()
    this.#resize(this.#size() + grows * splitterStep)
  }

  #split(event: PointerEvent): void {
    const { currentTarget, pointerId } = event
    if (!(currentTarget instanceof HTMLElement)) return
    currentTarget.setPointerCapture(pointerId)
    const { innerWidth, innerHeight } = this.ownerDocument.defaultView ?? window
    const move = ({ clientX, clientY }: PointerEvent): void =>
      this.#resize(this.dock === 'bottom' ? innerHeight - clientY : innerWidth - clientX)
    currentTarget.addEventListener('pointermove', move)
    currentTarget.addEventListener('lostpointercapture', () => currentTarget.removeEventListener('pointermove', move), {
      once: true,
    })
  }
}
