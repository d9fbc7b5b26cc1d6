import { describe, expect, test } from 'vitest'
import { parseScenario, readScenario } from './read.ts'
import { ScenarioError, type ScenarioProblem } from './scenario.ts'

const problemsOf = (value: unknown): readonly ScenarioProblem[] => {
  try {
    readScenario(value)
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems
    throw error
  }
  return []
}

/** The one problem of a scenario whose title is right. */
const problemWith = (parts: object): ScenarioProblem | undefined => problemsOf({ title: 'A scenario', ...parts })[0]

const connect = { call: 'Session.connect' }

describe('reading a scenario', () => {
  test('gives what the file says', () => {
    const text = '{ "title": "Nothing but a title", "steps": [{ "wait": "3s" }] }'
    expect(parseScenario(text)).toEqual({ title: 'Nothing but a title', steps: [{ wait: '3s' }] })
  })

  test('tells which file cannot be used, and everything that is wrong with it', () => {
    const read = (): unknown => parseScenario('{ "title": 3, "stpes": [] }', 'bad.json')
    expect(read).toThrow(/^bad\.json cannot be used\.\n/)
    expect(read).toThrow(/title: must be a text, and this is number 3\./)
    expect(read).toThrow(/stpes: There is no key "stpes"\. Did you mean "steps"\?/)
  })

  test('refuses a text that is no JSON', () => {
    expect(() => parseScenario('{ title', 'bad.json')).toThrow(/bad\.json cannot be used\.\n {2}It is not JSON/)
  })

  test.each([[null], [3], ['text']])('refuses %j, which is no object', (value) => {
    expect(problemsOf(value)[0]?.message).toMatch(/must be an object/)
  })

  test('names the nearest failure for one that is not there', () => {
    expect(problemWith({ faults: [{ failure: 'Session.conect/expired-token' }] })).toEqual({
      path: 'faults[0].failure',
      message:
        'There is no failure "Session.conect/expired-token". Did you mean "Session.connect/expired-token"? "npx fake-opentok list" shows them all.',
    })
  })

  test('says which key is missing', () => {
    expect(problemWith({ given: { room: [{ role: 'publisher' }] } })).toEqual({
      path: 'given.room[0].name',
      message: 'is missing. Put it there; "name" is always needed here.',
    })
  })

  test.each([
    ['a wrong type', { given: { token: 5 } }, 'given.token', /must be an object, and this is number 5/],
    [
      'a listener of no event',
      { steps: [{ call: 'Session.connect', in: 'streamCreate' }] },
      'steps[0].in',
      /no event "streamCreate".*"streamCreated"/,
    ],
    [
      'a listener that no call was made in',
      { steps: [{ call: 'Session.connect', in: { event: 'streamCreated', same: true } }] },
      'steps[0].in.same',
      /The step before makes no call in a listener of "streamCreated"/,
    ],
    ['a list in place of an object', { given: ['x'] }, 'given', /must be an object, and this is a list/],
    [
      'an event beside a time',
      { timeline: [{ at: '1s', after: 'streamCreated', network: 'offline' }] },
      'timeline[0].after',
      /"after" does not go with "at": an entry comes about at a time, by "at", or after an event, by "after" with "wait"/,
    ],
    [
      'a wait without an event',
      { timeline: [{ at: '1s', wait: '2s', network: 'offline' }] },
      'timeline[0].wait',
      /"wait" does not go with "at"/,
    ],
    [
      'an unknown key deep inside',
      { given: { token: { rol: 'publisher' } } },
      'given.token.rol',
      /Did you mean "role"/,
    ],
    ['an unknown role', { given: { token: { role: 'admin' } } }, 'given.token.role', /There is no role "admin"/],
    [
      'a time before the beginning',
      { timeline: [{ at: '-1s', network: 'drop' }] },
      'timeline[0].at',
      /no possible time/,
    ],
    ['a negative number of milliseconds', { steps: [{ wait: -5 }] }, 'steps[0].wait', /no possible time/],
    ['a time without a unit', { steps: [{ wait: '5' }] }, 'steps[0].wait', /no possible time/],
    ['an endless time', { steps: [{ wait: Number.POSITIVE_INFINITY }] }, 'steps[0].wait', /no possible time/],
    ['a timeline without a time', { timeline: [{ network: 'drop' }] }, 'timeline[0]', /none of the keys at, after/],
    [
      'a timeline with two times',
      { timeline: [{ at: 1, after: 'x', network: 'drop' }] },
      'timeline[0].after',
      /"after" does not go with "at"/,
    ],
    [
      'an unknown change of the network',
      { steps: [{ network: 'offlin' }] },
      'steps[0].network',
      /Did you mean "offline"/,
    ],
    [
      'an unknown change of the media path',
      { steps: [{ media: { pth: 'failed' } }] },
      'steps[0].media',
      /no change of the media path "pth"\. Did you mean "path"\? Say the text mend, or give an object with one of the keys fail, /,
    ],
    [
      'a change of the session that is none',
      { steps: [{ session: 5 }] },
      'steps[0].session',
      /must be a change of the session, and this is number 5\. Say one of the texts rotateServer, forceMuteAll,/,
    ],
    [
      'two things at once',
      { timeline: [{ at: 1, network: 'drop', media: 'mend' }] },
      'timeline[0]',
      /says two things at once: network, media\. Make an entry of each/,
    ],
    [
      'a wait without an event',
      { timeline: [{ at: 1, wait: 1, network: 'drop' }] },
      'timeline[0].wait',
      /"wait" does not go with "at"/,
    ],
    [
      'an unknown event',
      { timeline: [{ after: 'sessionConected', network: 'drop' }] },
      'timeline[0].after',
      /"sessionConnected"/,
    ],
    [
      'a step that is none',
      { steps: [{ cal: 'Session.connect' }] },
      'steps[0]',
      /none of the keys call, request, wait/,
    ],
    ['an unknown call', { steps: [{ call: 'Session.conect' }] }, 'steps[0].call', /Did you mean "Session.connect"/],
    ['an unknown verb', { steps: [{ participant: 'alice', does: 'leaf' }] }, 'steps[0].does', /Did you mean "leave"/],
    [
      'a verb of another device',
      { steps: [{ device: 'screen', does: 'unplug' }] },
      'steps[0].does',
      /verb of a screen/,
    ],
    [
      'a condition of another device',
      { given: { devices: { screen: 'in-use' } } },
      'given.devices.screen',
      /condition of a screen/,
    ],
    [
      'a key that the verb does not take',
      { steps: [{ participant: 'a', does: 'leave', whom: 'me' }] },
      'steps[0].whom',
      /no key "whom"/,
    ],
    [
      'a token that is none',
      { steps: [{ ...connect, args: [{ $toke: true }] }] },
      'steps[0].args[0].$toke',
      /There is no token/,
    ],
    [
      'a token beside a stranger',
      { steps: [{ ...connect, args: [{ $stream: 'A', x: 1 }] }] },
      'steps[0].args[0].x',
      /take it out/,
    ],
    ['an expectation that is none', { expect: [{ step: 1 }] }, 'expect[0]', /none of the keys fails/],
    [
      'no times at all',
      { faults: [{ failure: 'Session.connect/expired-token', times: 0 }] },
      'faults[0].times',
      /impossible/,
    ],
    [
      'half a call',
      { faults: [{ failure: 'Session.connect/expired-token', call: 1.5 }] },
      'faults[0].call',
      /impossible/,
    ],
  ])('refuses %s', (_what, parts, path, message) => {
    const problem = problemWith(parts)
    expect(problem?.path).toBe(path)
    expect(problem?.message).toMatch(message)
  })
})

