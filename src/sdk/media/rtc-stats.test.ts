import { describe, expect, test } from 'vitest'
import facts from '../../../fixtures/facts/rtc-stats.json' with { type: 'json' }
import { type Flow, MediaMeter, type Reading } from './media-meter.ts'
import { QualityGauge } from './network-quality.ts'
import { type CarriedTracks, receivingReport, sendingReport } from './rtc-stats.ts'

const flow: Flow = { audio: true, video: true, width: 640, height: 480, frameRate: 30, loudness: 0.5 }

function reading(change: Partial<Flow> = {}): Reading {
  const meter = new MediaMeter('a', 0)
  meter.change(0, { ...flow, ...change })
  return meter.read(10_000)
}

type Entry = Readonly<Record<string, unknown>>

const entriesOf = (report: ReadonlyMap<string, unknown>): readonly Entry[] =>
  [...report.values()].map((entry) => ({ ...(entry as Entry) }))

const typesOf = (report: ReadonlyMap<string, unknown>): readonly string[] => [
  ...new Set(entriesOf(report).map(({ type, kind }) => (kind === undefined ? String(type) : `${type} ${kind}`))),
]

const both: CarriedTracks = { audio: 'a1', video: 'v1' }
/** A page's treatment of the sound that it plays is no part of the connection. */
const leftOut = ['media-playout audio']

const cases: readonly [string, CarriedTracks][] = [
  ['subscriber', both],
  ['subscriber of sound alone', { audio: 'a1' }],
  ['subscriber of a picture alone', { video: 'v1' }],
  ['publisher', both],
  ['publisher with videoSource null', { audio: 'a1' }],
  ['publisher with audioSource null', { video: 'v1' }],
]

describe.each(cases)('the report of a %s', (what, tracks) => {
  const make = what.startsWith('publisher') ? sendingReport : receivingReport
  const report = make(0, reading(), new QualityGauge(), tracks)
  const seen = facts.cases.find((one) => one.what === what)?.report ?? {}

  test('has the entries that were seen, and no others', () => {
    const expected = Object.keys(seen).filter((type) => !leftOut.includes(type))
    expect([...typesOf(report)].sort()).toEqual([...expected].sort())
  })

  test('has entries that name one another by ids that are there', () => {
    const names = entriesOf(report).flatMap((entry) =>
      Object.entries(entry).filter(([key]) => /Id$/.test(key) && key !== 'id'),
    )
    expect(names.length).toBeGreaterThan(5)
    for (const [key, id] of names) expect(report.has(String(id)), `${key} ${String(id)}`).toBe(true)
  })

  test('has ids that begin as those that were seen', () => {
    for (const { id, type, kind } of entriesOf(report)) {
      const like: unknown = Reflect.get(seen, kind === undefined ? String(type) : `${type} ${kind}`)
      const pattern = String(Reflect.get(Object(like), 'id'))
      const start = pattern.split(/[<_]/)[0] ?? ''
      expect(String(id).startsWith(start), `${id} like ${pattern}`).toBe(true)
    }
  })
})

test('the loudness is in the report: now, and summed up', () => {
  const at = (made: ReadonlyMap<string, unknown>, type: string): Entry | undefined =>
    entriesOf(made).find((entry) => entry['type'] === type && entry['kind'] === 'audio')
  const loud = receivingReport(0, reading(), new QualityGauge(), both)
  expect(at(loud, 'inbound-rtp')).toMatchObject({ audioLevel: 0.5, totalAudioEnergy: 2.5, totalSamplesDuration: 10 })
  const silent = sendingReport(0, reading({ audio: false, silence: true }), new QualityGauge(), both)
  expect(at(silent, 'media-source')).toMatchObject({ audioLevel: 0, totalAudioEnergy: 0, totalSamplesDuration: 10 })
})

test('sound that is turned off is sent as silence, at less than half the rate', () => {
  const silent = reading({ audio: false, silence: true }).audio.bytes
  expect(silent).toBeGreaterThan(0)
  expect(silent).toBeLessThan(reading().audio.bytes / 2)
  expect(reading({ audio: false }).audio.bytes).toBe(0)
})
