/** Everything that a scenario mentions: its actions, the streams that they publish, the roles that are needed. */

import type { Role } from '../contract/roles.ts'
import { groupedBy } from '../kernel/grouped.ts'
import type { Scenario } from './scenario.ts'
import { isAsking, isEntry, isWait } from './scenario.ts'
import { type Action, mentions } from './verbs/nouns.ts'
import { streamName } from './verbs/participant.ts'

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
    ...ofSteps.flatMap(({ path, step }) =>
      isAsking(step) || isWait(step) || isEntry(step) ? [] : [{ path, action: step }],
    ),
  ]
}

type Listing<Value> = ReadonlyMap<string, readonly Value[]>

const gathered = <Value>(pairs: readonly (readonly [string, Value])[]): Listing<Value> =>
  new Map([...groupedBy(pairs, ([name]) => name)].map(([name, all]) => [name, all.map(([, value]) => value)]))

/** The streams that each remote person publishes in the course of a scenario, by name. */
export function publishedBy(scenario: Scenario): Listing<string> {
  const given = (scenario.given?.room ?? []).flatMap(({ name, publishes = [] }) =>
    publishes.map((stream) => [name, streamName(name, stream)] as const),
  )
  const later = actionsOf(scenario).flatMap(({ action }) => {
    const { publishes } = mentions(action)
    return publishes === undefined ? [] : [[publishes.who, publishes.stream] as const]
  })
  return gathered([...given, ...later])
}

/** The roles in which each remote person comes in. */
export function rolesOf(scenario: Scenario): Listing<Role> {
  const given = (scenario.given?.room ?? []).map(({ name, role }) => [name, role ?? 'publisher'] as const)
  const later = actionsOf(scenario).flatMap(({ action }) => {
    const { joins } = mentions(action)
    return joins === undefined ? [] : [[joins.name, joins.role ?? 'publisher'] as const]
  })
  return gathered<Role>([...given, ...later])
}