describe('what does not go together', () => {
  test('a participant who is not in the room', () => {
    const given = { room: [{ name: 'alice' }] }
    expect(problemWith({ given, timeline: [{ at: '1s', participant: 'alise', does: 'leave' }] })).toEqual({
      path: 'timeline[0].participant',
      message:
        'There is no participant "alise". Did you mean "alice"? There are: alice. Name somebody of given.room, or let them join first.',
    })
  })

  test('two people of one name', () => {
    expect(problemWith({ given: { room: [{ name: 'alice' }, { name: 'alice' }] } })?.path).toBe('given.room[1].name')
  })

  test('a subscriber who publishes', () => {
    const room = [{ name: 'alice', role: 'subscriber', publishes: [{}] }]
    expect(problemWith({ given: { room } })?.path).toBe('given.room[0].publishes')
  })

  test('a step that is not there', () => {
    expect(problemWith({ steps: [connect], expect: [{ step: 2, succeeds: true }] })).toEqual({
      path: 'expect[0].step',
      message: 'There is no step 2: the scenario has 1, counted from 1.',
    })
  })

  test('an expectation of a step that calls nothing', () => {
    expect(problemWith({ steps: [{ wait: 1 }], expect: [{ step: 1, succeeds: true }] })?.message).toBe(
      'Step 1 calls nothing. Name a step that has a "call" or a "request".',
    )
  })

  test('an order in which something unknown comes', () => {
    const expect_ = [{ order: ['sessionConected', { event: 'streamCreated' }, { step: 2 }] }]
    expect(problemsOf({ title: 'x', steps: [connect], expect: expect_ }).map(({ path }) => path)).toEqual([
      'expect[0].order[0]',
      'expect[0].order[2].step',
    ])
  })

  test('a failure of another operation', () => {
    const expectation = { step: 1, fails: 'Session.publish/not-connected' }
    expect(problemWith({ steps: [connect], expect: [expectation] })?.message).toBe(
      'Step 1 calls Session.connect, which cannot fail with Session.publish/not-connected: that is a failure of Session.publish.',
    )
  })

  test('a failure of a call without a step, and one of a running session with one', () => {
    expect(problemWith({ expect: [{ fails: 'Session.publish/not-connected' }] })?.message).toMatch(/with "step"/)
    const running = { step: 1, fails: 'Session/network-lost' }
    expect(problemWith({ steps: [connect], expect: [running] })?.message).toMatch(/Leave "step" out/)
  })

  test('a failure that an event tells of, without the event', () => {
    expect(problemWith({ steps: [connect], expect: [{ fails: 'Session/network-lost' }] })?.message).toMatch(
      /Say by which, with a further expectation/,
    )
  })

  test('a failure that SDK 2.35 never produces, without saying that it is for the documentation alone', () => {
    const faults = [{ failure: 'Session.subscribe/webrtc-error' }]
    expect(problemWith({ faults })).toEqual({
      path: 'dialect',
      message: 'SDK 2.35 never produces Session.subscribe/webrtc-error. Say "dialect": "documented" in this file.',
    })
    expect(problemsOf({ title: 'A scenario', dialect: 'documented', faults })).toEqual([])
  })
})

