import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyScenario } from '../author/scenario.ts'
import { createSimulator, type Simulator } from '../author/simulator.ts'
import { readScenario } from '../scenario/read.ts'
import { TestWatch } from './test-watch.ts'
import { Worlds } from './worlds.ts'

let simulator: Simulator
let worlds: Worlds
let watch: TestWatch

beforeEach(() => {
  simulator = createSimulator()
  worlds = new Worlds(simulator)
  watch = new TestWatch(worlds)
  watch.begin('a test')
})
afterEach(() => worlds.stop())

const connect = async () => {
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = simulator.OT.initSession(apiKey, sessionId)
  session.connect(token, () => {})
  await simulator.settled()
  return session
}

describe('a failure that never struck', () => {
  test('fails the test, and says that its operation was not called', () => {
    simulator.fail('Session.signal/not-connected')
    expect(watch.end().error).toBe(
      `simulator.fail('Session.signal/not-connected') never struck. Session.signal() was not called.\nRemove it from the test, let the application go that far, or call allowUnmet() if it may stay away.`,
    )
  })

  test('tells the closest call, and the condition that did not agree', async () => {
    simulator.fail('Session.connect/http-error', { match: { client: 'client-2' } })
    await connect()
    expect(watch.end().error).toContain('The closest call: its client was "client-1", and match asks for "client-2".')
  })

  test('tells which call it waited for', async () => {
    simulator.fail('Session.connect/http-error', { call: 2 })
    await connect()
    expect(watch.end().error).toContain('The closest call: it was call 1, and the failure waits for call 2.')
  })

  test('is told of a world that the test made as new by itself', () => {
    simulator.fail('Session.signal/not-connected')
    simulator.reset()
    expect(watch.end().error).toContain('never struck')
  })

  test('is told of a world that the test made', () => {
    createSimulator().fail('Session.signal/not-connected')
    expect(watch.end().error).toContain('never struck')
  })

  test('is left out where the test allows it, in this test alone', () => {
    watch.allow('Session.signal/not-connected')
    simulator.fail('Session.signal/not-connected')
    expect(watch.end()).toEqual({ error: null, warning: null })
    watch.begin('a test')
    simulator.fail('Session.signal/not-connected')
    expect(watch.end().error).toContain('never struck')
  })
})

test('a failure that struck is no matter', async () => {
  simulator.fail('Session.connect/http-error')
  await connect()
  expect(watch.end()).toEqual({ error: null, warning: null })
})

test('an answer that is still held is a warning, and one that was given is none', () => {
  simulator.hold('Session.publish')
  simulator.hold('Session.connect').release()
  expect(watch.end()).toEqual({
    error: null,
    warning:
      "simulator.hold('Session.publish') is still held. No call of Session.publish waits for its answer. Let the application make the call, or leave the hold out.",
  })
})

test('an answer that a call waits for says so', async () => {
  const session = await connect()
  simulator.hold('Session.publish')
  session.publish(simulator.OT.initPublisher(), () => {})
  await simulator.settled()
  expect(watch.end().warning).toContain('is still held. A call of Session.publish waits for its answer.')
})

test('an entry of a timeline that never came says its scenario, and its event or the time that passed', async () => {
  const timeline = [
    { at: '30min', network: 'offline' },
    { after: 'streamCreated', wait: '2s', network: 'offline' },
    { after: 'sessionConnected', wait: '2min', network: 'offline' },
  ]
  applyScenario(simulator, readScenario({ title: 'A quiet room', timeline }))
  await connect()
  await simulator.clock.advance('1min')
  expect(watch.end().warning?.split('\n')).toEqual([
    'timeline[0] of a scenario never came about. It comes at 30min, and 60000 ms have passed. Let the time pass with "await simulator.clock.advance(...)". The scenario: "A quiet room".',
    'timeline[1] of a scenario never came about. It waits for streamCreated, which was not dispatched. Let the application go that far. The scenario: "A quiet room".',
    'timeline[2] of a scenario never came about. It comes 2min after sessionConnected, and that time did not pass, or it had no effect. Let the time pass with "await simulator.clock.advance(...)". The scenario: "A quiet room".',
  ])
})

describe('options', () => {
  test('say how much each kind matters', () => {
    watch.configure({ unmet: { fault: 'off', hold: 'error' } })
    simulator.fail('Session.signal/not-connected')
    simulator.hold('Session.publish')
    expect(watch.end()).toEqual({ error: expect.stringContaining('still held'), warning: null })
  })

  test('say whether worlds are made as new', async () => {
    watch.configure({ reset: false })
    await connect()
    watch.end()
    expect(simulator.journal.entries.length).toBeGreaterThan(0)
  })

  test.each([
    [{ unmett: {} }, 'unmett'],
    [{ unmet: { faults: 'off' } }, 'faults'],
    [
      { unmet: { fault: 'loud' } },
      'configure(options.unmet.fault): There is no severity "loud". There are: error, warn, off.',
    ],
    [{ journalLines: -1 }, 'configure(options.journalLines): -1 is impossible'],
  ])('%j is refused', (options, words) => {
    expect(() => watch.configure(options as object)).toThrow(words)
  })
})

test('allowUnmet refuses what nothing can be called', () => {
  expect(() => watch.allow('Session.publish/ice-faild')).toThrow('such as "Session.publish/ice-failed"')
})

test('every world is as new after a test, and what happened in it is told', async () => {
  await connect()
  const other = createSimulator()
  other.OT.initSession('1', '2')
  other.room()
  watch.end()
  expect(simulator.journal.entries).toEqual([])
  expect(watch.story).toMatch(/^The journal.*\n.*/)
  expect(watch.story).toContain('event sessionConnected')
})

test('a world is as new for the next test although a hook that threw kept the last one from ending', async () => {
  await connect()
  watch.begin('a test')
  expect(simulator.journal.entries).toEqual([])
})
