import type { FailureId } from '../../contract/failures.ts'
import type { TellingMoment } from '../../contract/operations.ts'
import { deferred } from '../../kernel/thenable.ts'
import type { HttpAnswer } from '../../wire/link.ts'
import type { Client } from '../base/client.ts'
import { answer, ask, type Call, tell } from '../base/gate.ts'
import { rejectionEar } from '../base/promises.ts'

function problemOf(reply: HttpAnswer): FailureId | null {
  if (reply.kind === 'network-failure') return 'OT.reportIssue/network-failure'
  return reply.status >= 200 && reply.status < 300 ? null : 'OT.reportIssue/http-error'
}

/** `OT.reportIssue(handler?)`: both the handler and the promise are told, the handler first (recorded: `OT.reportIssue/500`). */
export function reportIssue(call: Call): Promise<string> {
  const { client, completion } = call
  const { promise, resolve, reject } = deferred<string>(rejectionEar(client, completion))
  const reportId = client.random.uuid()
  // With a session it is the session that reports (observed: `live/programs/reportIssue-throws-with-session`).
  const reporter = client.registry.sessions.size === 0 ? 'OT.reportIssue' : 'Session.reportIssue'
  const failure = ask(client, 'OT.reportIssue')
  const fail = (id: FailureId, moment: TellingMoment): void => {
    const error = answer(call, id, moment)
    if (error !== null) reject(error)
  }
  if (failure !== null) fail(failure, 'refused')
  else
    client.reports.behind(() =>
      send(client, (reply) => {
        const problem = problemOf(reply)
        if (problem !== null) fail(problem, 'failed')
        else if (tell(client, reporter, 'succeeded', completion, null, reportId)) resolve(reportId)
      }),
    )
  return promise
}

function send(client: Client, answered: (answer: HttpAnswer) => void): void {
  const [session] = client.registry.sessions.values()
  const { apiKey = '', sessionId = '', token } = session ?? {}
  client.journal.add('request', client.id, 'logging', { sessionId })
  client.link.http({ what: 'logging', apiKey, sessionId, token: token ?? '' }, answered)
}
