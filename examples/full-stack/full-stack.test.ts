// @vitest-environment happy-dom
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHandlers } from 'fake-opentok/msw'
import { createSimulator } from 'fake-opentok/simulator'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { privateKey, publicKey } from './key-pair.ts'
import { openPage } from './page.ts'
import { meetingServer } from './server.ts'

const simulator = createSimulator()
const applicationId = simulator.credentials().apiKey
const service = setupServer()
let server: Server
let origin = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server = meetingServer({ applicationId, privateKey }).listen(0, '127.0.0.1', () => resolve())
  })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  // The page is the server's own.
  Object(window).happyDOM.setURL(origin)
  const archive = `${origin}/hooks/archive`
  // Every webhook comes twice, and in no order.
  const webhooks = { archive, repeat: 2, shuffle: true }
  service.use(...createHandlers(simulator, { projects: [{ key: applicationId, publicKey }], webhooks }))
  service.listen({ onUnhandledRequest: 'bypass' })
})
afterAll(() => {
  service.close()
  server.close()
})

/** The server answers in real time, and soon. */
const soon = { interval: 2, timeout: 10_000 }

const text = (id: string): string | null | undefined => document.getElementById(id)?.textContent
const click = (id: string): void => document.getElementById(id)?.click()

/** The room of the call that is under way. */
const roomOf = (): ReturnType<typeof simulator.room> => {
  const [made] = simulator.journal.find({ what: 'rest.session' }).slice(-1)
  return simulator.room(String(made?.detail['sessionId']))
}

test('joining, moderating, and a recording that starts again exactly once', async () => {
  await openPage(simulator.OT, origin, 'monday')
  await simulator.settled()
  expect(text('state')).toBe('In the call')

  const alice = roomOf().join({ name: 'alice', data: 'Alice' })
  alice.publish()
  await simulator.settled()
  expect(text(`person-${alice.connectionId}`)).toContain('Alice')

  click(`away-${alice.connectionId}`)
  await expect.poll(() => alice.isPresent, soon).toBe(false)
  await simulator.settled()
  expect(text(`person-${alice.connectionId}`)).toBeUndefined()

  const started = (): number => simulator.journal.find({ kind: 'fact', what: 'archive.created' }).length
  click('record')
  await expect.poll(started, soon).toBe(1)
  await simulator.settled()
  expect(text('recorded')).toBe('Recorded')

  roomOf().rotateServer() // the archive stays behind, and is told of twice
  await expect.poll(started, soon).toBe(2)
  await simulator.settled()
  await simulator.clock.advance('10m')
  // Twice: that the first was started, stopped and is available, and that the second was started.
  expect(simulator.journal.find({ what: 'rest.webhook' })).toHaveLength(2 * 4)
  expect([started(), text('recorded'), text('state')]).toEqual([2, 'Recorded', 'In the call'])
}, 30_000)
