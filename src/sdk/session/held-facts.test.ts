import { describe, expect, test } from 'vitest'
import type { Fact } from '../../wire/facts.ts'
import { HeldFacts } from './held-facts.ts'

const saying = (data: string): Fact => ({ is: 'signal', from: 'alice', signal: { type: null, data } })

const dataOf = (facts: readonly Fact[]): unknown[] => facts.map((fact) => fact.is === 'signal' && fact.signal.data)

describe('facts about somebody who is not known yet', () => {
  test('wait for whom they are about, in their order, and are given once', () => {
    const held = new HeldFacts()
    held.hold('alice', saying('1'))
    held.hold('bob', saying('2'))
    held.hold('alice', saying('3'))
    expect(dataOf(held.release('alice'))).toEqual(['1', '3'])
    expect(held.release('alice')).toEqual([])
    expect(held.size).toBe(1)
  })

  test('do not pile up for people who never come: the latest are kept', () => {
    const held = new HeldFacts()
    for (let index = 0; index < 100_000; index++) held.hold(`nobody-${index}`, saying(String(index)))
    expect(held.size).toBeLessThanOrEqual(1000)
    expect(dataOf(held.release('nobody-99999'))).toEqual(['99999'])
  })

  test('are forgotten with their session', () => {
    const held = new HeldFacts()
    held.hold('alice', saying('1'))
    held.clear()
    expect(held.release('alice')).toEqual([])
  })
})
