import { type FailureId, failures, type JournalEntry, type Participant, type Simulator } from 'fake-opentok/simulator'
import { addLine, buttonFor, find, onSubmit, option } from './elements.ts'

/** What the meeting calls, so that a failure of it can be met. */
const operations = ['Session.connect', 'OT.initPublisher', 'Session.publish', 'Session.subscribe', 'Session.signal']

/** How many lines of the journal are shown. */
const shownLines = 200

/** The panel beside the meeting: who is there, and what goes wrong. */
export class World {
  readonly #simulator: Simulator
  readonly #root: HTMLElement

  constructor(simulator: Simulator, root: HTMLElement) {
    this.#simulator = simulator
    this.#root = root
    this.#listFailures()
    onSubmit(find(root, 'form[aria-label="Somebody joins"]'), ({ name = '' }) => this.join(name))
    onSubmit(find(root, 'form[aria-label=Failures]'), ({ failure }) => this.#arm(failure))
  }

  /** The world as it is when the page is opened. */
  begin(): void {
    find(this.#root, '[aria-label=People]').replaceChildren()
    find(this.#root, '[aria-label=Journal]').replaceChildren()
    this.#simulator.journal.watch((entry) => this.#note(entry))
    for (const name of ['Alice', 'Bob']) this.join(name)
  }

  /** Somebody joins, with their camera on. */
  join(name: string): void {
    const person = this.#simulator.room().join({ name, data: name })
    person.publish({ name })
    const entry = document.createElement('li')
    entry.append(Object.assign(document.createElement('span'), { textContent: name }), ...this.#verbs(person, entry))
    find(this.#root, '[aria-label=People]').append(entry)
  }

  #verbs(person: Participant, entry: HTMLElement): HTMLButtonElement[] {
    const { name } = person
    const sound = (on: boolean): void => person.change('audio', { active: on })
    const picture = (on: boolean): void => person.change('video', { active: on })
    const gone = (verb: 'leave' | 'vanish'): void => {
      person[verb]()
      entry.remove()
    }
    return [
      buttonFor('Hello', `${name} says hello`, () => person.signal({ type: 'chat', data: `Hello, this is ${name}.` })),
      switchFor('Picture', `${name}'s picture`, picture),
      switchFor('Sound', `${name}'s sound`, sound),
      buttonFor('Leave', `${name} leaves`, () => gone('leave')),
      buttonFor('Vanish', `${name} vanishes`, () => gone('vanish')),
    ]
  }

  #listFailures(): void {
    const list = find(this.#root, 'select')
    for (const operation of operations) {
      const group = Object.assign(document.createElement('optgroup'), { label: operation })
      const known = failures.filter((failure) => failure.operation === operation && failure.status === 'live')
      group.append(...known.map(({ id, slug }) => option(id, slug.replaceAll('-', ' '))))
      list.append(group)
    }
  }

  #arm(id: string | undefined): void {
    const failure = failures.find((known) => known.id === id)
    if (failure === undefined) return
    const outcome = find(this.#root, '#armed')
    try {
      this.#simulator.fail(failure.id as FailureId)
      outcome.textContent = `Armed: ${failure.id}. The next ${failure.operation}() fails with it.`
    } catch (error) {
      outcome.textContent = String(error)
    }
  }

  #note({ at, who, kind, what }: JournalEntry): void {
    const log = find(this.#root, '[aria-label=Journal]')
    addLine(log, `${(at / 1000).toFixed(1)} ${who} ${kind} ${what}`)
    if (log.childElementCount > shownLines) log.firstElementChild?.remove()
  }
}

/** A button that turns something off, and on again. */
function switchFor(label: string, name: string, turn: (on: boolean) => void): HTMLButtonElement {
  const button = buttonFor(label, name, () => {
    const on = button.getAttribute('aria-pressed') !== 'true'
    button.setAttribute('aria-pressed', String(on))
    turn(on)
  })
  button.setAttribute('aria-pressed', 'true')
  return button
}
