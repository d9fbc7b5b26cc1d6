import { argumentOf, lookUp } from './arguments.ts'
import { createCompletion } from './completion.ts'
import { isThenable } from './describe-value.ts'
import { ask, read } from './probe.ts'
import type { CallStep, GetStep, JsonObject } from './recorded-case.ts'
import { nameSession, type World } from './world.ts'

/** A call that was made, and what has come of it so far. */
export interface CallRun {
  /** Whether a completion or a promise of it, or of the calls made with it, is still awaited. */
  pending(): boolean
  /** Whether its completion handler was called or its promise settled. */
  done(): boolean
  /** Whether it threw, or its completion handler was given an error. */
  failed(): boolean
  /** `throws`, `returns`, `completion` and `promise`, as the recordings have them. */
  outcome(): JsonObject
  /** The outcomes of the calls made synchronously after it. */
  and(): readonly JsonObject[]
}

interface PromiseFacts {
  facts: JsonObject | null
}

/**
 * Makes a call: `sync` begins just before the method is invoked, `microtask` when it has returned or thrown and the calls in `and`
 * were made. The runner's settling then makes it `task`.
 */
export function makeCall(world: World, step: CallStep, quiet = false): CallRun {
  if (world.lenient && !world.names.has(ownerOf(step))) return notMade
  const completion = createCompletion(world, { quiet, call: (inner) => makeCall(world, inner) })
  const args = (step.args ?? []).map((arg) => argumentOf(world, arg, completion))
  const promise: PromiseFacts = { facts: null }
  world.log.callBegins()
  const result = invoke(world, step, args, promise)
  const and = (step.and ?? []).map((next) => makeCall(world, next))
  world.log.callEnds()
  const threw = result.throws !== null
  const own = (): boolean =>
    (completion.given && completion.calls() === 0 && !threw) || read(promise.facts, 'state') === 'pending'
  return {
    pending: () => own() || and.some((run) => run.pending()),
    done: () => completion.calls() > 0 || (promise.facts !== null && !own()),
    failed: () => threw || completion.failed(),
    outcome: () => ({ ...result, completion: completion.facts(), promise: promise.facts }),
    and: () => and.map((run) => run.outcome()),
  }
}

const nothing: JsonObject = { throws: null, returns: null, completion: null, promise: null }

/** A call on an object that never came into being. */
const notMade: CallRun = {
  pending: () => false,
  done: () => true,
  failed: () => false,
  outcome: () => nothing,
  and: () => [],
}

const ownerOf = ({ call }: CallStep): string => call.slice(0, call.indexOf('.'))

/** Reads a property; no mark is logged and no phase changes. */
export function readProperty(world: World, step: GetStep): JsonObject {
  const nothing = { completion: null, promise: null }
  try {
    return { throws: null, returns: world.describer.value(lookUp(world, step.get), step.depth ?? 1), ...nothing }
  } catch (error) {
    return { throws: world.describer.error(error), returns: null, ...nothing }
  }
}

function invoke(world: World, step: CallStep, args: readonly unknown[], promise: PromiseFacts): JsonObject {
  try {
    const value = callPath(world, step.call, args)
    if (step.as !== undefined && !isThenable(value)) nameSession(world, step.as, value)
    world.log.add({ mark: 'return' })
    if (isThenable(value) && step.leavePromise !== true) follow(world, step, value, promise)
    return { throws: null, returns: world.describer.value(value, step.depth ?? 1) }
  } catch (error) {
    world.log.add({ mark: 'throw' })
    return { throws: world.describer.error(error), returns: null }
  }
}

function callPath(world: World, path: string, args: readonly unknown[]): unknown {
  const dot = path.lastIndexOf('.')
  const owner = lookUp(world, path.slice(0, dot))
  const method = read(owner, path.slice(dot + 1))
  if (typeof method !== 'function') {
    // A recorded TypeError must not be met by a method that we merely lack.
    world.troubles.push(`${path} is not a function`)
    throw new TypeError(`${path} is not a function`)
  }
  return Reflect.apply(method, owner, args)
}

function follow(world: World, step: CallStep, value: object, promise: PromiseFacts): void {
  promise.facts = { state: 'pending' }
  const settle = (state: 'resolved' | 'rejected', what: JsonObject): void => {
    promise.facts = { state, timing: world.log.phase(), ...what }
    world.log.add({ mark: `promise-${state}`, ...(step.tells === true && state === 'rejected' ? what : {}) })
  }
  ask(
    value,
    'then',
    (resolved: unknown) => {
      if (step.as !== undefined) nameSession(world, step.as, resolved)
      settle('resolved', { value: world.describer.value(resolved, step.depth ?? 1) })
    },
    (error: unknown) => settle('rejected', { error: world.describer.error(error) }),
  )
}
