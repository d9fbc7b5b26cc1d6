import { Backend } from '../backend/backend.ts'
import type { Service } from '../backend/service.ts'
import { FaultPlan } from '../faults/plan.ts'
import type { Clock } from '../kernel/time/clock.ts'
import type { SharedWorld, TabNeeds } from './tab.ts'

/** A world whose service lives elsewhere, as its simulator uses it. */
export type Elsewhere = Pick<SharedWorld, 'begin' | 'idsFor' | 'settled' | 'leave'> & {
  /** The clock of the world; default: the clock of the options. */
  readonly time?: Clock
}

/** The parts of a world, wherever its service lives. */
export type WorldNeeds = TabNeeds

export interface ServiceAndPlan {
  readonly service: Service
  readonly plan: FaultPlan
}

/** A service of one's own, in the same process. */
function serviceHere({ clock, journal, ids, credentials, onScenario, struck, bringAbout }: WorldNeeds): ServiceAndPlan {
  const plan = new FaultPlan(() => clock.now(), struck, bringAbout)
  return { service: new Backend({ clock, random: ids, journal, hazard: plan, credentials, onScenario }), plan }
}

/** The service and the faults of a world: here, or elsewhere. */
export const serviceFor = (elsewhere: Elsewhere | undefined, needs: WorldNeeds): ServiceAndPlan =>
  elsewhere === undefined ? serviceHere(needs) : elsewhere.begin(needs)
