import { describe, expect, test } from 'vitest'
import type { IceState } from '../../contract/peer-path.ts'
import { IceWatch } from './ice-watch.ts'

/** The consequences for a subscriber as its path takes states, without the sign of loading. */
function heard(states: readonly IceState[], { relayed = false, socket = true } = {}) {
  const watch = new IceWatch()
  const all = states.flatMap((state) => watch.became(state, { isRelayed: relayed, hasLine: socket }))
  const what = all.filter((one) => one !== 'loading' && one !== 'loaded')
  return { what, isFailed: watch.isFailed }
}

describe('what a subscriber makes of its path', () => {
  test.each<[readonly IceState[], readonly string[]]>([
    [['checking', 'connected', 'completed'], ['connected']],
    [
      ['checking', 'connected', 'disconnected', 'connected'],
      ['connected', 'sought-anew', 'disconnected', 'connected'],
    ],
    [['checking', 'disconnected'], []],
    [
      ['checking', 'connected', 'failed'],
      ['connected', 'fails-soon'],
    ],
    [['checking', 'closed'], []],
  ])('%j is heard as %j', (states, what) => {
    expect(heard(states).what).toEqual(what)
  })

  test('it has failed until it is sought anew', () => {
    expect(heard(['connected', 'failed']).isFailed).toBe(true)
    expect(heard(['connected', 'failed', 'checking']).isFailed).toBe(false)
  })

  test('between two clients nobody restarts, and a path that has failed may come back', () => {
    expect(heard(['connected', 'disconnected', 'failed'], { relayed: true }).what).toEqual([
      'connected',
      'disconnected',
    ])
  })

  test('without a messaging connection nothing is given up', () => {
    expect(heard(['connected', 'failed'], { socket: false }).what).toEqual(['connected'])
  })
})
