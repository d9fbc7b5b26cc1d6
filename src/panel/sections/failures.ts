import { html, nothing, type TemplateResult } from 'lit'
import type { FailureText } from '../../contract/failure-texts.ts'
import type { Failure } from '../../contract/failures.ts'
import type { Simulator } from '../panel-parts.ts'
import type { Section, SectionHost } from '../section.ts'
import { button, typed } from '../ui.ts'

/** How many failures a search lists. */
const mostShown = 80

type ArmedFailure = Simulator['armed'][number]
type Texts = Readonly<Record<string, FailureText>>

const errorWords = ({ name, code }: { readonly name: string | null; readonly code: number | string | null }): string =>
  [name, code].filter((part) => part !== null).join(' ') || 'nothing'

const isCall = (operation: string): boolean => operation.includes('.')

/** Everything by which a failure can be found, in small letters. */
function searchable({ id, documented, sdk }: Failure, text: FailureText | undefined): string {
  const parts = [id, id.replaceAll('-', ' '), documented.name, documented.code, sdk?.name, sdk?.code, text?.when]
  return parts.join(' ').toLowerCase()
}

/** The calls that an armed failure waits for, in words. */
function waitsFor({ failure, call, struck, times, match }: ArmedFailure): string {
  const operation = failure.slice(0, failure.indexOf('/'))
  const what = isCall(operation) ? `${operation}()` : `a ${operation.toLowerCase()} that runs`
  const which = struck === 0 && call > 1 ? `call ${call} of ${what}` : `the next ${what}`
  const conditions = Object.entries(match).map(([key, value]) => `${key} ${value}`)
  const often = times === Infinity ? 'always' : `${times - struck} of ${times} left`
  return [`waits for ${which}`, ...conditions, often].join(', ')
}

const channelWords: Readonly<Record<string, string>> = {
  completion: 'completion handler',
  promise: 'rejected promise',
  exception: 'exception event',
  thrown: 'thrown',
  event: 'an event of its own',
  'window-error': 'error of the page',
}

/** The section of failures: each is found by a code, a name or a symptom, is explained, and can be armed. */
export class FailuresSection implements Section {
  readonly id = 'failures'
  readonly title = 'Failures'
  #query = ''
  #chosen: string | undefined
  #texts: Texts | undefined

  badge({ parts }: SectionHost): number {
    return parts.simulator.armed.length
  }

  opened(host: SectionHost): void {
    if (this.#texts !== undefined) return
    host.parts.loadTexts().then(
      (texts) => {
        this.#texts = texts
        host.refresh()
      },
      () => host.say('The explanations could not be loaded: the script of the texts is not beside the panel.'),
    )
  }

  /** Shows one failure. */
  choose(id: string): void {
    this.#chosen = id
  }

  render(host: SectionHost): TemplateResult {
    const chosen = host.parts.failures.find(({ id }) => id === this.#chosen)
    return html`${this.#armed(host)}
      <div class="bar">${typed(
        'Search',
        this.#query,
        (value) => {
          this.#query = value
          host.refresh()
        },
        { kind: 'search', placeholder: '1500, OT_TIMEOUT, camera, kick …' },
      )}</div>
      <div class="split">${this.#list(host)}${chosen === undefined ? nothing : this.#detail(host, chosen)}</div>`
  }

  #armed(host: SectionHost): TemplateResult | typeof nothing {
    const { armed } = host.parts.simulator
    if (armed.length === 0) return nothing
    const takeBack = (failure: ArmedFailure['failure']): void =>
      host.attempt(() => host.parts.simulator.disarm(failure))
    return html`<ul class="rows armed" aria-label="Armed failures">${armed.map(
      (one) => html`<li class="row"><div class="row-head"><code>${one.failure}</code></div>
        <div class="bar"><span class="muted">${waitsFor(one)}</span>
        ${button('Take back', () => takeBack(one.failure), { name: `Take ${one.failure} back` })}</div></li>`,
    )}</ul>`
  }

  #found({ parts }: SectionHost): readonly Failure[] {
    const words = this.#query.toLowerCase().split(/\s+/).filter(Boolean)
    const live = parts.failures.filter(({ status }) => status === 'live')
    if (words.length === 0) return live
    return live.filter((failure) => {
      const text = searchable(failure, this.#texts?.[failure.id])
      return words.every((word) => text.includes(word))
    })
  }

  #list(host: SectionHost): TemplateResult {
    const found = this.#found(host)
    const shown = found.slice(0, mostShown)
    const operations = [...new Set(shown.map(({ operation }) => operation))]
    const of = (operation: string): readonly Failure[] => shown.filter((failure) => failure.operation === operation)
    const count = found.length === 1 ? '1 failure' : `${found.length} failures`
    const more = found.length > shown.length ? `, the first ${shown.length} shown: search for the others` : ''
    return html`<div class="list"><p class="note" role="status">${count}${more}</p>
      ${operations.map(
        (operation) =>
          html`<h3>${operation}</h3><ul class="links">${of(operation).map((one) => this.#link(host, one))}</ul>`,
      )}</div>`
  }

  #link(host: SectionHost, { id, slug, documented, sdk }: Failure): TemplateResult {
    const code = documented.code ?? sdk?.code ?? ''
    return html`<li><button type="button" class="link" aria-current=${id === this.#chosen ? 'true' : 'false'}
      @click=${() => host.showFailure(id)}><span>${slug.replaceAll('-', ' ')}</span><span class="code">${code}</span></button></li>`
  }

  #detail(host: SectionHost, failure: Failure): TemplateResult {
    const { id, documented, sdk, channels } = failure
    const text = this.#texts?.[id]
    const heard = channels.map((channel) => channelWords[channel] ?? channel).join(', then ')
    return html`<article class="card" aria-label=${id} tabindex="-1">
      <h3><code>${id}</code></h3>
      <p>${text?.when ?? 'Loading the explanation …'}</p>
      <dl class="facts">
        <dt>Documented</dt><dd>${documented.name === null && documented.code === null ? 'the documentation is silent' : errorWords(documented)}</dd>
        <dt>SDK 2.35</dt><dd>${sdk === null ? 'never produces it' : errorWords(sdk)}</dd>
        <dt>Heard by</dt><dd>${heard || 'nobody: the application is told nothing'}</dd>
        ${text === undefined ? nothing : html`<dt>What to do</dt><dd>${text.remedy}</dd>`}
      </dl>
      <div class="bar">${this.#arming(host, failure)}</div></article>`
  }

  #arming(host: SectionHost, { id, operation }: Failure): TemplateResult {
    const { simulator } = host.parts
    const what = isCall(operation) ? `the next ${operation}()` : `the ${operation.toLowerCase()} that runs`
    const arm = (times: number): void => host.attempt(() => simulator.fail(id, { times }))
    return html`${button('Arm once', () => arm(1), { kind: 'main', name: `Arm ${id} for ${what}` })}
      ${button('Arm always', () => arm(Infinity), { name: `Arm ${id} every time` })}`
  }
}
