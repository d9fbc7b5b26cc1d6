/** The wish in a page's address, by `?fake-opentok=`; null where there is no page, or no wish. */
export function wishInAddress(): string | null {
  if (typeof location === 'undefined') return null
  return new URLSearchParams(location.search).get('fake-opentok') || null
}

/** Whether a page's address asks for the panel: `?fake-opentok`, and nothing behind it. */
export const asksForPanel = (): boolean =>
  typeof location !== 'undefined' && new URLSearchParams(location.search).get('fake-opentok') === ''

/** The address of the script that runs at this moment; null where no script tag loaded it. */
export const currentScript = (): string | null =>
  typeof document !== 'undefined' && document.currentScript instanceof HTMLScriptElement
    ? document.currentScript.src || null
    : null

/**
 * Where the page keeps scenario files: what its `<meta name="fake-opentok-scenarios" content="...">` says, else `usual`,
 * by the address of the script or of the page.
 */
export function scenarioFolder(usual: string, from: string | null): string {
  const named = document.querySelector('meta[name="fake-opentok-scenarios"]')?.getAttribute('content')
  const folder = named ? new URL(named, document.baseURI) : new URL(usual, from ?? document.baseURI)
  return folder.href.endsWith('/') ? folder.href : `${folder.href}/`
}

/** The outcome of a request for a file: its text, or the reason why there is none. */
export type FileAnswer = { readonly text: string } | { readonly why: string }

/** Fetches a file before anything else in the page goes on: an application must not begin in the meantime. */
export function fetchNow(address: string): FileAnswer {
  try {
    const request = new XMLHttpRequest()
    request.open('GET', address, false)
    request.send()
    const { status, responseText: text } = request
    return status >= 200 && status < 300 ? { text } : { why: `the answer was ${status}` }
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) }
  }
}

/** Where something lies, seen from a script, or from the page where there is none. */
export const addressSeenFrom = (from: string | null, place: string): string =>
  new URL(place, from ?? document.baseURI).href

/** Runs a script before anything else in the page goes on, and gives what it left in the window under a name. */
export function runNow(address: string, name: string): unknown {
  const answer = fetchNow(address)
  if ('why' in answer) return undefined
  const element = document.createElement('script')
  element.textContent = answer.text
  document.head.append(element)
  element.remove()
  return Reflect.get(globalThis, name)
}
