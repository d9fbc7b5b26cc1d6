import { credentialsHandler } from 'fake-opentok/msw'
import { simulator } from 'fake-opentok/simulator'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { join } from './application.js'

const server = setupServer(credentialsHandler(simulator))
beforeAll(() => server.listen())
beforeEach(() => {
  document.body.innerHTML = '<div id="me"></div>'
})
afterEach(() => simulator.reset())
afterAll(() => server.close())

test('both names are the same SDK, in the page', async () => {
  const publisher = await join(simulator.credentials())

  expect(publisher.stream.name).toBe('Ada')
  expect(document.querySelector('#me .OT_publisher h1').textContent).toBe('Ada')
})

test('reset() leaves no elements behind', async () => {
  await join(simulator.credentials())
  simulator.reset()

  expect(document.querySelector('#me').children).toHaveLength(0)
  expect(document.head.children).toHaveLength(0)
})

test('a failure is armed', async () => {
  simulator.fail('Session.publish/stream-limit-exceeded')

  await expect(join(simulator.credentials())).rejects.toMatchObject({ name: 'OT_STREAM_CREATE_FAILED' })
})

test('a server of its own is asked for credentials', async () => {
  const answer = await fetch('https://server.example/session/lobby')

  expect(await answer.json()).toHaveProperty('token')
})
