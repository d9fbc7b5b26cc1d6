/** The calls that are being made, and the handlers that answer them: the journal says so. */

import type { Journal } from '../../kernel/journal/journal.ts'
import type { CallMade } from '../../kernel/journal/places.ts'

/** The calls that a handler was given to and has not answered, the oldest first, by their indexes in the journal. */
const awaiting: WeakMap<object, number[]> = new WeakMap()

/** Keeps that the journal's next entry is a call, with these arguments. */
export function callBegins(journal: Journal, { args }: CallMade): void {
  const index = journal.next
  journal.places.call = index
  for (const one of args) {
    if (typeof one !== 'function') continue
    const calls = awaiting.get(one)
    if (calls === undefined) awaiting.set(one, [index])
    else calls.push(index)
  }
}

/** The call that a handler answers: of those that it was given to, the first that it has not answered. */
export const callAnsweredBy = (handler: object): number | undefined => awaiting.get(handler)?.shift()
