import { type FailureId, isFailureId } from '../../contract/failures.ts'
import { answer, ask, tell } from '../base/gate.ts'
import { type Completion, isCompletion } from '../base/promises.ts'
import { initPublisher } from '../publisher/init-publisher.ts'
import { Publisher } from '../publisher/publisher.ts'
import type { SessionCore } from './core.ts'

interface Arguments {
  readonly publisher: unknown
  readonly properties: unknown
  readonly completion: Completion | undefined
}

function sortArguments([first, second, third]: readonly unknown[]): Arguments {
  if (isCompletion(first)) return { publisher: undefined, properties: undefined, completion: first }
  if (isCompletion(second)) return { publisher: first, properties: undefined, completion: second }
  return { publisher: first, properties: second, completion: isCompletion(third) ? third : undefined }
}

/** What stands in the way before a publisher is looked at; the method then returns null. */
function sessionProblem(core: SessionCore): FailureId | null {
  return (
    core.refusal('Session.publish') ?? (core.capabilities.publish === 0 ? 'Session.publish/permission-denied' : null)
  )
}

/** Why this publisher cannot be published; the method then returns undefined. */
function publisherProblem(core: SessionCore, publisher: unknown): FailureId | null {
  if (!(publisher instanceof Publisher)) return 'Session.publish/invalid-publisher'
  const outcome = publisher._core.outcomeOfPublish(core)
  return isFailureId(outcome) ? outcome : null
}

const asksForNew = (core: SessionCore, publisher: unknown): boolean =>
  !publisher || typeof publisher === 'string' || core.client.view.isElement(publisher)

/**
 * `session.publish(publisher | target?, properties?, handler?)`: the publisher; null when the session does not allow it,
 * undefined when the publisher does not (recorded: area `publish`).
 */
export function publish(core: SessionCore, args: readonly unknown[]): Publisher | null | undefined {
  const { publisher: given, properties, completion } = sortArguments(args)
  const { client, facade } = core
  const call = { client, facade, completion }
  const problem = ask(client, 'Session.publish', core.whereabouts) ?? sessionProblem(core)
  if (problem !== null) {
    answer(call, problem)
    return null
  }
  const publisher = asksForNew(core, given) ? initPublisher(client, [given, properties]) : given
  const wrong = publisherProblem(core, publisher)
  if (wrong !== null || !(publisher instanceof Publisher)) {
    answer(call, wrong ?? 'Session.publish/invalid-publisher')
    return undefined
  }
  if (core.muted) publisher._core.forceMuted()
  publisher._core.publishTo(core).then(
    () => tell(client, 'Session.publish', 'succeeded', completion, null, publisher),
    (error: unknown) => tell(client, 'Session.publish', 'failed', completion, error),
  )
  return publisher
}
