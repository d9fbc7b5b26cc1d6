import { find, made, onSubmit } from './elements.ts'

/** The chat: what was said, and what one says. */
export class Chat {
  readonly #root: HTMLElement
  readonly #button: HTMLElement
  readonly #log: HTMLElement
  #unread = 0
  /** Told of every message that is sent. */
  onSend: (text: string) => void = () => {}

  constructor(root: HTMLElement, button: HTMLElement) {
    this.#root = root
    this.#button = button
    this.#log = find(root, '[role=log]')
    this.#log.tabIndex = 0
    button.addEventListener('click', () => this.#toggle())
    onSubmit(find(root, 'form'), ({ text = '' }) => {
      this.onSend(text)
      const form = find(root, 'form')
      if (form instanceof HTMLFormElement) form.reset()
    })
  }

  add(from: string, text: string): void {
    const line = made('li')
    line.append(made('strong', '', from), ` ${text}`)
    this.#log.append(line)
    this.#log.scrollTop = this.#log.scrollHeight
    if (this.#root.hidden) this.#count(this.#unread + 1)
  }

  #toggle(): void {
    this.#root.hidden = !this.#root.hidden
    this.#button.setAttribute('aria-pressed', String(!this.#root.hidden))
    this.#count(0)
    if (!this.#root.hidden) find(this.#root, 'input').focus()
  }

  #count(unread: number): void {
    this.#unread = unread
    const mark = find(this.#button, '#unread')
    mark.hidden = unread === 0
    mark.textContent = `${unread} new`
  }
}
