/** The call that is being made at this moment, and the listener in which it is made: the journal says so. */

import type { Emitter } from '../../kernel/emitter.ts'
import type { Journal } from '../../kernel/journal/journal.ts'

/** The place in which the application's code runs at a moment: a listener of an event, by the object's kind and the event's name. */
export interface ListenerNow {
  readonly on: string
  readonly event: string
  /** The index of the event in the journal. */
  readonly index: number
}

/** The code of the application that runs at a moment, of one world. */
interface Running {
  readonly listeners: ListenerNow[]
  /** The journal's index of the last call that was made. */
  call: number | undefined
}

const running: WeakMap<Journal, Running> = new WeakMap()

/** The calls that a handler was given to and has not answered, the oldest first, by their indexes in the journal. */
const awaiting: WeakMap<object, number[]> = new WeakMap()

/** The world that was asked about last: most processes have one. */
let latest: { readonly journal: Journal; readonly running: Running } | undefined

function runningIn(journal: Journal): Running {
  if (latest?.journal !== journal) {
    const known = running.get(journal) ?? { listeners: [], call: undefined }
    running.set(journal, known)
    latest = { journal, running: known }
  }
  return latest.running
}

/** Calls the listeners of an event: calls that they make are known to be made there. */
export function callListeners(
  emitter: Emitter,
  args: readonly unknown[],
  { journal, on, event }: { readonly journal: Journal; readonly on: string; readonly event: string },
): void {
  const { listeners } = runningIn(journal)
  listeners.push({ on, event, index: journal.next - 1 })
  try {
    emitter.emit(event, args)
  } finally {
    listeners.pop()
  }
}

/** The listener whose code runs at this moment; undefined: none does. */
export const listenerNow = (journal: Journal): ListenerNow | undefined => runningIn(journal).listeners.at(-1)

/** Keeps that the journal's next entry is a call, with these arguments. */
export function callBegins(journal: Journal, args: readonly unknown[]): void {
  const index = journal.next
  runningIn(journal).call = index
  for (const one of args) {
    if (typeof one !== 'function') continue
    const calls = awaiting.get(one)
    if (calls === undefined) awaiting.set(one, [index])
    else calls.push(index)
  }
}

/** The call that began last, by its index in the journal. */
export const callNow = (journal: Journal): number | undefined => runningIn(journal).call

/** The call that a handler answers: of those that it was given to, the first that it has not answered. */
export const callAnsweredBy = (handler: object): number | undefined => awaiting.get(handler)?.shift()