describe('keys that reach for a prototype', () => {
  const texts = [
    ['at the top', '{ "title": "x", "__proto__": { "faults": [] } }', '__proto__'],
    [
      'deep inside',
      '{ "title": "x", "given": { "token": { "__proto__": { "role": "moderator" } } } }',
      'given.token.__proto__',
    ],
    ['as a constructor', '{ "title": "x", "given": { "constructor": {} } }', 'given.constructor'],
    [
      'in an argument',
      '{ "title": "x", "steps": [{ "call": "Session.signal", "args": [{ "prototype": 1 }] }] }',
      'steps[0].args[0].prototype',
    ],
    [
      'in a match',
      '{ "title": "x", "faults": [{ "failure": "Session.connect/expired-token", "match": { "__proto__": "x" } }] }',
      'faults[0].match.__proto__',
    ],
  ] as const

  test.each(texts)('are refused %s, and change nothing', (_where, text, path) => {
    const read = (): unknown => parseScenario(text)
    expect(read).toThrow(`${path}: The key`)
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(Reflect.get({}, 'role')).toBeUndefined()
  })

  test('an endless nesting is refused', () => {
    const endless: { deeper?: object } = {}
    endless.deeper = endless
    expect(problemsOf({ title: 'x', given: endless })[0]?.message).toMatch(/levels deep/)
  })
})

