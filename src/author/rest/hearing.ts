import { isOfRest } from '../../contract/failures.ts'
import type { RestFailureId } from '../../contract/rest/failures.ts'
import type { JournalEntry } from '../../kernel/journal/entry.ts'
import type { Journal } from '../../kernel/journal/journal.ts'
import type { Hearing, Reached } from '../hearing.ts'

type Log = Pick<Journal, 'entries'>

/** The answers that the application's server got. A suite asks after each test, so that no function is called for each entry. */
function answersIn({ entries }: Log): readonly JournalEntry[] {
  const found: JournalEntry[] = []
  for (const entry of entries) {
    if (entry.who === 'server' && entry.kind === 'reply' && entry.what.startsWith('rest/')) found.push(entry)
  }
  return found
}

const failureIn = ({ detail }: JournalEntry): RestFailureId | null => {
  const id = detail['failure']
  return typeof id === 'string' && isOfRest(id) ? id : null
}

/** Whether the application's server was answered with a failure: an answer always reaches the server that asked. */
export const heardOverHttp = (log: Log, id: RestFailureId): readonly Hearing[] =>
  answersIn(log)
    .filter((entry) => failureIn(entry) === id)
    .map(({ at }) => ({ who: 'server', over: 'response', at }))

/** Every failure of the HTTP face that was brought about, in the order of the ids. */
export function allReachedOverHttp(log: Log): readonly Reached[] {
  const ids = new Set(answersIn(log).map(failureIn))
  return [...ids]
    .filter((id) => id !== null)
    .sort()
    .map((failure) => {
      const heard = heardOverHttp(log, failure)
      return { failure, times: heard.length, heard }
    })
}

/** The requests that the application's server made, such as `rest/startArchive`. */
export const requestsOverHttp = (log: Log): readonly string[] => [...new Set(answersIn(log).map(({ what }) => what))]
