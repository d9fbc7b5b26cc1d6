/** `session.publish()`: its arguments and refusals; a session that mutes people who come later mutes the publisher here. */

import { type FailureId, isFailureId } from '../../contract/failures.ts'
import { answer, ask, tell } from '../base/gate.ts'
import { type Completion, isCompletion } from '../base/promises.ts'
import { initPublisher } from '../publisher/init-publisher.ts'
import { Publisher } from '../publisher/publisher.ts'
import type { SessionModel } from './model.ts'

interface Arguments {
  readonly publisher: unknown
  readonly properties: unknown
  readonly completion: Completion | undefined
}

/** A function counts as the handler in any place, the second before the first (recorded: `live/programs/publish-two-handlers`). */
function sortArguments([first, second, third]: readonly unknown[]): Arguments {
  const completion = [second, first, third].find(isCompletion)
  return {
    publisher: isCompletion(first) ? undefined : first,
    properties: isCompletion(second) ? undefined : second,
    completion,
  }
}

/** The failure of a session that cannot publish, found before the publisher is looked at; the method then returns null. */
function sessionProblem(model: SessionModel): FailureId | null {
  return (
    model.refusal('Session.publish') ?? (model.capabilities.publish === 0 ? 'Session.publish/permission-denied' : null)
  )
}

/** Why this publisher cannot be published; the method then returns undefined. */
function publisherProblem(model: SessionModel, publisher: unknown): FailureId | null {
  if (!(publisher instanceof Publisher)) return 'Session.publish/invalid-publisher'
  const outcome = publisher._model.outcomeOfPublish(model)
  return isFailureId(outcome) ? outcome : null
}

const asksForNew = (model: SessionModel, publisher: unknown): boolean =>
  !publisher || typeof publisher === 'string' || model.client.view.isElement(publisher)

/**
 * `session.publish(publisher | target?, properties?, handler?)`: the publisher; null when the session does not allow it,
 * undefined when the publisher does not (recorded: area `publish`).
 */
export function publish(model: SessionModel, args: readonly unknown[]): Publisher | null | undefined {
  const { publisher: given, properties, completion } = sortArguments(args)
  const { client, facade } = model
  const call = { client, facade, completion }
  const problem = ask(client, 'Session.publish', model.whereabouts) ?? sessionProblem(model)
  if (problem !== null) {
    answer(call, problem)
    return null
  }
  const publisher = asksForNew(model, given) ? initPublisher(client, [given, properties]) : given
  // Where no publisher comes about, the SDK trips over it (observed: `live/programs/publish-wrong-codecs`).
  if (publisher === undefined)
    throw new TypeError('No publisher came about: preferredVideoCodecs is no list of codecs.')
  const wrong = publisherProblem(model, publisher)
  if (wrong !== null || !(publisher instanceof Publisher)) {
    answer(call, wrong ?? 'Session.publish/invalid-publisher')
    return undefined
  }
  if (model.muted) publisher._model.forceMuted()
  publisher._model.publishTo(model).then(
    () => tell(client, 'Session.publish', 'succeeded', completion, null, publisher),
    (error: unknown) => tell(client, 'Session.publish', 'failed', completion, error),
  )
  return publisher
}
