import { expect, test } from 'vitest'
import { findFailure, isFailureId } from './failures.ts'
import { currentStateOf, isConnectedIn, publishLifecycle, sessionLifecycle, sessionStates } from './lifecycles.ts'

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

test('the SDK says connected while it reconnects, and counts as connected while it migrates', () => {
  expect(sessionStates.filter((state) => currentStateOf[state] === 'connected')).toEqual(['connected', 'reconnecting'])
  expect(sessionStates.filter((state) => isConnectedIn[state])).toEqual(['connected', 'reconnecting', 'migrating'])
})

test('a publisher that is attached cannot be published again', () => {
  const refused = Object.entries(publishLifecycle).filter(([, outcome]) => isFailureId(outcome))
  expect(refused.map(([state]) => state)).toEqual(['publishing', 'published', 'kept'])
})
