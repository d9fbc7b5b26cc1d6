import { describe, expect, test } from 'vitest'
import type { RawReply, Sabotage } from '../kernel/hazard.ts'
import { type Fault, type Incident, plainFault } from './fault.ts'
import { FaultPlan } from './plan.ts'

const world = () => {
  const time = { now: 0 }
  const struck: Fault[] = []
  const incidents: Incident[] = []
  const plan = new FaultPlan(
    () => time.now,
    (fault) => struck.push(fault),
    (incident) => incidents.push(incident),
  )
  return { time, struck, incidents, plan }
}

const fault = (change: Partial<Fault> = {}): Fault =>
  plainFault({
    failure: 'Session.signal/rate-limit-exceeded',
    point: 'signal.signal',
    action: { kind: 'reply', reply: { status: '500' } },
    ...change,
  })

const replying = (status: string, change: Partial<Fault> = {}): Fault =>
  fault({ action: { kind: 'reply', reply: { status } }, ...change })

const statusOf = (sabotage: Sabotage | null): string =>
  sabotage === null ? 'none' : sabotage.kind === 'reply' ? sabotage.reply.status : 'held'

/** The outcomes of so many requests in a row. */
const asked = (plan: FaultPlan, count: number, subject = {}): string[] =>
  Array.from({ length: count }, () => statusOf(plan.atService('signal.signal', subject)))

describe('an armed fault', () => {
  test('strikes once, and is no longer armed', () => {
    const { plan, struck } = world()
    const armed = fault()
    plan.arm(armed)
    expect(plan.armed).toEqual([
      { failure: 'Session.signal/rate-limit-exceeded', struck: 0, times: 1, call: 1, match: {} },
    ])
    expect(asked(plan, 2)).toEqual(['500', 'none'])
    expect(plan.armed).toEqual([])
    expect(struck).toEqual([armed])
  })

  test('strikes as often as it is meant to, or for ever', () => {
    const { plan } = world()
    plan.arm(fault({ times: 2 }))
    expect(asked(plan, 3)).toEqual(['500', '500', 'none'])
    plan.arm(fault({ times: Infinity }))
    expect(asked(plan, 50)).toEqual(Array.from({ length: 50 }, () => '500'))
    expect(plan.armed.map(({ struck }) => struck)).toEqual([50])
  })

  test('lets the calls before its own pass', () => {
    const { plan } = world()
    plan.arm(fault({ call: 3 }))
    expect(asked(plan, 4)).toEqual(['none', 'none', '500', 'none'])
  })

  test('waits for its time, and does not count the calls before it', () => {
    const { plan, time } = world()
    plan.arm(fault({ notBefore: 100, call: 2 }))
    time.now = 99
    expect(asked(plan, 3)).toEqual(['none', 'none', 'none'])
    time.now = 100
    expect(asked(plan, 3)).toEqual(['none', '500', 'none'])
  })

  test('strikes at its own point alone, and where what it matches on agrees', () => {
    const { plan } = world()
    plan.arm(fault({ match: { client: 'client-2' }, call: 2 }))
    expect(statusOf(plan.atService('stream.create', { client: 'client-2' }))).toBe('none')
    expect(asked(plan, 3, { client: 'client-1' })).toEqual(['none', 'none', 'none'])
    expect(asked(plan, 2, { client: 'client-2' })).toEqual(['none', '500'])
  })

  test('is asked for where a client looks, or where the service does, by what it does', () => {
    const { plan } = world()
    plan.arm(fault({ point: 'x', action: { kind: 'client', failure: 'Session.signal/not-connected' } }))
    plan.arm(replying('500', { point: 'x' }))
    expect(plan.atClient(['x'], {})).toBe('Session.signal/not-connected')
    expect(plan.atClient(['x'], {})).toBeNull()
    expect(statusOf(plan.atService('x', {}))).toBe('500')
    expect(statusOf(plan.atService('x', {}))).toBe('none')
  })
})

describe('several faults at one point', () => {
  test('strike one after the other, in the order in which they were armed', () => {
    const { plan } = world()
    for (const status of ['400', '404']) plan.arm(replying(status))
    expect(asked(plan, 3)).toEqual(['400', '404', 'none'])
  })

  test('count every call, also one at which another struck', () => {
    const { plan } = world()
    plan.arm(replying('400'))
    plan.arm(replying('404', { call: 2 }))
    expect(asked(plan, 3)).toEqual(['400', '404', 'none'])
  })

  test('count every call whichever was armed first', () => {
    const { plan } = world()
    plan.arm(replying('404', { call: 2 }))
    plan.arm(replying('400'))
    expect(asked(plan, 3)).toEqual(['400', '404', 'none'])
  })

  test('that mean the same call: the later one takes the next', () => {
    const { plan } = world()
    for (const status of ['400', '404']) plan.arm(replying(status, { call: 2 }))
    expect(asked(plan, 4)).toEqual(['none', '400', '404', 'none'])
  })
})

