import { describe, expect, test } from 'vitest'
import { readScenario } from '../read.ts'
import { ScenarioError } from '../scenario.ts'

/** The problems of a timeline, each as `place: sentence`. */
function problemsOf(parts: object): readonly string[] {
  try {
    readScenario({ title: 'A scenario', ...parts })
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems.map(({ path, message }) => `${path}: ${message}`)
    throw error
  }
  return []
}

const alice = { name: 'alice', publishes: [{ name: 'Alice' }] }
const bob = { name: 'bob', role: 'moderator' }
const given = { room: [alice, bob] }

const at = (time: string, action: object): object => ({ at: time, ...action })
const does = (participant: string, verb: string, more: object = {}): object => ({ participant, does: verb, ...more })

describe('people', () => {
  test('who has left cannot do anything', () => {
    const timeline = [at('5s', does('alice', 'signal')), at('2s', does('alice', 'leave'))]
    expect(problemsOf({ given, timeline })).toEqual([
      'timeline[0]: alice is not in the session at that time, and cannot signal. Let them join before, or leave later.',
    ])
  })

  test('nobody leaves twice', () => {
    const timeline = [at('2s', does('alice', 'leave')), at('3s', does('alice', 'vanish'))]
    expect(problemsOf({ given, timeline })).toEqual([
      'timeline[1]: alice is not in the session at that time, and cannot vanish. Let them join before, or leave later.',
    ])
  })

  test('nor twice in an order that nobody knows', () => {
    const timeline = [at('2s', does('alice', 'leave')), { after: 'sessionConnected', ...does('alice', 'leave') }]
    expect(problemsOf({ given, timeline })[0]).toMatch(
      /^timeline\[1\]: This happens to somebody who has left: they go 2 times, and come 1 times\./,
    )
  })

  test('nor again and again', () => {
    const timeline = [{ every: '10s', times: 3, ...does('alice', 'leave') }]
    expect(problemsOf({ given, timeline })[0]).toMatch(/^timeline\[0\]: alice is not in the session/)
  })

  test('who was sent away is not there any more', () => {
    const timeline = [at('1s', does('bob', 'forceDisconnect', { whom: 'alice' })), at('2s', does('alice', 'leave'))]
    expect(problemsOf({ given, timeline })[0]).toMatch(/^timeline\[1\]: alice is not in the session/)
  })

  test('who joins later cannot do anything before', () => {
    const timeline = [at('1s', does('carol', 'signal')), at('2s', does('carol', 'join'))]
    expect(problemsOf({ given, timeline })[0]).toMatch(/^timeline\[0\]: carol is not in the session/)
  })

  test('who is there cannot join, unless the application could have sent them away', () => {
    const timeline = [at('1s', does('alice', 'join'))]
    expect(problemsOf({ given, timeline })[0]).toMatch(/^timeline\[0\]: alice is in the session already at that time/)
    expect(problemsOf({ given: { ...given, token: { role: 'moderator' } }, timeline })).toEqual([])
  })

  test('who goes and comes again may do everything', () => {
    const timeline = [
      at('1s', does('alice', 'leave')),
      at('2s', does('alice', 'join')),
      at('3s', does('alice', 'publish')),
      at('4s', does('alice', 'leave')),
      { after: 'sessionConnected', ...does('bob', 'signal', { signal: { to: 'alice' } }) },
    ]
    expect(problemsOf({ given, timeline })).toEqual([])
  })

  test('a role does not allow everything', () => {
    expect(problemsOf({ given, timeline: [at('1s', does('alice', 'mute'))] })).toEqual([
      'timeline[0].does: alice cannot mute: they are in the session as publisher. Give them the role "moderator".',
    ])
  })

  test('"me" is the application', () => {
    expect(problemsOf({ timeline: [at('1s', does('me', 'join'))] })[0]).toMatch(
      /^timeline\[0\]\.participant: "me" is taken/,
    )
  })
})

