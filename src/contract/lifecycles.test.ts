import { expect, test } from 'vitest'
import { findFailure, isFailureId } from './failures.ts'
import {
  isConnectedIn,
  placeTransitions,
  publishOutcome,
  refusalIn,
  sessionLifecycle,
  sessionStates,
  subscriberTransitions,
} from './lifecycles.ts'

const refusals = Object.values(sessionLifecycle)
  .flatMap((outcomes) => Object.values(outcomes))
  .filter(isFailureId)

test('a call in the wrong state fails as not connected, before it returns', () => {
  expect(refusals.length).toBeGreaterThan(20)
  for (const id of refusals) {
    expect(findFailure(id).sdk?.name).toBe('OT_NOT_CONNECTED')
    expect(findFailure(id).point).toBe('client:state')
  }
})

test('calls wait while the session reconnects, but connect() is ignored and disconnect() goes', () => {
  const outcomes = Object.entries(sessionLifecycle).map(([operation, states]) => [operation, states.reconnecting])
  expect(outcomes.filter(([, outcome]) => outcome !== 'waits')).toEqual([
    ['Session.connect', 'ignored'],
    ['Session.disconnect', 'goes'],
  ])
})

test('a session counts as connected while it reconnects, and while it migrates', () => {
  expect(sessionStates.filter((state) => isConnectedIn[state])).toEqual(['connected', 'reconnecting', 'migrating'])
})

test('a call is refused by the table, and a state that is no obstacle refuses nothing', () => {
  expect(refusalIn('connecting', 'Session.signal')).toBe('Session.signal/not-connected')
  expect(refusalIn('migrating', 'Session.signal')).toBeNull()
  expect(refusalIn('connected', 'Session.connect')).toBeNull()
})

const places = ['free', 'waiting', 'publishing', 'published', 'kept', 'destroyed'] as const

test('a publisher that is attached cannot be published again, in its session or in another', () => {
  const again = places.map((place) => publishOutcome({ media: 'ready', place, attachedTo: 'this' }))
  expect(again.map((outcome) => outcome.replace('Session.publish/', ''))).toEqual([
    'goes',
    'already-published',
    'already-published',
    'already-published',
    'still-attached',
    'already-published',
  ])
  for (const place of places) {
    const elsewhere = publishOutcome({ media: 'ready', place, attachedTo: 'another' })
    expect(elsewhere).toBe('Session.publish/published-elsewhere')
  }
})

test('a free publisher is published by the state of its media, and a destroyed one never', () => {
  const free = { place: 'free', attachedTo: 'none' } as const
  expect(publishOutcome({ ...free, media: 'asked' })).toBe('waits')
  expect(publishOutcome({ ...free, media: 'ready' })).toBe('goes')
  expect(publishOutcome({ ...free, media: 'failed' })).toBe('ignored')
  expect(publishOutcome({ media: 'ready', place: 'destroyed', attachedTo: 'none' })).toBe('ignored')
})

test('no place follows destruction, neither for a publisher nor for a subscriber', () => {
  expect([placeTransitions.destroyed, subscriberTransitions.destroyed]).toEqual([[], []])
})
