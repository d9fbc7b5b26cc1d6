import { describe, expect, it } from 'vitest'
import { buildCase } from './build-case.ts'
import { isPlainSessionCase } from './plain-session.ts'
import type { RecordedCase } from './recorded-case.ts'

const recorded = buildCase(
  {},
  { id: 'session.signal/ok', area: 'signal', given: { connected: true, server: { role: 'publisher' } } },
)

describe('plain session cases', () => {
  it('are those with roles, remote people and local checks', () => {
    expect(isPlainSessionCase(recorded)).toBe(true)
    expect(isPlainSessionCase({ ...recorded, given: { server: { remote: {}, subscribe: 'never' } } })).toBe(true)
  })

  it('are none with media, HTTP answers, replies, sockets or a lost connection', () => {
    const others: readonly Partial<RecordedCase>[] = [
      { area: 'publisher' },
      { id: 'webrtc/publish/ok' },
      { given: { http: {} } },
      { given: { media: {} } },
      { given: { offline: true } },
      { given: { server: { replies: {} } } },
      { given: { server: { socket: 'refuse' } } },
      { given: { server: { publish: 'jsepNoAnswer' } } },
      { given: { setup: [{ server: 'mode', mode: 'refuse' }] } },
      { after: [{ server: 'drop' }] },
    ]
    expect(others.filter((other) => isPlainSessionCase({ ...recorded, ...other }))).toEqual([])
  })
})
