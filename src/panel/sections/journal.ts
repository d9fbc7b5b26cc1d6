import { html, nothing, svg, type TemplateResult } from 'lit'
import type { Section, SectionHost } from '../section.ts'
import { type Story, type StoryLine, storyOf } from '../story.ts'
import { button, switchFor, timeOf, typed } from '../ui.ts'

/** How many of the latest lines are drawn; a click draws more. */
const linesPerPage = 150
const laneWidth = 26
const lineHeight = 22

const marks: Readonly<Record<string, string>> = { error: 'bad', uncaught: 'bad', fault: 'warn', control: 'accent' }

/** The lanes of one line, with its arrow. */
function drawing({ lanes }: Story, { from, to, entry }: StoryLine): TemplateResult {
  const x = (lane: number): number => lane * laneWidth + laneWidth / 2
  const middle = lineHeight / 2
  const head = from < to ? -6 : 6
  const mark = marks[entry.kind] ?? 'plain'
  const arrow =
    from === to
      ? svg`<circle class=${mark} cx=${x(from)} cy=${middle} r="4"></circle>`
      : svg`<path class="arrow ${mark} ${entry.kind}" d="M${x(from)} ${middle}H${x(to)}m${head} -4l${-head} 4l${head} 4"></path>`
  const width = lanes.length * laneWidth
  return html`<svg width=${width} height=${lineHeight} viewBox="0 0 ${width} ${lineHeight}" aria-hidden="true">
    ${lanes.map((_, index) => svg`<path class="lane" d="M${x(index)} 0V${lineHeight}"></path>`)}${arrow}</svg>`
}

/** The section of the journal: a picture that grows, in which an arrow leads from the sender of each message to its receiver. */
export class JournalSection implements Section {
  readonly id = 'journal'
  readonly title = 'Journal'
  #text = ''
  #all = false
  #pages = 1
  #from = 0
  #chosen: number | undefined

  render(host: SectionHost): TemplateResult {
    const entries = host.journal.entries.filter(({ index }) => index >= this.#from)
    const story = storyOf(entries, { text: this.#text, all: this.#all })
    const shown = story.lines.slice(-linesPerPage * this.#pages)
    const older = story.lines.length - shown.length
    return html`<div class="bar">
        ${typed(
          'Filter',
          this.#text,
          (value) => {
            this.#text = value
            host.refresh()
          },
          { kind: 'search', placeholder: 'sessionConnected, alice, error …' },
        )}
        ${switchFor('Everything', this.#all, (on) => {
          this.#all = on
          host.refresh()
        })}
        ${button('Clear', () => this.#clear(host), { name: 'Show only what happens from now on' })}
      </div>
      ${host.journal.dropped > 0 ? html`<p class="note">The first ${host.journal.dropped} entries are gone.</p>` : nothing}
      <ol class="legend" aria-label="Lanes from left to right">${story.lanes.map((lane) => html`<li>${lane}</li>`)}</ol>
      ${older > 0 ? html`<p class="note">${button(`Show ${Math.min(older, linesPerPage)} earlier lines`, () => this.#more(host))}</p>` : nothing}
      ${shown.length === 0 ? html`<p class="empty">Nothing has happened yet. Join a call.</p>` : nothing}
      <ol class="story" aria-label="What happened">${shown.map((line) => this.#line(host, story, line))}</ol>`
  }

  #line(host: SectionHost, story: Story, line: StoryLine): TemplateResult {
    const { entry, what, about } = line
    const isOpen = entry.index === this.#chosen
    const choose = (): void => {
      this.#chosen = isOpen ? undefined : entry.index
      host.refresh()
    }
    const who = entry.who.split(' ').slice(1).join(' ')
    return html`<li class=${marks[entry.kind] ?? 'plain'}>
      <button type="button" class="line" aria-expanded=${isOpen ? 'true' : 'false'} @click=${choose}>
        <span class="when">${timeOf(entry.at)}</span>${drawing(story, line)}
        <span class="what"><span class="kind">${entry.kind}</span> ${who} <strong>${what}</strong> ${about}</span></button>
      ${isOpen ? html`<pre>${JSON.stringify({ who: entry.who, ...entry.detail }, null, 2)}</pre>` : nothing}</li>`
  }

  #more(host: SectionHost): void {
    this.#pages++
    host.refresh()
  }

  #clear(host: SectionHost): void {
    const last = host.journal.entries.at(-1)
    this.#from = last === undefined ? 0 : last.index + 1
    this.#pages = 1
    host.refresh()
  }
}
