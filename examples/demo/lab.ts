import { explainFailure } from 'fake-opentok/panel'
import { type Failure, failures, type JournalEntry, type Simulator } from 'fake-opentok/simulator'
import { buttonFor, made } from './elements.ts'

/** How many errors are listed, the latest first. */
const listed = 8

const errorWords = ({ name, code }: { readonly name: string | null; readonly code: number | string | null }): string =>
  [name, code].filter((part) => part !== null).join(' ') || 'nothing'

const isSilent = ({ name, code }: Failure['documented']): boolean => name === null && code === null

function fact(list: HTMLElement, term: string, text: string): void {
  list.append(made('dt', '', term), made('dd', '', text))
}

/** The laboratory's third column: what the application was told, and what that failure is. */
export class Laboratory {
  readonly #root: HTMLElement
  readonly #told: HTMLElement = made('ol')
  readonly #article: HTMLElement = made('article')

  constructor(root: HTMLElement, simulator: Simulator) {
    this.#root = root
    root.hidden = false
    this.#told.setAttribute('role', 'log')
    this.#told.setAttribute('aria-label', 'Errors, the latest first')
    root.append(
      made('h2', '', 'What the application was told'),
      made(
        'p',
        'quiet',
        'Break the call with the panel. Each error that reaches the application is listed here, with what it means.',
      ),
      this.#told,
      this.#article,
    )
    simulator.journal.watch((entry) => {
      if (entry.kind === 'error') this.#tell(entry)
    })
    document.addEventListener('failure-chosen', (event) => {
      if (event instanceof CustomEvent) void this.#explain(String(event.detail))
    })
  }

  #tell({ what, at, detail }: JournalEntry): void {
    const words = [detail['name'], detail['code']].filter((part) => part !== null && part !== undefined).join(' ')
    const line = made('li')
    line.append(
      made('span', 'quiet', `${(at / 1000).toFixed(1)} s`),
      buttonFor(words || what, () => void this.#explain(what)),
      made('span', 'quiet', what),
    )
    this.#told.prepend(line)
    while (this.#told.childElementCount > listed) this.#told.lastElementChild?.remove()
    void this.#explain(what)
  }

  async #explain(id: string): Promise<void> {
    const failure = failures.find((known) => known.id === id)
    if (failure === undefined) return
    const { when, remedy } = await explainFailure(failure.id)
    this.#article.replaceChildren(made('h3', '', id), made('p', '', when), this.#facts(failure, remedy))
    this.#root.scrollTop = 0
  }

  #facts({ documented, sdk, channels }: Failure, remedy: string): HTMLElement {
    const list = made('dl')
    fact(list, 'What an application should do', remedy)
    fact(list, 'The documentation says', isSilent(documented) ? 'nothing of it' : errorWords(documented))
    fact(list, 'SDK 2.35 gives', sdk === null ? 'never produces it' : errorWords(sdk))
    fact(list, 'Heard by', channels.join(', then ') || 'nobody')
    return list
  }
}
