// @vitest-environment happy-dom
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSimulator } from '../simulator.ts'
import { credentialsHandler } from './msw.ts'

const server = setupServer(credentialsHandler(createSimulator()))

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

test.each([
  ['its own origin', '/session/lobby', {}],
  ['another origin', 'https://calls.example/session/lobby', {}],
  [
    'another origin, with cookies and a header of its own',
    'https://calls.example/session/lobby',
    { credentials: 'include', headers: { 'x-tenant': 'acme' } },
  ],
] as const)('a page that asks %s is answered, with no setting', async (_, url, init) => {
  const response = await fetch(url, init)

  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ token: expect.any(String) })
})
