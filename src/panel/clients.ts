import { html, nothing, type TemplateResult } from 'lit'
import type { SectionHost } from './section.ts'
import { choice } from './ui.ts'

/** Which client the switches below are about; nothing where there is one alone. */
export function clientChoice(host: SectionHost): TemplateResult | typeof nothing {
  const { clients } = host.parts.simulator
  if (clients.length < 2) return nothing
  const words = clients.map(({ id }, index) => [id, index === 0 ? `${id} (simulator.OT)` : id] as const)
  return html`<div class="bar">${choice('Client', words, host.client.id, (id) => host.chooseClient(id))}</div>`
}
