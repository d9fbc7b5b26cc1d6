import { describe, expect, it } from 'vitest'
import { buildCase } from './build-case.ts'
import { createFakeRig } from './fake-rig.ts'
import type { Observation } from './observation.ts'
import type { Given, RecordedCase, Step } from './recorded-case.ts'
import { observeCase, runCase } from './run-case.ts'

const recordedAs = (given: Given, when: Step, after?: readonly Step[]): RecordedCase =>
  buildCase({}, { given, when, ...(after === undefined ? {} : { after }) })

const observe = (given: Given, when: Step, after?: readonly Step[]): Promise<Observation> =>
  observeCase(recordedAs(given, when, after), createFakeRig)

const logOf = ({ events }: Observation): readonly string[] =>
  events.map(({ facts, phase }) => `${facts.mark ?? `${facts.on}.${facts.type}`} ${phase}`)

const cb = { $cb: 1 }

describe('replaying a case', () => {
  it('stamps what happens inside a call as sync, and its promise as microtask', async () => {
    const seen = await observe({}, { call: 'session.signal', args: [{ data: 'x' }, cb] })
    expect(logOf(seen)).toEqual(['completion sync', 'OT.exception sync', 'return sync', 'promise-rejected microtask'])
    expect(seen.outcome).toMatchObject({
      returns: { kind: 'promise', native: false },
      completion: { calls: 1, invocations: [{ timing: 'sync', argc: 1, sessionState: 'disconnected' }] },
      promise: { state: 'rejected', timing: 'microtask', error: { class: 'OT.Error', code: 500 } },
    })
  })

  it('stamps what comes later as task, and counts its time from the step', async () => {
    const seen = await observe({}, { call: 'session.connect', args: ['T1==token', cb] })
    expect(logOf(seen)).toEqual([
      'return sync',
      'session.sessionConnected task',
      'completion task',
      'session.connectionCreated task',
    ])
    expect(seen.events.at(-1)?.atMs).toBe(20)
    expect(seen.events.at(-1)?.facts).toMatchObject({ connection: 'own', cancelable: false, target: 'session' })
    expect(seen.sent).toEqual(['connection.create'])
  })

  it('stamps what follows a call made by a listener as microtask, in the same turn', async () => {
    const listen = { on: 'session', event: 'sessionConnected', do: { call: 'session.disconnect', args: [] } }
    const seen = await observe({ setup: [{ listen }] }, { call: 'session.connect', args: ['T1==token', cb] })
    expect(logOf(seen)).toEqual([
      'return sync',
      'session.sessionConnected task',
      'return sync',
      'completion microtask',
      'session.connectionCreated microtask',
      'promise-resolved microtask',
    ])
  })

  it('makes the calls of `and` in the same task, before microtasks', async () => {
    const and = [{ call: 'session.disconnect', args: [] }]
    const seen = await observe({}, { call: 'session.signal', args: [{}], and })
    expect(logOf(seen)).toEqual([
      'OT.exception sync',
      'return sync',
      'return sync',
      'promise-rejected microtask',
      'promise-resolved microtask',
    ])
    expect(seen.and).toMatchObject([{ throws: null, promise: { state: 'resolved' } }])
  })

  it('records nothing of the set-up, and runs `after` in order with its outcomes', async () => {
    const seen = await observe({ connected: true }, { get: 'session.currentState' }, [
      { wait: 100 },
      { call: 'session.disconnect', args: [] },
      { listen: { on: 'session', event: 'sessionConnected', do: 'note' } },
    ])
    expect(seen.outcome).toMatchObject({ returns: { kind: 'string', value: 'connected' } })
    expect(logOf(seen)).toEqual(['return sync', 'promise-resolved microtask'])
    expect(seen.after).toMatchObject([null, { throws: null }, null])
  })

  it('lets a second listener note itself, after the first one', async () => {
    const deeds = ['preventDefault', 'note'] as const
    const setup = deeds.map((deed) => ({ listen: { on: 'session', event: 'sessionConnected', do: deed } }))
    const seen = await observe({ setup }, { call: 'session.connect', args: ['T1==token'] })
    const heard = seen.events.map(({ facts }) => facts)
    expect(heard).toContainEqual({ mark: 'second-listener', on: 'session', type: 'sessionConnected' })
  })

  it('reads the state at the end: registries, named objects and the page', async () => {
    const seen = await observe({ connected: true, dom: 0 }, { get: 'session.currentState' })
    expect(seen.state).toMatchObject({
      OT: { sessions: 1, publishers: 0, subscribers: 0 },
      session: { currentState: 'connected', isConnected: true, connection: 'own', streams: 0 },
      dom: [
        { tag: 'div', id: 'host', children: [{ tag: 'div', id: 'target' }] },
        { tag: 'div', id: 'sub-host', children: [{ tag: 'div', id: 'sub-target' }] },
      ],
    })
  })

  it('leaves nothing attached to a promise when the case says so', async () => {
    const seen = await observe({}, { call: 'session.signal', args: [{}], leavePromise: true })
    expect(seen.outcome).toMatchObject({ returns: { kind: 'promise' }, promise: null })
    expect(logOf(seen)).toEqual(['OT.exception sync', 'return sync'])
  })

  it('marks what the service does, before it does it', async () => {
    const seen = await observe({}, { server: 'remoteJoin', id: 'c1' })
    expect(seen.outcome).toBeNull()
    expect(logOf(seen)).toEqual(['server task', 'OT.exception task'])
  })
})

describe('a case that cannot be replayed', () => {
  const differencesOf = async (given: Given, when: Step) =>
    (await runCase(recordedAs(given, when), createFakeRig)).differences

  it('fails, naming what the rig cannot arrange', async () => {
    const given = { server: { replies: { 'signal.signal': { status: '404' } } } }
    expect(await differencesOf(given, { get: 'session.id' })).toEqual(['The rig cannot arrange given.server.replies.'])
  })

  it('fails for a word that the vocabulary does not have', async () => {
    expect(await differencesOf({ server: { nonsense: true } }, { wait: 1 })).toEqual([
      'The rig cannot arrange given.server.nonsense.',
    ])
    expect(await differencesOf({ server: { role: 'king' } }, { wait: 1 })).toEqual([
      'The rig cannot arrange given.server.role = "king".',
    ])
  })

  it('fails when a method is missing, even where a TypeError was recorded', async () => {
    expect(await differencesOf({}, { call: 'session.publish' })).toContain('session.publish is not a function')
  })

  it('fails when the set-up does not come about', async () => {
    const [difference] = await differencesOf({ connected: true, session: false }, { wait: 1 })
    expect(difference).toMatch(/session\.connect led to no sessionConnected/)
  })
})
