import { describe, expect, it } from 'vitest'
import { buildCase } from './build-case.ts'
import { vary } from './vary.ts'

const recorded = buildCase(
  { events: [{ on: 'session', type: 'streamDestroyed', stream: 's1', phase: 'task' }] },
  {
    id: 'session.subscribe/ok',
    given: {
      connected: true,
      server: { remote: { connections: [{ id: 'c1' }], streams: [{ id: 's1', connection: 'c1' }] } },
      setup: [{ js: "reg.oldStream = reg.session.streams.find(x => x.id === 's1')" }],
    },
    when: { call: 'session.subscribe', args: [{ $stream: 's1' }, 'sub-target', {}, { $cb: 1 }] },
    after: [{ server: 'remoteUnpublish', id: 's1', reason: 'clientDisconnected' }],
  },
)

describe('varying a case', () => {
  const varied = vary(recorded, 7)
  const text = JSON.stringify(varied)

  it('leaves no name of the recording', () => {
    for (const name of ['"c1"', '"s1"', "'s1'", 'SESSION_A', '46000000', 'T1==token']) expect(text).not.toContain(name)
  })

  it('adds set-up that has nothing to do with the case, and turns its circumstances round', () => {
    expect(varied.given.setup?.length).toBeGreaterThan(1)
    expect(Object.keys(varied.given).slice(0, -1)).not.toEqual(Object.keys(recorded.given))
  })

  it('renames consistently in all parts, each name to one of the same make', () => {
    const [stream] = varied.then.events?.map((entry) => entry.stream) ?? []
    expect(stream).toMatch(/^[a-z][0-9]$/)
    expect(varied.when).toMatchObject({ args: [{ $stream: stream }, 'sub-target', {}, { $cb: 1 }] })
    expect(varied.after).toMatchObject([{ id: stream }])
    expect(varied.given.setup?.at(-1)).toEqual({
      js: `reg.oldStream = reg.session.streams.find(x => x.id === '${stream}')`,
    })
    expect(varied.given.token).toMatch(/^T1==[a-z]{5}$/)
    expect(varied.given.session).toMatchObject({ sessionId: expect.stringMatching(/^[A-Z]{7}_[A-Z]$/) })
  })

  it('gives the same variant for the same seed, and another for another', () => {
    expect(vary(recorded, 7)).toEqual(varied)
    expect(vary(recorded, 8)).not.toEqual(varied)
  })

  it('leaves words of the vocabulary alone', () => {
    expect(text).toContain('"remoteUnpublish"')
    expect(text).toContain('"clientDisconnected"')
    expect(varied.id).toBe(recorded.id)
  })

  it('makes no session where the case has none', () => {
    expect(vary({ ...recorded, given: { session: false } }, 7).given.session).toBe(false)
  })
})
