import { html, type TemplateResult } from 'lit'
import { clientChoice, type Section, type SectionHost } from '../section.ts'
import { button, choice, switchFor } from '../ui.ts'

const latencies = [
  ['0', 'none'],
  ['50', '50 ms'],
  ['200', '200 ms'],
  ['1000', '1 s'],
  ['3000', '3 s'],
] as const

/** The SDK tries three times to open its messaging connection before it says that it cannot. */
const refusals = ['refuse', 'refuse', 'refuse'] as const

/** The section of networks: it cuts, slows and mends the network of each client. */
export class NetworksSection implements Section {
  readonly id = 'networks'
  readonly title = 'Network'

  render(host: SectionHost): TemplateResult {
    const { network } = host.client
    const { online, silent, latency } = host.journal.network(host.client.id)
    const known = latencies.find(([ms]) => Number(ms) === latency[0] && latency[0] === latency[1])
    const goOnline = (on: boolean): void => host.attempt(() => (on ? network.comeBack() : network.goOffline()))
    return html`${clientChoice(host)}
      <ul class="rows">
        <li class="row">${switchFor('Online', online, goOnline)}
          <p class="note">Off: lines break, requests fail, media stops. The SDK reconnects for about a minute.</p></li>
        <li class="row">${switchFor('The service answers', !silent, (on) => host.attempt(() => network.setSilent(!on)))}
          <p class="note">Off: lines stay open, and nobody answers.</p></li>
        <li class="row">${choice('Latency, one way', latencies, known?.[0] ?? '', (ms) => host.attempt(() => network.setLatency(Number(ms))))}</li>
      </ul>
      <h3>Once</h3>
      <div class="bar">
        ${button('Break the connection', () => host.attempt(() => network.drop()), { name: 'The messaging connection breaks once (1006)' })}
        ${button('Flap three times', () => host.attempt(() => network.flap()), { name: 'Away for two seconds and back for five, three times' })}
        ${button('Refuse the next connection', () => host.attempt(() => network.setSocketMode(...refusals, 'accept')))}
        ${button('Mend everything', () => host.attempt(() => network.comeBack()), { kind: 'main' })}
      </div>`
  }
}
