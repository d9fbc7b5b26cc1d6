// @vitest-environment happy-dom
import { waitFor } from '@testing-library/dom'
import { credentialsHandler } from 'fake-opentok/msw'
import { simulator } from 'fake-opentok/simulator'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { alerts, askToJoin, lines, openPage, press, say, statusText } from './open-page.ts'

vi.mock('@vonage/client-sdk-video', () => import('fake-opentok'))

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
beforeEach(() => {
  server.use(credentialsHandler(simulator, { role: 'moderator', data: 'Ada' }))
  openPage()
})
afterEach(() => {
  server.resetHandlers()
  simulator.reset()
})
afterAll(() => server.close())

const lobby = () => simulator.room(simulator.credentials({ session: 'lobby' }).sessionId)

async function join(): Promise<void> {
  askToJoin('lobby')
  await waitFor(() => expect(statusText()).toBe('In the call.'))
}

test('one joins a room and is told so', async () => {
  askToJoin('lobby')
  expect(statusText()).toBe('Joining …')
  await waitFor(() => expect(statusText()).toBe('In the call.'))
  expect(lobby().connections.map(({ data }) => data)).toEqual(['Ada'])
  expect(alerts()).toEqual([])
})

test('people and cameras are shown while they are there', async () => {
  const bob = lobby().join({ data: 'Bob', name: 'Bob' })
  bob.publish()
  await join()
  await waitFor(() => expect(lines('Cameras')).toEqual(['Bob']))
  expect(lines('People')).toEqual(['Bob'])
  lobby().join({ data: 'Cyd' })
  await waitFor(() => expect(lines('People')).toEqual(['Bob', 'Cyd']))
  bob.leave()
  await waitFor(() => expect(lines('People')).toEqual(['Cyd']))
  expect(lines('Cameras')).toEqual([])
})

test('the own camera is seen by the room, until it is stopped', async () => {
  await join()
  press('Start camera')
  await waitFor(() => expect(statusText()).toBe('You are on camera.'))
  expect(lobby().streams).toHaveLength(1)
  press('Stop camera')
  await waitFor(() => expect(statusText()).toBe('Your camera is off.'))
  await simulator.settled()
  expect(lobby().streams).toEqual([])
  expect(alerts()).toEqual([])
})

