import { deferred } from '../../kernel/thenable.ts'
import type { HttpAnswer } from '../../wire/link.ts'
import type { Client } from '../base/client.ts'
import { errorOf } from '../base/fail.ts'
import { ask } from '../base/gate.ts'
import { heeding } from '../base/hearing.ts'
import type { Failure } from '../base/ot-error.ts'
import { heardBeside, isCompletion, unheard } from '../base/promises.ts'

function problemOf(client: Client, answer: HttpAnswer): Failure | null {
  if (answer.kind === 'network-failure') return errorOf(client, 'OT.reportIssue/network-failure')
  return answer.status >= 200 && answer.status < 300 ? null : errorOf(client, 'OT.reportIssue/http-error')
}

/** `OT.reportIssue(handler?)`: both the handler and the promise are told, the handler first (recorded). */
export function reportIssue(client: Client, completion: unknown): Promise<string> {
  const { promise, resolve, reject } = deferred<string>(
    isCompletion(completion) ? heardBeside(client) : unheard(client),
  )
  const reportId = client.random.uuid()
  const done = (error: Failure | null): void => {
    const handler = isCompletion(completion) ? heeding(client, completion) : () => {}
    if (error === null) {
      handler(null, reportId)
      resolve(reportId)
    } else {
      handler(error)
      reject(error)
    }
  }
  const failure = ask(client, 'OT.reportIssue')
  if (failure === null) send(client, (answer) => done(problemOf(client, answer)))
  else done(errorOf(client, failure))
  return promise
}

function send(client: Client, answered: (answer: HttpAnswer) => void): void {
  const [session] = client.registry.sessions.values()
  const { apiKey = '', sessionId = '', token = '' } = session ?? {}
  client.journal.add('request', client.id, 'logging', { sessionId })
  client.link.http({ what: 'logging', apiKey, sessionId, token }, answered)
}
