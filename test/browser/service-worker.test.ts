import { setupWorker } from 'msw/browser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHandlers } from '../../src/entry/msw.ts'
import { createSimulator } from '../../src/simulator.ts'

const simulator = createSimulator()
const worker = setupWorker(...createHandlers(simulator))

beforeAll(() => worker.start({ quiet: true, onUnhandledRequest: 'bypass' }).then(() => undefined))
afterAll(() => worker.stop())

const part = (value: object): string =>
  btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

function bearer(application_id: string): string {
  const now = Math.floor(Date.now() / 1000)
  return `Bearer ${part({ alg: 'RS256', typ: 'JWT' })}.${part({ application_id, iat: now, exp: now + 300 })}.c2ln`
}

test('the handlers answer a page by MSW’s service worker, and the client in the page hears of it', async () => {
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = simulator.OT.initSession(apiKey, sessionId)
  const started: string[] = []
  session.on('archiveStarted', ({ id }: { id: string }) => started.push(id))
  session.connect(token)
  await simulator.settled()
  const archives = `https://video.api.vonage.com/v2/project/${apiKey}/archive`
  const ask = (): Promise<Response> =>
    fetch(archives, {
      method: 'POST',
      headers: { authorization: bearer(apiKey), 'content-type': 'application/json' },
      body: JSON.stringify({ sessionId }),
    })
  const answer = await ask()
  const { id, status } = await answer.json()
  await simulator.settled()
  expect([answer.status, status, started]).toEqual([200, 'started', [id]])
  expect((await ask()).status).toBe(409)
  expect((await fetch(archives)).status).toBe(403)
  session.disconnect()
})
