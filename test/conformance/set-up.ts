import { argumentOf } from './arguments.ts'
import { type CallRun, makeCall } from './call.ts'
import { createCompletion } from './completion.ts'
import { ask } from './probe.ts'
import type { Given, GivenPublisher, GivenSubscriber, Json, JsonObject } from './recorded-case.ts'
import { settle, waitUntil } from './settle.ts'
import { runStep } from './steps.ts'
import { nameSession, type World } from './world.ts'

const longestSetUpMs = 60_000
const longestPictureMs = 2000
const defaultToken = 'T1==token'
const defaultSession = { apiKey: '46000000', sessionId: 'SESSION_A' }

/** Thrown when what `given` says does not come about. */
export class SetUpFailed extends Error {
  override readonly name = 'SetUpFailed'
}

/** Brings about what `given` says of the own client; nothing that happens meanwhile stays in the log. */
export async function setUp(world: World, given: Given): Promise<void> {
  initSession(world, given)
  if (given.connected === true) await connect(world, given.token ?? defaultToken)
  if (given.publisher !== undefined) await setUpPublisher(world, given.publisher)
  if (given.subscriber !== undefined) await setUpSubscriber(world, given.subscriber)
  for (const step of given.setup ?? []) await runStep(world, step)
  world.log.clear()
}

function initSession(world: World, given: Given): void {
  if (given.session === false) return
  const { apiKey, sessionId, options }: JsonObject = { ...defaultSession, ...given.session }
  const args = [apiKey, sessionId, ...(options === undefined ? [] : [options])]
  const completion = createCompletion(world)
  const values = args.map((arg) => argumentOf(world, arg, completion))
  nameSession(world, 'session', ask(world.rig.OT, 'initSession', ...values))
}

async function connect(world: World, token: string): Promise<void> {
  makeCall(world, { call: 'session.connect', args: [token] })
  await reach(world, 'session.connect led to no sessionConnected', () =>
    dispatched(world, 'session', 'sessionConnected'),
  )
}

async function setUpPublisher(world: World, given: GivenPublisher): Promise<void> {
  const run = makeCall(world, call('OT.initPublisher', given.target, given.properties ?? {}), true)
  if (given.state === 'loading') return
  await reach(world, 'OT.initPublisher called no completion handler', run.done)
  expectOutcome(world, 'OT.initPublisher', run, given.state === 'failed')
  if (given.state !== 'published') return
  const publishing = makeCall(world, call('session.publish', { $ref: 'publisher' }), true)
  await reach(world, 'session.publish called no completion handler', publishing.done)
  expectOutcome(world, 'session.publish', publishing, false)
}

async function setUpSubscriber(world: World, given: GivenSubscriber): Promise<void> {
  makeCall(world, call('session.subscribe', { $stream: given.stream }, given.target, given.properties ?? {}), true)
  if (given.state !== 'subscribed') return
  await reach(world, 'session.subscribe led to no connected event', () => dispatched(world, 'subscriber', 'connected'))
  // Its picture belongs to it: a browser on a loaded machine shows the first one late.
  await waitUntil(world, () => dispatched(world, 'subscriber', 'videoElementCreated'), longestPictureMs)
}

const dispatched = (world: World, on: string, type: string): boolean =>
  world.log.entries().some(({ facts }) => facts.on === on && facts.type === type)

const call = (path: string, ...args: readonly (Json | undefined)[]) => ({
  call: path,
  args: [...args.map((arg) => arg ?? { $undefined: true }), { $cb: 1 }],
})

async function reach(world: World, failure: string, holds: () => boolean): Promise<void> {
  if (!(await waitUntil(world, holds, longestSetUpMs))) {
    throw new SetUpFailed(`Set-up: ${failure} within ${longestSetUpMs} virtual ms.`)
  }
  await settle(world, undefined, () => false)
}

function expectOutcome(world: World, path: string, run: CallRun, toFail: boolean): void {
  if (run.failed() === toFail) return
  world.troubles.push(`set-up: ${path} ${run.failed() ? 'failed' : 'succeeded'}, which the case does not expect`)
}
