import { html, type TemplateResult } from 'lit'
import type { SimulatedClient } from '../panel-parts.ts'
import { clientChoice, type Section, type SectionHost } from '../section.ts'
import { asChoices, button, choice } from '../ui.ts'

type Media = SimulatedClient['media']
type Quality = Media['quality']
type Condition = Parameters<Quality['network']>[0]
type Limitation = Parameters<Quality['limit']>[0]
type Stage = Parameters<Quality['fallBack']>[0]
type Cpu = Parameters<Quality['cpu']>[0]
type Reason = 'bandwidth' | 'packetLoss'

const conditions = [
  'excellent',
  'good',
  'fair',
  'warning',
  'critical',
  'unknown',
] as const satisfies readonly Condition[]
const limitations = ['none', 'bandwidth', 'cpu', 'other'] as const satisfies readonly Limitation[]
const stages = ['none', 'warned', 'audioOnly'] as const satisfies readonly Stage[]
const cpus = ['nominal', 'fair', 'serious', 'critical'] as const satisfies readonly Cpu[]
const scores = ['5', '4', '3', '2', '1'] as const
const sides = [
  ['publisher', 'what you send'],
  ['subscriber', 'what you receive'],
] as const

/** How well the media of a client is carried. */
export class QualitySection implements Section {
  readonly id = 'quality'
  readonly title = 'Quality'
  #of: 'publisher' | 'subscriber' = 'subscriber'
  #reason: Reason = 'bandwidth'
  #chosen: Partial<Record<'condition' | 'score' | 'limit' | 'stage' | 'cpu', string>> = {}

  render(host: SectionHost): TemplateResult {
    const { media } = host.client
    return html`${clientChoice(host)}
      <div class="bar">${choice('Of', sides, this.#of, (of) => {
        this.#of = of
        this.#chosen = {}
        host.refresh()
      })}</div>
      <ul class="rows">
        <li class="row"><div class="bar">${this.#network(host, media)}</div></li>
        <li class="row"><div class="bar">${this.#of === 'subscriber' ? this.#received(host, media) : this.#sent(host, media)}</div></li>
        <li class="row"><div class="bar">${this.#choose(host, 'The computer is', 'cpu', cpus, (state) => media.quality.cpu(state))}</div></li>
      </ul>
      <h3>Media on its way</h3>
      <div class="bar">${this.#paths(host, media)}</div>
      <p class="note">Statistics change at once; events follow when the SDK next looks, after one or two seconds.</p>`
  }

  #choose<Word extends string>(
    host: SectionHost,
    label: string,
    key: 'condition' | 'score' | 'limit' | 'stage' | 'cpu',
    words: readonly Word[],
    act: (word: Word) => void,
  ): TemplateResult {
    const chosen = words.find((word) => word === this.#chosen[key]) ?? ''
    return choice(label, asChoices(words), chosen, (word) =>
      host.attempt(() => {
        act(word)
        this.#chosen = { ...this.#chosen, [key]: word }
      }),
    )
  }

  #network(host: SectionHost, { quality }: Media): TemplateResult {
    const reasons = ['bandwidth', 'packetLoss'] as const
    const degraded = (word: Condition): object =>
      ['fair', 'warning', 'critical'].includes(word) ? { reason: this.#reason } : {}
    return html`${this.#choose(host, 'The network is', 'condition', conditions, (word) => quality.network(word, { of: this.#of, ...degraded(word) }))}
      ${choice('because of', asChoices(reasons), this.#reason, (reason) => {
        this.#reason = reason
        host.refresh()
      })}`
  }

  #received(host: SectionHost, media: Media): TemplateResult {
    const { quality } = media
    return html`${this.#choose(host, 'Video score', 'score', scores, (word) => quality.score({ video: Number(word) }))}
      ${button('Freeze the picture', () => host.attempt(() => quality.interrupt()), { name: 'The picture stands still for six seconds' })}
      ${button('Block the sound', () => host.attempt(() => media.blockSound()), { name: 'The browser plays without sound until the application asks' })}
      ${button('Allow the sound', () => host.attempt(() => media.allowSound()))}`
  }

  #sent(host: SectionHost, { quality }: Media): TemplateResult {
    return html`${this.#choose(host, 'Held back by', 'limit', limitations, (word) => quality.limit(word))}
      ${this.#choose(host, 'Falls back to', 'stage', stages, (word) => quality.fallBack(word))}
      ${button('Turn the camera upright', () => host.attempt(() => quality.resizePicture({ width: 480, height: 640 })))}
      ${button('Turn it back', () => host.attempt(() => quality.resizePicture({ width: 640, height: 480 })))}`
  }

  #paths(host: SectionHost, media: Media): TemplateResult {
    const of = { of: this.#of }
    const act = (run: () => void) => (): void => host.attempt(run)
    return html`${button(
      'Path breaks',
      act(() => media.path('disconnected', of)),
    )}
      ${button(
        'Path fails',
        act(() => media.path('failed', of)),
        { kind: 'danger' },
      )}
      ${button(
        'Path is back',
        act(() => media.path('connected', of)),
      )}
      ${button(
        'Tracks end',
        act(() => media.endTracks('all', of)),
      )}
      ${button(
        'Mend',
        act(() => media.mend()),
        { kind: 'main' },
      )}`
  }
}
