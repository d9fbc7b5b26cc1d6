import type { WidgetFailure } from '../../ports/view.ts'

interface FailureText {
  readonly what: string
  /** The advice to the person. */
  readonly help?: string
}

/** The text that a subscriber shows in place of its picture; a time-out comes without advice (recorded: `session.subscribe/server-offers-nothing-timeout`). */
const texts: Readonly<Record<WidgetFailure, FailureText>> = {
  network: {
    what: 'This stream could not be reached over the network.',
    help: 'Check the connection, and whether a firewall stands in the way.',
  },
  'stream-limit': {
    what: 'This stream could not be joined.',
    help: 'As many streams as are allowed are open already.',
  },
  encryption: { what: 'This stream is encrypted, and encryption is off here.' },
  'time-out': { what: 'This stream took too long to arrive.' },
}

/** Puts the error text in the place of everything that a widget shows. */
export function showFailure(root: HTMLElement, failure: WidgetFailure): void {
  const { what, help } = texts[failure]
  const paragraph = root.ownerDocument.createElement('p')
  paragraph.textContent = what
  if (help !== undefined) {
    const advice = root.ownerDocument.createElement('span')
    advice.className = 'ot-help-message'
    advice.textContent = help
    paragraph.append(' ', advice)
  }
  root.replaceChildren(paragraph)
  root.classList.add('OT_subscriber_error')
}
