import type { Dialect } from '../../contract/dialect.ts'
import type { Channel, Knowledge } from '../../contract/failure-row.ts'
import { type Failure, resolve } from '../../contract/failures.ts'

export const notInSdk = 'not in SDK 2.35'

/** An error in a dialect, the code first: `1004 OT_AUTHENTICATION_ERROR`. */
export function errorIn(failure: Failure, dialect: Dialect): string {
  if (dialect === 'sdk' && failure.sdk === null) return notInSdk
  const { name, code } = resolve(failure, dialect)
  const parts = [code, name].filter((part) => part !== null)
  return parts.length === 0 ? 'no error' : parts.join(' ')
}

export const causeOf = ({ cause, status }: Failure): string => {
  const word = cause === 'natural' ? 'natural' : 'on demand'
  return status === 'data' ? `${word} (not simulated yet)` : word
}

export const channelsOf = ({ channels }: Pick<Failure, 'channels'>): string =>
  channels.length === 0 ? 'nothing' : channels.join(', ')

export const channelWords: Readonly<Record<Channel, string>> = {
  completion: 'the completion handler is called with it',
  promise: 'the returned promise is rejected with it',
  exception: 'OT dispatches exception',
  thrown: 'the call throws it',
  event: 'another event of the object tells of it',
  'window-error': 'the page sees an uncaught error',
}

export const knowledgeWords: Readonly<Record<Knowledge, string>> = {
  documented: 'from the documentation alone; SDK 2.35 was never seen to do it',
  observed: 'SDK 2.35 was seen to do it',
  'server-assumed': 'what SDK 2.35 does with the answer was seen; that the service gives it is assumed',
  assumed: 'assumed',
}
