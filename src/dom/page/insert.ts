import type { InsertMode } from '../../ports/view.ts'

/** Where the root of a widget goes. */
export interface Insertion {
  readonly document: Document
  /** As the application gave it: an element, the id of one, or nothing. */
  readonly target: unknown
  readonly insertMode: InsertMode
  /** The id of the root, and of a target element that has none. */
  readonly fallbackId: string
}

/** Whether a value is an element of some page, be it the one of a frame. */
export const isElement = (value: unknown): value is HTMLElement =>
  typeof value === 'object' && value !== null && 'nodeType' in value && value.nodeType === 1

/**
 * Makes the root of a widget, in its place. A target that is not there leads to the end of `body`; `replace` turns the
 * target itself into the root, and empties it (recorded: `OT.initPublisher/ok-*`, `OT.initPublisher/missing-target-id`, `OT.initPublisher/target-number`).
 *
 * @throws TypeError for `before` and `after` a target that has no parent, as the browser does.
 */
export function insertRoot(insertion: Insertion): HTMLElement {
  const target = findTarget(insertion)
  if (target === null) return appendToBody(insertion)
  if (insertion.insertMode === 'replace') {
    target.replaceChildren()
    return target
  }
  const root = insertion.document.createElement('div')
  root.id = insertion.fallbackId
  placements[insertion.insertMode](target, root)
  return root
}

function findTarget({ document, target, insertMode, fallbackId }: Insertion): HTMLElement | null {
  if (!isElement(target)) return target ? document.getElementById(String(target)) : null
  // A target without an id is given one, also where it does not become the root itself.
  if (target.id === '') target.id = insertMode === 'replace' ? fallbackId : `${fallbackId}_target`
  return target
}

function appendToBody({ document, fallbackId }: Insertion): HTMLElement {
  const root = document.createElement('div')
  root.id = fallbackId
  root.style.backgroundColor = '#000000'
  const body: HTMLElement | null = document.body
  ;(body ?? document.documentElement).append(root)
  return root
}

type Placement = (target: HTMLElement, root: HTMLElement) => void

const placements: Readonly<Record<Exclude<InsertMode, 'replace'>, Placement>> = {
  append: (target, root) => target.append(root),
  before: (target, root) => parentOf(target, 'before').insertBefore(root, target),
  after: (target, root) => parentOf(target, 'after').insertBefore(root, target.nextSibling),
}

function parentOf(target: HTMLElement, mode: string): Node {
  if (target.parentNode !== null) return target.parentNode
  throw new TypeError(
    `insertMode "${mode}" needs a target with a parent, and this one has none. Put the target into the page first, or use "append" or "replace".`,
  )
}
