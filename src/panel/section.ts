import { html, nothing, type TemplateResult } from 'lit'
import type { FoldedJournal } from './folded-journal.ts'
import type { PanelParts, Room, SimulatedClient } from './panel-parts.ts'
import type { SectionId } from './panel-words.ts'
import { choice } from './ui.ts'

/** The panel around a section, as far as the section needs it. */
export interface SectionHost {
  readonly parts: PanelParts
  readonly journal: FoldedJournal
  /** The session that the application is in, else the one that `credentials()` is for. */
  readonly room: Room
  /** The client that the switches are about, chosen at the top of the sections that have any. */
  readonly client: SimulatedClient
  chooseClient(id: string): void
  /** Carries out an act, and shows the message of its error where it throws one. */
  attempt(act: () => void): void
  say(sentence: string): void
  /** Shows a failure in its section, and tells the page around the panel. */
  showFailure(id: string): void
  /** Draws the panel anew. */
  refresh(): void
}

/** One section of the panel. */
export interface Section {
  readonly id: SectionId
  readonly title: string
  /** A figure beside the title, such as how many failures are armed. */
  badge?(host: SectionHost): number
  render(host: SectionHost): TemplateResult
  /** Called when the section is opened. */
  opened?(host: SectionHost): void
}

/** A menu of the clients, one of whom the switches below are about; nothing where there is only one client. */
export function clientChoice(host: SectionHost): TemplateResult | typeof nothing {
  const { clients } = host.parts.simulator
  if (clients.length < 2) return nothing
  const words = clients.map(({ id }, index) => [id, index === 0 ? `${id} (simulator.OT)` : id] as const)
  return html`<div class="bar">${choice('Client', words, host.client.id, (id) => host.chooseClient(id))}</div>`
}