describe('an anchor', () => {
  const withAnchor = (anchor: object): ScenarioProblem | undefined =>
    problemWith({ timeline: [{ after: anchor, network: 'offline' }] })

  test('is an event, a call, a failure, or a request or reply of the service', () => {
    for (const anchor of [
      { event: 'streamCreated', on: 'publisher', nth: 2 },
      { call: 'Session.publish' },
      { fails: 'Session.signal/rate-limit-exceeded' },
      { request: 'stream.create' },
      { reply: 'signal.signal' },
    ]) {
      expect(withAnchor(anchor)).toBeUndefined()
    }
  })

  test.each([
    [{}, 'timeline[0].after', /at least|one of/],
    [{ event: 'streamCreated', call: 'Session.publish' }, 'timeline[0].after', /two things at once: event, call/],
    [{ call: 'Session.publish', on: 'session' }, 'timeline[0].after.on', /Only an event has an object/],
    [{ event: 'streamCreate' }, 'timeline[0].after.event', /Did you mean "streamCreated"/],
    [{ call: 'Session.publsh' }, 'timeline[0].after.call', /Did you mean "Session.publish"/],
    [{ fails: 'Session.signal/rate-limit' }, 'timeline[0].after.fails', /There is no failure/],
    [{ reply: 'signal.sent' }, 'timeline[0].after.reply', /There is no reply/],
    [{ event: 'streamCreated', nth: 0 }, 'timeline[0].after.nth', /between 1/],
  ])('refuses %j', (anchor, path, message) => {
    expect(withAnchor(anchor)).toEqual({ path, message: expect.stringMatching(message) })
  })

  test('ends a wait of the steps, as an entry of the timeline does that is there', () => {
    const steps = (until: object): object => ({ steps: [connect, { wait: '1s', until }] })
    const timeline = [{ at: 0, network: 'offline' }]
    expect(problemWith(steps({ event: 'sessionConnected' }))).toBeUndefined()
    expect(problemWith({ ...steps({ entry: 1 }), timeline })).toBeUndefined()
    expect(problemWith({ ...steps({ entry: 2 }), timeline })?.path).toBe('steps[1].until.entry')
    expect(problemWith({ ...steps({ entry: 1, event: 'sessionConnected' }), timeline })?.path).toBe('steps[1].until')
  })
})

describe('the place of a step', () => {
  const quick = { call: 'Session.signal', await: false }
  const timeline = [{ at: 0, network: 'offline' }]

  test.each([
    [{ ...quick, in: { event: 'streamCreated', nth: 2, later: true } }],
    [{ ...quick, in: { answer: 2 } }],
    [{ ...quick, together: true }],
    [{ entry: 1, in: { answer: 2, later: true } }],
    [{ entry: 1 }],
  ])('can be %j', (step) => {
    expect(problemWith({ timeline, steps: [connect, quick, step] })).toBeUndefined()
  })

  test.each([
    [{ ...quick, in: {} }, 'in', /at least one of/],
    [{ ...quick, in: { answer: 1, event: 'streamCreated' } }, 'in.event', /nothing beside an answer/],
    [{ ...quick, in: { event: 'streamCreated', later: true } }, 'in.later', /nothing beside an event without "nth"/],
    [{ ...quick, in: { event: 'streamCreated', nth: 1, same: true } }, 'in.same', /nothing beside "nth"/],
    [{ ...quick, in: { answer: 3 } }, 'in.answer', /Step 3 is no call before this step/],
    [{ ...quick, in: { event: 'streamCreate', nth: 1 } }, 'in', /Did you mean "streamCreated"/],
    [{ ...quick, in: { answer: 1 }, together: true }, 'together', /a place of its own/],
    [{ entry: 2 }, 'entry', /There is no entry 2/],
    [{ entry: 1, in: 'streamCreated' }, 'in', /Say which dispatch, with "nth"/],
  ])('cannot be %j', (step, path, message) => {
    const found = problemWith({ timeline, steps: [connect, quick, step] })
    expect(found).toEqual({ path: `steps[2].${path}`, message: expect.stringMatching(message) })
  })

  test('is not that of a step that is waited for, or of an entry that has come about', () => {
    expect(problemWith({ steps: [connect, { ...quick, together: true }] })?.path).toBe('steps[1].together')
    expect(problemWith({ timeline, steps: [{ entry: 1 }, { entry: 1 }] })?.path).toBe('steps[1].entry')
  })
})
