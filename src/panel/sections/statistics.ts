import { html, nothing, type TemplateResult } from 'lit'
import type { SimulatedClient } from '../panel-parts.ts'
import type { Section, SectionHost } from '../section.ts'
import { timeOf } from '../ui.ts'

type Publisher = ReturnType<SimulatedClient['OT']['publishers']['where']>[number]
type Subscriber = ReturnType<SimulatedClient['OT']['subscribers']['where']>[number]

/** A line of figures: their owner, and their values now. */
interface Figures {
  readonly title: string
  readonly values: readonly (readonly [name: string, value: string])[]
}

interface TrackStats {
  readonly bytesSent?: number
  readonly bytesReceived?: number
  readonly packetsLost?: number
  readonly frameRate?: number
}

const statisticsCalls = ['Publisher.getStats', 'Subscriber.getStats']

const kilobytes = (bytes: number | undefined): string => `${Math.round((bytes ?? 0) / 1000).toLocaleString('en')} kB`

function trackFigures(
  kind: string,
  { bytesSent, bytesReceived, packetsLost, frameRate }: TrackStats,
): Figures['values'] {
  return [
    [kind, kilobytes(bytesSent ?? bytesReceived)],
    [`${kind} lost`, String(packetsLost ?? 0)],
    ...(frameRate === undefined ? [] : [['frames a second', frameRate.toFixed(0)] as const]),
  ]
}

/** Figures of the world, and of what each client sends and receives. */
export class StatisticsSection implements Section {
  readonly id = 'statistics'
  readonly title = 'Statistics'
  #figures: Map<string, Figures> = new Map()

  render(host: SectionHost): TemplateResult {
    const isAwaited = host.parts.simulator.armed.some(({ failure }) =>
      statisticsCalls.some((call) => failure.startsWith(`${call}/`)),
    )
    if (!isAwaited) this.#ask(host)
    return html`${this.#world(host)}
      ${isAwaited ? html`<p class="note">A failure of getStats() is armed. The panel does not ask for statistics, so that your application meets it.</p>` : nothing}
      ${[...this.#figures.values()].map((one) => this.#card(one))}
      ${this.#figures.size === 0 ? html`<p class="empty">Nothing is published or subscribed to.</p>` : nothing}`
  }

  #world({ parts, journal, room }: SectionHost): TemplateResult {
    const { simulator } = parts
    const last = journal.entries.at(-1)
    return html`<dl class="facts grid">
      <dt>Dialect</dt><dd>${simulator.dialect}</dd>
      <dt>Session</dt><dd><code>${room.sessionId.slice(0, 24)}…</code></dd>
      <dt>Connections</dt><dd>${room.connections.length}</dd>
      <dt>Streams</dt><dd>${room.streams.length}</dd>
      <dt>Clients</dt><dd>${simulator.clients.length}</dd>
      <dt>Journal</dt><dd>${journal.entries.length} entries${last === undefined ? '' : `, ${timeOf(last.at)}`}</dd>
      <dt>Errors told</dt><dd>${journal.errors.length}</dd>
      <dt>Waits</dt><dd>${simulator.clock.pending().length}</dd></dl>`
  }

  #card({ title, values }: Figures): TemplateResult {
    return html`<section class="card"><h3>${title}</h3><dl class="facts grid">
      ${values.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>`
  }

  #ask({ parts }: SectionHost): void {
    const there = new Set<string>()
    for (const client of parts.simulator.clients) {
      const { publishers, subscribers } = client.OT
      for (const one of publishers.where(() => true)) this.#askPublisher(client, one, there)
      for (const one of subscribers.where(() => true)) this.#askSubscriber(client, one, there)
    }
    for (const key of this.#figures.keys()) if (!there.has(key)) this.#figures.delete(key)
  }

  #askPublisher({ id }: SimulatedClient, publisher: Publisher, there: Set<string>): void {
    const key = `${id} ${publisher.id}`
    there.add(key)
    publisher.getStats((_error, list) => {
      const values = (list ?? []).flatMap(({ stats }) => [
        ...trackFigures('video', stats.video),
        ...trackFigures('audio', stats.audio),
      ])
      if (values.length > 0) this.#figures.set(key, { title: `${id} publishes`, values })
    })
  }

  #askSubscriber({ id }: SimulatedClient, subscriber: Subscriber, there: Set<string>): void {
    const key = `${id} ${subscriber.id}`
    there.add(key)
    subscriber.getStats((_error, stats) => {
      if (stats === undefined) return
      const values = [...trackFigures('video', stats.video), ...trackFigures('audio', stats.audio)]
      this.#figures.set(key, { title: `${id} receives ${subscriber.stream?.name || 'a stream'}`, values })
    })
  }
}
