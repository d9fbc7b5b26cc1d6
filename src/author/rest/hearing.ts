import { isOfRest } from '../../contract/failures.ts'
import type { RestFailureId } from '../../contract/rest/failures.ts'
import type { JournalEntry } from '../../kernel/journal/entry.ts'
import type { Journal } from '../../kernel/journal/journal.ts'
import type { Hearing, Reached } from '../hearing.ts'

type Log = Pick<Journal, 'entries'>

const isAnswer = ({ kind, who, what }: JournalEntry): boolean =>
  kind === 'reply' && who === 'server' && what.startsWith('rest/')

const failureIn = ({ detail }: JournalEntry): RestFailureId | null => {
  const id = detail['failure']
  return typeof id === 'string' && isOfRest(id) ? id : null
}

/** Whether the application's server was answered with a failure: an answer always reaches the server that asked. */
export const heardOverHttp = ({ entries }: Log, id: RestFailureId): readonly Hearing[] =>
  entries
    .filter((entry) => isAnswer(entry) && failureIn(entry) === id)
    .map(({ at }) => ({ who: 'server', over: 'response', at }))

/** Every failure of the HTTP face that was brought about, in the order of the ids. */
export function allReachedOverHttp(log: Log): readonly Reached[] {
  const ids = new Set(log.entries.filter(isAnswer).map(failureIn))
  return [...ids]
    .filter((id) => id !== null)
    .sort()
    .map((failure) => {
      const heard = heardOverHttp(log, failure)
      return { failure, times: heard.length, heard }
    })
}

/** The requests that the application's server made, such as `rest/startArchive`. */
export const requestsOverHttp = ({ entries }: Log): readonly string[] => [
  ...new Set(entries.filter(isAnswer).map(({ what }) => what)),
]
