import { type CallRun, makeCall, readProperty } from './call.ts'
import { doOutside, settlesByDefault } from './outside-steps.ts'
import { ask, read } from './probe.ts'
import {
  type CallStep,
  isCallStep,
  isGetStep,
  isListenStep,
  isWaitStep,
  type JsonObject,
  type ListenerDeed,
  type ListenStep,
  type OutsideStep,
  type Step,
} from './recorded-case.ts'
import { settle, wait } from './settle.ts'
import type { World } from './world.ts'

/** The facts of a step that ran: a call's or a reading's outcome, null for any other step. */
export interface StepRun {
  outcome(): JsonObject | null
  and(): readonly JsonObject[]
}

const nothing: StepRun = { outcome: () => null, and: () => [] }

/**
 * Runs one step and waits as the recorder did.
 *
 * @throws NotSupported for what the rig cannot arrange
 */
export async function runStep(world: World, step: Step): Promise<StepRun> {
  world.log.stepBegins()
  if (isCallStep(step)) return runCall(world, step)
  if (isGetStep(step)) {
    const outcome = readProperty(world, step)
    return { outcome: () => outcome, and: () => [] }
  }
  if (isWaitStep(step)) await wait(world, step.wait)
  else if (isListenStep(step)) addListener(world, step)
  else await runOutside(world, step)
  return nothing
}

async function runCall(world: World, step: CallStep): Promise<CallRun> {
  const run = makeCall(world, step)
  await settle(world, step.settle, run.pending)
  return run
}

async function runOutside(world: World, step: OutsideStep): Promise<void> {
  doOutside(world, step)
  if (step.settle !== undefined || settlesByDefault(step)) await settle(world, step.settle, () => false)
}

/** A listener that is called inside its own call so many times does nothing more. */
const deepest = 5

/** A listener that has done something so many times does nothing more: one that brings about its own event later would never end. */
const mostDeeds = 40

function addListener(world: World, { listen }: ListenStep): void {
  const target = world.names.get(listen.on)
  let depth = 0
  let deeds = 0
  ask(target, 'on', listen.event, (event: unknown) => {
    // A call that is answered by the event it is made for would call itself until the stack is full, which differs by machine.
    if (depth === deepest || deeds === mostDeeds) return
    depth += 1
    deeds += 1
    try {
      react(world, listen.on, listen.event, listen.do, event)
    } finally {
      depth -= 1
    }
  })
}

/** How a problem with sound was found: what the SDK tells of it is no event, and has nothing else. */
function methodOf(event: unknown): JsonObject {
  const method = read(event, 'method')
  return typeof method === 'string' ? { method } : {}
}

function react(world: World, on: string, type: string, deed: ListenerDeed, event: unknown): void {
  if (deed === 'preventDefault') ask(event, 'preventDefault')
  else if (deed === 'note') world.log.add({ mark: 'second-listener', on, type, ...methodOf(event) })
  else if (deed === 'throw') throw new Error('This listener throws: the case asks for it.')
  else makeCall(world, deed)
}
