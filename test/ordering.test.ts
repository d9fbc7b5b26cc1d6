import { describe, expect, test } from 'vitest'
import { loadCases } from './conformance/load-cases.ts'
import type { LogEntry } from './conformance/phase-log.ts'
import { observeCase } from './conformance/run-case.ts'
import { type RigOptions, rigWith } from './conformance/simulator-rig.ts'

/** Recordings in which the order of what an application hears is the point. */
const chosen: readonly string[] = [
  'session.connect/ok',
  'session.connect/sessionConnected-listener-throws',
  'session.connect/null-sessionId',
  'remote/connect-to-session-with-streams',
  'archive/already-running-at-connect',
  'reentrancy/publish-in-sessionConnected',
  'reentrancy/disconnect-in-sessionConnected',
  'reentrancy/connect-in-sessionDisconnected',
  'reentrancy/destroy-in-publisher-streamDestroyed',
  'session.disconnect/connected-twice-synchronously',
  'session.disconnect/with-publisher',
  'session.disconnect/then-connect-again-synchronously',
  'during-disconnect/publish',
  'during-disconnect/signal',
  'session.publish/ok-properties-null',
  'session.publish/two-publishers',
  'session.publish/then-unpublish-synchronously',
  'session.publish/server-stream-create-400',
  'session.publish/init-and-publish-same-tick-server-403',
  'session.publish/role-subscriber',
  'session.unpublish/preventDefault',
  'session.subscribe/server-404',
  'session.subscribe/server-409-streamLimitExceeded',
  'session.signal/ok',
  'session.signal/received-from-unknown-then-joins',
  'session.signal/not-connected-completion-throws',
  'session.forceDisconnect/string-id',
  'session.forceUnpublish/server-404',
  'moderation/kicked',
  'moderation/mute-on-entry',
  'remote/connection-with-stream-leaves',
]

const worlds: Readonly<Record<string, RigOptions>> = {
  'instant, in-process': { mode: 'instant', latency: [0, 0] },
  'manual, in-process': { mode: 'manual', latency: [0, 0] },
  'instant, delayed': { mode: 'instant', latency: [3, 40] },
  'manual, delayed': { mode: 'manual', latency: [3, 40] },
}

const recordings = new Map(loadCases('fixtures/observed').map((recorded) => [recorded.id, recorded]))

// The worlds differ in when, and in nothing else.
const withoutTimes = (entries: readonly LogEntry[]): readonly unknown[] =>
  entries.map(({ facts, phase }) => ({ ...facts, phase }))

describe('an application hears the same, in the same order, whatever carries the words and whatever keeps the time', () => {
  test('at least thirty recordings are held to it', () => {
    expect(chosen.filter((id) => recordings.has(id)).length).toBeGreaterThanOrEqual(30)
  })

  for (const id of chosen) {
    test(id, async () => {
      const recorded = recordings.get(id)
      if (recorded === undefined) throw new Error(`There is no recording ${id}.`)
      const logs: Record<string, unknown> = {}
      for (const [name, options] of Object.entries(worlds)) {
        logs[name] = withoutTimes((await observeCase(recorded, rigWith(options))).events)
      }
      for (const name of Object.keys(worlds)) expect(logs[name], name).toEqual(logs['manual, in-process'])
      expect(logs['manual, in-process']).not.toEqual([])
    })
  }
})
