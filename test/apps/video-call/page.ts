/** What a person may do on the page. */
export interface PageActions {
  readonly join: (room: string) => void
  readonly leave: () => void
  readonly startCamera: (name: string) => void
  readonly stopCamera: () => void
  readonly muteEverybody: () => void
  /** `to` is the id of a person; empty: everybody. */
  readonly say: (text: string, to: string) => void
}

/** A button beside an entry of a list. */
export interface EntryAction {
  readonly label: string
  readonly run: () => void
}

const markup = `
  <form aria-label="Join">
    <label>Room <input name="room" required></label>
    <label>Your name <input name="name"></label>
    <button>Join</button>
  </form>
  <p role="status"></p>
  <div role="alert"></div>
  <div role="toolbar" aria-label="Call">
    <button>Leave</button>
    <button>Start camera</button>
    <button>Stop camera</button>
    <button>Mute everybody</button>
  </div>
  <div id="publisher"></div>
  <div id="subscribers"></div>
  <ul aria-label="People"></ul>
  <ul aria-label="Cameras"></ul>
  <form aria-label="Chat">
    <label>To <select name="to"><option value="">Everybody</option></select></label>
    <label>Message <input name="message" required></label>
    <button>Send</button>
  </form>
  <ol role="log" aria-label="Conversation"></ol>
  <ol role="log" aria-label="Problems"></ol>
`

function find<Found extends HTMLElement>(root: ParentNode, selector: string, kind: new () => Found): Found {
  const found = root.querySelector(selector)
  if (found instanceof kind) return found
  throw new Error(`The page has no ${selector}.`)
}

function optionFor(name: string, value: string): HTMLOptionElement {
  const option = document.createElement('option')
  option.textContent = name
  option.value = value
  return option
}

/** The page: what it shows, and what is pressed on it. It knows nothing of calls. */
export class Page {
  readonly #root: HTMLElement
  readonly #actions: PageActions

  constructor(root: HTMLElement, actions: PageActions) {
    this.#root = root
    this.#actions = actions
    root.innerHTML = markup
    this.#listenToForms()
    this.#listenToButtons()
  }

  showStatus(text: string): void {
    this.#part('[role=status]').textContent = text
  }

  /** Adds to what went wrong since the person last did something. */
  showFailure(text: string): void {
    const paragraph = document.createElement('p')
    paragraph.textContent = text
    this.#part('[role=alert]').append(paragraph)
  }

  addLine(log: 'Conversation' | 'Problems', text: string): void {
    const line = document.createElement('li')
    line.textContent = text
    this.#part(`[aria-label=${log}]`).append(line)
  }

  addEntry(list: 'People' | 'Cameras', id: string, name: string, actions: readonly EntryAction[]): void {
    const entry = document.createElement('li')
    entry.dataset['id'] = id
    entry.append(name, ...actions.map((action) => this.#button(action)))
    this.#part(`[aria-label=${list}]`).append(entry)
    if (list === 'People') this.#recipients.add(optionFor(name, id))
  }

  removeEntry(list: 'People' | 'Cameras', id: string): void {
    const entries = [...this.#part(`[aria-label=${list}]`).querySelectorAll('li')]
    entries.find(({ dataset }) => dataset['id'] === id)?.remove()
    if (list === 'People') [...this.#recipients.options].find(({ value }) => value === id)?.remove()
  }

  clearEntries(): void {
    for (const list of ['People', 'Cameras'] as const) this.#part(`[aria-label=${list}]`).replaceChildren()
    this.#recipients.replaceChildren(optionFor('Everybody', ''))
  }

  get #recipients(): HTMLSelectElement {
    return find(this.#root, 'select[name=to]', HTMLSelectElement)
  }

  #part(selector: string): HTMLElement {
    return find(this.#root, selector, HTMLElement)
  }

  #value(name: string): string {
    return find(this.#root, `input[name=${name}]`, HTMLInputElement).value.trim()
  }

  #button({ label, run }: EntryAction): HTMLButtonElement {
    const button = document.createElement('button')
    button.textContent = label
    this.#onPress(button, run)
    return button
  }

  // What went wrong before is old news once the person does something else.
  #onPress(button: HTMLElement, run: () => void): void {
    button.addEventListener('click', () => {
      this.#part('[role=alert]').replaceChildren()
      run()
    })
  }

  #listenToForms(): void {
    const submitted = (label: string, run: () => void): void => {
      this.#part(`form[aria-label=${label}]`).addEventListener('submit', (event) => {
        event.preventDefault()
        this.#part('[role=alert]').replaceChildren()
        run()
      })
    }
    submitted('Join', () => this.#actions.join(this.#value('room')))
    submitted('Chat', () => {
      this.#actions.say(this.#value('message'), this.#recipients.value)
      find(this.#root, 'input[name=message]', HTMLInputElement).value = ''
    })
  }

  #listenToButtons(): void {
    const { leave, startCamera, stopCamera, muteEverybody } = this.#actions
    const actions = [leave, () => startCamera(this.#value('name')), stopCamera, muteEverybody]
    const buttons = this.#part('[role=toolbar]').querySelectorAll('button')
    for (const [index, button] of buttons.entries()) this.#onPress(button, actions[index] ?? (() => {}))
  }
}
