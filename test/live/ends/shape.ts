import type { CallStep, Given, Json, JsonObject, RecordedCase, Step } from '../../conformance/recorded-case.ts'

/** An operation of the SDK at a stage of its request, to be caught by an ending. */
export interface Stage {
  /** `signal/sent`: the operation, and how far its request has come. */
  readonly name: string
  readonly given: Given
  readonly call: CallStep
  /** How long is watched after the ending, in milliseconds. */
  readonly watchMs: number
}

/** A way in which something ends. */
export interface Ending {
  readonly name: string
  /** Calls made in the same turn, behind the operation. */
  readonly and?: readonly CallStep[]
  /** Listeners that are there before the operation is called. */
  readonly setup?: readonly Step[]
  /** What follows when the operation has come to its stage. */
  readonly steps?: readonly Step[]
  readonly given?: Given
  /** It is watched past the time-outs of publishing (15 s) and subscribing (30 s): nothing may come of them any more. */
  readonly isWatchedLong?: boolean
}

const longWatchMs = { publish: 17_000, subscribe: 32_000 } as const

/** A case that is written, and not recorded yet. */
export type WrittenCase = Omit<RecordedCase, 'then' | 'source' | 'area'>

export const completion: Json = { $cb: 1 }

/** A call of which only its stage is waited for. */
export const call = (path: string, ...args: readonly Json[]): CallStep => ({ call: path, args })

export const soon = { maxMs: 60, quietMs: 50 } as const

export const listen = (on: string, event: string, deed: 'preventDefault' | 'throw' | 'note' | CallStep): Step => ({
  listen: { on, event, do: deed },
})

export const server = (op: string, more: JsonObject = {}): Step => ({ server: op, ...more })

/** Somebody with a stream. */
export const someone: JsonObject = { connections: [{ id: 'c1' }], streams: [{ id: 's1', connection: 'c1' }] }

/** One cell of the matrix, as a case. */
export function cell(stage: Stage, ending: Ending): WrittenCase {
  const setup = [...(stage.given.setup ?? []), ...(ending.setup ?? [])]
  return {
    id: `ends/${stage.name}/${ending.name}`,
    given: {
      ...stage.given,
      ...ending.given,
      server: { ...stage.given.server, ...ending.given?.server },
      ...(setup.length === 0 ? {} : { setup }),
    },
    when: ending.and === undefined ? stage.call : { ...stage.call, and: ending.and },
    after: [...(ending.steps ?? []), { wait: watchOf(stage, ending) }],
  }
}

function watchOf({ name, watchMs }: Stage, { isWatchedLong }: Ending): number {
  const [operation = ''] = name.split('/')
  if (isWatchedLong !== true) return watchMs
  return operation === 'publish' || operation === 'subscribe' ? longWatchMs[operation] : watchMs
}
