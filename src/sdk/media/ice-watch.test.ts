import { describe, expect, test } from 'vitest'
import type { IceState } from '../base/media-conditions.ts'
import { IceWatch } from './ice-watch.ts'

/** The calls of a subscriber as its path takes states, without the sign of loading. */
function heard(states: readonly IceState[], { relayed = false, socket = true } = {}) {
  const what: string[] = []
  const watch = new IceWatch({
    isRelayed: () => relayed,
    isSocketConnected: () => socket,
    restart: () => void what.push('restart'),
    failing: () => void what.push('failing'),
    announce: (event) => void what.push(event),
    loading: () => {},
  })
  for (const state of states) watch.became(state)
  return { what, isFailed: watch.isFailed }
}

describe('what a subscriber makes of its path', () => {
  test.each<[readonly IceState[], readonly string[]]>([
    [['checking', 'connected', 'completed'], ['connected']],
    [
      ['checking', 'connected', 'disconnected', 'connected'],
      ['connected', 'restart', 'disconnected', 'connected'],
    ],
    [['checking', 'disconnected'], []],
    [
      ['checking', 'connected', 'failed'],
      ['connected', 'failing'],
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
