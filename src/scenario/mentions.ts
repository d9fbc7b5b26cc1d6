import type { Role } from '../contract/roles.ts'
import type { Scenario } from './scenario.ts'
import { isCall, isWait } from './scenario.ts'
import type { Action } from './verbs/actions.ts'

/** An action, and where it stands in the file. */
export interface PlacedAction {
  readonly path: string
  readonly action: Action
}

/** Everything that happens behind the application's back: the timeline, and such steps. */
export function actionsOf({ timeline = [], steps = [] }: Scenario): readonly PlacedAction[] {
  const ofSteps = steps.map((step, index) => ({ path: `steps[${index}]`, step }))
  return [
    ...timeline.map((action, index) => ({ path: `timeline[${index}]`, action })),
    ...ofSteps.flatMap(({ path, step }) => (isCall(step) || isWait(step) ? [] : [{ path, action: step }])),
  ]
}

/** The name of what somebody publishes who says nothing of it: their own. */
export const streamName = (who: string, publishes: { readonly name?: string } | undefined): string =>
  publishes?.name ?? who

/** The streams that each remote person publishes in the course of a scenario, by name. */
export function publishedBy(scenario: Scenario): ReadonlyMap<string, readonly string[]> {
  const published = new Map<string, readonly string[]>()
  const add = (who: string, stream: string): void => void published.set(who, [...(published.get(who) ?? []), stream])
  for (const { name, publishes = [] } of scenario.given?.room ?? []) {
    for (const stream of publishes) add(name, streamName(name, stream))
  }
  for (const { action } of actionsOf(scenario)) {
    if ('participant' in action && action.does === 'publish') {
      add(action.participant, streamName(action.participant, action.publishes))
    }
  }
  return published
}

/** The roles in which each remote person comes in. */
export function rolesOf(scenario: Scenario): ReadonlyMap<string, readonly Role[]> {
  const found = new Map<string, readonly Role[]>()
  const add = (who: string, role: Role = 'publisher'): void => void found.set(who, [...(found.get(who) ?? []), role])
  for (const { name, role } of scenario.given?.room ?? []) add(name, role)
  for (const { action } of actionsOf(scenario)) {
    if ('participant' in action && action.does === 'join') add(action.participant, action.role)
  }
  return found
}

/** The streams that an action speaks of, each by the key at which its name stands. */
export function streamsNamed(action: Action): readonly { readonly key: string; readonly name: string }[] {
  const about = (['media', 'quality', 'session'] as const).find((key) => key in action)
  const inner: unknown = about === undefined ? undefined : Reflect.get(action, about)
  const change: object = typeof inner === 'object' && inner !== null ? inner : action
  const prefix = change === action ? '' : `${about}.`
  const single = ['stream', 'videoByQuality'].map((key) => ({
    key: `${prefix}${key}`,
    name: Reflect.get(change, key) as unknown,
  }))
  const except: unknown = Reflect.get(change, 'except')
  const several = Array.isArray(except) ? except.map((name: unknown, index) => ({ key: `except[${index}]`, name })) : []
  return [...single, ...several].flatMap(({ key, name }) => (typeof name === 'string' ? [{ key, name }] : []))
}
