/** The parts of which the sections are made: buttons, switches, choices and fields. */

import { html, nothing, type TemplateResult } from 'lit'

/** A button. `name`: what a screen reader says behind the label, where the label alone does not say all. */
export interface ButtonOptions {
  readonly name?: string
  readonly kind?: 'plain' | 'main' | 'danger'
  readonly disabled?: boolean
}

export function button(label: string, press: () => void, options: ButtonOptions = {}): TemplateResult {
  const { name, kind = 'plain', disabled = false } = options
  return html`<button type="button" class="button ${kind}" aria-label=${name === undefined ? nothing : `${label}: ${name}`} title=${name ?? nothing}
    ?disabled=${disabled} @click=${press}>${label}</button>`
}

/** A switch. Its label is true while it is on. */
export function switchFor(
  label: string,
  isOn: boolean,
  turn: (on: boolean) => void,
  name: string = label,
): TemplateResult {
  return html`<button type="button" role="switch" class="switch" aria-checked=${isOn ? 'true' : 'false'}
    aria-label=${name} @click=${() => turn(!isOn)}><span class="track"></span><span>${label}</span></button>`
}

/** A word of a list, chosen from a menu. */
export function choice<Word extends string>(
  label: string,
  words: readonly (readonly [word: Word, label: string])[],
  chosen: Word | '',
  choose: (word: Word) => void,
): TemplateResult {
  const chose = ({ target }: Event): void => {
    const value = target instanceof HTMLSelectElement ? target.value : ''
    const found = words.find(([word]) => word === value)
    if (found !== undefined) choose(found[0])
  }
  return html`<label class="field"><span>${label}</span><select @change=${chose} .value=${chosen}>
    ${chosen === '' ? html`<option value="" selected>choose …</option>` : nothing}
    ${words.map(([word, text]) => html`<option value=${word} ?selected=${word === chosen}>${text}</option>`)}
  </select></label>`
}

/** A text that is typed. */
export function typed(
  label: string,
  value: string,
  type: (value: string) => void,
  more: { readonly placeholder?: string; readonly kind?: 'text' | 'search' | 'number' } = {},
): TemplateResult {
  const { placeholder = '', kind = 'text' } = more
  const wrote = ({ target }: Event): void => type(textIn(target))
  return html`<label class="field"><span>${label}</span><input type=${kind} .value=${value}
    placeholder=${placeholder} @input=${wrote}></label>`
}

/** The text of a field of a form. */
export const textIn = (target: EventTarget | null): string => (isField(target) ? target.value : '')

const isField = (target: EventTarget | null): target is EventTarget & { readonly value: string } =>
  target !== null && 'value' in target && typeof target.value === 'string'

/** Lists of words as menus have them, each labelled by itself. */
export const asChoices = <Word extends string>(words: readonly Word[]): readonly (readonly [Word, string])[] =>
  words.map((word) => [word, word])

/** Seconds with one decimal, or minutes: `12.3 s`, `4 min 05 s`. */
export function timeOf(ms: number): string {
  if (ms < 100_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
  return `${Math.floor(ms / 60_000)} min ${String(Math.floor((ms % 60_000) / 1000)).padStart(2, '0')} s`
}
