import { GlobalWindow as SimulatedWindow } from 'happy-dom'
import type { PageWindow } from '../../src/dom/page/page-window.ts'
import { markup } from './page-markup.ts'
import type { RigPage } from './rig.ts'

/** A page, and the way to be rid of it. */
export interface OwnedPage extends RigPage {
  close(): Promise<void>
}

/** Lays out the vocabulary's page in a window of its own; nothing is loaded from anywhere. */
export function openPage(): OwnedPage {
  const simulated = new SimulatedWindow({ url: 'https://conformance.example/' })
  simulated.document.body.innerHTML = markup
  return { ...asBrowser(simulated), close: () => simulated.happyDOM.close() }
}

/** happy-dom declares its own types for what it simulates; to the rest it is a browser's window. */
function asBrowser(simulated: SimulatedWindow): RigPage {
  const window = simulated as unknown as Window & PageWindow
  return { window, document: window.document }
}