describe('a fault that is for connecting', () => {
  const refusing = (change: Partial<Fault> = {}): Fault =>
    fault({ point: 'sessionInfo', countedBy: 'connect', strikesUnderWay: false, ...change })
  const one = { client: 'client-1', sessionId: 's1' }
  const other = { client: 'client-1', sessionId: 's2' }
  const connect = (plan: FaultPlan, who = one): void => void plan.atClient(['Session.connect'], who)
  const info = (plan: FaultPlan, who = one): string => statusOf(plan.atService('sessionInfo', who))

  test('strikes every attempt of one call, and none of the next', () => {
    const { plan } = world()
    plan.arm(refusing())
    connect(plan)
    expect([info(plan), info(plan), info(plan)]).toEqual(['500', '500', '500'])
    expect(plan.armed).toEqual([])
    connect(plan)
    expect(info(plan)).toBe('none')
  })

  test('counts calls, however often each asks', () => {
    const { plan } = world()
    plan.arm(refusing({ call: 2, times: 2 }))
    const asked = [1, 2, 3, 4].map(() => {
      connect(plan)
      return [info(plan), info(plan)]
    })
    expect(asked).toEqual([
      ['none', 'none'],
      ['500', '500'],
      ['500', '500'],
      ['none', 'none'],
    ])
  })

  test('tells calls apart that go on beside each other', () => {
    const { plan } = world()
    plan.arm(refusing({ call: 2 }))
    connect(plan)
    connect(plan, other)
    expect([info(plan), info(plan, other), info(plan), info(plan, other)]).toEqual(['none', '500', 'none', '500'])
  })

  test('leaves in peace what asks without a call, and a call that was made before', () => {
    const { plan } = world()
    connect(plan)
    plan.arm(refusing())
    expect([info(plan), info(plan, other)]).toEqual(['none', 'none'])
    plan.arm(refusing({ strikesUnderWay: true }))
    expect(info(plan)).toBe('500')
  })
})

describe('a fault that is for something that runs', () => {
  const running = (change: Partial<Fault> = {}): Fault =>
    fault({
      point: 'Publisher',
      countedBy: 'object',
      action: { kind: 'incident', incident: { kind: 'silence' } },
      ...change,
    })

  test('strikes each thing once, however often it is looked at', () => {
    const { plan, incidents } = world()
    plan.arm(running({ times: Infinity }))
    for (const streamId of ['a', 'a', 'b', 'a']) expect(plan.atClient(['Publisher'], { streamId })).toBeNull()
    expect(incidents).toHaveLength(2)
    expect(plan.armed.map(({ struck }) => struck)).toEqual([2])
  })

  test('counts things', () => {
    const { plan, struck } = world()
    plan.arm(running({ call: 2 }))
    for (const streamId of ['a', 'a', 'b']) plan.atClient(['Publisher'], { streamId })
    expect(struck).toHaveLength(1)
  })
})

describe('a gate', () => {
  const through = (plan: FaultPlan, heard: (RawReply | null | string)[]): void => {
    const sabotage = plan.atService('signal.signal', {})
    if (sabotage?.kind === 'hold') sabotage.gate.whenOpen((instead) => heard.push(instead))
    else heard.push('passed')
  }

  test('withholds what comes until it is opened, then lets it go in order, and what comes later passes', () => {
    const { plan } = world()
    const gate = plan.hold('signal.signal')
    const heard: (RawReply | null | string)[] = []
    through(plan, heard)
    through(plan, heard)
    expect([heard, plan.isHeld('signal.signal'), plan.isHeld('stream.create')]).toEqual([[], true, false])
    gate.open(null)
    through(plan, heard)
    expect([heard, plan.isHeld('signal.signal')]).toEqual([[null, null, 'passed'], false])
  })

  test('gives another answer to what waits, and is opened once', () => {
    const { plan } = world()
    const gate = plan.hold('signal.signal')
    const heard: (RawReply | null | string)[] = []
    through(plan, heard)
    gate.open({ status: '404' })
    gate.open(null)
    expect(heard).toEqual([{ status: '404' }])
    gate.whenOpen((instead) => heard.push(instead))
    expect(heard).toHaveLength(2)
  })

  test('stands before the faults, which keep their strikes for later', () => {
    const { plan } = world()
    plan.arm(fault())
    const gate = plan.hold('signal.signal')
    expect(asked(plan, 1)).toEqual(['held'])
    gate.open(null)
    expect(asked(plan, 2)).toEqual(['500', 'none'])
  })

  test('behind another one withholds what comes once the first is open', () => {
    const { plan } = world()
    const [first, second] = [plan.hold('signal.signal'), plan.hold('signal.signal')]
    first.open(null)
    expect(asked(plan, 1)).toEqual(['held'])
    second.open(null)
    expect(asked(plan, 1)).toEqual(['none'])
  })
})

describe('clearing the plan', () => {
  test('disarms everything and opens every point', () => {
    const { plan } = world()
    plan.arm(fault({ times: Infinity }))
    plan.hold('signal.signal')
    plan.clear()
    expect([asked(plan, 1), plan.armed, plan.isHeld('signal.signal')]).toEqual([['none'], [], false])
  })

  test('forgets what waited, also for a gate that somebody still holds', () => {
    const { plan } = world()
    const gate = plan.hold('signal.signal')
    let ran = 0
    const sabotage = plan.atService('signal.signal', {})
    if (sabotage?.kind === 'hold') sabotage.gate.whenOpen(() => ran++)
    plan.clear()
    gate.open(null)
    expect(ran).toBe(0)
  })
})
