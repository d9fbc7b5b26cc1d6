import { describe, expect, test } from 'vitest'
import { serviceWorld } from '../../test/worlds/service-world.ts'
import { createRandom } from '../kernel/random.ts'
import type { HttpRequest } from '../wire/link.ts'
import { FrontDesk, type FrontDeskOptions } from './front-desk.ts'
import { type HttpOutcome, rawHttp } from './http-outcome.ts'
import { defaultRules } from './state.ts'
import { mintToken } from './tokens/token.ts'

const request: HttpRequest = { what: 'sessionInfo', apiKey: '46000000', sessionId: 's1', token: 'token' }

function desk(options: Partial<FrontDeskOptions> = {}) {
  const { clock, plan, answer } = serviceWorld()
  const made = new FrontDesk({ clock, hazard: plan, credentials: { policy: 'any' }, ...options }, () => defaultRules)
  return { plan, answer, desk: made, ask: (how: Partial<HttpRequest> = {}) => outcomesOf(made, how)[0] }
}

/** The outcomes of a request; the list grows when an answer that was withheld is given. */
function outcomesOf(made: FrontDesk, how: Partial<HttpRequest> = {}, client = 'client-1'): HttpOutcome[] {
  const outcomes: HttpOutcome[] = []
  made.answer({ ...request, ...how }, client, (outcome) => outcomes.push(outcome))
  return outcomes
}

const urlIn = (outcome: HttpOutcome | undefined): unknown =>
  outcome?.kind === 'answer' ? /wss:\/\/[^"]*/.exec(outcome.body)?.[0] : undefined

describe('the front desk', () => {
  test('gives the session information, and something empty where nothing is looked at', () => {
    expect(desk().ask()).toMatchObject({ kind: 'answer', status: 200, delayMs: 0 })
    expect(desk().ask({ what: 'config' })).toMatchObject({ status: 200, body: '{}' })
  })

  test('sends clients to another server once the session has moved, and back after a reset', () => {
    const { desk: made, ask } = desk()
    const first = urlIn(ask())
    made.moveServer()
    expect(urlIn(ask())).not.toBe(first)
    made.reset()
    expect(urlIn(ask())).toBe(first)
  })

  test('gives what a fault says instead, once', () => {
    const { answer, ask } = desk()
    answer('sessionInfo', '503')
    expect(ask()).toEqual({ kind: 'answer', status: 503, body: '', delayMs: 0 })
    expect(ask()).toMatchObject({ status: 200 })
  })

  test('withholds its answer until it is released, and then meets the faults that are armed', () => {
    const { plan, answer, desk: made } = desk()
    const gate = plan.hold('sessionInfo')
    answer('sessionInfo', '503')
    const [first, second] = [outcomesOf(made), outcomesOf(made)]
    expect([...first, ...second]).toEqual([])
    gate.open(null)
    expect([...first, ...second]).toMatchObject([{ status: 503 }, { status: 200 }])
  })

  test('gives another answer to what is withheld, where it is made to', () => {
    const { plan, desk: made } = desk()
    const gate = plan.hold('sessionInfo')
    const outcomes = outcomesOf(made)
    gate.open({ status: 'failed' })
    expect(outcomes).toEqual([{ kind: 'network-failure' }])
  })

  test('tells of a scenario in a token once for each client, and again after a reset', () => {
    const told: string[] = []
    const { desk: made } = desk({ onScenario: (...words) => told.push(words.join(' ')) })
    const times = { issuedAt: 1_800_000_000_000, expiresAt: 1_900_000_000_000 }
    const who = { format: 'jwt', key: 'app', sessionId: 's1', role: 'publisher', data: '' } as const
    const token = mintToken({ ...who, ...times, random: createRandom(1), scenario: 'offline' })
    for (const client of ['a', 'a', 'b']) outcomesOf(made, { token }, client)
    outcomesOf(made, { what: 'config', token }, 'c')
    expect(told).toEqual(['a offline', 'b offline'])
    made.reset()
    outcomesOf(made, { token }, 'a')
    expect(told).toHaveLength(3)
  })
})

describe('a raw answer', () => {
  const own = (): HttpOutcome => ({ kind: 'answer', status: 200, body: 'own', delayMs: 0 })

  test.each([
    [{ status: 'none' }, { kind: 'silence' }],
    [{ status: 'failed' }, { kind: 'network-failure' }],
    [{ status: 'offline' }, { kind: 'network-failure', offline: true }],
    [
      { status: '200x', delayMs: 30 },
      { kind: 'answer', status: 200, body: 'own', delayMs: 30 },
    ],
    [
      { status: '404', body: 'gone', delayMs: 5 },
      { kind: 'answer', status: 404, body: 'gone', delayMs: 5 },
    ],
  ])('%j comes to %j', (reply, outcome) => {
    expect(rawHttp(reply, own)).toEqual(outcome)
  })
})
