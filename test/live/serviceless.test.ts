import { expect, test } from 'vitest'
import { buildCase } from '../conformance/build-case.ts'
import { isServiceless } from './serviceless.ts'

test('a case that connects needs the service', () => {
  expect(isServiceless(buildCase({}, { given: { connected: true } }))).toBe(false)
  expect(isServiceless(buildCase({ events: [{ on: 'session', type: 'sessionConnected', phase: 'task' }] }))).toBe(false)
  expect(isServiceless(buildCase({ sent: ['connection.create'] }))).toBe(false)
})

test('a case whose socket leads nowhere needs none', () => {
  const parts = { given: { server: { socket: 'refuse', reconnection: false } } }
  expect(isServiceless(buildCase({}, parts))).toBe(true)
})

test('a step of the service needs it', () => {
  expect(isServiceless(buildCase({}, { after: [{ server: 'remoteJoin', id: 'c1' }] }))).toBe(false)
  expect(isServiceless(buildCase({}, { after: [{ wait: 10 }] }))).toBe(true)
})
