import { html, type TemplateResult } from 'lit'
import { testFrom } from '../as-test.ts'
import type { Section, SectionHost } from '../section.ts'
import { button, choice } from '../ui.ts'

const forms = [
  ['scenario', 'a scenario (JSON)'],
  ['test', 'a test (Vitest)'],
] as const

type Form = (typeof forms)[number][0]

const fileNames: Readonly<Record<Form, string>> = { scenario: 'made-by-hand.json', test: 'made-by-hand.test.ts' }

/** The acts of the person so far, as a scenario that replays them, or as a test. */
export function textOf({ parts }: SectionHost, form: Form): string {
  const scenario = parts.simulator.toScenario()
  return form === 'scenario' ? `${JSON.stringify(scenario, null, 2)}\n` : testFrom(scenario)
}

/** Puts a text into the clipboard. */
export function copyText(host: SectionHost, form: Form): void {
  const text = textOf(host, form)
  const { clipboard } = navigator
  const failed = (): void =>
    host.say('The browser did not let the panel use the clipboard. Open "Copy" and take the text from there.')
  if (clipboard === undefined) return failed()
  clipboard.writeText(text).then(() => host.say(`Copied as ${form === 'scenario' ? 'a scenario' : 'a test'}.`), failed)
}

/** The section that copies the acts of the person as a scenario or a test. */
export class CopySection implements Section {
  readonly id = 'copy'
  readonly title = 'Copy'
  #form: Form = 'scenario'
  #text = ''

  opened(host: SectionHost): void {
    host.attempt(() => {
      this.#text = textOf(host, this.#form)
    })
  }

  render(host: SectionHost): TemplateResult {
    const text = this.#text
    const save = (event: Event): void => {
      if (!(event.currentTarget instanceof HTMLAnchorElement)) return
      event.currentTarget.href = URL.createObjectURL(new Blob([text]))
    }
    return html`<p class="note">Who came, what happened and when, and what the application called: it plays with
        <code>npx fake-opentok play</code>, in the page by <code>?fake-opentok=</code>, and in a test.</p>
      <div class="bar">${choice('As', forms, this.#form, (form) => {
        this.#form = form
        this.opened(host)
      })}
        ${button('Take it anew', () => this.opened(host), { name: 'Write the text anew, up to this moment' })}
        ${button('Copy', () => host.attempt(() => copyText(host, this.#form)), { kind: 'main' })}
        <a class="button" href="#" download=${fileNames[this.#form]} @click=${save}>Save the file</a></div>
      <textarea class="text" readonly rows="20" spellcheck="false" aria-label="The text" .value=${text}></textarea>`
  }
}
