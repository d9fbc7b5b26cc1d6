/** `session.subscribe()` and `session.unsubscribe()`: their arguments, and the refusals that come before the service is asked. */

import type { FailureId } from '../../contract/failures.ts'
import { errorOf } from '../base/fail.ts'
import { answer, ask, demandUnarmed, raise, tell } from '../base/gate.ts'
import { type Completion, isCompletion } from '../base/promises.ts'
import { isBag } from '../base/properties.ts'
import { Stream } from '../base/stream.ts'
import { Subscriber } from '../subscriber/subscriber.ts'
import type { SessionModel } from './model.ts'

type Properties = Readonly<Record<string, unknown>>

interface Arguments {
  readonly stream: unknown
  readonly target: unknown
  readonly properties: Properties
  readonly completion: Completion | undefined
  /** A target was given although there is nothing to insert. */
  readonly contradicts: boolean
}

function sortArguments([stream, second, third, fourth]: readonly unknown[]): Arguments {
  const completion = [second, third, fourth].find(isCompletion)
  const target = isCompletion(second) ? undefined : second
  const given = isCompletion(second) || isCompletion(third) ? undefined : third
  // Properties may take the target's place when they say that nothing is inserted.
  if (isBag(target) && target['insertDefaultUI'] === false) {
    return { stream, target: undefined, properties: target, completion, contradicts: false }
  }
  const properties = isBag(given) ? given : {}
  const contradicts = properties['insertDefaultUI'] === false && Boolean(target)
  return { stream, target, properties, completion, contradicts }
}

// A look-alike has none of a stream's methods; the SDK finds out by using one (recorded:
// `session.subscribe/stream-plain-object-full`).
const thrown = 'Session.subscribe/plain-object-stream'

function problemOf(model: SessionModel, { stream, contradicts }: Arguments): FailureId | null {
  const refusal = model.refusal('Session.subscribe')
  if (refusal !== null) return refusal
  // A session that is on its way out before it was connected has no connection.
  if (model.connection === null) return 'Session.subscribe/not-connected'
  if (!stream || !Object.hasOwn(Object(stream), 'streamId')) return 'Session.subscribe/invalid-stream'
  return contradicts ? 'Session.subscribe/insert-default-ui-with-target' : null
}

/**
 * `session.subscribe(stream, target?, properties?, handler?)`: the subscriber, or undefined for a local failure (recorded:
 * `session.subscribe/not-connected-null-stream`).
 */
export function subscribe(model: SessionModel, args: readonly unknown[]): Subscriber | undefined {
  const sorted = sortArguments(args)
  const { stream, target, properties, completion } = sorted
  const { client, facade } = model
  const problem = ask(client, 'Session.subscribe', model.whereabouts) ?? problemOf(model, sorted)
  if (problem !== null) {
    answer({ client, facade, completion }, problem)
    return undefined
  }
  if (!(stream instanceof Stream)) throw errorOf(client, thrown)
  const subscriber: Subscriber = new Subscriber(model, stream, { target, properties }, (error) => {
    if (error === null) tell(client, 'Session.subscribe', 'succeeded', completion, null, subscriber)
    else if (tell(client, 'Session.subscribe', 'failed', completion, error)) raise(model, error)
  })
  // One that the session cannot ask for any more fails before it is known (observed: `media:20481129:751`).
  subscriber._model.begin()
  client.registry.addSubscriber(subscriber)
  return subscriber
}

interface Destroyable {
  destroy(reason: string): void
}

const isDestroyable = (value: unknown): value is Destroyable =>
  typeof value === 'object' && value !== null && 'destroy' in value && typeof value.destroy === 'function'

/** `session.unsubscribe(subscriber)`: true, or false for what has no stream (recorded: area `unsubscribe`). */
export function unsubscribe(model: SessionModel, subscriber: unknown): boolean {
  demandUnarmed(model.client, 'Session.unsubscribe', model.whereabouts)
  if (!subscriber) throw errorOf(model.client, 'Session.unsubscribe/missing-subscriber')
  if (!isBag(subscriber) || !subscriber['stream']) return false
  const inner = subscriber['_model']
  if (!isDestroyable(inner)) throw errorOf(model.client, 'Session.unsubscribe/not-a-subscriber')
  inner.destroy('Unsubscribe')
  return true
}
