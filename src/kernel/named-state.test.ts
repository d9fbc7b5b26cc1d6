import { describe, expect, test } from 'vitest'
import { NamedState } from './named-state.ts'

const door = { open: ['closed'], closed: ['open', 'locked'], locked: [] } as const

const made = (first: keyof typeof door = 'open') => new NamedState<keyof typeof door>('a door', door, first)

describe('a named state', () => {
  test('changes by the table, and remembers the state before', () => {
    const state = made()
    expect(state.previous).toBe('open')
    state.become('closed')
    expect([state.name, state.previous]).toEqual(['closed', 'open'])
    expect([state.is('open', 'closed'), state.is('locked')]).toEqual([true, false])
  })

  test('stays as it is when it becomes the state that it has', () => {
    const state = made('locked')
    state.become('locked')
    expect([state.name, state.previous]).toEqual(['locked', 'locked'])
  })

  test('refuses another change: the error names the owner, both states, and the changes that there are', () => {
    expect(() => made().become('locked')).toThrow(
      'Internal error of fake-opentok: a door cannot change from "open" to "locked". From "open" it can change to: closed. ' +
        'This is a mistake in fake-opentok, not in your test',
    )
    expect(() => made('locked').become('open')).toThrow('From "locked" it can change to: no other state.')
  })

  test('that was refused a change has the state that it had', () => {
    const state = made()
    expect(() => state.become('locked')).toThrow()
    expect(state.name).toBe('open')
  })
})
