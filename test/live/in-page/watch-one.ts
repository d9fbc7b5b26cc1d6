import { NotSupported } from '../../conformance/not-supported.ts'
import type { Observation } from '../../conformance/observation.ts'
import { observe } from '../../conformance/observe.ts'
import type { RecordedCase } from '../../conformance/recorded-case.ts'
import type { CreateRig } from '../../conformance/rig.ts'
import { SetUpFailed } from '../../conformance/set-up.ts'
import type { World } from '../../conformance/world.ts'

/** What came of a case in a page: what was observed, or why it could not be. */
export type Sighting = Seen | { readonly unable: string }

interface Seen {
  readonly observed: Observation
  /** The browser did not do in its longest time what it was at work with: a machine that is busy with other things may be the cause. */
  readonly isLate?: boolean
}

/** What a bundle leaves in its page. */
export interface LivePage {
  /** Runs one case in this page and tells what came of it. */
  watch(recorded: RecordedCase): Promise<Sighting>
  /** Where the page is, in words, for a case that does not end. */
  place?(): string
}

/** Runs a case over a rig in this page; never rejects. */
export async function watchOne(
  recorded: RecordedCase,
  createRig: CreateRig,
  opened?: (world: World) => void | Promise<void>,
): Promise<Sighting> {
  try {
    const rig = await createRig({ window, document })
    return { observed: await observe(recorded, rig, opened) }
  } catch (error) {
    return { unable: reasonOf(error) }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof NotSupported || error instanceof SetUpFailed) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