describe('streams', () => {
  test('that nobody ever publishes are unknown', () => {
    const timeline = [at('1s', does('bob', 'forceUnpublish', { stream: 'Alise' }))]
    expect(problemsOf({ given, timeline })).toEqual([
      'timeline[0].stream: There is no stream "Alise". Did you mean "Alice"? There are: own, Alice. Let somebody publish it; "own" is what the application publishes.',
    ])
    expect(problemsOf({ given, timeline: [at('1s', { media: { path: 'failed', stream: 'Alise' } })] })[0]).toMatch(
      /^timeline\[0\]\.media\.stream: There is no stream "Alise"/,
    )
  })

  test('of somebody else are not theirs', () => {
    const timeline = [at('1s', does('bob', 'unpublish', { stream: 'Alice' }))]
    expect(problemsOf({ given, timeline })[0]).toMatch(/^timeline\[0\]\.stream: There is no stream "Alice"\. Name one/)
  })

  test('that are gone cannot be muted', () => {
    const timeline = [at('1s', does('alice', 'unpublish')), at('2s', does('bob', 'mute', { stream: 'Alice' }))]
    expect(problemsOf({ given, timeline })).toEqual([
      'timeline[1]: Nobody publishes a stream "Alice" at that time. Let alice publish it before, or unpublish it later.',
    ])
  })

  test('who publishes nothing has nothing to change', () => {
    const timeline = [at('2s', does('bob', 'change', { channel: 'video', active: false }))]
    expect(problemsOf({ given, timeline })).toEqual([
      'timeline[0]: bob publishes nothing at that time. Let them publish before, or unpublish later.',
    ])
  })

  test('are not changed into what they are already', () => {
    const off = at('1s', does('alice', 'change', { channel: 'video', active: false }))
    expect(problemsOf({ given, timeline: [off] })).toEqual([])
    expect(problemsOf({ given, timeline: [off, { ...off, at: '2s' }] })).toEqual([
      'timeline[1]: The video of alice is like that already at that time. Change something else, or take this out.',
    ])
    expect(
      problemsOf({ given, timeline: [at('1s', does('alice', 'change', { channel: 'video', width: 640 }))] }),
    ).toEqual([
      'timeline[0]: The video of alice is like that already at that time. Change something else, or take this out.',
    ])
  })

  test('without a picture have none to change, until one is published', () => {
    const silent = { name: 'carol', publishes: [{ video: false }] }
    const change = does('carol', 'change', { channel: 'video', active: false })
    expect(problemsOf({ given: { room: [silent] }, timeline: [at('1s', change)] })).toEqual([
      'timeline[0]: carol publishes no video at that time. Let them publish it before.',
    ])
    const timeline = [at('1s', does('carol', 'publish', { publishes: { name: 'second' } })), at('2s', change)]
    expect(problemsOf({ given: { room: [silent] }, timeline })).toEqual([])
  })

  test('may be silent in an order that nobody knows, where somebody mutes', () => {
    const mute = at('1s', does('bob', 'mute', { stream: 'Alice' }))
    const sound = does('alice', 'change', { channel: 'audio', active: false })
    expect(problemsOf({ given, timeline: [mute, at('2s', sound), at('3s', sound)] })).toEqual([])
    expect(problemsOf({ given, timeline: [at('2s', sound), at('3s', sound)] })).toHaveLength(1)
  })

  test('more than the limit cannot be there at the beginning', () => {
    expect(problemsOf({ given: { ...given, session: { maxStreams: 0 } } })).toEqual([
      'given.session.maxStreams: given.room has 1 already. Raise the limit, or let fewer in.',
    ])
  })
})

describe('the network', () => {
  test('that was never gone cannot come back', () => {
    expect(problemsOf({ timeline: [at('5s', { network: 'online' })] })[0]).toMatch(
      /^timeline\[0\]: Nothing is wrong with the network at that time/,
    )
    const late = [at('1s', { network: 'online' }), at('5s', { network: 'offline' })]
    expect(problemsOf({ timeline: late })[0]).toMatch(/^timeline\[0\]: Nothing is wrong/)
    expect(problemsOf({ given: { network: { online: false } }, timeline: late })).toEqual([])
  })

  test('may come back in an order that nobody knows', () => {
    const timeline = [at('1s', { network: 'online' }), { after: 'sessionConnected', network: 'offline' }]
    expect(problemsOf({ timeline })).toEqual([])
  })

  test('that is gone has no line to break', () => {
    const timeline = [at('1s', { network: 'offline' }), at('2s', { network: 'drop' })]
    expect(problemsOf({ timeline })[0]).toMatch(/^timeline\[1\]: The network is offline at that time/)
  })

  test('has a least latency below the most', () => {
    const timeline = [at('1s', { network: { latency: [60, 20] } })]
    expect(problemsOf({ timeline })).toEqual([
      'timeline[0].network.latency: At least 60 and at most 20 is impossible. Give the smaller figure first.',
    ])
  })
})

