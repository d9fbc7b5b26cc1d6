/** The address of a page: the wish in it, and the files beside the script. */

import { messageOf } from '../../kernel/values.ts'

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

/** The world that the tag of the running script asks for, by `data-world`; null where it asks for none. */
export const worldAsked = (): string | null =>
  typeof document !== 'undefined' && document.currentScript instanceof HTMLScriptElement
    ? (document.currentScript.dataset['world'] ?? null)
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
    return { why: messageOf(error) }
  }
}

/** Where something lies, seen from a script, or from the page where there is none. */
export const addressSeenFrom = (from: string | null, place: string): string =>
  new URL(place, from ?? document.baseURI).href

/** The element in which scripts and styles go: a page may be built without a head. */
export function headOf(page: Document): HTMLElement {
  const head: HTMLElement | null = page.head
  return head ?? page.documentElement
}

/** The nonce of the script that runs at this moment, by which a strict policy lets others of its making run. */
const ownNonce = (): string => {
  const script = document.currentScript
  return script instanceof HTMLElement ? script.nonce : ''
}

/** The outcome of running a script at once: what it left under its name, nothing because the page's policy refuses, or why. */
export type RunOutcome = { readonly left: unknown } | { readonly refused: true } | { readonly why: string }

/** Runs a script before anything else in the page goes on. */
export function runNow(address: string, name: string): RunOutcome {
  const answer = fetchNow(address)
  if ('why' in answer) return answer
  const element = document.createElement('script')
  element.nonce = ownNonce()
  element.textContent = answer.text
  headOf(document).append(element)
  element.remove()
  const left: unknown = Reflect.get(globalThis, name)
  return left === undefined ? { refused: true } : { left }
}

/** Whether the page is being read, and waits for the script that runs at this moment. */
const isReading = (): boolean => {
  const script = document.currentScript
  return (
    document.readyState === 'loading' &&
    script instanceof HTMLScriptElement &&
    !script.async &&
    !script.defer &&
    script.type !== 'module'
  )
}

/**
 * Runs a script by its address alone, which a strict policy allows: before the next script of the page where the page is still
 * being read, else as soon as it is there.
 */
export function runByAddress(address: string, then: () => void, failed: () => void): void {
  const element = document.createElement('script')
  element.src = address
  element.nonce = ownNonce()
  element.async = false
  if (isReading()) {
    // Only what is written into a page that is being read holds up what stands behind it.
    document.write(element.outerHTML)
    const written = [...document.scripts].findLast(({ src }) => src === element.src)
    written?.addEventListener('load', then)
    written?.addEventListener('error', failed)
    return
  }
  element.addEventListener('load', then)
  element.addEventListener('error', failed)
  headOf(document).append(element)
}
