import { Chat } from './chat.ts'
import { buttonFor, find, findOf, made } from './elements.ts'
import { Stage } from './stage.ts'
import { type Doing, type ToldError, wordingFor } from './wording.ts'

export type MeetingState = 'lobby' | 'joining' | 'in' | 'reconnecting'

const words: Readonly<Record<MeetingState, string>> = {
  lobby: 'Not in the meeting',
  joining: 'Joining …',
  in: 'In the meeting',
  reconnecting: 'Reconnecting …',
}

export type ControlName = 'microphone' | 'camera' | 'screen'

/** The page around a meeting: everything that is shown, and nothing of the SDK. */
export class MeetingPage {
  readonly stage: Stage
  readonly chat: Chat
  readonly #root: HTMLElement = find(document, '#meeting')
  readonly #banner: HTMLElement = find(document, '#banner')
  readonly #problem: HTMLDialogElement = findOf(document, '#problem', HTMLDialogElement)
  #again: (() => void) | undefined

  constructor() {
    this.stage = new Stage(find(document, '#stage'))
    this.chat = new Chat(find(document, '#chat'), find(document, '[data-do=chat]'))
    this.#problem.addEventListener('close', () => {
      if (this.#problem.returnValue === 'again') this.#again?.()
    })
  }

  set state(state: MeetingState) {
    const wasLobby = this.#root.dataset['state'] === 'lobby'
    this.#root.dataset['state'] = state
    find(document, '#state').textContent = words[state]
    if (wasLobby && state !== 'lobby') find(document, '#stage').focus()
  }

  set recording(isOn: boolean) {
    find(document, '#recording').hidden = !isOn
  }

  set moderates(may: boolean) {
    find(document, '[data-do=muteAll]').hidden = !may
  }

  /** Shows whether something is on. */
  press(name: ControlName, isOn: boolean): void {
    const button = find(document, `[data-do=${name}]`)
    button.setAttribute('aria-pressed', String(isOn))
    button.toggleAttribute('data-off', !isOn && name !== 'screen')
  }

  /** A sentence above the pictures that stays until it is replaced; empty: none. */
  tell(sentence: string, action?: { readonly label: string; readonly act: () => void }): void {
    if (sentence === '') return this.#banner.replaceChildren()
    const line = made('p', '', sentence)
    if (action !== undefined) line.append(buttonFor(action.label, action.act))
    this.#banner.replaceChildren(line)
  }

  /** Tells the person what went wrong, and what they can do. */
  fail(doing: Doing, error: ToldError, again?: () => void): void {
    const { title, advice, canRetry } = wordingFor(doing, error)
    const { name, code, message } = error
    find(this.#problem, 'h2').textContent = title
    find(this.#problem, '[data-part=advice]').textContent = advice
    find(this.#problem, '[data-part=error]').textContent = `${[name, code].filter(Boolean).join(' ')}: ${message}`
    find(this.#problem, '[value=again]').hidden = !canRetry || again === undefined
    this.#again = again
    this.#problem.returnValue = ''
    if (!this.#problem.open) this.#problem.showModal()
  }

  /** Closes what was told of a problem: it is over. */
  forgetProblem(): void {
    this.#problem.close()
  }
}
