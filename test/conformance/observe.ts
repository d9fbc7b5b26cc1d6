import { configure } from './configure.ts'
import type { Observation } from './observation.ts'
import { readState } from './page-state.ts'
import type { RecordedCase } from './recorded-case.ts'
import type { Rig } from './rig.ts'
import { setUp } from './set-up.ts'
import { runStep } from './steps.ts'
import { openWorld, type World } from './world.ts'

/**
 * Replays one recording in a rig's world and tells what happened.
 *
 * @param opened called when the world stands, before anything of the case happens in it
 * @throws NotSupported for what the rig cannot arrange, SetUpFailed when the set-up does not come about
 */
export async function observe(
  recorded: RecordedCase,
  rig: Rig,
  opened: (world: World) => void | Promise<void> = () => {},
): Promise<Observation> {
  configure(rig, recorded.given)
  const world = openWorld(rig, recorded.given.lenient)
  await opened(world)
  await setUp(world, recorded.given)
  const began = rig.clock.now()
  const when = await runStep(world, recorded.when)
  const after = []
  for (const step of recorded.after ?? []) after.push(await runStep(world, step))
  return {
    outcome: when.outcome(),
    and: when.and(),
    after: after.map((run) => run.outcome()),
    events: world.log.entries(),
    state: readState(world, recorded.given.dom ?? 0),
    sent: rig.requests.messages(),
    http: rig.requests.http(),
    socketsOpenedAtMs: rig.requests.socketsOpenedAt().flatMap((at) => (at < began ? [] : [at - began])),
    headless: rig.document === null,
    troubles: world.troubles,
  }
}
