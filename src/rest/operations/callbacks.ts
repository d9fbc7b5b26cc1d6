import type { Handle } from '../call.ts'
import { isUrl } from '../checks.ts'
import { answered, done } from '../message.ts'

/** The events for which an address can be registered (the OpenTok server SDK). */
const events: Readonly<Record<string, readonly string[]>> = {
  connection: ['created', 'destroyed'],
  stream: ['created', 'destroyed'],
  session: ['created', 'destroyed', 'notification'],
  archive: ['status'],
  broadcast: ['status'],
  captions: ['status'],
  render: ['status'],
  sip: ['created', 'updated', 'destroyed'],
}

/** Registers an address: notices are posted to it from now on. */
export const registerCallback: Handle<'registerCallback'> = ({ body, key, world, refusal }) => {
  const { group, event, url } = body
  const known = typeof group === 'string' && Object.hasOwn(events, group) ? events[group] : undefined
  if (typeof group !== 'string' || known === undefined) {
    throw refusal('invalid-request', `group is none of ${Object.keys(events).join(', ')}.`)
  }
  if (typeof event !== 'string' || !known.includes(event)) {
    throw refusal('invalid-request', `event is none of ${known.join(', ')}.`)
  }
  if (!isUrl(url, ['http:', 'https:'])) throw refusal('invalid-request', 'url is no address.')
  const callback = { id: world.random.uuid(), key, group, event, url, createdAt: world.clock.now() }
  world.memory.callbacks.set(callback.id, callback)
  return answered(200, callback)
}

export const listCallbacks: Handle<'listCallbacks'> = ({ key, world }) =>
  answered(
    200,
    [...world.memory.callbacks.values()].filter((callback) => callback.key === key),
  )

export const unregisterCallback: Handle<'unregisterCallback'> = ({ params, key, world, refusal }) => {
  const id = params['callback'] ?? ''
  if (world.memory.callbacks.get(id)?.key !== key) throw refusal('callback-not-found')
  world.memory.callbacks.delete(id)
  return done(204)
}
