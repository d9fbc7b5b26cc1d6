import { createDescriber, type Describer } from './describe-value.ts'
import { listenTo } from './listening.ts'
import { createNamedObjects, type NamedObjects } from './named-objects.ts'
import { createOwnIds, type OwnIds } from './own-ids.ts'
import { createPhaseLog, type PhaseLog } from './phase-log.ts'
import type { PageErrorType, Rig } from './rig.ts'

/** The world of one case: the rig, and what the runner knows of what lives in it. */
export interface World {
  readonly rig: Rig
  readonly log: PhaseLog
  readonly names: NamedObjects
  readonly ownIds: OwnIds
  readonly describer: Describer
  readonly listenedTo: WeakSet<object>
  /** Streams and connections that events have told of, by id; they stay when their owners have left. */
  readonly seen: Map<string, object>
  /** Whether a step may refer to what is not there. */
  readonly lenient: boolean
  /** What kept the runner from replaying the case faithfully; any one fails the case. */
  readonly troubles: string[]
}

/** Opens a world over a configured rig: clock, page errors and `OT` are listened to from here on. */
export function openWorld(rig: Rig, lenient = false): World {
  const names = createNamedObjects()
  const ownIds = createOwnIds(names)
  const log = createPhaseLog(() => rig.clock.now())
  const describer = createDescriber({ OT: () => rig.OT, names, ownIds, isSdkError: (error) => rig.isSdkError(error) })
  const world: World = {
    rig,
    log,
    names,
    ownIds,
    describer,
    listenedTo: new WeakSet(),
    seen: new Map(),
    lenient,
    troubles: [],
  }
  rig.clock.beforeTask(() => log.taskBegins())
  rig.onPageError((type, error) => notePageError(world, type, error))
  rig.onObject((kind, object) => listenTo(world, names.bindNext(kind, object), kind, object))
  names.bind('OT', rig.OT)
  listenTo(world, 'OT', 'OT', rig.OT)
  return world
}

/** Records an error that the page sees. */
export const notePageError = (world: World, type: PageErrorType, error: unknown): void =>
  world.log.add({ on: 'window', type, error: world.describer.error(error) })

/** Gives a session a name of its own, and listens to it. */
export function nameSession(world: World, name: string, session: unknown): void {
  world.names.bind(name, session)
  if (typeof session === 'object' && session !== null) listenTo(world, name, 'session', session)
}
