import { compare } from './compare.ts'
import { NotSupported } from './not-supported.ts'
import type { Observation } from './observation.ts'
import { observe } from './observe.ts'
import { openPage } from './page.ts'
import { watchProcess } from './process-errors.ts'
import type { RecordedCase } from './recorded-case.ts'
import type { CreateRig } from './rig.ts'
import { SetUpFailed } from './set-up.ts'
import { notePageError } from './world.ts'

/** The result of one case; it has passed when there is no difference. */
export interface CaseResult {
  readonly id: string
  readonly passed: boolean
  readonly differences: readonly string[]
}

/**
 * Replays one recording in a fresh world and compares what happened with what was recorded. Never rejects: what the rig cannot
 * arrange, and what goes wrong in the replay, is a difference.
 *
 * @example await runCase(recorded, createRig) // { id: 'session.connect/ok', passed: true, differences: [] }
 */
export async function runCase(recorded: RecordedCase, createRig: CreateRig): Promise<CaseResult> {
  const differences = await replay(recorded, createRig).catch((error: unknown) => [reasonOf(error)])
  return { id: recorded.id, passed: differences.length === 0, differences }
}

async function replay(recorded: RecordedCase, createRig: CreateRig): Promise<readonly string[]> {
  return compare(recorded, await observeCase(recorded, createRig))
}

/**
 * Replays one recording in a fresh world and tells what happened.
 *
 * @throws NotSupported for what the rig cannot arrange, SetUpFailed when the set-up does not come about
 */
export async function observeCase(recorded: RecordedCase, createRig: CreateRig): Promise<Observation> {
  const page = openPage()
  const watch = watchProcess()
  try {
    const rig = await createRig(page)
    try {
      return await observe(recorded, rig, (world) => watch.listen((type, error) => notePageError(world, type, error)))
    } finally {
      await rig.dispose()
    }
  } finally {
    watch.stop()
    await page.close()
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof NotSupported || error instanceof SetUpFailed) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
