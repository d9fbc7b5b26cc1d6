import type { Step } from '../scenario.ts'
import { isCall, isWait } from '../scenario.ts'
import { type Action, nounKeys } from '../verbs/nouns.ts'

const words = (change: unknown): string =>
  typeof change === 'string' ? change : JSON.stringify(change).replace(/[{}"]/g, '').replace(/[:,]/g, ' ')

function nameOfAction(action: Action): string {
  if ('participant' in action) return `${action.participant} ${action.does}`
  if ('device' in action) return `${action.device} ${action.does}`
  const key = nounKeys.find((one) => one in action)
  return key === undefined ? '' : `${key} ${words(Reflect.get(action, key))}`
}

/** What a step does, in a few words: `Session.connect`, `wait 3s`, `network offline`. */
export function nameOfStep(step: Step): string {
  if (isCall(step)) return step.call
  return isWait(step) ? `wait ${step.wait}` : nameOfAction(step)
}
