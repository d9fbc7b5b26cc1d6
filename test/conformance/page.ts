import { GlobalWindow as SimulatedWindow } from 'happy-dom'
import type { PageWindow } from '../../src/dom/page/page-window.ts'
import { markup } from './page-markup.ts'
import type { RigPage } from './rig.ts'

/** A page, and the way to be rid of it. */
export interface OwnedPage extends RigPage {
  close(): Promise<void>
}

/** A window that its last user left as it was: to make one takes longer than most cases do in it. */
let spare: SimulatedWindow | undefined

/** Lays out the vocabulary's page in a window that no other has at the time; nothing is loaded from anywhere. */
export function openPage(): OwnedPage {
  const simulated = spare ?? new SimulatedWindow({ url: 'https://conformance.example/' })
  spare = undefined
  simulated.document.body.innerHTML = markup
  return { ...asBrowser(simulated), close: () => keepOrClose(simulated) }
}

/** A window in which anything but the body's own elements was changed is of no use to others. */
async function keepOrClose(simulated: SimulatedWindow): Promise<void> {
  if (spare !== undefined || !isAsMade(simulated)) return simulated.happyDOM.close()
  // It cancels at once; what it then waits for is a timer of the host, longer than most cases take.
  void simulated.happyDOM.abort()
  await new Promise((resolve) => setImmediate(resolve))
  spare = simulated
}

function isAsMade({ document }: SimulatedWindow): boolean {
  const { documentElement, head, body, adoptedStyleSheets } = document
  const attributes = [documentElement, head, body].flatMap((element) => [...element.attributes])
  return attributes.length + head.childNodes.length + adoptedStyleSheets.length === 0
}

/** happy-dom declares its own types for what it simulates; to the rest it is a browser's window. */
function asBrowser(simulated: SimulatedWindow): RigPage {
  const window = simulated as unknown as Window & PageWindow
  return { window, document: window.document }
}
