import { describe, expect, test } from 'vitest'
import type { RawReply, Sabotage } from '../kernel/hazard.ts'
import type { Fault } from './fault.ts'
import { FaultPlan } from './plan.ts'

const world = () => {
  const time = { now: 0 }
  const struck: Fault[] = []
  const plan = new FaultPlan(
    () => time.now,
    (fault) => struck.push(fault),
  )
  return { time, struck, plan }
}

const fault = (change: Partial<Fault> = {}): Fault => ({
  point: 'signal.signal',
  action: { kind: 'reply', reply: { status: '500' } },
  match: {},
  notBefore: 0,
  skip: 0,
  left: 1,
  ...change,
})

const replying = (status: string, change: Partial<Fault> = {}): Fault =>
  fault({ action: { kind: 'reply', reply: { status } }, ...change })

const statusOf = (sabotage: Sabotage | null): string =>
  sabotage === null ? 'none' : sabotage.kind === 'reply' ? sabotage.reply.status : 'held'

/** What so many requests in a row come to. */
const asked = (plan: FaultPlan, count: number, subject = {}): string[] =>
  Array.from({ length: count }, () => statusOf(plan.atService('signal.signal', subject)))

describe('an armed fault', () => {
  test('strikes once, and is no longer armed', () => {
    const { plan, struck } = world()
    const armed = fault()
    plan.arm(armed)
    expect(plan.armed).toEqual([armed])
    expect(asked(plan, 2)).toEqual(['500', 'none'])
    expect(plan.armed).toEqual([])
    expect(struck).toEqual([armed])
  })

  test('strikes as often as it is meant to, or for ever', () => {
    const { plan } = world()
    plan.arm(fault({ left: 2 }))
    expect(asked(plan, 3)).toEqual(['500', '500', 'none'])
    plan.arm(fault({ left: Infinity }))
    expect(asked(plan, 50)).toEqual(Array.from({ length: 50 }, () => '500'))
  })

  test('lets the calls before its own pass', () => {
    const { plan } = world()
    plan.arm(fault({ skip: 2 }))
    expect(asked(plan, 4)).toEqual(['none', 'none', '500', 'none'])
  })

  test('waits for its time, and does not count the calls before it', () => {
    const { plan, time } = world()
    plan.arm(fault({ notBefore: 100, skip: 1 }))
    time.now = 99
    expect(asked(plan, 3)).toEqual(['none', 'none', 'none'])
    time.now = 100
    expect(asked(plan, 3)).toEqual(['none', '500', 'none'])
  })

  test('strikes at its own point alone, and where what it matches on agrees', () => {
    const { plan } = world()
    plan.arm(fault({ match: { client: 'client-2' }, skip: 1 }))
    expect(statusOf(plan.atService('stream.create', { client: 'client-2' }))).toBe('none')
    expect(asked(plan, 3, { client: 'client-1' })).toEqual(['none', 'none', 'none'])
    expect(asked(plan, 2, { client: 'client-2' })).toEqual(['none', '500'])
  })

  test('is asked for where a client looks, or where the service does, by what it does', () => {
    const { plan } = world()
    plan.arm(fault({ point: 'x', action: { kind: 'client', failure: 'Session.signal/not-connected' } }))
    plan.arm(replying('500', { point: 'x' }))
    expect(plan.atClient('x', {})).toBe('Session.signal/not-connected')
    expect(plan.atClient('x', {})).toBeNull()
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
    plan.arm(replying('404', { skip: 1 }))
    expect(asked(plan, 3)).toEqual(['400', '404', 'none'])
  })

  test('count every call whichever was armed first', () => {
    const { plan } = world()
    plan.arm(replying('404', { skip: 1 }))
    plan.arm(replying('400'))
    expect(asked(plan, 3)).toEqual(['400', '404', 'none'])
  })

  test('that mean the same call: the later one takes the next', () => {
    const { plan } = world()
    for (const status of ['400', '404']) plan.arm(replying(status, { skip: 1 }))
    expect(asked(plan, 4)).toEqual(['none', '400', '404', 'none'])
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
    plan.arm(fault({ left: Infinity }))
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
