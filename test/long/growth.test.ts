import process from 'node:process'
import { expect, test } from 'vitest'
import { playScenario } from '../../src/author/play.ts'
import { readScenario } from '../../src/scenario/read.ts'

const given = { room: [{ name: 'alice', publishes: [{ name: 'Alice' }] }] }
const signal = (type: string): object => ({ participant: 'alice', does: 'signal', signal: { type } })
const numbers = (count: number): readonly number[] => [...Array(count).keys()]

/** Long scenarios by their size: the parts that a play goes through again and again. */
const scenarios: Readonly<Record<string, (size: number) => object>> = {
  steps: (size) => ({
    steps: [
      { call: 'Session.connect' },
      ...numbers(size - 1).map((one) => ({ call: 'Session.signal', args: [{ type: 'chat', data: String(one) }] })),
    ],
    expect: numbers(size).map((one) => ({ step: one + 1, succeeds: true })),
  }),
  'entries with a time': (size) => ({
    timeline: numbers(size).map((one) => ({ at: 1000 + one * 10, ...signal('chat') })),
    steps: [{ call: 'Session.connect' }],
    expect: [{ event: 'sessionConnected' }],
  }),
  'entries after events': (size) => ({
    timeline: numbers(size).map((one) => ({ after: 'sessionConnected', ...signal(`type-${one}`) })),
    steps: [{ call: 'Session.connect' }],
    expect: [{ event: 'sessionConnected' }],
  }),
  'people who come and go': (size) => ({
    timeline: numbers(size).map((one) => ({
      at: 1000 + one * 10,
      participant: `person ${one >> 1}`,
      does: one % 2 === 0 ? 'join' : 'leave',
    })),
    steps: [{ call: 'Session.connect' }],
    expect: [{ event: 'sessionConnected' }],
  }),
}

/** Milliseconds of processor time, which other programs on the machine do not count into. */
async function costOf(make: (size: number) => object, size: number): Promise<number> {
  const before = process.cpuUsage()
  const report = await playScenario(readScenario({ title: 'A long scenario', given, ...make(size) }))
  expect(report.problems).toEqual([])
  expect(report.heard.length).toBeGreaterThan(size / 2)
  return process.cpuUsage(before).user / 1000
}

test.each([
  ['steps', 4000],
  ['entries with a time', 20_000],
  ['entries after events', 20_000],
  ['people who come and go', 20_000],
] as const)(
  'reading and playing %s grows with their number',
  async (name, size) => {
    const make = scenarios[name]
    if (make === undefined) throw new Error(`No scenario of ${name}.`)
    await costOf(make, size / 10)
    const quarter = await costOf(make, size / 4)
    const whole = await costOf(make, size)
    console.log(`${size} ${name}: ${whole.toFixed(0)} ms of processor time, a quarter of them ${quarter.toFixed(0)} ms`)
    // Four times as many take four times as long, and not sixteen times.
    expect(whole).toBeLessThan(8 * quarter + 500)
  },
  300_000,
)