describe('devices, recordings and answers', () => {
  test('a device that is not there cannot be unplugged', () => {
    const camera = { device: 'camera', does: 'unplug' }
    expect(problemsOf({ given: { devices: { camera: 'missing' } }, timeline: [at('1s', camera)] })).toEqual([
      'timeline[0]: There is no camera at that time. Let one be plugged in before, with "does": "add".',
    ])
    expect(problemsOf({ timeline: [at('1s', camera), at('2s', camera)] })[0]).toMatch(
      /^timeline\[1\]: There is no camera/,
    )
    const again = [at('1s', camera), at('2s', { device: 'camera', does: 'add' }), at('3s', camera)]
    expect(problemsOf({ timeline: again })).toEqual([])
    expect(problemsOf({ timeline: [at('1s', { ...camera, id: 'camera-9' })] })[0]).toMatch(
      /There is no camera "camera-9"/,
    )
  })

  test('a device that nobody holds cannot be let go of', () => {
    expect(problemsOf({ timeline: [at('1s', { device: 'camera', does: 'free' })] })[0]).toMatch(
      /^timeline\[0\]: No other program uses the camera/,
    )
  })

  test('a recording that does not run cannot be stopped', () => {
    const timeline = [
      at('1s', { session: { startArchive: 'talk' } }),
      at('2s', { session: { stopArchive: 'talk' } }),
      at('3s', { session: { pauseArchive: 'talk' } }),
    ]
    expect(problemsOf({ timeline })[0]).toMatch(/^timeline\[2\]: No recording "talk" runs at that time/)
  })

  test('a recording is paused once, and resumes after a pause', () => {
    const start = at('1s', { session: { startArchive: 'talk' } })
    const pause = at('2s', { session: { pauseArchive: 'talk' } })
    const resume = at('3s', { session: { resumeArchive: 'talk' } })
    expect(problemsOf({ timeline: [start, pause, resume, { ...pause, at: '4s' }] })).toEqual([])
    expect(problemsOf({ timeline: [start, pause, { ...pause, at: '4s' }] })[0]).toMatch(
      /^timeline\[2\]: The recording "talk" is paused already at that time/,
    )
    expect(problemsOf({ timeline: [start, resume] })[0]).toMatch(
      /^timeline\[1\]: The recording "talk" is not paused at that time/,
    )
  })

  test('an answer that is not withheld cannot be released', () => {
    expect(problemsOf({ timeline: [at('1s', { release: 'Session.publish' })] })[0]).toMatch(
      /^timeline\[0\]: The answer to Session\.publish is not withheld/,
    )
  })
})

describe('times', () => {
  const leave = does('alice', 'signal')

  test.each([
    [
      'of no time at all',
      { every: 0, times: 3 },
      'timeline[0].every: Every 0 ms would never let time go on. Give more than 0.',
    ],
    ['without an end', { every: '1s' }, 'timeline[0].every: This would never end.'],
    [
      'that end before they begin',
      { at: '5s', every: '1s', until: '3s' },
      'timeline[0].until: It ends before it has begun',
    ],
    ['that are none', { at: '5s', times: 3 }, 'timeline[0].times: Nothing is repeated here.'],
  ])('repetitions %s are refused', (_what, moment, problem) => {
    expect(problemsOf({ given, timeline: [{ ...moment, ...leave }] })[0]).toContain(problem)
  })

  test('nobody waits for more than a year', () => {
    expect(problemsOf({ given, timeline: [{ at: '99999h', ...leave }] })[0]).toMatch(
      /^timeline\[0\]\.at: "99999h" is more/,
    )
  })
})
