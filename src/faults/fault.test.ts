import { describe, expect, test } from 'vitest'
import { agrees } from './fault.ts'

describe('what a fault matches on', () => {
  const subject = { client: 'client-1', streamId: 's1', name: undefined, tracks: 0 }

  test('agrees where every named fact does', () => {
    expect(agrees({ client: 'client-1', streamId: 's1' }, subject)).toBe(true)
    expect(agrees({ client: 'client-1', streamId: 's2' }, subject)).toBe(false)
  })

  test('agrees with everything where nothing is named', () => {
    expect(agrees({}, subject)).toBe(true)
  })

  test('tells a fact from one that is not there, and a number from its text', () => {
    expect(agrees({ connectionId: 'c1' }, subject)).toBe(false)
    expect(agrees({ tracks: '0' }, subject)).toBe(false)
    expect(agrees({ tracks: 0 }, subject)).toBe(true)
  })
})
